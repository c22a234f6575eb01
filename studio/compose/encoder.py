"""Frames to a file of one of the codecs, in this process, tagged as BT.709 in limited range."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from studio.compose.codecs import CODINGS, Coding
from studio.compose.layers.layer import Frame, Layer
from studio.compose.planes import Plane
from studio.compose.presets import Preset
from studio.compose.surfaces import SURFACES
from studio.domain.format import Size
from studio.domain.time import FrameRate


class Encoder:
    """Writes one segment; a context manager.

    One thread, so that the same frames always give the same bytes: other cores render other
    segments. The first frame is a key frame and nothing refers past the last one. `delay` is
    by how many frames the encoder's order has run ahead of the order shown.
    """

    def __init__(self, target: Path, size: Size, rate: FrameRate, preset: Preset) -> None:
        coding = CODINGS[preset.codec]
        options = {"fflags": "+bitexact"}
        if coding.container == "mp4":
            options["movflags"] = "+negative_cts_offsets"
        self._file = av.open(str(target), "w", format=coding.container, options=options)
        self._stream = _stream(self._file, coding, size, rate, preset)
        self._surface = SURFACES[coding.pixels](size)
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
        return self._surface.luma

    def write(self, frame: Frame) -> None:
        """Add a frame, BGRA of the film's size. Its memory may be used again at once."""
        self._surface.fill(frame)
        self.repeat()

    def show(self, picture: Layer, n: int) -> None:
        """Add frame `n` of `picture`, which fills whole frames."""
        self._surface.show(picture, n)
        self.repeat()

    def repeat(self) -> None:
        """Add the last frame once more."""
        picture = self._surface.picture
        picture.time_base = self._stream.codec_context.time_base
        picture.pts = self._count
        self._count += 1
        self._add(picture)

    def _add(self, picture: Any) -> None:
        for packet in self._stream.encode(picture):
            self.delay = max(self.delay, self._packets - packet.pts)
            self._packets += 1
            self._file.mux(packet)


def _stream(file: Any, coding: Coding, size: Size, rate: FrameRate, preset: Preset) -> Any:
    exact = rate.fraction
    stream = file.add_stream(coding.encoder, rate=exact)
    stream.width, stream.height, stream.pix_fmt = size.width, size.height, coding.pixels
    stream.time_base = Fraction(1) / exact
    stream.options = coding.options(preset)
    context = stream.codec_context
    context.time_base = Fraction(1) / exact
    context.color_range = ColorRange.MPEG
    context.colorspace = Colorspace.ITU709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    if coding.tag:
        context.codec_tag = coding.tag
    return stream
