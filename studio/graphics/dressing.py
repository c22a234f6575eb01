"""A document as a brand wants it: its corners, and no more of the brand than is drawn."""

from __future__ import annotations

from typing import Any

from studio.domain.brand import Brand, Corners
from studio.graphics.documents import GroupLayer, MotionDocument

_DOT = 0.5


def in_brand(document: MotionDocument, brand: Brand) -> MotionDocument:
    """`document` with the corners of `brand`. Dots and pills keep their own."""
    drawn = document.model_copy(update={"brand": document.brand.drawn})
    if brand.corners is Corners.SOFT:
        return drawn
    return drawn.model_copy(update={"root": _rounded(document.root, brand.corners.factor)})


def _rounded(layer: Any, factor: float) -> Any:
    changed: dict[str, Any] = {}
    radius = getattr(layer, "radius", 0.0)
    if radius and not _is_dot(layer, radius):
        changed["radius"] = min(8000.0, radius * factor)
    if isinstance(layer, GroupLayer):
        changed["children"] = tuple(_rounded(child, factor) for child in layer.children)
    return layer.model_copy(update=changed) if changed else layer


def _is_dot(layer: Any, radius: float) -> bool:
    """True for what is round by its nature: as high as its corners are."""
    sides = [side for side in (layer.width, layer.height) if side]
    return bool(sides) and radius >= min(sides) * _DOT
