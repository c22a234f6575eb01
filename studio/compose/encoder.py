"""Frames to a file of H.264, in this process, tagged as BT.709 in limited range."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import cv2
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from studio.compose.layers.layer import Frame
from studio.compose.planes import Plane, Planes
from studio.compose.presets import Preset
from studio.domain.format import Size
from studio.domain.time import FrameRate

_X264 = "stitchable=1:open-gop=0:chromaloc=1"
"""Headers that do not depend on the pictures, so that segments share one decoder set-up."""

_NO_AVX512 = ":asm=AVX2"
"""With AVX-512, x264's macroblock tree gives other bytes in one of a hundred runs (measured
with x264 core 165 at 160 x 92; never without, and no slower)."""

_AVX512_SKX = 256
"""The number of that set of instructions in OpenCV's `CpuFeatures`."""


class Encoder:
    """Writes one segment; a context manager.

    One thread, so that the same frames always give the same bytes: other cores render other
    segments. The first frame is an IDR frame and nothing refers past the last one. `delay` is
    by how many frames the encoder's order has run ahead of the order shown.
    """

    def __init__(self, target: Path, size: Size, rate: FrameRate, preset: Preset) -> None:
        options = {"movflags": "+negative_cts_offsets", "fflags": "+bitexact"}
        self._file = av.open(str(target), "w", format="mp4", options=options)
        self._stream = _stream(self._file, size, rate, preset)
        self._picture: Any = av.VideoFrame(size.width, size.height, "yuv420p")
        self._planes = Planes(*(_memory(plane) for plane in self._picture.planes))
        self._picture.time_base = self._stream.codec_context.time_base
        self._count = self._packets = 0
        self.delay = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._add(None)
        finally:
            self._file.close()

    @property
    def luma(self) -> Plane:
        """Brightness of the last frame, shape (height, width), 16 for black to 235 for white."""
        return self._planes.luma

    def write(self, frame: Frame) -> None:
        """Add a frame, BGRA of the film's size. Its memory may be used again at once."""
        self._planes.fill(frame)
        self.repeat()

    def repeat(self) -> None:
        """Add the last frame once more."""
        self._picture.pts = self._count
        self._count += 1
        self._add(self._picture)

    def _add(self, picture: Any) -> None:
        for packet in self._stream.encode(picture):
            self.delay = max(self.delay, self._packets - packet.pts)
            self._packets += 1
            self._file.mux(packet)


def _stream(file: Any, size: Size, rate: FrameRate, preset: Preset) -> Any:
    exact = rate.fraction
    stream = file.add_stream(preset.codec, rate=exact)
    stream.width, stream.height, stream.pix_fmt = size.width, size.height, "yuv420p"
    stream.time_base = Fraction(1) / exact
    stream.options = {
        "preset": preset.speed,
        "crf": str(preset.crf),
        "threads": "1",
        "x264-params": _X264 + (_NO_AVX512 if cv2.checkHardwareSupport(_AVX512_SKX) else ""),
    }
    context = stream.codec_context
    context.time_base = Fraction(1) / exact
    context.color_range = ColorRange.MPEG
    context.colorspace = Colorspace.ITU709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    return stream


def _memory(plane: Any) -> Plane:
    """The memory of a plane, without what its lines are padded with."""
    lines: Plane = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    return lines[: plane.height, : plane.width]
