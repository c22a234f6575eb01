"""Icons, charts, code, tables and mock-ups draw what they say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Item, Words
from studio.graphics.codeblock import block_of
from studio.graphics.documents import (
    Backdrop,
    ChartForm,
    ChartLayer,
    CodeLayer,
    Datum,
    Device,
    Form,
    GroupLayer,
    IconLayer,
    MockupLayer,
    MotionDocument,
    Property,
    ShapeLayer,
    TableLayer,
    TextLayer,
)
from studio.graphics.expansion import expanded
from studio.graphics.fonts import FontShelf
from studio.graphics.icons import icon_for, icon_names, icon_path
from studio.graphics.layers import layers
from studio.graphics.painter import Painter
from studio.graphics.paths import path_of
from studio.graphics.templates import TEMPLATES
from studio.graphics.templates.listed import icons_of, number_in, series_of
from studio.graphics.templates.parts import moving

SIZE = Size(width=480, height=270)


def drawn(fonts: FontShelf, *children, n: int = 149, **more) -> np.ndarray:
    document = MotionDocument(backdrop=Backdrop.NONE, root=GroupLayer(children=children))
    frame = np.zeros((SIZE.height, SIZE.width, 4), np.uint8)
    Painter(document, SIZE, 150, fonts, **more).draw(frame, n)
    return frame


def ink(frame: np.ndarray) -> int:
    return int((frame[..., 3] > 100).sum())


def texts(layer) -> list[str]:
    root = expanded(GroupLayer(children=(layer,)))
    return [each.text for _, each in layers(root) if isinstance(each, TextLayer) and each.text]


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_can_be_drawn(name: str) -> None:
    bounds = path_of(icon_path(name)).computeTightBounds()
    assert bounds.left() >= -1
    assert bounds.top() >= -1
    assert bounds.right() <= 25
    assert bounds.bottom() <= 25
    assert bounds.width() + bounds.height() > 4


def test_there_are_some_two_hundred_icons_with_their_licence() -> None:
    assert len(icon_names()) >= 200
    folder = Path(__file__).parents[2] / "assets" / "icons"
    assert "ISC License" in (folder / "LICENCE-lucide.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("said", "icon"),
    [("Our music", "music"), ("Coffee in the morning", "coffee"), ("xyzzy", "")],
)
def test_words_call_for_icons(said: str, icon: str) -> None:
    assert icon_for(said) == icon


def test_no_two_cards_have_the_same_icon() -> None:
    items = [Item(label="Music"), Item(label="Music again"), Item(label="?"), Item(label="?!")]
    assert len(set(icons_of(items))) == 4


def test_an_icon_draws_itself(fonts: FontShelf) -> None:
    draw = moving(Property.DRAW, 1.0, 1.0, (0.0, 1.0))
    icon = IconLayer(icon="star", width=400, motions=(draw,))
    inks = [ink(drawn(fonts, icon, n=n)) for n in (30, 35, 60)]
    assert inks[0] < inks[1] < inks[2]


def test_bars_are_as_long_as_their_values(fonts: FontShelf) -> None:
    data = (Datum(label="a", value=10), Datum(label="b", value=5))
    frame = drawn(fonts, ChartLayer(form=ChartForm.BAR, data=data, share=1.0))
    accent = (frame[..., 2] > 200) & (frame[..., 0] < 90)
    rows = [int(row.sum()) for row in accent if row.sum() > 40]
    assert max(rows) / min(rows) == pytest.approx(2.0, rel=0.1)


@pytest.mark.parametrize(
    ("said", "share"), [(("62 %", "31 %"), 0.62), (("62", "31"), 1.0), (("162 %", "81 %"), 1.0)]
)
def test_a_bar_of_per_cent_leaves_the_rest_of_its_track(
    said: tuple[str, ...], share: float, fonts: FontShelf
) -> None:
    data = tuple(Datum(label="a", value=float(s.rstrip(" %")), said=s) for s in said)
    frame = drawn(fonts, ChartLayer(form=ChartForm.BAR, data=data, share=1.0))
    accent = (frame[..., 2] > 200) & (frame[..., 0] < 90)
    widest = max(int(row.sum()) for row in accent)
    whole = ChartLayer(form=ChartForm.BAR, data=(Datum(label="a", value=1.0),), share=1.0)
    track = drawn(fonts, whole)
    room = max(int(row.sum()) for row in (track[..., 2] > 200) & (track[..., 0] < 90))
    assert widest / room == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("form", ChartForm)
def test_a_chart_says_its_labels_and_values(form: ChartForm) -> None:
    data = (Datum(label="Hydro", value=6200), Datum(label="Wind", value=2.5, said="2.5 TWh"))
    shown = texts(ChartLayer(form=form, data=data))
    assert {"Hydro", "Wind", "6,200", "2.5 TWh"} <= set(shown)


@pytest.mark.parametrize("form", ChartForm)
@pytest.mark.parametrize("values", [(), (0.0,), (-3.0, -1.0), (1e12, 1e-9)])
def test_charts_of_odd_values_are_drawn(form: ChartForm, values, fonts: FontShelf) -> None:
    data = tuple(Datum(label="x", value=value) for value in values)
    frame = drawn(fonts, ChartLayer(form=form, data=data, share=1.0))
    assert (frame[..., :3] <= frame[..., 3:]).all(), "no colour is stronger than its cover"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("62 %", 62.0),
        ("1,234", 1234.0),
        ("1.234,5", 1234.5),
        ("3.14", 3.14),
        ("$2.5 million", 2.5e6),
        ("4k", 4000.0),
        ("−7", -7.0),
        ("none", None),
    ],
)
def test_numbers_are_read_as_they_are_written(said: str, number: float | None) -> None:
    assert number_in(said) == number


def test_what_has_no_number_is_not_drawn() -> None:
    items = (Item(label="a", value="1"), Item(label="b", value="many"), Item(label="3", value="c"))
    assert [(d.label, d.value) for d in series_of(Words(items=items))] == [("a", 1.0), ("c", 3.0)]


@pytest.mark.parametrize(("aspect", "height"), [(Aspect.SQUARE, 270), (Aspect.TALL, 480)])
def test_what_a_ring_is_of_stands_below_its_middle(
    aspect: Aspect, height: int, fonts: FontShelf
) -> None:
    parts = (Item(label="Wind", value="62 %"), Item(label="Sun", value="38 %"))
    design = TEMPLATES["pie-chart"].make(Words(headline="Power", items=parts), Brand(), aspect)
    placed = list(Painter(design, Size(width=270, height=height), 150, fonts).placed.walk())
    arc, dot = (
        next(p.box for p in placed if isinstance(p.layer, ShapeLayer) and p.layer.form is form)
        for form in (Form.ARC, Form.ELLIPSE)
    )
    share = next(p.box for p in placed if getattr(p.layer, "text", "") == "62 %")
    middle = (dot.x + share.x + share.width) / 2
    assert middle == pytest.approx(arc.x + arc.width / 2, abs=2.0)


def test_tables_have_equal_rows_and_figures_to_the_right() -> None:
    table = TableLayer(rows=(("Name", "Size"), ("Moon", "3,474"), ("Sun",)))
    assert texts(table) == ["Name", "Size", "Moon", "3,474", "Sun"]


def test_code_is_typed_line_by_line(fonts: FontShelf) -> None:
    code = CodeLayer(code="one = 1\ntwo = 2\nthree = 3", language="python", each_s=1.0, size=60)
    inks = [ink(drawn(fonts, code, n=n)) for n in (1, 25, 55, 149)]
    assert inks[0] < inks[1] < inks[2] < inks[3]


def test_long_code_is_broken_and_loses_nothing(fonts: FontShelf) -> None:
    layer = CodeLayer(code="x" * 300 + "\n\ty = 'ü'", language="python")
    block = block_of(layer, 40.0, 500.0, fonts)
    assert block.width <= 501
    assert "".join(line.text for line in block.lines) == "x" * 300 + "    y = 'ü'"
    assert [line.number for line in block.lines if line.number] == [1, 2]


def test_a_mockup_shows_the_picture_it_is_given(tmp_path: Path, fonts: FontShelf) -> None:
    file = tmp_path / "shot.png"
    Image.new("RGB", (400, 300), "#FF0000").save(file)
    for device in Device:
        layer = MockupLayer(device=device, picture="a", share=0.5)
        frame = drawn(fonts, layer, files={"a": file})
        assert int(((frame[..., 2] > 200) & (frame[..., 1] < 40)).sum()) > 3000
        assert ink(drawn(fonts, MockupLayer(device=device, share=0.5))) > 3000


@pytest.mark.parametrize(
    ("device", "shape", "is_kept"),
    [
        (Device.BROWSER, (1600, 400), {"left": True, "right": False, "top": True}),
        (Device.BROWSER, (400, 1600), {"left": True, "right": True, "top": True}),
        (Device.PHONE, (1600, 400), {"left": False, "right": False, "top": True}),
        (Device.PHONE, (400, 1600), {"left": True, "right": True, "top": True}),
    ],
)
def test_a_mockup_shows_where_a_page_begins(
    device: Device,
    shape: tuple[int, int],
    is_kept: dict[str, bool],
    tmp_path: Path,
    fonts: FontShelf,
) -> None:
    """A page's name and menu stand at its top left; what is cut away is its other end."""
    width, height = shape
    colours = {"left": (255, 0, 0), "right": (0, 255, 0), "top": (0, 0, 255)}
    page = np.full((height, width, 3), 255, np.uint8)
    page[:, : width // 10] = colours["left"]
    page[:, -width // 10 :] = colours["right"]
    page[: height // 10, width // 5 : -width // 5] = colours["top"]
    file = tmp_path / "page.png"
    Image.fromarray(page).save(file)
    layer = MockupLayer(device=device, picture="a", share=0.5)
    shown = drawn(fonts, layer, files={"a": file})[..., 2::-1].astype(int)
    for side, colour in colours.items():
        is_there = bool((np.abs(shown - colour).max(axis=-1) < 30).sum() > 40)
        assert is_there == is_kept[side], side


@pytest.mark.parametrize(
    "name", [name for name, template in TEMPLATES.items() if "pictures" in template.uses]
)
def test_templates_show_the_pictures_they_are_given(
    name: str, tmp_path: Path, fonts: FontShelf
) -> None:
    file = tmp_path / "red.jpg"
    Image.new("RGB", (600, 500), "#FF0000").save(file)
    words = Words(
        headline="Words",
        quotation="Said",
        source="Ada, here",
        items=(Item(label="Before", value="a"), Item(label="After", value="b")),
        pictures=("red",),
    )
    for aspect, size in ((Aspect.WIDE, SIZE), (Aspect.TALL, Size(width=270, height=480))):
        document = TEMPLATES[name](words, Brand(), aspect)
        frame = np.zeros((size.height, size.width, 4), np.uint8)
        Painter(document, size, 150, fonts, files={"red": file}).draw(frame, 149)
        red = (frame[..., 2] > 200) & (frame[..., 1] < 60) & (frame[..., 0] < 60)
        assert int(red.sum()) > 300
