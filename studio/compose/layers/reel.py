"""A film read frame by frame with PyAV: by its own time stamps, from front to back.

MoviePy's reader gives frames of a steady rate, in the colours of BT.601 and without a way back;
this one knows variable rates, turned phones, ten bits and clear parts, and is what MoviePy's
clips are cut from.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av

from studio.domain.errors import UnreadableInput

_FAULTS = (av.error.FFmpegError, OSError, ValueError, IndexError)
_SKIP_S = 2.0
"""A moment further ahead than this is sought; a nearer one is decoded up to."""

_TAIL_S = 2.0
_KEPT_BYTES = 96_000_000
_LEAST_KEPT = 8
"""Frames kept for the way back: as many as fit into the bytes, and at least so many."""


@dataclass(frozen=True)
class Shown:
    """A decoded frame and when it is seen, in seconds from the film's first frame."""

    frame: Any
    start_s: float
    end_s: float

    @property
    def shape(self) -> tuple[int, int, int]:
        """Height and width in pixels, and three colours: what MoviePy asks of every frame."""
        return self.frame.height, self.frame.width, 3

    def covers(self, seconds: float) -> bool:
        """True when the frame is seen at `seconds`."""
        return self.start_s <= seconds < self.end_s


class Reel:
    """The frames of a film. `length_s` is when the last one ends."""

    def __init__(self, path: Path) -> None:
        """Open the film. Raises UnreadableInput."""
        self._path = path
        self._file: Any = None
        try:
            self._open()
            self.length_s = self._end_s()
            self._open()
        except _FAULTS as fault:
            raise _unreadable(path) from fault

    def at(self, seconds: float) -> Shown:
        """The frame seen at `seconds`, or the first or last one there is. Raises UnreadableInput.

        Asked for in order, the film is decoded once; the way back takes frames that were kept.
        """
        seconds = max(0.0, seconds)
        found = next((shown for shown in self._past if shown.covers(seconds)), None)
        if found:
            return found
        try:
            return self._reached(seconds)
        except _FAULTS as fault:
            raise _unreadable(self._path) from fault

    def close(self) -> None:
        """Close the file."""
        self._past.clear()
        self._file.close()

    def _open(self) -> None:
        if self._file is not None:
            self._file.close()
        self._file = av.open(str(self._path))
        if not self._file.streams.video:
            raise ValueError("no picture")
        self._stream = self._file.streams.video[0]
        self._stream.codec_context.thread_count = 1
        self._base = float(self._stream.time_base)
        self._first = self._stream.start_time or 0
        self._step_s = 1 / float(self._stream.average_rate or 25)
        self._past: deque[Shown] = deque(maxlen=1)
        self._start()

    def _start(self) -> None:
        self._frames = self._decoded()
        self._next: Any = None
        self._is_over = False

    def _end_s(self) -> float:
        """When the last frame ends, from the packets near the end."""
        said = self._stream.duration
        if said:
            near = self._first + max(0, said - round(_TAIL_S / self._base))
            self._file.seek(near, stream=self._stream)
        ends = [
            packet.pts + (packet.duration or round(self._step_s / self._base))
            for packet in self._file.demux(self._stream)
            if packet.pts is not None
        ]
        return max(self._step_s, (max(ends, default=0) - self._first) * self._base)

    def _decoded(self) -> Iterator[Any]:
        """Frames from here on; damaged packets are passed over, as players do."""
        for packet in self._file.demux(self._stream):
            try:
                yield from packet.decode()
            except av.error.InvalidDataError:
                continue

    def _reached(self, seconds: float) -> Shown:
        is_behind = bool(self._past) and seconds < self._past[-1].start_s
        is_far = seconds > (self._past[-1].end_s if self._past else 0.0) + _SKIP_S
        if is_behind or is_far:
            self._seek(seconds, keeps=is_behind)
        while True:
            shown = self._advance()
            if shown is None:
                break
            self._past.append(shown)
            if shown.end_s > seconds:
                break
        if not self._past:
            raise ValueError("no frame")
        return self._past[-1]

    def _seek(self, seconds: float, *, keeps: bool) -> None:
        """Go to the last key frame at or before `seconds`; to the film's start where that fails."""
        self._past = deque(maxlen=self._room() if keeps else 1)
        self._file.seek(self._first + int(seconds / self._base), stream=self._stream)
        self._start()
        self._next = next(self._frames, None)
        if self._next is None or self._time(self._next) > seconds:
            room = self._past.maxlen
            self._open()
            self._past = deque(maxlen=room)

    def _room(self) -> int:
        frame = self._past[-1].frame
        size: int = sum(plane.buffer_size for plane in frame.planes)
        return max(_LEAST_KEPT, _KEPT_BYTES // max(1, size))

    def _advance(self) -> Shown | None:
        """The next frame, seen until the one after it begins; None at the end."""
        frame = self._next if self._next is not None else next(self._frames, None)
        if frame is None:
            return None
        self._next = next(self._frames, None)
        start = self._time(frame)
        if self._next is None:
            return Shown(frame, start, float("inf"))
        return Shown(frame, start, max(start, self._time(self._next)))

    def _time(self, frame: Any) -> float:
        stamp = frame.pts if frame.pts is not None else frame.dts
        if stamp is None:
            return self._past[-1].start_s + self._step_s if self._past else 0.0
        return float((stamp - self._first) * self._base)


def _unreadable(path: Path) -> UnreadableInput:
    return UnreadableInput(path.name, "the film cannot be read.", "Save it again as MP4 (H.264).")
