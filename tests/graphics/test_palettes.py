from __future__ import annotations

import pytest

from studio.domain.brand import Palette
from studio.graphics.colour import contrast, hexadecimal, mix, oklab, shade
from studio.graphics.palettes import PALETTES, is_readable, palette_for
from studio.graphics.roles import colour_of, word_colour


@pytest.mark.parametrize("mood", PALETTES)
def test_words_read(mood: str) -> None:
    palette = PALETTES[mood]
    assert is_readable(palette)
    assert contrast(word_colour("accent", palette), palette.ground) >= 4.5
    assert contrast(colour_of("on-accent", palette), palette.accent) >= 4.5


def test_an_unreadable_palette_is_told() -> None:
    assert not is_readable(Palette(ink="#888888", ground="#777777"))


@pytest.mark.parametrize(
    ("mood", "name"),
    [
        ("calm", "calm"),
        ("Uplifting and bright", "hopeful"),
        ("a tense documentary", "serious"),
        ("TECH", "technical"),
        ("", "calm"),
        ("no such mood", "calm"),
    ],
)
def test_moods_find_their_palette(mood: str, name: str) -> None:
    assert palette_for(mood) == PALETTES[name]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_oklab_goes_there_and_back() -> None:
    for colour in ("#000000", "#FFFFFF", "#F2B134", "#123456"):
        assert hexadecimal(oklab(colour)) == colour
    assert oklab("#FF0000")[0] == pytest.approx(0.628, abs=0.002)
    assert mix("#000000", "#FFFFFF", 0.5) == "#636363"
    assert shade("#336699") == "#336699"
