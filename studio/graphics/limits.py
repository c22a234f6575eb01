"""What a document costs to draw, told before it is drawn."""

from __future__ import annotations

from studio.domain.errors import TooLarge
from studio.graphics.documents import (
    ChartLayer,
    CodeLayer,
    GroupLayer,
    IconLayer,
    Layer,
    LottieLayer,
    MockupLayer,
    MotionDocument,
    PathLayer,
    PictureLayer,
    ShapeLayer,
    TableLayer,
    TextLayer,
    layers,
)

MAX_FRAME_MS = 60.0
"""More than any design needs while everything moves; at rest a frame costs a few of these."""

_BACKDROP_MS = 4.0
_FIXED_MS: tuple[tuple[type[Layer], float], ...] = (
    (LottieLayer, 9.0),
    (MockupLayer, 5.0),
    (PictureLayer, 3.0),
    (IconLayer, 0.25),
    (ShapeLayer, 0.1),
)


def cost_ms(document: MotionDocument) -> float:
    """About how long a moving frame takes at 1920 × 1080, in ms on one core.

    Measured: a line of text 0.4, a piece of it that moves by itself 0.02, a shape 0.1, a path
    by its length, a picture in a box 3, a Lottie frame 9, a shadow 4.
    """
    return _BACKDROP_MS + sum(_layer_ms(layer) for _, layer in layers(document.root))


def check_cost(document: MotionDocument) -> None:
    """Raises TooLarge where a frame would take more than `MAX_FRAME_MS`."""
    cost = cost_ms(document)
    if cost > MAX_FRAME_MS:
        raise TooLarge(
            "The design",
            f"a frame of about {cost:.0f} ms",
            f"{MAX_FRAME_MS:.0f} ms",
            "Take out layers, pictures or animations.",
        )


def _layer_ms(layer: Layer) -> float:
    if isinstance(layer, TextLayer):
        return 0.15 + 0.004 * len(layer.text)
    if isinstance(layer, PathLayer):
        return 0.1 + 0.001 * len(layer.path)
    if isinstance(layer, CodeLayer):
        return 0.2 + 0.008 * len(layer.code)
    if isinstance(layer, ChartLayer):
        return 0.3 + 0.6 * len(layer.data)
    if isinstance(layer, TableLayer):
        return 0.2 + 0.25 * sum(len(row) for row in layer.rows)
    if isinstance(layer, GroupLayer):
        return (0.1 if layer.fill else 0.01) + (4.0 if layer.has_shadow else 0.0)
    return next(cost for kind, cost in _FIXED_MS if isinstance(layer, kind))
