"""Footage of high range in standard range, against the numbers of BT.2100 and BT.2408."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc

from studio.compose.layers.footage import FootageLayer
from studio.compose.render import blank
from studio.compose.specs import FootageSpec
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.time import FrameRate
from studio.graphics.tone import in_standard_range, is_high_range

WIDE = Size(width=64, height=36)
PQ_OF_NITS = {0: 0.0, 1: 0.1499, 10: 0.3014, 100: 0.5081, 203: 0.5807, 400: 0.6526, 1000: 0.7518}
"""Signals of light in cd/m², from BT.2408 table 1 and SMPTE ST 2084."""

HLG_WHITE = 0.75
"""The signal of reference white, 203 cd/m² on a display of 1000 (BT.2408 table 1)."""


def _frame(signals: Sequence[float], trc: ColorTrc) -> av.VideoFrame:
    """Grey columns of 8 pixels, ten bits in limited range."""
    luma = np.repeat([round(64 + 876 * value) for value in signals], 8).astype(np.uint16)
    return _ten_bits(np.tile(luma, (16, 1)), 512, 512, trc)


def _ten_bits(
    luma: np.ndarray[tuple[int, ...], np.dtype[np.uint16]], blue: int, red: int, trc: ColorTrc
) -> av.VideoFrame:
    height, width = luma.shape
    frame = av.VideoFrame(width, height, "yuv420p10le")
    chroma = np.ones((height // 2, width // 2), np.uint16)
    for plane, values in zip(frame.planes, (luma, chroma * blue, chroma * red), strict=True):
        rows = np.zeros((plane.height, plane.line_size // 2), np.uint16)
        rows[:, : values.shape[1]] = values
        plane.update(rows.tobytes())
    frame.colorspace, frame.color_range = Colorspace.BT2020, ColorRange.MPEG
    frame.color_trc, frame.color_primaries = trc, ColorPrimaries.BT2020
    return frame


def _greys(signals: Sequence[float], trc: ColorTrc) -> list[int]:
    frame = _frame(signals, trc)
    seen = in_standard_range(frame, frame.width, frame.height)
    assert np.abs(seen[..., 0].astype(int) - seen[..., 2]).max() <= 1
    return [int(seen[8, 8 * n + 4, 1]) for n in range(len(signals))]


def test_pq_keeps_shadows_and_rolls_off_highlights() -> None:
    seen = dict(zip(PQ_OF_NITS, _greys(list(PQ_OF_NITS.values()), ColorTrc.SMPTE2084), strict=True))

    assert seen[0] == 0
    # Below half of reference white light is kept: 255 * (nits / 203) ** (1 / 2.4).
    assert seen[10] == pytest.approx(255 * (10 / 203) ** (1 / 2.4), abs=2)
    assert seen[100] == pytest.approx(255 * (100 / 203) ** (1 / 2.4), abs=2)
    assert seen[203] == pytest.approx(0.894 * 255, abs=2)
    assert seen[1000] >= 254
    assert all(a < b for a, b in pairwise(seen.values()))


def test_hlg_gives_the_same_white() -> None:
    black, white, peak = _greys([0.0, HLG_WHITE, 1.0], ColorTrc.ARIB_STD_B67)

    assert black == 0
    assert white == pytest.approx(0.894 * 255, abs=4)
    assert peak >= 254


def test_there_are_no_bands_in_a_ramp() -> None:
    frame = _ten_bits(
        np.tile(np.linspace(64, 700, 512).astype(np.uint16), (16, 1)), 512, 512, ColorTrc.SMPTE2084
    )
    row = in_standard_range(frame, 512, 16)[8, :, 1].astype(int)

    assert np.diff(row).min() >= 0
    assert np.diff(row[row > 8]).max() <= 2


def test_a_bright_colour_keeps_its_hue() -> None:
    """Red beyond white becomes no orange and no pink."""
    luma = np.full((16, 16), 500, np.uint16)
    frame = _ten_bits(luma, 470, 760, ColorTrc.SMPTE2084)

    blue, green, red, _ = in_standard_range(frame, 16, 16)[8, 8]

    assert red >= 250
    assert max(green, blue) < 90


def test_standard_range_is_left_alone() -> None:
    assert not is_high_range(_frame([0.5, 0.6], ColorTrc.BT709))
    assert not is_high_range(av.VideoFrame(16, 16, "yuv420p"))


@pytest.mark.parametrize("trc", [ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67])
def test_footage_of_high_range_is_seen_as_bright_as_it_was(tmp_path: Path, trc: ColorTrc) -> None:
    path = tmp_path / "iPhone.mov"
    white = PQ_OF_NITS[203] if trc == ColorTrc.SMPTE2084 else HLG_WHITE
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx265", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p10le"
        stream.options = {"x265-params": "log-level=none"}
        context = stream.codec_context
        context.colorspace, context.color_trc = Colorspace.BT2020, trc
        context.color_primaries, context.color_range = ColorPrimaries.BT2020, ColorRange.MPEG
        luma = np.full((36, 64), round(64 + 876 * white), np.uint16)
        for n in range(4):
            frame = _ten_bits(luma, 512, 512, trc)
            frame.pts, frame.time_base = n, Fraction(1, 30)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))

    layer = FootageLayer(FootageSpec(film=AssetId("f" * 64)), path, WIDE, FrameRate(), 4)
    shown = blank(WIDE)
    layer.draw(shown, 1)
    layer.close()

    assert shown[18, 32, 1] == pytest.approx(0.894 * 255, abs=4)
