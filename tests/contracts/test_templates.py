"""What every template must do, in every aspect, with whatever words it is given."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Item, Words
from studio.graphics.arrange import Placed
from studio.graphics.colour import contrast
from studio.graphics.documents import (
    Anchor,
    Backdrop,
    CodeLayer,
    GroupLayer,
    MotionDocument,
    TextLayer,
    layers,
)
from studio.graphics.expansion import expanded
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import safe_area
from studio.graphics.lines import Box
from studio.graphics.painter import Painter
from studio.graphics.palettes import PALETTES
from studio.graphics.roles import colour_of, word_colour
from studio.graphics.samples import SAMPLES
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
    items=(
        Item(label="Red", value="12", detail="warm", icon="flame"),
        Item(label="Blue", value="30 %", icon="no-such-icon"),
    ),
    table=(("Name", "Size"), ("Moon", "3,474 km")),
    code="x = 1\nprint(x)",
    language="python",
    url="greenlight.example",
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
    items=tuple(
        Item(
            label=f"Thing number {n}, with rather a lot to be called by",
            value=f"{n * 1234567:,} of the very smallest units that anybody has counted",
            detail="and then some more words that nobody asked for, in full",
        )
        for n in range(12)
    ),
    table=tuple(
        tuple(f"cell {row} of column {column}" for column in range(6)) for row in range(12)
    ),
    code="\n".join(
        f"value_{n} = compute(something, {n}, flag=True)  # explained" for n in range(30)
    ),
    language="no-such-language",
    url="https://a-very-long-name-of-a-place.example/and/a/path/that/goes/on/and/on/until/it/ends",
)
GERMAN = Words(
    headline="Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    detail="Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    points=("Kraftfahrzeughaftpflichtversicherung: Pflicht", "Über"),
    number="1.234,5",
    unit="Quadratkilometer",
    quotation="Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung!",
    source="Bundesgesetzblatt",
    items=(
        Item(label="Kraftfahrzeughaftpflichtversicherung", value="1.234,5 Mio."),
        Item(label="Donaudampfschifffahrt", value="0,7"),
    ),
    table=(("Wort", "Buchstaben"), ("Rechtsschutzversicherungsgesellschaften", "39")),
    code="const länge = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung';",
    language="js",
)
ARABIC = Words(
    headline="مرحبًا بكم في الرحلة إلى القمر",
    detail="حيث يبدأ كل شيء بخطوة صغيرة.",
    points=("خطوة صغيرة", "قفزة كبيرة في 1969"),
    number="384,400",
    unit="كيلومتر",
    quotation="حيث يبدأ كل شيء بخطوة صغيرة.",
    source="نيل أرمسترونغ",
    items=(
        Item(label="خطوة صغيرة", value="12"),
        Item(label="قفزة كبيرة", value="30", detail="في 1969"),
        Item(label="رحلة", value="8 أيام"),
    ),
    table=(("الاسم", "الحجم"), ("القمر", "3474")),
    code="print('مرحبًا')",
    url="example.com",
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
    "only items": Words(items=(Item(label="One"), Item(value="2"), Item(detail="three"))),
    "a column": Words(table=(("a",), ("b", "c"))),
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
def test_all_of_it_is_seen(template, aspect, words, fonts) -> None:
    """Nothing leaves the safe area, no letter is lost, no words lie over others."""
    document = words_only(template(words, Brand(), aspect))
    painter = Painter(document, SIZES[aspect], FRAMES, fonts)
    for n in (20, LAST):
        assert_in_safe_area(painter, aspect, n)
    texts = [
        placed
        for placed in painter.placed.walk()
        if isinstance(placed.layer, TextLayer) and placed.layout is not None
    ]
    for placed in texts:
        lines = [line.text.strip().removesuffix("-") for line in placed.layout.lines]
        assert bare("".join(lines)) == bare(placed.layer.text)
    loud = [placed for placed in texts if placed.layer.text.strip() and placed.layer.opacity > 0.5]
    for one, two in combinations(loud, 2):
        assert overlap(one.box, two.box) < 4, (one.layer.text, two.layer.text)


def assert_in_safe_area(painter: Painter, aspect: Aspect, n: int) -> None:
    size = SIZES[aspect]
    area = safe_area(size)
    frame = np.zeros((size.height, size.width, 4), np.uint8)
    painter.draw(frame, n)
    # Shadows are black and may fall beyond; nothing else may.
    rows, columns = np.nonzero(frame[..., :3].max(axis=-1) > 40)
    if len(rows) == 0:
        return
    assert rows.min() >= area.y - SLACK
    assert rows.max() <= area.y + area.height + SLACK
    assert columns.min() >= area.x - SLACK
    assert columns.max() <= area.x + area.width + SLACK


def bare(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def overlap(one: Box, two: Box) -> float:
    """How far two boxes reach into each other, in units, less what descenders need."""
    across = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    down = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    return max(0.0, min(across, down))


@pytest.mark.parametrize("mood", ["epic", "hopeful", "bold", "elegant"])
def test_words_read_on_what_they_stand_on(template, mood, fonts) -> None:
    palette = PALETTES[mood]
    document = template(SAMPLES[template.name], Brand(palette=palette), Aspect.WIDE)
    painter = Painter(words_only(document), SIZES[Aspect.WIDE], FRAMES, fonts)

    def check(placed: Placed, ground: str) -> None:
        layer = placed.layer
        if isinstance(layer, GroupLayer) and layer.fill and layer.fill_opacity > 0.5:
            ground = colour_of(layer.fill, palette)
        if isinstance(layer, TextLayer) and placed.layout and layer.opacity > 0.5:
            size = placed.layout.style.size
            wanted = 3.0 if size >= 48 else 4.3
            colour = word_colour(layer.colour, palette, size)
            assert contrast(colour, ground) >= wanted, (layer.text, colour, ground)
        for child in placed.children:
            check(child, ground)

    check(painter.placed, palette.ground)


def template_words(template) -> Words:
    """The short words; points only for a template without items, as those come first."""
    return SHORT.model_copy(update={"points": ()}) if "items" in template.uses else SHORT


def texts_of(root: GroupLayer) -> Iterator[str]:
    for _, layer in layers(root):
        if isinstance(layer, TextLayer):
            yield layer.text
        elif isinstance(layer, CodeLayer):
            yield layer.code


def texts_in(said: object) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Item):
        yield from (said.label, said.value)
    elif isinstance(said, tuple):
        for each in said:
            yield from texts_in(each)


def test_the_words_it_uses_are_shown(template, aspect) -> None:
    words = template_words(template)
    root = expanded(template(words, Brand(), aspect).root)
    shown = " ".join(texts_of(root))
    for field in template.uses:
        for text in texts_in(getattr(words, field)):
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
    items=st.lists(
        st.builds(
            Item,
            label=st.text(max_size=40),
            value=st.text("0123456789.,% €-kmx ", max_size=20),
            detail=st.text(max_size=40),
            icon=st.sampled_from(["", "star", "Not An Icon!"]),
        ),
        max_size=12,
    ).map(tuple),
    table=st.lists(st.lists(st.text(max_size=20), max_size=6).map(tuple), max_size=12).map(tuple),
    code=st.text(max_size=300),
    language=st.sampled_from(["", "python", "html", "brainfuck", "?"]),
    url=st.text(max_size=60),
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


def test_every_template_has_a_sample_that_shows_it() -> None:
    assert set(SAMPLES) == set(TEMPLATES)
