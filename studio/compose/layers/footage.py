"""Moving pictures, read through MoviePy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cv2
import numpy as np

from studio.compose.layers.layer import Frame, Layer
from studio.compose.specs import FootageSpec
from studio.domain.errors import UnreadableInput
from studio.domain.format import Size
from studio.domain.time import FrameRate


class FootageLayer(Layer):
    """Draws a film, looped or held at its end, filling the frame about its middle.

    Frames are best asked for in order: the file is then read once from front to back.
    """

    def __init__(self, spec: FootageSpec, path: Path, size: Size, rate: FrameRate) -> None:
        """Open the film. Raises UnreadableInput."""
        self._spec = spec
        self._size = (size.width, size.height)
        self._rate = rate
        self._clip = _opened(path)
        self._shown_s = 0.0
        self._last_s = max(0.0, self._clip.duration - 1 / self._clip.fps)

    def draw(self, frame: Frame, n: int) -> None:
        """Fill the whole of `frame`."""
        seconds = self._time(n)
        if seconds < self._shown_s:
            self._release()
        self._shown_s = seconds
        pixels = self._clip.get_frame(seconds)
        cropped = _cropped(pixels, self._size[0] / self._size[1])
        is_smaller = cropped.shape[1] > self._size[0]
        method = cv2.INTER_AREA if is_smaller else cv2.INTER_LINEAR
        fitted = cv2.resize(cropped, self._size, interpolation=method)
        cv2.cvtColor(fitted, cv2.COLOR_RGB2BGRA, dst=frame)

    def changes_after(self, n: int) -> bool:
        """A film held at its end no longer changes."""
        return self._time(n + 1) != self._time(n)

    def close(self) -> None:
        """Close the film."""
        self._release()
        self._clip.close()

    def _release(self) -> None:
        """Close the pipes of the reader; it starts another for a time that has gone by.

        MoviePy 2.2 leaves them open where the process behind them has ended by itself.
        """
        process = self._clip.reader.proc
        if process is not None and process.poll() is not None:
            process.stdout.close()
            process.stderr.close()

    def _time(self, n: int) -> float:
        """Seconds of the film that frame `n` shows, in the middle of one of its frames."""
        start = min(self._spec.start_s, self._last_s)
        seconds = start + self._rate.seconds(n)
        if self._spec.is_looped and self._last_s > start:
            span = self._clip.duration - start
            seconds = start + (seconds - start) % span
        return float(min(seconds, self._last_s))


def _opened(path: Path) -> Any:
    from moviepy import VideoFileClip  # half a second to import; most films need none of it

    try:
        return VideoFileClip(str(path), audio=False)
    except (OSError, KeyError, ValueError, IndexError) as fault:
        raise UnreadableInput(
            path.name, "the film cannot be read.", "Save it again as MP4 (H.264)."
        ) from fault


def _cropped(pixels: Frame, ratio: float) -> Frame:
    """The middle of `pixels` with `ratio` width to height."""
    height, width = pixels.shape[:2]
    inner_w, inner_h = min(width, round(height * ratio)), min(height, round(width / ratio))
    left, top = (width - inner_w) // 2, (height - inner_h) // 2
    return np.ascontiguousarray(pixels[top : top + inner_h, left : left + inner_w])
