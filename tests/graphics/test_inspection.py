"""What is wrong with a design is found, named by its place, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Item, Words
from studio.graphics.documents import (
    AnyLayer,
    Backdrop,
    Flow,
    GroupLayer,
    Key,
    Moment,
    Motion,
    MotionDocument,
    PictureLayer,
    Property,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.fonts import FontShelf
from studio.graphics.inspection import Fault, Finding, inspect
from studio.graphics.templates import TEMPLATES

WIDE = (Aspect.WIDE,)
HEAD = TextLayer(text="Eight days", size=86)
WORDS = Words(
    headline="Eight days to the Moon",
    detail="In July 1969",
    points=("Saturn V", "Apollo 11", "Eagle"),
    number="384,400",
    unit="kilometres",
    quotation="One small step for man.",
    source="Neil Armstrong",
)
OTHER_WORDS = (
    Words(
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
    ),
    Words(
        headline="مرحبًا بكم في الرحلة إلى القمر",
        detail="حيث يبدأ كل شيء بخطوة صغيرة.",
        points=("خطوة صغيرة", "قفزة كبيرة في 1969"),
        number="384,400",
        unit="كيلومتر",
        quotation="حيث يبدأ كل شيء بخطوة صغيرة.",
        source="نيل أرمسترونغ",
        items=(Item(label="خطوة صغيرة", value="12"), Item(label="رحلة", value="30")),
    ),
)


@pytest.fixture(scope="module")
def fonts() -> FontShelf:
    return FontShelf(has_system_fonts=False)


def document(*children: AnyLayer, flow: Flow = Flow.COLUMN) -> MotionDocument:
    return MotionDocument(root=GroupLayer(flow=flow, children=children))


def faults(found: tuple[Finding, ...]) -> list[tuple[Fault, str]]:
    return [(finding.fault, finding.where) for finding in found]


def test_a_clean_design_is_left_alone(fonts: FontShelf) -> None:
    assert inspect(document(HEAD, TextLayer(text="to the Moon", size=42)), fonts=fonts) == ()


def test_nothing_to_be_seen_is_a_fault_in_every_aspect(fonts: FontShelf) -> None:
    found = inspect(document(TextLayer(text=" ")), fonts=fonts)
    assert {finding.aspect for finding in found} == set(Aspect)
    assert {finding.fault for finding in found} == {Fault.EMPTY}


def test_a_layer_that_ends_beyond_the_edge_is_named(fonts: FontShelf) -> None:
    away = Motion(property=Property.X, keys=(Key(at=Moment(at=0.2), value=1900),))
    found = inspect(
        document(HEAD, ShapeLayer(width=300, height=90, motions=(away,))), WIDE, fonts=fonts
    )
    assert faults(found) == [(Fault.OUTSIDE, "/root/children/1")]
    assert "right edge" in found[0].sentence


def test_a_layer_may_come_in_from_outside(fonts: FontShelf) -> None:
    keys = (Key(at=Moment(), value=-900), Key(at=Moment(at=0.6), value=0))
    entering = TextLayer(text="Here I come", motions=(Motion(property=Property.X, keys=keys),))
    assert inspect(document(entering), WIDE, fonts=fonts) == ()


def test_small_words_are_named(fonts: FontShelf) -> None:
    found = inspect(document(HEAD, TextLayer(text="by the way", size=12)), WIDE, fonts=fonts)
    assert faults(found) == [(Fault.SMALL, "/root/children/1")]
    nearly = inspect(document(HEAD, TextLayer(text="by the way", size=20.7)), WIDE, fonts=fonts)
    assert "set at 20 units, too small to read (at least 21)" in nearly[0].sentence


def test_words_on_words_are_named_with_both_places(fonts: FontShelf) -> None:
    found = inspect(
        document(HEAD, TextLayer(text="Nine days", size=86), flow=Flow.STACK), WIDE, fonts=fonts
    )
    assert faults(found) == [(Fault.OVERLAP, "/root/children/0")]
    assert "/root/children/1" in found[0].sentence


def test_words_that_do_not_stand_out_are_named(fonts: FontShelf) -> None:
    hidden = TextLayer(text="Who sees me?", size=50, colour=Brand().palette.ground)
    still = document(HEAD, hidden).model_copy(update={"backdrop": Backdrop.LATTICE})
    assert (Fault.CONTRAST, "/root/children/1") in faults(inspect(still, WIDE, fonts=fonts))


def test_words_on_a_panel_are_measured_against_the_panel(fonts: FontShelf) -> None:
    word = TextLayer(text="Ink on accent", size=50, colour="ink")
    panel = GroupLayer(fill="#F4F7FB", padding=40, children=(word,))
    found = inspect(document(panel), WIDE, fonts=fonts)
    assert faults(found) == [(Fault.CONTRAST, "/root/children/0/children/0")]


def test_a_picture_the_film_does_not_have_is_named(fonts: FontShelf, tmp_path: Path) -> None:
    found = inspect(
        document(HEAD, PictureLayer(picture="abc", width=200, height=200)), WIDE, fonts=fonts
    )
    assert [finding.fault for finding in found] == [Fault.FILE]
    assert "abc" in found[0].sentence


def test_a_dear_design_is_not_even_drawn(fonts: FontShelf) -> None:
    many = tuple(GroupLayer(has_shadow=True, fill="surface", children=(HEAD,)) for _ in range(40))
    assert [finding.fault for finding in inspect(document(*many), WIDE, fonts=fonts)] == [
        Fault.DEAR
    ]


@pytest.mark.parametrize("name", list(TEMPLATES))
def test_no_template_is_found_wanting(name: str, fonts: FontShelf) -> None:
    for aspect in Aspect:
        made = TEMPLATES[name](WORDS, Brand(), aspect)
        assert inspect(made, (aspect,), fonts=fonts) == ()


@pytest.mark.parametrize("name", list(TEMPLATES))
def test_nor_with_long_words_or_other_letters(name: str, fonts: FontShelf) -> None:
    for words, aspect in zip(OTHER_WORDS, (Aspect.TALL, Aspect.PORTRAIT), strict=True):
        made = TEMPLATES[name](words, Brand(), aspect)
        assert inspect(made, (aspect,), fonts=fonts) == ()
