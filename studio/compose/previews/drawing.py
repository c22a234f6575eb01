"""The film's own frames, drawn anew: many small ones, or one of each scene."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from studio.compose.layers.layer import Frame
from studio.compose.preview_order import PreviewOrder
from studio.compose.render import blank, picture
from studio.compose.segments import Segment, segments
from studio.domain.format import Size
from studio.domain.project import Captions

MOST_S = 60.0
"""What writes moving pictures holds all of them: half a gigabyte for a minute."""


@dataclass(frozen=True)
class Shown:
    """A frame of the film, BGRA, and where it stands: its number, scene (from 1) and title."""

    frame: Frame
    number: int
    scene: int
    title: str


def moving(order: PreviewOrder, size: Size, rate: Fraction) -> Iterator[Frame]:
    """The film's frames at `rate` and `size`, captions and joins and all; of a minute at most.

    The memory of a frame is used again for the next one. Raises MediaMissing,
    UnreadableInput.
    """
    own = order.timeline.rate
    seconds = MOST_S if order.seconds is None else min(order.seconds, MOST_S)
    wished = own.frames(seconds)
    length = max(1, min(order.timeline.length, wished))
    count = max(1, int(Fraction(length) / own.fraction * rate))
    wanted = [int(n * own.fraction / rate) for n in range(count)]
    parts = segments(order.timeline, replace(order.look, size=size))
    frame = blank(size)
    for part in parts:
        inside = [n for n in wanted if part.range.start <= n < part.range.end]
        if not inside:
            continue
        with picture(part.spec, order.pictures) as shown:
            for n in inside:
                shown.draw(frame, n - part.range.start)
                yield frame


def scenes(order: PreviewOrder, size: Size) -> Iterator[Shown]:
    """The telling frame of every scene, late in its body, when all its words are there.

    Raises MediaMissing, UnreadableInput.
    """
    for n, bodies in enumerate(_bodies(order, size), 1):
        end = bodies[-1].range.end
        start = bodies[0].range.start
        place = start + (end - 1 - start) * 2 // 3
        part = next(body for body in bodies if place < body.range.end)
        frame = blank(size)
        with picture(part.spec, order.pictures) as shown:
            shown.draw(frame, place - part.range.start)
        yield Shown(frame, place, n, part.title)


def _bodies(order: PreviewOrder, size: Size) -> list[list[Segment]]:
    """The bodies of each scene, without captions."""
    look = replace(order.look, size=size, captions=Captions.OFF)
    parts = [part for part in segments(order.timeline, look) if not part.is_join]
    return [list(of_scene) for _, of_scene in groupby(parts, key=lambda part: part.scene)]


def small(size: Size, pixels: int) -> Size:
    """`size` made smaller to about as many `pixels`, both sides even; never larger."""
    factor = min(1.0, (pixels / (size.width * size.height)) ** 0.5)
    width, height = (2 * max(1, round(side * factor / 2)) for side in (size.width, size.height))
    return Size(width=width, height=height)
