"""The one picture that stands for a film."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image

from studio.compose.render import blank, picture
from studio.compose.specs import SegmentSpec
from studio.domain.ids import AssetId

WIDTH = 1280
QUALITY = 88


def make_thumbnail(spec: SegmentSpec, paths: Mapping[AssetId, Path], n: int, target: Path) -> None:
    """Write frame `n` of `spec` as a JPEG of at most `WIDTH` pixels across, without captions.

    Raises MediaMissing, UnreadableInput.
    """
    frame = blank(spec.size)
    with picture(spec.model_copy(update={"captions": None}), paths) as shown:
        shown.draw(frame, n)
    image = Image.fromarray(np.ascontiguousarray(frame[..., 2::-1]))
    image.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    image.save(target, format="JPEG", quality=QUALITY, optimize=True)
