"""Where every layer of a document stands in a picture: measured, then placed.

A group hands its width down and takes its children's heights up. When the whole is too
tall, sizes and gaps shrink together, so the order of importance stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from studio.domain.brand import Brand
from studio.graphics.breaking import is_right_to_left
from studio.graphics.codeblock import CodeBlock, block_of
from studio.graphics.counting import count_of
from studio.graphics.figures import cell_widths
from studio.graphics.fonts import MONO, SERIF, FontShelf
from studio.graphics.layers import (
    AnyLayer,
    CodeLayer,
    Flow,
    FontRole,
    GroupLayer,
    IconLayer,
    TextLayer,
    layers,
)
from studio.graphics.lines import Align, Box
from studio.graphics.text import Composer, Layout, TextStyle, fitted

_ENDLESS = 1e6
_SHRINK = 0.93
_SMALLEST = 0.04
_ICON = 64.0
_TINY = 1e-6


@dataclass(frozen=True)
class Placed:
    """A layer and its box in units of the picture, its `children` in order.

    `layout` is for words and `code` for code; `factor` says how far lengths were shrunk.
    """

    layer: AnyLayer
    box: Box
    layout: Layout | None = None
    children: tuple[Placed, ...] = ()
    factor: float = 1.0
    code: CodeBlock | None = None

    def walk(self) -> Iterator[Placed]:
        """This and everything below, parents first, as in `documents.layers`."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Rules:
    """What placing needs to know: fonts, brand, which way things flow, how far they shrink."""

    fonts: FontShelf
    brand: Brand
    is_wide: bool
    is_right_to_left: bool
    factor: float = 1.0
    composers: dict[tuple[str, str], Composer] = field(default_factory=dict)

    def composer(self, text: str, family: str) -> Composer:
        """The composer of `text`, kept while sizes are tried."""
        key = (text, family)
        if key not in self.composers:
            self.composers[key] = Composer(text, family, self.fonts)
        return self.composers[key]


def arrange(root: GroupLayer, area: Box, brand: Brand, fonts: FontShelf, is_wide: bool) -> Placed:
    """`root` placed in `area` (units), as large as fits."""
    rules = Rules(fonts, brand, is_wide, _reads_right_to_left(root))
    whole = root.model_copy(update={"share": 1.0, "height": None})
    while True:
        content = _measure(whole, area.width, rules)
        is_fitting = content.box.height <= area.height + 0.5 and _is_inside(content, area.width)
        if is_fitting or rules.factor < _SMALLEST:
            break
        rules = replace(rules, factor=rules.factor * _SHRINK)
    measured = replace(content, box=replace(content.box, width=area.width, height=area.height))
    return _moved(_spread(measured, rules), area.x, area.y)


def family_of(role: FontRole, brand: Brand) -> str:
    """The family that plays `role` in `brand`."""
    return {
        FontRole.TEXT: brand.text_font,
        FontRole.DISPLAY: brand.display_font,
        FontRole.SERIF: SERIF,
        FontRole.MONO: MONO,
    }[role]


def _reads_right_to_left(root: GroupLayer) -> bool:
    texts = (layer.text for _, layer in layers(root) if isinstance(layer, TextLayer))
    return any(is_right_to_left(text) for text in texts if any(c.isalpha() for c in text))


def _is_inside(placed: Placed, width: float) -> bool:
    return all(part.box.width <= width + 0.5 for part in placed.walk())


def _measure(layer: AnyLayer, limit: float, rules: Rules) -> Placed:
    if isinstance(layer, TextLayer):
        return _measure_text(layer, limit, rules)
    if isinstance(layer, GroupLayer):
        return _measure_group(layer, limit, rules)
    if isinstance(layer, CodeLayer):
        return _measure_code(layer, limit, rules)
    return _measure_block(layer, limit, rules)


def _own_width(layer: AnyLayer, limit: float, rules: Rules) -> float | None:
    if layer.share is not None:
        return layer.share * limit
    return None if layer.width is None else min(limit, layer.width * rules.factor)


def _measure_text(layer: TextLayer, limit: float, rules: Rules) -> Placed:
    width = _own_width(layer, limit, rules) or limit
    style = TextStyle(
        size=layer.size * rules.factor,
        family=family_of(layer.font, rules.brand),
        weight=layer.weight,
        leading=layer.leading,
        tracking=layer.tracking,
        align=layer.align,
    )
    if layer.is_counting and count_of(layer.text) is not None:
        return _measure_figures(layer, style, width, rules)
    composer = rules.composer(layer.text, style.family)
    layout = fitted(composer, style, width, _ENDLESS, layer.max_lines)
    is_set = layer.share is not None or layer.width is not None
    box = Box(0.0, 0.0, width if is_set else layout.width, layout.height)
    return Placed(layer, box, layout, factor=rules.factor)


def _measure_figures(layer: TextLayer, style: TextStyle, width: float, rules: Rules) -> Placed:
    """A number on cells, which are wider than its digits set freely."""
    composer = rules.composer(layer.text, style.family)
    layout = fitted(composer, style, width, _ENDLESS, max_lines=1)
    reach = sum(cell_widths(layer.text, layout))
    if reach > width:
        smaller = replace(style, size=layout.style.size * width / reach)
        layout = fitted(composer, smaller, width, _ENDLESS, max_lines=1)
        reach = sum(cell_widths(layer.text, layout))
    return Placed(layer, Box(0.0, 0.0, reach, layout.height), layout, factor=rules.factor)


def _measure_code(layer: CodeLayer, limit: float, rules: Rules) -> Placed:
    width = _own_width(layer, limit, rules) or limit
    block = block_of(layer, layer.size * rules.factor, width, rules.fonts)
    box = Box(0.0, 0.0, min(width, block.width), block.height)
    return Placed(layer, box, factor=rules.factor, code=block)


def _measure_block(layer: AnyLayer, limit: float, rules: Rules) -> Placed:
    own = _own_width(layer, limit, rules)
    if own is None and isinstance(layer, IconLayer):
        own = min(limit, _ICON * rules.factor)
    width = limit if own is None else own
    height = width if layer.height is None else layer.height * rules.factor
    if layer.width and own is not None:
        height *= min(1.0, width / max(_TINY, layer.width * rules.factor))
    return Placed(layer, Box(0.0, 0.0, width, height), factor=rules.factor)


def _measure_group(group: GroupLayer, limit: float, rules: Rules) -> Placed:
    own = _own_width(group, limit, rules)
    padding = group.padding * rules.factor
    inner = max(1.0, (limit if own is None else own) - 2 * padding)
    if _is_row(group, rules):
        children = _measure_row(group, inner, rules)
    else:
        children = tuple(_measure(child, inner, rules) for child in group.children)
    width, height = _extent(group, children, rules)
    height = max(height + 2 * padding, (group.height or 0.0) * rules.factor)
    return Placed(
        group,
        Box(0.0, 0.0, own if own is not None else width + 2 * padding, height),
        children=children,
        factor=rules.factor,
    )


def _is_row(group: GroupLayer, rules: Rules) -> bool:
    return group.flow is Flow.ROW or (group.flow is Flow.ADAPTIVE and rules.is_wide)


def _measure_row(group: GroupLayer, inner: float, rules: Rules) -> tuple[Placed, ...]:
    gaps = group.gap * rules.factor * max(0, len(group.children) - 1)
    room = max(1.0, inner - gaps)
    fixed = {
        place: _measure(child, room, rules)
        for place, child in enumerate(group.children)
        if child.grow == 0
    }
    left = max(1.0, room - sum(placed.box.width for placed in fixed.values()))
    parts = sum(child.grow for child in group.children) or 1.0
    return tuple(
        fixed[place] if place in fixed else _grown(child, left * child.grow / parts, rules)
        for place, child in enumerate(group.children)
    )


def _grown(child: AnyLayer, width: float, rules: Rules) -> Placed:
    placed = _measure(child, width, rules)
    return replace(placed, box=replace(placed.box, width=width))


def _seen(children: tuple[Placed, ...]) -> list[Placed]:
    """Children that take up room: words that are missing leave no gap."""
    return [child for child in children if child.box.height > 0]


def _extent(group: GroupLayer, children: tuple[Placed, ...], rules: Rules) -> tuple[float, float]:
    boxes = [child.box for child in _seen(children)]
    if not boxes:
        return 0.0, 0.0
    widest, tallest = max(box.width for box in boxes), max(box.height for box in boxes)
    gaps = group.gap * rules.factor * (len(boxes) - 1)
    if group.flow is Flow.STACK:
        return widest, tallest
    if _is_row(group, rules):
        return sum(box.width for box in boxes) + gaps, tallest
    return widest, sum(box.height for box in boxes) + gaps


def _spread(placed: Placed, rules: Rules) -> Placed:
    """`placed` with its children at their places, from its own top left."""
    group = placed.layer
    if not isinstance(group, GroupLayer):
        return placed
    padding = group.padding * rules.factor
    room = Box(padding, padding, placed.box.width - 2 * padding, placed.box.height - 2 * padding)
    children = tuple(_spread(_stretched(group, c, room, rules), rules) for c in placed.children)
    seats = list(_seats(group, children, room, rules))
    moved = (
        _moved(child, x + placed.box.x, y + placed.box.y)
        for child, (x, y) in zip(children, seats, strict=True)
    )
    return replace(placed, children=tuple(moved))


def _stretched(group: GroupLayer, child: Placed, room: Box, rules: Rules) -> Placed:
    """In a row, panels are as tall as the row, and so is what is tall in a row or a stack."""
    is_row = _is_row(group, rules)
    is_panel = isinstance(child.layer, GroupLayer) and child.layer.fill is not None
    if (is_row and is_panel) or (child.layer.is_tall and (is_row or group.flow is Flow.STACK)):
        return replace(child, box=replace(child.box, height=max(child.box.height, room.height)))
    return child


def _seats(
    group: GroupLayer, children: tuple[Placed, ...], room: Box, rules: Rules
) -> Iterator[tuple[float, float]]:
    width, height = _extent(group, children, rules)
    gap = group.gap * rules.factor
    is_row = _is_row(group, rules)
    x = room.x + _share(group.justify) * max(0.0, room.width - width)
    y = room.y + _share(group.justify) * max(0.0, room.height - height)
    if is_row and rules.is_right_to_left:
        x = room.x + room.width - (x - room.x)
    for child in children:
        across = _side(group.align, rules) if not is_row else _share(group.align)
        if group.flow is Flow.STACK:
            down = _share(group.justify) * (room.height - child.box.height)
            yield room.x + across * (room.width - child.box.width), room.y + down
        elif is_row:
            left = x - child.box.width if rules.is_right_to_left else x
            yield left, room.y + across * (room.height - child.box.height)
            step = child.box.width + gap
            x += -step if rules.is_right_to_left else step
        else:
            yield room.x + across * (room.width - child.box.width), y
            y += child.box.height + gap if child.box.height > 0 else 0.0


def _share(align: Align) -> float:
    return {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}[align]


def _side(align: Align, rules: Rules) -> float:
    share = _share(align)
    return 1.0 - share if rules.is_right_to_left else share


def _moved(placed: Placed, x: float, y: float) -> Placed:
    box = replace(placed.box, x=placed.box.x + x, y=placed.box.y + y)
    return replace(placed, box=box, children=tuple(_moved(c, x, y) for c in placed.children))
