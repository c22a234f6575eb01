from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.brand import Palette
from studio.graphics.colour import contrast, oklab
from studio.graphics.palettes import is_readable
from studio.graphics.readable import apart, made_readable, strength

COLOURS = st.integers(min_value=0, max_value=0xFFFFFF).map(lambda n: f"#{n:06X}")


@given(COLOURS, COLOURS, COLOURS, COLOURS, COLOURS)
@settings(max_examples=80, deadline=None)
def test_every_palette_can_be_made_readable(
    ground: str, surface: str, ink: str, muted: str, accent: str
) -> None:
    given_ = Palette(ground=ground, surface=surface, ink=ink, muted=muted, accent=accent)
    made = made_readable(given_)
    assert made.ground == ground
    assert is_readable(made)
    assert contrast(made.accent, made.ground) >= 3


def test_what_reads_already_is_left_alone() -> None:
    assert made_readable(Palette()) == Palette()


def test_hue_stays_where_lightness_moves() -> None:
    made = apart("#E8C66A", ("#FFFFFF",), 4.5)
    assert contrast(made, "#FFFFFF") >= 4.5
    hues = [math.degrees(math.atan2(lab[2], lab[1])) for lab in map(oklab, ("#E8C66A", made))]
    assert abs(hues[0] - hues[1]) < 12
    assert strength(made) > 0.05
