"""Pictures that are drawn where none was brought: a low sun over hills, a map without tiles."""

from __future__ import annotations

import math

import numpy as np

from studio.graphics.choreography import at, drawing, later, lifting, motion
from studio.graphics.documents import (
    AnyLayer,
    Flow,
    Form,
    GroupLayer,
    Motion,
    PathLayer,
    PictureLayer,
    Property,
    ShapeLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.motions import Moment
from studio.graphics.terrain import level_lines

_HILLS = (("accent", 0.26), ("accent", 0.4), ("ground", 0.86))
_POINTS = 25


def shown(
    pictures: tuple[str, ...], place: int, height: float, begin: Moment, radius: float = 28.0
) -> GroupLayer:
    """The picture at `place` of `pictures`, or one that is drawn, wiped in from its start."""
    inner: AnyLayer
    if place < len(pictures):
        grows = motion(Property.SCALE, begin, 2.4, (1.07, 1.0))
        inner = PictureLayer(
            mark="picture", picture=pictures[place], height=height, motions=(grows,)
        )
    else:
        inner = landscape(place, height, begin)
    return GroupLayer(
        share=1.0,
        grow=1.0,
        radius=radius,
        is_clipped=True,
        children=(inner,),
        motions=(drawing(begin, 1.0, Ease.SWIFT),),
    )


def landscape(seed: int, height: float, begin: Moment) -> GroupLayer:
    """A low sun and three ranges of hills, each nearer one rising a moment later."""
    random = np.random.default_rng(seed + 11)
    sun = ShapeLayer(
        form=Form.ELLIPSE,
        fill="accent",
        width=height * 0.34,
        height=height * 0.34,
        motions=(_rising(later(begin, 0.2), height * 0.3),),
    )
    sky = GroupLayer(
        share=1.0,
        height=height,
        fill="accent-3" if seed % 2 else "accent",
        fill_opacity=0.16,
        padding=height * 0.14,
        align=(Align.END, Align.CENTER, Align.START)[seed % 3],
        children=(sun,),
    )
    hills = tuple(
        PathLayer(
            path=_hills(random, 44.0 + 17 * n),
            box_width=100.0,
            box_height=100.0,
            height=height,
            fill=colour,
            opacity=opacity,
            is_stretched=True,
            motions=(_rising(later(begin, 0.25 + 0.12 * n), height * 0.25),),
        )
        for n, (colour, opacity) in enumerate(_HILLS)
    )
    return GroupLayer(
        share=1.0, height=height, flow=Flow.STACK, fill="surface", children=(sky, *hills)
    )


def contours(seed: int, height: float, begin: Moment) -> GroupLayer:
    """Land as a map without names has it: lines of equal height around a summit."""
    lines = tuple(
        PathLayer(
            path=path,
            box_width=100.0,
            box_height=100.0,
            height=height,
            is_stretched=True,
            fill=None,
            stroke="accent" if n % 4 == 3 else "line",
            stroke_width=3.0,
            opacity=0.75 if n % 4 == 3 else 1.0,
            motions=(drawing(later(begin, 0.1 * n), 1.5, Ease.IN_OUT),),
        )
        for n, path in enumerate(level_lines(seed))
    )
    return GroupLayer(
        share=1.0,
        height=height,
        flow=Flow.STACK,
        fill="surface",
        fill_opacity=0.7,
        radius=32.0,
        is_clipped=True,
        children=lines,
        motions=lifting(begin, 0.9, 60.0),
    )


def _rising(begin: Moment, units: float) -> Motion:
    return motion(Property.Y, begin, 1.3, (units, 0.0))


def _hills(random: np.random.Generator, top: float) -> str:
    """A range from edge to edge in a box of 100 × 100, filled to the ground."""
    across = np.linspace(0, 100, _POINTS)
    heights = np.full_like(across, top)
    for tall, rate in ((9.0, 0.8), (4.0, 1.9), (1.6, 4.1)):
        heights -= tall * np.sin(2 * math.pi * rate * across / 100 + random.uniform(0, 6.28))
    points = " L".join(f"{x:.1f} {y:.1f}" for x, y in zip(across, heights, strict=True))
    return f"M{points} L100 100 L0 100 Z"


START = at(0.15)
"""When pictures come in."""
