"""The layers of a motion document, each kind a plain value."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from studio.domain.documents import Value
from studio.graphics.lines import Align
from studio.graphics.motions import Moment, Motion, Reveal, Seconds

MAX_LAYERS = 200
MAX_DEPTH = 12
MAX_DATA = 24

ColourRole = Annotated[
    str,
    StringConstraints(
        pattern=r"^(ground|surface|ink|muted|line|accent|on-accent|accent-2|accent-3|positive"
        r"|negative|series-[1-6]|#[0-9A-Fa-f]{6})$"
    ),
]
Units = Annotated[float, Field(ge=0, le=8000)]
Cell = Annotated[str, StringConstraints(max_length=120)]


class FontRole(StrEnum):
    """A part that a family plays; the brand names the first two."""

    TEXT = "text"
    DISPLAY = "display"
    SERIF = "serif"
    MONO = "mono"


class Layer(Value):
    """What every layer has. `width` and `height` are units; None means as large as needed.

    `share` is a share of the parent's width, `grow` a share of what its siblings leave over.
    A tall one is as high as the row or the stack that it is in.
    `mark` names the layer for tests, checks and edits. `cue` are words: when the narration says
    them, the layer and what is in it begin.
    """

    mark: str = Field(default="", max_length=40)
    width: Units | None = None
    height: Units | None = None
    share: float | None = Field(default=None, gt=0, le=1)
    grow: float = Field(default=0.0, ge=0, le=10)
    is_tall: bool = False
    opacity: float = Field(default=1.0, ge=0, le=1)
    motions: tuple[Motion, ...] = Field(default=(), max_length=12)
    cue: str = Field(default="", max_length=300)


class TextLayer(Layer):
    """Words, as large as fits up to `size` units. `is_counting`: a number counts up to itself.

    `highlight` is the colour of the words in `highlights` (places counted from 0).
    """

    kind: Literal["text"] = "text"
    text: str = Field(max_length=2000)
    colour: ColourRole = "ink"
    font: FontRole = FontRole.TEXT
    weight: int = Field(default=500, ge=100, le=900)
    size: float = Field(default=48.0, ge=8, le=600)
    max_lines: int = Field(default=3, ge=1, le=40)
    leading: float = Field(default=1.2, ge=0.8, le=2.5)
    tracking: float = Field(default=0.0, ge=-0.1, le=0.5)
    align: Align = Align.START
    reveal: Reveal | None = None
    is_counting: bool = False
    highlight: ColourRole = "accent"
    highlights: tuple[int, ...] = Field(default=(), max_length=40)


class Form(StrEnum):
    """A simple shape."""

    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    ARC = "arc"


class ShapeLayer(Layer):
    """A shape. DRAW reveals a rectangle from its start (or its end), an arc along its line.

    An arc begins at `start` and goes `sweep` degrees clockwise; 0 is up.
    """

    kind: Literal["shape"] = "shape"
    form: Form = Form.RECTANGLE
    fill: ColourRole | None = "accent"
    stroke: ColourRole | None = None
    stroke_width: Units = 4.0
    radius: Units = 0.0
    start: float = Field(default=0.0, ge=-360, le=360)
    sweep: float = Field(default=360.0, ge=-360, le=360)
    is_round: bool = True
    is_from_end: bool = False


class PathLayer(Layer):
    """An SVG path in a box of `box_width` × `box_height`, fitted into the layer's own.

    A stretched one fills it instead, its stroke as wide as elsewhere, and runs from the right
    where words do. DRAW goes along the stroke and, over a fill, from the start.
    """

    kind: Literal["path"] = "path"
    path: str = Field(max_length=20_000)
    box_width: float = Field(default=24.0, gt=0, le=10_000)
    box_height: float = Field(default=24.0, gt=0, le=10_000)
    fill: ColourRole | None = "accent"
    stroke: ColourRole | None = None
    stroke_width: Units = 2.0
    is_stretched: bool = False


class IconLayer(Layer):
    """An icon of the shipped set (`icons.icon_names`), drawing itself; a circle if unknown.

    `stroke_width` is in twenty-fourths of the icon.
    """

    kind: Literal["icon"] = "icon"
    icon: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    colour: ColourRole = "accent"
    stroke_width: float = Field(default=2.0, ge=0.5, le=6)


class Hold(StrEnum):
    """Which part of a picture stays when it is cut to its box."""

    MIDDLE = "middle"
    TOP = "top"
    TOP_LEFT = "top-left"


class PictureLayer(Layer):
    """A picture by its asset name, filling its box; the painter is given the file.

    `hold` is the part of a covering one that is not cut away.
    """

    kind: Literal["picture"] = "picture"
    picture: str = Field(max_length=100)
    is_covering: bool = True
    hold: Hold = Hold.MIDDLE
    radius: Units = 0.0


class LottieLayer(Layer):
    """A Lottie animation by its asset name, whole in its box; the painter is given the file."""

    kind: Literal["lottie"] = "lottie"
    animation: str = Field(max_length=100)
    is_looped: bool = True
    speed: float = Field(default=1.0, ge=0.1, le=10)
    at: Moment = Moment()


class ChartForm(StrEnum):
    """Bars lie, columns stand; a donut is a pie with room for a word."""

    BAR = "bar"
    COLUMN = "column"
    LINE = "line"
    PIE = "pie"
    DONUT = "donut"


class Datum(Value):
    """A value with its label, written as `said`, or as the number itself."""

    label: Cell = ""
    value: float = Field(ge=-1e12, le=1e12, allow_inf_nan=False)
    said: str = Field(default="", max_length=40)


class ChartLayer(Layer):
    """A chart that draws itself from `at` on; `highlight` is the place of the one that counts."""

    kind: Literal["chart"] = "chart"
    form: ChartForm = ChartForm.BAR
    data: tuple[Datum, ...] = Field(max_length=MAX_DATA)
    highlight: int | None = Field(default=None, ge=0, lt=MAX_DATA)
    middle: str = Field(default="", max_length=40)
    at: Moment = Moment()
    length_s: Seconds = 1.4


class CodeLayer(Layer):
    """Code in its colours, a line after another; `language` as Pygments names it."""

    kind: Literal["code"] = "code"
    code: str = Field(max_length=4000)
    language: str = Field(default="", max_length=40)
    size: float = Field(default=34.0, ge=8, le=200)
    at: Moment = Moment()
    each_s: Seconds = 0.08
    is_numbered: bool = False


class TableLayer(Layer):
    """Rows of cells; the first row holds the headings. Columns of figures stand to the right."""

    kind: Literal["table"] = "table"
    rows: tuple[Annotated[tuple[Cell, ...], Field(max_length=8)], ...] = Field(max_length=MAX_DATA)
    has_headings: bool = True
    size: float = Field(default=40.0, ge=8, le=200)
    at: Moment = Moment()


class Device(StrEnum):
    """What a picture is shown in."""

    BROWSER = "browser"
    PHONE = "phone"


class MockupLayer(Layer):
    """A browser's window or a phone around a picture; without one, a page is drawn in it."""

    kind: Literal["mockup"] = "mockup"
    device: Device = Device.BROWSER
    picture: str = Field(default="", max_length=100)
    address: str = Field(default="", max_length=200)
    title: str = Field(default="", max_length=120)
    at: Moment = Moment()


class Flow(StrEnum):
    """How children follow. ADAPTIVE is a row where the picture is wide, else a column."""

    COLUMN = "column"
    ROW = "row"
    STACK = "stack"
    ADAPTIVE = "adaptive"


class GroupLayer(Layer):
    """Children in a row, a column, or over each other; a panel when it has a `fill`.

    `align` is across the flow (START is the right side in a right-to-left group),
    `justify` along it; for a stack, across and down. DRAW wipes it in from its start. Of the
    children of a clipped one, nothing is seen outside its rounded box.
    """

    kind: Literal["group"] = "group"
    flow: Flow = Flow.COLUMN
    gap: Units = 24.0
    padding: Units = 0.0
    align: Align = Align.START
    justify: Align = Align.START
    fill: ColourRole | None = None
    fill_opacity: float = Field(default=1.0, ge=0, le=1)
    stroke: ColourRole | None = None
    stroke_width: Units = 2.0
    radius: Units = 0.0
    has_shadow: bool = False
    is_clipped: bool = False
    children: tuple[AnyLayer, ...] = Field(default=(), max_length=MAX_LAYERS)


SimpleLayer = TextLayer | ShapeLayer | PathLayer | IconLayer | PictureLayer | LottieLayer
MadeLayer = ChartLayer | TableLayer | MockupLayer
Timed = LottieLayer | CodeLayer | ChartLayer | TableLayer | MockupLayer
"""Layers with a moment of their own, `at`."""
AnyLayer = Annotated[SimpleLayer | CodeLayer | MadeLayer | GroupLayer, Field(discriminator="kind")]


def layers(group: GroupLayer, depth: int = 1) -> Iterator[tuple[int, Layer]]:
    """Every layer below and with `group`, with its depth, parents first."""
    yield depth, group
    for child in group.children:
        if isinstance(child, GroupLayer):
            yield from layers(child, depth + 1)
        else:
            yield depth + 1, child
