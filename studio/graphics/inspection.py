"""Looks at a motion document as an editor would, and says precisely what is wrong with it.

Every finding names the layer by its JSON Pointer in the saved document (`/root/children/1`),
so that a person, a patch or a model can mend exactly that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.domain.errors import TooLarge, UnreadableInput
from studio.domain.format import Aspect, Size
from studio.graphics.arrange import Placed
from studio.graphics.colour import luminance, luminances
from studio.graphics.documents import (
    CodeLayer,
    GroupLayer,
    IconLayer,
    LottieLayer,
    MotionDocument,
    Property,
    TextLayer,
    named_files,
)
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import scale, units
from studio.graphics.limits import check_cost
from studio.graphics.lines import Box
from studio.graphics.painter import Painter
from studio.graphics.roles import word_colour
from studio.graphics.text import SCALE

FRAMES = 150
"""Length of the scene that is looked at, in frames at 30 a second."""

LOOKS = (0.5, 0.75, 0.95)
"""Shares of the scene at which it is looked at: everything has come in, nothing has left."""

LEAST_TYPE = float(SCALE[3])
"""Units; words set smaller are not read on a telephone."""

READABLE, READABLE_LARGE, LARGE = 4.5, 3.0, 64.0
"""WCAG 2.2, 1.4.3: contrast of text, of large text, and from what size in units it is large."""

_SLACK = 2.0
_TOUCHING = 0.12
_PROOF = 0.25
_UNREADABLE_SHARE = 0.25


class Fault(StrEnum):
    """What can be wrong with a design."""

    EMPTY = "empty"
    DEAR = "dear"
    OUTSIDE = "outside"
    SMALL = "small"
    CUT = "cut"
    OVERLAP = "overlap"
    CONTRAST = "contrast"
    GLYPHS = "glyphs"
    FILE = "file"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where (a JSON Pointer), in which aspect, and what to do."""

    fault: Fault
    where: str
    sentence: str
    aspect: Aspect

    def __str__(self) -> str:
        """The finding as a line for a person or a model."""
        return f"{self.where} ({self.aspect.value}): {self.sentence}"


@dataclass(frozen=True)
class _Part:
    """A placed layer, the pointer of the layer of the document that it comes from."""

    where: str
    placed: Placed
    above: tuple[int, ...]


def inspect(
    document: MotionDocument,
    aspects: tuple[Aspect, ...] = tuple(Aspect),
    files: Mapping[str, Path] | None = None,
    fonts: FontShelf | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong with `document` in these aspects; nothing when it may be used.

    `files` are pictures and animations by the names that layers use.
    """
    try:
        check_cost(document)
    except TooLarge as error:
        return (Finding(Fault.DEAR, "/root", str(error), aspects[0]),)
    known, shelf = files or {}, fonts or FontShelf()
    missing = tuple(
        Finding(Fault.FILE, "/root", f"“{name}” is no file of this film.", aspects[0])
        for name in sorted(named_files(document) - set(known))
    )
    if missing:
        return missing
    try:
        return tuple(f for aspect in aspects for f in _in(document, aspect, known, shelf))
    except UnreadableInput as error:
        return (Finding(Fault.FILE, "/root", error.sentence, aspects[0]),)


def _in(
    document: MotionDocument, aspect: Aspect, files: Mapping[str, Path], fonts: FontShelf
) -> Iterator[Finding]:
    size = _proof_size(aspect)
    painter = Painter(document, size, FRAMES, fonts, files=files)
    parts = tuple(_parts(painter.placed, document.root, "/root", ()))
    if not any(_is_seen(part) for part in parts):
        yield Finding(Fault.EMPTY, "/root", "nothing is to be seen.", aspect)
        return
    yield from _outside(painter, parts, size, aspect)
    yield from _type(parts, aspect, fonts, scale(size))
    yield from _overlaps(parts, aspect)
    yield from _contrasts(document, painter, parts, size, aspect)


def _proof_size(aspect: Aspect) -> Size:
    full = units(aspect)
    return Size(
        width=2 * round(full.width * _PROOF / 2), height=2 * round(full.height * _PROOF / 2)
    )


def _parts(placed: Placed, layer: Any, where: str, above: tuple[int, ...]) -> Iterator[_Part]:
    """Every placed layer; those that a chart or table is made of have its pointer."""
    yield _Part(where, placed, above)
    is_group = isinstance(layer, GroupLayer)
    for number, child in enumerate(placed.children):
        own = layer.children[number] if is_group else layer
        place = f"{where}/children/{number}" if is_group else where
        yield from _parts(child, own, place, (*above, id(placed)))


def _is_seen(part: _Part) -> bool:
    layer = part.placed.layer
    if isinstance(layer, TextLayer):
        return bool(layer.text.strip())
    return not isinstance(layer, GroupLayer) or layer.fill is not None


def _outside(
    painter: Painter, parts: tuple[_Part, ...], size: Size, aspect: Aspect
) -> Iterator[Finding]:
    """Layers that stand beyond the edge of the picture once they have come in."""
    factor = scale(size)
    for part in parts:
        if not _is_seen(part) or part.placed.box.height <= 0:
            continue
        reaches = [_beyond(painter, part, share, size) for share in LOOKS]
        reach = max(reaches, key=lambda found: found[0])
        if reach[0] > _SLACK:
            yield Finding(
                Fault.OUTSIDE,
                part.where,
                f"it stands {reach[0] / factor:.0f} units beyond the {reach[1]} edge of the "
                "picture; make it smaller or move it in.",
                aspect,
            )


def _beyond(painter: Painter, part: _Part, share: float, size: Size) -> tuple[float, str]:
    """How far, in pixels, a layer reaches over an edge at a share of the scene, and which."""
    now = painter.clock.length_s * share
    state = painter.clock.state(part.placed.layer, now)
    if state[Property.OPACITY] * part.placed.layer.opacity < 0.05:
        return 0.0, ""
    box = part.placed.box
    grown = state[Property.SCALE]
    width, height = box.width * grown, box.height * grown
    left = box.x + box.width / 2 - width / 2 + state[Property.X] * part.placed.factor
    top = box.y + box.height / 2 - height / 2 + state[Property.Y] * part.placed.factor
    factor = scale(size)
    edges = {
        "left": -left * factor,
        "top": -top * factor,
        "right": (left + width) * factor - size.width,
        "bottom": (top + height) * factor - size.height,
    }
    edge = max(edges, key=lambda name: edges[name])
    return edges[edge], edge


def _type(
    parts: tuple[_Part, ...], aspect: Aspect, fonts: FontShelf, factor: float
) -> Iterator[Finding]:
    """Words that are too small, not all there, or without a font."""
    for part in parts:
        layer, layout = part.placed.layer, part.placed.layout
        if not isinstance(layer, TextLayer) or layout is None or not layer.text.strip():
            continue
        said = _short(layer.text)
        if layout.style.size < LEAST_TYPE:
            sentence = (
                f"{said} is set at {floor(layout.style.size)} units, too small to read (at least "
                f"{LEAST_TYPE:.0f}); use fewer words or give it more room."
            )
            yield Finding(Fault.SMALL, part.where, sentence, aspect)
        shown = _letters("".join(line.text.strip().removesuffix("-") for line in layout.lines))
        if shown != _letters(layer.text):
            yield Finding(Fault.CUT, part.where, f"{said} is not shown whole; shorten it.", aspect)
        missing = fonts.missing_glyphs(layer.text)
        if missing:
            sentence = f"{said} has characters that no font has: {' '.join(missing[:8])}."
            yield Finding(Fault.GLYPHS, part.where, sentence, aspect)


def _letters(text: str) -> str:
    return "".join(text.split()).replace("-", "")


def _overlaps(parts: tuple[_Part, ...], aspect: Aspect) -> Iterator[Finding]:
    """Words that stand on other words, or on icons, charts or code."""
    solid = [part for part in parts if _is_solid(part)]
    for one, two in combinations(solid, 2):
        if id(one.placed) in two.above or id(two.placed) in one.above or one.where == two.where:
            continue
        if not any(isinstance(part.placed.layer, TextLayer) for part in (one, two)):
            continue
        shared = _shared(one.placed.box, two.placed.box)
        if shared > _TOUCHING:
            sentence = (
                f"{_named(one)} and {_named(two)} ({two.where}) overlap by {shared:.0%}; put them "
                "in a column or row, or apart from each other."
            )
            yield Finding(Fault.OVERLAP, one.where, sentence, aspect)


def _is_solid(part: _Part) -> bool:
    layer = part.placed.layer
    if isinstance(layer, TextLayer):
        return bool(layer.text.strip()) and layer.opacity > 0.3
    return isinstance(layer, IconLayer | CodeLayer | LottieLayer)


def _named(part: _Part) -> str:
    layer = part.placed.layer
    return _short(layer.text) if isinstance(layer, TextLayer) else f"the {layer.kind}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"“{plain if len(plain) <= 40 else plain[:39] + '…'}”"


def _shared(one: Box, two: Box) -> float:
    """The share of the smaller of two boxes that lies in the other."""
    across = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    down = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    smaller = min(one.width * one.height, two.width * two.height)
    return 0.0 if across <= 0 or down <= 0 or smaller <= 0 else across * down / smaller


def _contrasts(
    document: MotionDocument,
    painter: Painter,
    parts: tuple[_Part, ...],
    size: Size,
    aspect: Aspect,
) -> Iterator[Finding]:
    """Words that do not stand out from what is drawn behind them."""
    behind = _without_words(document, painter, size)
    factor = scale(size)
    for part in parts:
        layer, layout = part.placed.layer, part.placed.layout
        if not isinstance(layer, TextLayer) or layout is None or not layer.text.strip():
            continue
        there = _pixels(behind, part.placed.box, factor)
        if there.size == 0:
            continue
        wanted = READABLE_LARGE if layout.style.size >= LARGE else READABLE
        colour = word_colour(layer.colour, document.brand.palette, layout.style.size)
        ratio = _contrast(colour, there)
        if ratio < wanted:
            sentence = (
                f"{_short(layer.text)} in {layer.colour} has a contrast of {ratio:.1f}:1 with what "
                f"is behind it, {wanted}:1 is needed; use ink, or another colour role."
            )
            yield Finding(Fault.CONTRAST, part.where, sentence, aspect)


def _without_words(
    document: MotionDocument, painter: Painter, size: Size
) -> NDArray[np.floating[Any]]:
    """Luminance, from 0 to 1, of the settled picture with every text left out: (height, width)."""
    frame = np.full((size.height, size.width, 4), 127, np.uint8)
    frame[..., 3] = 255
    painter.draw_without_words(frame, int(FRAMES * LOOKS[-1]))
    return luminances(frame[..., 2::-1])


def _pixels(
    behind: NDArray[np.floating[Any]], box: Box, factor: float
) -> NDArray[np.floating[Any]]:
    left, top = max(0, int(box.x * factor)), max(0, int(box.y * factor))
    right, bottom = int((box.x + box.width) * factor), int((box.y + box.height) * factor)
    return behind[top : max(top, bottom), left : max(left, right)]


def _contrast(colour: str, behind: NDArray[np.floating[Any]]) -> float:
    """The contrast that all but a quarter of the pixels behind reach."""
    ink = luminance(colour)
    light = np.maximum(behind, ink) + 0.05
    dark = np.minimum(behind, ink) + 0.05
    return float(np.quantile(light / dark, _UNREADABLE_SHARE))
