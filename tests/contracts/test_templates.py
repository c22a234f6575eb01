"""What every template must do, in every aspect, with whatever words it is given."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Words
from studio.graphics.documents import Anchor, Backdrop, MotionDocument, TextLayer, layers
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import safe_area
from studio.graphics.painter import Painter
from studio.graphics.palettes import PALETTES
from studio.graphics.templates import TEMPLATES

SIZES = {
    Aspect.WIDE: Size(width=480, height=270),
    Aspect.TALL: Size(width=270, height=480),
    Aspect.SQUARE: Size(width=270, height=270),
    Aspect.PORTRAIT: Size(width=270, height=338),
}
FRAMES = 150
LAST = FRAMES - 1
SLACK = 3
"""Pixels of edges softened, and of a descender under the last line's box."""

SHORT = Words(
    headline="Eight days",
    detail="To the Moon",
    points=("One", "Two: three"),
    number="42",
    unit="km",
    quotation="So be it.",
    source="Nobody",
)
LONG = Words(
    headline="The astonishing and occasionally unreasonable story of how an entire generation "
    "decided to leave the planet it was born on, and of what it found when it came back home",
    detail="It took four hundred thousand people, most of whom never saw a rocket, eight years, "
    "and more patience than anyone had been promised. " * 4,
    points=tuple(f"Point {n}: every switch had to be reachable with gloves on" for n in range(12)),
    number="123,456,789.25 thousand million tonnes",
    unit="kilograms of kerosene and of liquid oxygen, burned before lunch",
    quotation="We choose to go to the Moon in this decade and do the other things. " * 8,
    source="John F. Kennedy, Rice University, Houston, 12 September 1962",
)
GERMAN = Words(
    headline="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    detail="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    points=("Kraftfahrzeughaftpflichtversicherung: Pflicht", "Über"),
    number="1.234,5",
    unit="Quadratkilometer",
    quotation="Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung!",
    source="Bundesgesetzblatt",
)
ARABIC = Words(
    headline="مرحبًا بكم في الرحلة إلى القمر",
    detail="حيث يبدأ كل شيء بخطوة صغيرة.",
    points=("خطوة صغيرة", "قفزة كبيرة في 1969"),
    number="384,400",
    unit="كيلومتر",
    quotation="حيث يبدأ كل شيء بخطوة صغيرة.",
    source="نيل أرمسترونغ",
)
STACKED = Words(
    headline="Ắ Ế ỹ ḡ ที่ปั้น Ẫj 🚀",
    detail="月への旅へようこそ。",
    points=("ยินดีต้อนรับสู่การเดินทาง", "चाँद की यात्रा में"),
    number="3.2 %",
    unit="ỹ",
    quotation="👩‍👩‍👧‍👦 ปู่ย่าตายาย",
    source="नमस्ते",
)
WORDS = {
    "short": SHORT,
    "long": LONG,
    "german": GERMAN,
    "arabic": ARABIC,
    "stacked": STACKED,
    "only headline": Words(headline="Only this"),
    "only points": Words(points=("a", "b", "c")),
    "nothing": Words(),
}


@pytest.fixture(scope="module")
def fonts() -> FontShelf:
    return FontShelf(has_system_fonts=False)


@pytest.fixture(params=TEMPLATES.values(), ids=list(TEMPLATES))
def template(request: pytest.FixtureRequest):
    return request.param


@pytest.fixture(params=list(Aspect), ids=[aspect.name for aspect in Aspect])
def aspect(request: pytest.FixtureRequest) -> Aspect:
    return request.param


def drawn(painter: Painter, aspect: Aspect, n: int) -> np.ndarray:
    size = SIZES[aspect]
    frame = np.full((size.height, size.width, 4), 255, np.uint8)
    painter.draw(frame, n)
    return frame


def words_only(document: MotionDocument) -> MotionDocument:
    return document.model_copy(update={"backdrop": Backdrop.NONE})


@pytest.mark.parametrize("words", WORDS.values(), ids=list(WORDS))
def test_nothing_leaves_the_safe_area(template, aspect, words, fonts) -> None:
    document = words_only(template(words, Brand(), aspect))
    size = SIZES[aspect]
    painter = Painter(document, size, FRAMES, fonts)
    area = safe_area(size)
    for n in (20, LAST):
        frame = np.zeros((size.height, size.width, 4), np.uint8)
        painter.draw(frame, n)
        rows, columns = np.nonzero(frame[..., 3] > 40)
        if len(rows) == 0:
            continue
        assert rows.min() >= area.y - SLACK
        assert rows.max() <= area.y + area.height + SLACK
        assert columns.min() >= area.x - SLACK
        assert columns.max() <= area.x + area.width + SLACK


@pytest.mark.parametrize("words", WORDS.values(), ids=list(WORDS))
def test_no_letter_is_lost(template, aspect, words, fonts) -> None:
    document = words_only(template(words, Brand(), aspect))
    painter = Painter(document, SIZES[aspect], FRAMES, fonts)
    for placed in painter.placed.walk():
        if not isinstance(placed.layer, TextLayer) or placed.layout is None:
            continue
        lines = [line.text.strip().removesuffix("-") for line in placed.layout.lines]
        assert "".join("".join(lines).split()).replace("-", "") == "".join(
            placed.layer.text.split()
        ).replace("-", "")


def test_the_words_it_uses_are_shown(template, aspect) -> None:
    document = template(SHORT, Brand(), aspect)
    shown = " ".join(layer.text for _, layer in layers(document.root) if hasattr(layer, "text"))
    for field in template.uses:
        said = getattr(SHORT, field)
        for text in said if isinstance(said, tuple) else (said,):
            for part in text.split(": "):
                assert part.strip(".") in shown, field


def test_words_begin_by_a_third_of_even_a_short_scene(template, aspect, fonts) -> None:
    document = words_only(template(SHORT, Brand(), aspect))
    frames = 60
    painter = Painter(document, SIZES[aspect], frames, fonts)
    size = SIZES[aspect]
    for placed in painter.placed.walk():
        reveal = getattr(placed.layer, "reveal", None)
        if reveal is not None:
            assert reveal.at.of is not Anchor.END
    begun, final = (np.zeros((size.height, size.width, 4), np.uint8) for _ in range(2))
    painter.draw(begun, round(frames * 0.5))
    painter.draw(final, frames - 1)
    there, all_of_it = (int((frame[..., 3] > 20).sum()) for frame in (begun, final))
    assert there > 0.6 * all_of_it


def test_the_same_words_give_the_same_pixels(template, aspect, fonts) -> None:
    first = Painter(template(SHORT, Brand(), aspect), SIZES[aspect], FRAMES, fonts)
    again = Painter(template(SHORT, Brand(), aspect), SIZES[aspect], FRAMES, fonts)
    later = drawn(again, aspect, LAST)
    assert np.array_equal(drawn(first, aspect, 30), drawn(again, aspect, 30))
    assert np.array_equal(drawn(first, aspect, LAST), later)


def test_a_document_survives_being_saved(template, aspect) -> None:
    document = template(SHORT, Brand(palette=PALETTES["hopeful"]), aspect)
    assert MotionDocument.from_document(document.to_document()) == document


def test_it_moves(template, fonts) -> None:
    painter = Painter(template(SHORT, Brand(), Aspect.WIDE), SIZES[Aspect.WIDE], FRAMES, fonts)
    assert painter.changes_after(0)
    early, late = drawn(painter, Aspect.WIDE, 1), drawn(painter, Aspect.WIDE, LAST)
    assert np.abs(early.astype(int) - late).max() > 40


def test_other_words_look_different(template) -> None:
    looks = {
        (made.backdrop, made.seed)
        for made in (
            template(Words(headline=f"Scene {n}"), Brand(), Aspect.WIDE) for n in range(12)
        )
    }
    assert len(looks) == 12


any_words = st.builds(
    Words,
    headline=st.text(max_size=120),
    detail=st.text(max_size=200),
    points=st.lists(st.text(max_size=60), max_size=12).map(tuple),
    number=st.text("0123456789.,% €-kmx ", max_size=30),
    unit=st.text(max_size=30),
    quotation=st.text(max_size=200),
    source=st.text(max_size=60),
)


@given(
    name=st.sampled_from(list(TEMPLATES)),
    aspect=st.sampled_from(list(Aspect)),
    words=any_words,
    n=st.integers(0, 200),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_words_can_be_drawn(name, aspect, words, n, fonts) -> None:
    document = TEMPLATES[name](words, Brand(), aspect)
    drawn(Painter(document, SIZES[aspect], FRAMES, fonts), aspect, n)
