"""What a grade does to a picture, as a small image for the page."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image

from studio.compose.layers.finish import FinishLayer
from studio.compose.layers.still import StillLayer
from studio.compose.specs import FinishSpec, StillSpec
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.look import Grade
from studio.domain.scene import Camera, Fit, Focus
from studio.domain.time import FrameRate

_SIZE = Size(width=480, height=270)
_QUALITY = 88


def preview(grade: Grade, picture: Path | None, table: Path | None) -> bytes:
    """A JPEG of `picture`, or of a range of colours without one, in the look.

    `table` is the file of the grade's own table. Raises UnreadableInput, NotFound.
    """
    frame = _spectrum() if picture is None else _filled(picture)
    paths = {grade.table: table} if grade.table and table else {}
    spec = FinishSpec(grade=grade, has_colours=grade.has_colours)
    FinishLayer(spec, paths, _SIZE).draw(frame, 0)
    written = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(frame[..., 2::-1])).save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _filled(picture: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    frame = np.zeros((_SIZE.height, _SIZE.width, 4), np.uint8)
    spec = StillSpec(
        picture=AssetId("preview"),
        camera=Camera.HOLD,
        focus=Focus(y=0.35),
        ground="#000000",
        fit=Fit.FILL,
    )
    StillLayer(spec, picture, _SIZE, FrameRate(), 1).draw(frame, 0)
    return frame


def _spectrum() -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """All hues across, from dark to light down, as soft as a sky."""
    hue = np.linspace(0, 6, _SIZE.width, endpoint=False)[None, :, None]
    full = np.clip(np.abs((hue + np.array([2, 4, 0])) % 6 - 3) - 1, 0, 1)
    light = np.linspace(0.15, 1, _SIZE.height)[:, None, None]
    colours = (0.35 + 0.65 * full) * light
    frame = np.full((_SIZE.height, _SIZE.width, 4), 255, np.uint8)
    frame[..., :3] = (colours * 255).astype(np.uint8)
    return frame
