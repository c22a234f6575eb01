"""Draws the frames of a motion document onto their own memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.domain.format import Size
from studio.domain.time import FrameRate
from studio.graphics.arrange import Placed, arrange
from studio.graphics.backdrops import BACKDROPS
from studio.graphics.backdrops.stage import canvas_on
from studio.graphics.clock import Clock, clock_for, settles_at
from studio.graphics.documents import (
    CodeLayer,
    GroupLayer,
    LottieLayer,
    MotionDocument,
    Property,
    TextLayer,
)
from studio.graphics.easing import Ease, eased
from studio.graphics.expansion import expanded
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import safe_area, scale
from studio.graphics.limits import check_cost
from studio.graphics.lines import Box
from studio.graphics.marks import Marks
from studio.graphics.roles import word_colour
from studio.graphics.sprite import Sprite
from studio.graphics.words import Words, words_of

Frame = NDArray[np.uint8]


class Painter:
    """Draws any frame of `document`, in any order: the same `n` gives the same pixels.

    `frames` is the length of the scene at `rate`. `files` are pictures and animations by the
    names that layers use; `words_s` the seconds at which the words of the narration begin.
    Not safe across threads, as its fonts are not.
    """

    def __init__(
        self,
        document: MotionDocument,
        size: Size,
        frames: int,
        fonts: FontShelf,
        rate: FrameRate | None = None,
        files: Mapping[str, Path] | None = None,
        words_s: Sequence[float] = (),
    ) -> None:
        """Lay everything out. Raises TooLarge for a document that is too dear to draw."""
        check_cost(document)
        self._document = document
        self._root = expanded(document.root)
        self._rate = rate or FrameRate()
        self._palette = document.brand.palette
        self._backdrop = BACKDROPS[document.backdrop](self._palette, document.seed, size)
        self.placed = _arranged(document, self._root, size, fonts)
        self._words = self._prepared()
        is_rtl = any(words.layout.is_right_to_left for words in self._words.values())
        self._marks = Marks(self._palette, files or {}, is_rtl, scale(size))
        pieces = {place: words.pieces for place, words in self._words.items()}
        length = self._rate.seconds(max(1, frames))
        self._clock = clock_for(self._root, length, pieces, words_s)
        self._settled = settles_at(self._root, self._clock, pieces)
        self._sprites: dict[tuple[int, ...], Sprite] = {}

    @property
    def clock(self) -> Clock:
        """When things begin and end, and where they stand at a time."""
        return self._clock

    def draw(self, frame: Frame, n: int) -> None:
        """Draw frame `n` into `frame`: BGRA premultiplied, (height, width, 4), C-contiguous.

        Every pixel is written, except over the backdrops "none" and "scrim", which leave
        what is in `frame` to be seen.
        """
        now = self._rate.seconds(n)
        self._backdrop.draw(frame, now)
        canvas, surface = canvas_on(frame)
        if self._is_settled(now):
            self._at_rest(frame.shape).draw(canvas)
        else:
            self._draw(canvas, self.placed, now, self._leaving(now))
        surface.flushAndSubmit()

    def draw_without_words(self, frame: Frame, n: int) -> None:
        """As `draw`, with every text left out: what the words stand on."""
        kept, self._words = self._words, {}
        try:
            self._backdrop.draw(frame, self._rate.seconds(n))
            canvas, surface = canvas_on(frame)
            self._draw(canvas, self.placed, self._rate.seconds(n), 1.0)
            surface.flushAndSubmit()
        finally:
            self._words = kept

    def changes_after(self, n: int) -> bool:
        """True when some frame after `n` differs from frame `n`."""
        if not self._backdrop.is_still or self._document.exit_s > 0:
            return True
        return not self._is_settled(self._rate.seconds(n))

    def _is_settled(self, now: float) -> bool:
        return now >= self._settled and self._leaving(now) >= 1.0

    def _at_rest(self, shape: tuple[int, ...]) -> Sprite:
        if shape not in self._sprites:
            still = np.zeros(shape, np.uint8)
            canvas, surface = canvas_on(still)
            self._draw(canvas, self.placed, self._settled, 1.0)
            surface.flushAndSubmit()
            self._sprites[shape] = Sprite(still)
        return self._sprites[shape]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(placed): place for place, placed in enumerate(self.placed.walk())}

    def _prepared(self) -> dict[int, Words]:
        found: dict[int, Words] = {}
        for place, placed in enumerate(self.placed.walk()):
            if not isinstance(placed.layer, TextLayer) or placed.layout is None:
                continue
            size = placed.layout.style.size
            roles = (placed.layer.colour, placed.layer.highlight)
            words = words_of(placed, *(word_colour(role, self._palette, size) for role in roles))
            if words is not None:
                found[place] = words
        return found

    def _leaving(self, now: float) -> float:
        exit_s = self._document.exit_s
        if exit_s <= 0:
            return 1.0
        begins = self._clock.length_s - exit_s
        return 1.0 - eased(Ease.IN, (now - begins) / exit_s)

    def _draw(self, canvas: Any, placed: Placed, now: float, opacity: float) -> None:
        state = self._clock.state(placed.layer, now)
        seen = opacity * placed.layer.opacity * state[Property.OPACITY]
        if seen <= 0.002:
            return
        canvas.save()
        _move(canvas, placed.box, state, placed.factor)
        if isinstance(placed.layer, GroupLayer) and state[Property.DRAW] < 1:
            self._marks.wipe(canvas, placed, state[Property.DRAW])
        self._draw_layer(canvas, placed, now, seen, state[Property.DRAW])
        if isinstance(placed.layer, GroupLayer) and placed.layer.is_clipped:
            self._marks.clip(canvas, placed.layer, placed)
        for child in placed.children:
            self._draw(canvas, child, now, seen)
        canvas.restore()

    def _draw_layer(
        self, canvas: Any, placed: Placed, now: float, seen: float, drawn: float
    ) -> None:
        words = self._words.get(self._places[id(placed)])
        if words is not None:
            words.draw(canvas, self._clock, now, seen)
        elif isinstance(placed.layer, CodeLayer) and placed.code is not None:
            placed.code.draw(canvas, placed.layer, placed.box, self._palette, self._clock, now)
        elif isinstance(placed.layer, LottieLayer):
            since = (now - self._clock.seconds(placed.layer.at)) * placed.layer.speed
            self._marks.lottie(canvas, placed.layer, placed.box, seen, max(0.0, since))
        else:
            self._marks.draw(canvas, placed, seen, drawn)


def _arranged(document: MotionDocument, root: GroupLayer, size: Size, fonts: FontShelf) -> Placed:
    factor = scale(size)
    area = safe_area(size)
    units = Box(area.x / factor, area.y / factor, area.width / factor, area.height / factor)
    return arrange(root, units, document.brand, fonts, size.width > size.height * 1.2)


def _move(canvas: Any, box: Box, state: dict[Property, float], factor: float) -> None:
    if state[Property.X] or state[Property.Y]:
        canvas.translate(state[Property.X] * factor, state[Property.Y] * factor)
    if state[Property.SCALE] != 1 or state[Property.TURN]:
        middle = (box.x + box.width / 2, box.y + box.height / 2)
        canvas.translate(*middle)
        canvas.rotate(state[Property.TURN])
        canvas.scale(state[Property.SCALE], state[Property.SCALE])
        canvas.translate(-middle[0], -middle[1])
