"""Motion documents: a designed scene as data. Nothing in one can run, fetch or read a file.

A document is a tree of layers. Groups lay their children out (column, row, stack), so one
document serves every aspect. Lengths are in units (1080 to the short side of the picture),
times are moments, colours and fonts are roles of the brand that the document carries.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from studio.domain.brand import Brand
from studio.domain.documents import Document, Value
from studio.graphics.easing import Ease
from studio.graphics.lines import Align

MAX_LAYERS = 200
MAX_DEPTH = 8

ColourRole = Annotated[
    str, StringConstraints(pattern=r"^(ground|surface|ink|muted|accent|on-accent|#[0-9A-Fa-f]{6})$")
]
Units = Annotated[float, Field(ge=0, le=8000)]
Seconds = Annotated[float, Field(ge=0, le=600)]


class Anchor(StrEnum):
    """What a moment is counted from: seconds after the START or before the END, or a share."""

    START = "start"
    END = "end"
    SHARE = "share"


class Moment(Value):
    """A point in a scene of unknown length. START moments are drawn together in short scenes."""

    at: Seconds = 0.0
    of: Anchor = Anchor.START


class Property(StrEnum):
    """What of a layer can move: units, factors, degrees, and shares from 0 to 1."""

    X = "x"
    Y = "y"
    SCALE = "scale"
    TURN = "turn"
    OPACITY = "opacity"
    DRAW = "draw"


class Key(Value):
    """`value` is reached at `at`, on the curve `ease` from the key before."""

    at: Moment
    value: float = Field(ge=-8000, le=8000)
    ease: Ease = Ease.EXPO


class Motion(Value):
    """How one property changes. Before the first key and after the last it holds."""

    property: Property
    keys: tuple[Key, ...] = Field(min_length=1, max_length=50)


class RevealStyle(StrEnum):
    """How words come in."""

    FADE = "fade"
    RISE = "rise"
    MASK = "mask"
    POP = "pop"


class RevealBy(StrEnum):
    """What comes in one after another."""

    WHOLE = "whole"
    LINE = "line"
    WORD = "word"


class Reveal(Value):
    """An entrance: pieces begin `each_s` apart and take `length_s` each."""

    style: RevealStyle = RevealStyle.MASK
    by: RevealBy = RevealBy.LINE
    at: Moment = Moment()
    each_s: Seconds = 0.09
    length_s: Seconds = 0.8


class FontRole(StrEnum):
    """A part that a family plays; the brand names the first two."""

    TEXT = "text"
    DISPLAY = "display"
    SERIF = "serif"
    MONO = "mono"


class Layer(Value):
    """What every layer has. `width` and `height` are units; None means as large as needed.

    `share` is a share of the parent's width, `grow` a share of what its siblings leave over.
    `mark` names the layer for tests, checks and edits.
    """

    mark: str = Field(default="", max_length=40)
    width: Units | None = None
    height: Units | None = None
    share: float | None = Field(default=None, gt=0, le=1)
    grow: float = Field(default=0.0, ge=0, le=10)
    opacity: float = Field(default=1.0, ge=0, le=1)
    motions: tuple[Motion, ...] = Field(default=(), max_length=12)


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
    """A shape. DRAW reveals a rectangle from its start, an arc along its line."""

    kind: Literal["shape"] = "shape"
    form: Form = Form.RECTANGLE
    fill: ColourRole | None = "accent"
    stroke: ColourRole | None = None
    stroke_width: Units = 4.0
    radius: Units = 0.0


class PathLayer(Layer):
    """An SVG path in a box of `box_width` × `box_height`, fitted into the layer's own."""

    kind: Literal["path"] = "path"
    path: str = Field(max_length=20_000)
    box_width: float = Field(default=24.0, gt=0, le=10_000)
    box_height: float = Field(default=24.0, gt=0, le=10_000)
    fill: ColourRole | None = "accent"
    stroke: ColourRole | None = None
    stroke_width: Units = 2.0


class PictureLayer(Layer):
    """A picture by its asset name, filling its box; the painter is given the file."""

    kind: Literal["picture"] = "picture"
    picture: str = Field(max_length=100)
    is_covering: bool = True
    radius: Units = 0.0


class Flow(StrEnum):
    """How children follow. ADAPTIVE is a row where the picture is wide, else a column."""

    COLUMN = "column"
    ROW = "row"
    STACK = "stack"
    ADAPTIVE = "adaptive"


class GroupLayer(Layer):
    """Children in a row, a column, or over each other; a panel when it has a `fill`.

    `align` is across the flow (START is the right side in a right-to-left group),
    `justify` along it; for a stack, across and down.
    """

    kind: Literal["group"] = "group"
    flow: Flow = Flow.COLUMN
    gap: Units = 24.0
    padding: Units = 0.0
    align: Align = Align.START
    justify: Align = Align.START
    fill: ColourRole | None = None
    fill_opacity: float = Field(default=1.0, ge=0, le=1)
    radius: Units = 0.0
    children: tuple[AnyLayer, ...] = Field(default=(), max_length=MAX_LAYERS)


AnyLayer = Annotated[
    TextLayer | ShapeLayer | PathLayer | PictureLayer | GroupLayer, Field(discriminator="kind")
]


class Backdrop(StrEnum):
    """What lies behind. NONE leaves what is already in the frame."""

    NONE = "none"
    SCRIM = "scrim"
    AURORA = "aurora"
    RIDGES = "ridges"
    ORBITS = "orbits"
    LATTICE = "lattice"
    BEAMS = "beams"


class MotionDocument(Document):
    """A designed scene: a backdrop that lives and a group of layers in the safe area.

    `exit_s` is the length of a quick exit at the end, 0 for none.
    """

    name: ClassVar[str] = "MotionDocument"

    brand: Brand = Brand()
    backdrop: Backdrop = Backdrop.AURORA
    seed: int = Field(default=1, ge=0, le=2**31)
    root: GroupLayer = GroupLayer()
    exit_s: Seconds = 0.0

    @model_validator(mode="after")
    def _is_within_limits(self) -> Self:
        found = list(layers(self.root))
        if len(found) > MAX_LAYERS:
            raise ValueError(f"a document has at most {MAX_LAYERS} layers, this one {len(found)}")
        deepest = max(depth for depth, _ in found)
        if deepest > MAX_DEPTH:
            raise ValueError(f"groups lie at most {MAX_DEPTH} deep, here {deepest}")
        return self


def layers(group: GroupLayer, depth: int = 1) -> Iterator[tuple[int, Layer]]:
    """Every layer below and with `group`, with its depth, parents first."""
    yield depth, group
    for child in group.children:
        if isinstance(child, GroupLayer):
            yield from layers(child, depth + 1)
        else:
            yield depth + 1, child
