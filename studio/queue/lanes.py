"""The lanes jobs stand in. Each has its own limit, so a long render never holds up a conversation.

A job that waits for another must not share its lane: with every place taken by those who
wait, none is left for those they wait for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studio.domain.job import JobKind


@dataclass(frozen=True)
class Lane:
    """`width` jobs run side by side. A waiting one is looked for every `poll_s` seconds while
    there is work, and every `calm_s` while there is none: each look costs the processor 3 ms.
    """

    name: str
    width: int
    poll_s: float
    calm_s: float


LANES: Mapping[str, Lane] = {
    lane.name: lane
    for lane in (
        Lane("turns", width=4, poll_s=0.1, calm_s=0.2),
        Lane("scratch", width=2, poll_s=0.05, calm_s=0.5),
        Lane("produce", width=4, poll_s=0.25, calm_s=0.5),
        Lane("render", width=1, poll_s=0.25, calm_s=0.5),
    )
}

LANE_OF: Mapping[JobKind, Lane] = {
    JobKind.TURN: LANES["turns"],
    JobKind.SCRATCH: LANES["scratch"],
    JobKind.RENDER: LANES["render"],
    JobKind.SITE: LANES["produce"],
    JobKind.EXPORT: LANES["scratch"],
    JobKind.BUILD: LANES["produce"],
    JobKind.PRODUCE: LANES["produce"],
}
