"""Hands work to the worker. Only this room and the worker know the job engine."""

from studio.queue.lanes import LANE_OF, LANES, Lane
from studio.queue.orders import JobOrder
from studio.queue.queue import Queue

__all__ = ["LANES", "LANE_OF", "JobOrder", "Lane", "Queue"]
