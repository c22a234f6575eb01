from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import skia
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.graphics.fonts import FontShelf
from studio.graphics.text import SCALE, Align, Layout, TextStyle, fit, layout

STYLE = TextStyle(size=48)
WHITE = 0xFFFFFFFF


def painted(made: Layout, colours: int | list[int] = WHITE, margin: int = 40) -> np.ndarray:
    width, height = int(made.width) + 2 * margin, int(made.height) + 2 * margin
    pixels = np.zeros((height, width, 4), np.uint8)
    surface = skia.Surface(pixels)
    made.paint(surface.getCanvas(), margin, margin, colours)
    surface.flushAndSubmit()
    return pixels


def test_lines_keep_their_width_and_every_word(fonts: FontShelf) -> None:
    text = "Salt water slips in along the bottom, once every few years."
    made = layout(text, STYLE, 400, fonts)
    assert " ".join(line.text for line in made.lines).split() == text.split()
    assert max(line.box.width for line in made.lines) <= 400
    assert made.height == pytest.approx(len(made.lines) * 48 * 1.2)


def test_lines_are_balanced_so_that_no_word_is_left_alone(fonts: FontShelf) -> None:
    made = layout("What they carried to the Moon and back again today", STYLE, 1000, fonts)
    assert len(made.lines) == 2
    first, last = (line.box.width for line in made.lines)
    assert last > 0.6 * first


def test_line_ends_in_the_text_are_kept(fonts: FontShelf) -> None:
    assert [x.text for x in layout("one\ntwo three", STYLE, 900, fonts).lines] == [
        "one",
        "two three",
    ]


def test_words_know_where_they_are(fonts: FontShelf) -> None:
    made = layout("One two three", STYLE, 900, fonts)
    assert [made.lines[0].text[w.start : w.end] for w in made.words] == ["One", "two", "three"]
    lefts = [word.boxes[0].x for word in made.words]
    assert lefts == sorted(lefts)
    rights = [word.boxes[0].x + word.boxes[0].width for word in made.words]
    assert rights[-1] == pytest.approx(made.width, abs=1)
    assert all(right < left for right, left in zip(rights, lefts[1:], strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "One two three four five",
        "مرحبًا بكم في الرحلة إلى القمر",
        "في عام Apollo Saturn 1969 كل شيء",
        "The word ברוכים הבאים 1969 ends",
        "चाँद की यात्रा में",
    ],
)
def test_the_ink_of_a_word_lies_in_its_box(text: str, fonts: FontShelf) -> None:
    made = layout(text, STYLE, 420, fonts)
    for place, word in enumerate(made.words):
        only = [WHITE if n == place else 0 for n in range(len(made.words))]
        columns = np.flatnonzero(painted(made, only)[..., 3].any(axis=0)) - 40
        box = word.boxes[0]
        assert columns[0] >= box.x - 8, word.text
        assert columns[-1] <= box.x + box.width + 8, word.text


def test_a_word_alone_is_drawn_where_it_stands_in_the_line(fonts: FontShelf) -> None:
    made = layout("One two three four", STYLE, 260, fonts)
    whole = painted(made)
    pixels = np.zeros_like(whole)
    surface = skia.Surface(pixels)
    for place in range(len(made.words)):
        made.paint_word(surface.getCanvas(), place, 40, 40, WHITE)
    surface.flushAndSubmit()
    assert np.abs(whole.astype(int) - pixels).mean() < 1.5


def test_right_to_left_text_starts_at_the_right(fonts: FontShelf) -> None:
    made = layout("ברוכים הבאים למסע אל הירח, שבו הכול מתחיל", STYLE, 400, fonts)
    assert made.is_right_to_left
    for line in made.lines:
        assert line.box.x + line.box.width == pytest.approx(made.width, abs=1)
    assert made.words[0].boxes[0].x > made.words[1].boxes[0].x


def test_the_full_stop_of_right_to_left_text_is_at_its_left(fonts: FontShelf) -> None:
    def leftmost(text: str) -> np.ndarray:
        ink = painted(layout(text, STYLE, 900, fonts))[..., 3]
        return ink[:, np.flatnonzero(ink.any(axis=0))[0]]

    assert leftmost("שלום.").astype(bool).sum() < leftmost("שלום").astype(bool).sum()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ยินดีต้อนรับสู่การเดินทางไปดวงจันทร์", 2),
        ("月への旅へようこそ。すべては小さな一歩から始まります。", 3),
        ("one/two/three/four/five/six/seven", 2),
    ],
)
def test_chunks_without_spaces_are_broken_where_they_may(
    text: str, pieces: int, fonts: FontShelf
) -> None:
    made = layout(text, STYLE, 480, fonts)
    assert len(made.lines) >= pieces
    assert "".join(line.text for line in made.lines) == text
    assert not made.is_broken
    assert not any(line.text.startswith(("。", "、", "/")) for line in made.lines)


@pytest.mark.parametrize("word", ["bottom,", "waffle,", "Geschwindigkeitsbegrenzung:"])
def test_ligatures_and_kerning_do_not_look_like_places_to_break(
    word: str, fonts: FontShelf
) -> None:
    style = TextStyle(size=48, family="Space Grotesk", weight=700)
    alone = layout(word, style, 2000, fonts).width
    made = layout(f"{word} {word}", style, alone * 1.6, fonts)
    assert [line.text for line in made.lines] == [word, word]


def test_a_long_word_shrinks_and_then_breaks_at_a_syllable(fonts: FontShelf) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    made = fit(word, TextStyle(size=100), 600, 900, fonts)
    assert made.is_broken
    assert made.style.size >= 40
    assert "".join(line.text.removesuffix("-") for line in made.lines) == word
    assert all(line.box.width <= 600 for line in made.lines)
    assert all(line.text.endswith("-") for line in made.lines[:-1])


def test_fit_takes_the_largest_size_of_the_scale_that_fits(fonts: FontShelf) -> None:
    short = fit("Moon", TextStyle(size=180), 900, 900, fonts)
    assert short.style.size == 180
    longer = fit("Eight days to the Moon and back", TextStyle(size=180), 900, 900, fonts, 2)
    assert longer.style.size in SCALE
    assert len(longer.lines) <= 2
    larger = SCALE[SCALE.index(int(longer.style.size)) + 1]
    assert len(layout(longer.lines[0].text * 2, TextStyle(size=larger), 900, fonts).lines) > 1


def test_alignment(fonts: FontShelf) -> None:
    text = "A long first line\nshort"
    starts = {
        align: layout(text, TextStyle(align=align), 900, fonts).lines[1].box.x for align in Align
    }
    assert starts[Align.START] == 0 < starts[Align.CENTER] < starts[Align.END]


def test_colours_by_word_do_not_move_the_letters(fonts: FontShelf) -> None:
    made = layout("AVAST To the Wave", STYLE, 900, fonts)
    plain, mixed = painted(made), painted(made, [WHITE, 0xFFFFFFFE, WHITE, 0xFFFFFFFE])
    assert np.array_equal(plain[..., 3], mixed[..., 3])


def test_known_words_may_lie_inside_a_chunk(fonts: FontShelf) -> None:
    made = layout("月への旅", STYLE, 900, fonts, words=[(0, 1), (1, 3), (3, 4)])
    assert [word.text for word in made.words] == ["月", "への", "旅"]
    lefts = [word.boxes[0].x for word in made.words]
    assert lefts == sorted(set(lefts))


@given(
    text=st.text(max_size=80),
    width=st.floats(20, 900),
    height=st.floats(10, 600),
)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_fits_any_box(text: str, width: float, height: float, fonts: FontShelf) -> None:
    made = fit(text, TextStyle(size=86), width, height, fonts)
    assert made.height <= height or made.style.size <= 1
    painted(made)


@given(text=st.text(st.characters(codec="utf-16", categories=["L", "M", "N", "Cs"]), max_size=40))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_halves_of_characters_are_harmless(text: str, fonts: FontShelf) -> None:
    painted(layout(text + "\ud800", STYLE, 500, fonts))


def test_words_of_right_to_left_text_are_a_space_apart(fonts: FontShelf) -> None:
    made = layout("בית גדול ויפה", STYLE, 900, fonts)
    space = made.setter.width("\u00a0", made.style)
    boxes = [word.boxes[0] for word in made.words]
    for right, left in pairwise(boxes):
        assert right.x - (left.x + left.width) == pytest.approx(space, abs=2)
