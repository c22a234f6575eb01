"""All segments of a film: those made before are found, the others made by the crew."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from studio.compose.cache import SegmentCache
from studio.compose.processes import Crew
from studio.compose.progress import IsCancelled
from studio.compose.segments import Segment
from studio.compose.statistics import SegmentStatistics
from studio.compose.waiting import POLL_S
from studio.domain.errors import Cancelled, MediaMissing, SegmentFailed
from studio.domain.ids import AssetId

_AHEAD = 2
"""Segments given out for each process: one to work on, one to take up next."""

_TAIL = 4
"""Segments for each process, at the film's end, that are made longest first."""

_log = logging.getLogger(__name__)
OnSegment = Callable[[Segment, int, int], None]


@dataclass(frozen=True)
class Rendered:
    """What was seen in each segment, in the film's order, and which were made now, by key."""

    statistics: tuple[SegmentStatistics, ...]
    made: tuple[str, ...]


@dataclass(frozen=True)
class _Task:
    """A segment in hand; leaving `writing` well gives its file its name."""

    segment: Segment
    writing: ExitStack


@dataclass
class Rendering:
    """One run over the segments of a film; at most two of them a process are in hand.

    `on_segment` hears of every finished segment, with the frames done and those in all.
    """

    cache: SegmentCache
    paths: Mapping[AssetId, Path]
    crew: Crew
    on_segment: OnSegment
    is_cancelled: IsCancelled
    _tasks: dict[Future[SegmentStatistics], _Task] = field(default_factory=dict)
    _done: dict[str, SegmentStatistics] = field(default_factory=dict)

    def run(self, segments: Sequence[Segment]) -> Rendered:
        """Find or make every segment, the first ones first.

        Towards the end the longest go first, so that all processes end at nearly one time.

        Raises Cancelled within a tenth of a second of being asked to stop, MediaMissing,
        UnreadableInput, SegmentFailed, WorkerLost, DiskFull. What was finished is kept.
        """
        keys = [segment.key for segment in segments]
        wanted = dict(zip(keys, segments, strict=True))
        self._done = {key: seen for key in wanted if (seen := self.cache.find(key))}
        missing = {key: segment for key, segment in wanted.items() if key not in self._done}
        self._tell_found(wanted)
        try:
            self._make(missing)
        finally:
            self._drop()
        return Rendered(tuple(self._done[key] for key in keys), tuple(missing))

    def _make(self, missing: Mapping[str, Segment]) -> None:
        total = sum(segment.spec.frames for segment in missing.values())
        frames = 0
        waiting = iter(_in_order(missing, self.crew.workers))
        while self._give_out(waiting):
            ended, _ = wait(self._tasks, timeout=POLL_S, return_when=FIRST_COMPLETED)
            if self.is_cancelled():
                raise Cancelled
            for future in ended:
                segment = self._take_in(future)
                frames += segment.spec.frames
                self.on_segment(segment, frames, total)

    def _give_out(self, waiting: Iterator[tuple[str, Segment]]) -> bool:
        """Hand segments to the crew until enough are in hand; False when all are done."""
        while len(self._tasks) < _AHEAD * self.crew.workers:
            key, segment = next(waiting, (None, None))
            if key is None or segment is None:
                break
            writing = ExitStack()
            part = writing.enter_context(self.cache.writing(key))
            self._tasks[self.crew.submit(segment.spec, self.paths, part)] = _Task(segment, writing)
        return bool(self._tasks)

    def _take_in(self, future: Future[SegmentStatistics]) -> Segment:
        task = self._tasks.pop(future)
        key = task.segment.key
        with task.writing:
            statistics = _outcome(future, task.segment)
        self.cache.note(key, statistics)
        self._done[key] = statistics
        _log.info("segment made", extra={"segment": key, "scene": task.segment.title})
        return task.segment

    def _drop(self) -> None:
        """Stop what is still in hand and leave nothing of it."""
        for future, task in self._tasks.items():
            future.cancel()
            try:
                with task.writing:
                    raise Cancelled
            except Cancelled:
                continue
        self._tasks.clear()

    def _tell_found(self, wanted: Mapping[str, Segment]) -> None:
        for key in self._done:
            _log.info("segment found", extra={"segment": key, "scene": wanted[key].title})


def _in_order(missing: Mapping[str, Segment], workers: int) -> list[tuple[str, Segment]]:
    """The film's order, but for its tail: there the longest come first."""
    items = list(missing.items())
    tail = max(workers, len(items) - _TAIL * workers)
    return items[:tail] + sorted(items[tail:], key=lambda item: -item[1].spec.frames)


def _outcome(future: Future[SegmentStatistics], segment: Segment) -> SegmentStatistics:
    """The future's result, with errors that name the scene."""
    try:
        return future.result()
    except MediaMissing as fault:
        raise MediaMissing(segment.title, fault.file) from fault
    except SegmentFailed as fault:
        raise SegmentFailed(f"Scene “{segment.title}”", fault.reason) from fault
