"""Motion documents: a designed scene as data. Nothing in one can run, fetch or read a file.

A document is a tree of layers. Groups lay their children out (column, row, stack), so one
document serves every aspect. Lengths are in units (1080 to the short side of the picture),
times are moments, colours and fonts are roles of the brand that the document carries.
Pictures and animations are names; whoever draws hands over the files.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from studio.domain.brand import Brand
from studio.domain.documents import Document
from studio.graphics.layers import (
    MAX_DEPTH,
    MAX_LAYERS,
    AnyLayer,
    ChartForm,
    ChartLayer,
    CodeLayer,
    ColourRole,
    Datum,
    Device,
    Flow,
    FontRole,
    Form,
    GroupLayer,
    IconLayer,
    Layer,
    LottieLayer,
    MockupLayer,
    PathLayer,
    PictureLayer,
    ShapeLayer,
    TableLayer,
    TextLayer,
    layers,
)
from studio.graphics.motions import (
    Anchor,
    Key,
    Moment,
    Motion,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    Seconds,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_LAYERS",
    "MAX_LETTERS",
    "Anchor",
    "AnyLayer",
    "Backdrop",
    "ChartForm",
    "ChartLayer",
    "CodeLayer",
    "ColourRole",
    "Datum",
    "Device",
    "Flow",
    "FontRole",
    "Form",
    "GroupLayer",
    "IconLayer",
    "Key",
    "Layer",
    "LottieLayer",
    "MockupLayer",
    "Moment",
    "Motion",
    "MotionDocument",
    "PathLayer",
    "PictureLayer",
    "Property",
    "Reveal",
    "RevealBy",
    "RevealStyle",
    "Seconds",
    "ShapeLayer",
    "TableLayer",
    "TextLayer",
    "json_schema",
    "layers",
    "named_files",
]

MAX_LETTERS = 12_000


class Backdrop(StrEnum):
    """What lies behind. NONE leaves what is already in the frame."""

    NONE = "none"
    SCRIM = "scrim"
    AURORA = "aurora"
    RIDGES = "ridges"
    ORBITS = "orbits"
    LATTICE = "lattice"
    BEAMS = "beams"
    GRADIENT = "gradient"
    MESH = "mesh"
    GRAIN = "grain"
    PARTICLES = "particles"
    WAVES = "waves"
    PAPER = "paper"
    GRID = "grid"
    BOKEH = "bokeh"
    STARS = "stars"


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
        letters = sum(len(layer.text) for _, layer in found if isinstance(layer, TextLayer))
        if letters > MAX_LETTERS:
            raise ValueError(f"a document has at most {MAX_LETTERS} letters, this one {letters}")
        return self


def named_files(document: MotionDocument) -> frozenset[str]:
    """The names of the pictures and animations that drawing `document` needs."""
    found: set[str] = set()
    for _, layer in layers(document.root):
        if isinstance(layer, PictureLayer | MockupLayer):
            found.add(layer.picture)
        elif isinstance(layer, LottieLayer):
            found.add(layer.animation)
    return frozenset(found - {""})


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a motion document as it is saved."""
    schema = MotionDocument.model_json_schema()
    label = f"{MotionDocument.name}.{MotionDocument.version}"
    schema["properties"] = {"document": {"const": label}, **schema["properties"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
