"""What work costs: wall time, processor time and memory of this process and all it started."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from types import TracebackType
from typing import Any, Self

import psutil

_EVERY_S = 0.05


@dataclass(frozen=True)
class Cost:
    """Wall and processor time in seconds; `peak_mb` is 0 where memory was not looked at.

    Memory is in millions of bytes: the proportional set size where the system tells it
    (shared pages count once), else what each process has for itself.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float = 0.0

    def scaled(self, factor: float) -> Cost:
        """The cost of `factor` times as much of the same."""
        return Cost(self.wall_s * factor, self.cpu_s * factor, self.peak_mb)


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of repeated runs; of the peaks, the highest."""
    return Cost(
        wall_s=median(cost.wall_s for cost in costs),
        cpu_s=median(cost.cpu_s for cost in costs),
        peak_mb=max(cost.peak_mb for cost in costs),
    )


class Meter:
    """Measures what happens in its block; a context manager.

    A process is looked at twenty times a second, so one that ends in between costs up to a
    twentieth of a second more than is told.
    """

    def __init__(self, *, has_memory: bool = False) -> None:
        self._has_memory = has_memory
        self._spent: dict[tuple[int, float], float] = {}
        self._peak = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.cost = Cost(0.0, 0.0)

    def __enter__(self) -> Self:
        self._before = _processor_times(_family())
        self._began = time.perf_counter()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        wall = time.perf_counter() - self._began
        self._ended.set()
        self._thread.join()
        self._look()
        spent = sum(s - self._before.get(process, 0.0) for process, s in self._spent.items())
        self.cost = Cost(wall, spent, self._peak)

    def _watch(self) -> None:
        while not self._ended.wait(_EVERY_S):
            self._look()

    def _look(self) -> None:
        family = _family()
        self._spent.update(_processor_times(family))
        if self._has_memory:
            self._peak = max(self._peak, sum(_megabytes(process) for process in family))


def measured(work: Callable[[], object], *, has_memory: bool = False) -> Cost:
    """The cost of calling `work`."""
    with Meter(has_memory=has_memory) as meter:
        work()
    return meter.cost


def _family() -> list[Any]:
    me = psutil.Process()
    return [me, *me.children(recursive=True)]


def _processor_times(family: Sequence[Any]) -> dict[tuple[int, float], float]:
    times = {}
    for process in family:
        try:
            spent = process.cpu_times()
            times[process.pid, process.create_time()] = spent.user + spent.system
        except psutil.Error:
            continue
    return times


def _megabytes(process: Any) -> float:
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return 0.0
    return float(getattr(memory, "pss", memory.uss)) / 1e6
