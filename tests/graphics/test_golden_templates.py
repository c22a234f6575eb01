"""A small frame of every template, as it was when somebody last looked at it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Graphic
from studio.graphics.designing import design
from studio.graphics.fonts import FontShelf
from studio.graphics.painter import Painter
from studio.graphics.palettes import PALETTES
from studio.graphics.samples import SAMPLES
from studio.graphics.templates import TEMPLATES

GOLDEN = Path(__file__).parents[1] / "golden" / "graphics"
SIZE = Size(width=160, height=90)
LARGEST = 9_000


@pytest.mark.parametrize("place", range(len(TEMPLATES)), ids=list(TEMPLATES))
def test_golden_frames(place: int, fonts: FontShelf) -> None:
    """To renew one after a change of design: delete it, run once, look at it, commit it."""
    name = list(TEMPLATES)[place]
    mood = list(PALETTES)[place % len(PALETTES)]
    brand = Brand(name="Greenlight", palette=PALETTES[mood])
    document = design(Graphic(template=name, words=SAMPLES[name]), brand, Aspect.WIDE)
    frame = np.full((SIZE.height, SIZE.width, 4), 128, np.uint8)
    Painter(document, SIZE, 150, fonts).draw(frame, 120)
    made = frame[..., 2::-1].astype(int)
    file = GOLDEN / f"{name}.png"
    if not file.exists():
        Image.fromarray(made.astype(np.uint8)).quantize(64).save(file, optimize=True)
        pytest.fail(f"{file.name} was not there and has been written")
    with Image.open(file) as opened:
        known = np.asarray(opened.convert("RGB")).astype(int)
    apart = np.abs(made - known)
    assert file.stat().st_size <= LARGEST
    assert apart.mean() < 3.5
    assert np.percentile(apart, 99) < 40


def test_no_golden_frame_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.glob("*.png")} == set(TEMPLATES)
