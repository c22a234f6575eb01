"""Words as they come in: whole, line by line or word by word, and numbers that count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import skia

from studio.graphics.arrange import Placed
from studio.graphics.clock import Clock
from studio.graphics.colour import argb
from studio.graphics.counting import Count, count_of
from studio.graphics.documents import Reveal, RevealBy, RevealStyle, TextLayer
from studio.graphics.easing import Ease, eased
from studio.graphics.figures import cell_widths, seats
from studio.graphics.lines import Align, Box
from studio.graphics.text import Layout

_RISE = 0.42
_POP_FROM = 0.72
_MASK_TRAVEL = 1.12
_MASK_SLACK = 0.22

Draw = Callable[[int], None]


@dataclass(frozen=True)
class Words:
    """A text layer ready to be drawn. `colour` and `highlight` are `#RRGGBB`."""

    layer: TextLayer
    layout: Layout
    box: Box
    colour: str
    highlight: str
    count: Count | None

    @property
    def pieces(self) -> int:
        """How many pieces come in one after another."""
        reveal = self.layer.reveal
        if reveal is None or reveal.by is RevealBy.WHOLE:
            return 1
        words, lines = len(self.layout.words), len(self.layout.lines)
        return max(1, words if reveal.by is RevealBy.WORD else lines)

    def draw(self, canvas: Any, clock: Clock, now: float, opacity: float) -> None:
        """Draw as it is `now`, in seconds of the scene."""
        reveal = self.layer.reveal
        if self.count is not None:
            self._draw_count(canvas, self.count, clock, now, opacity)
        elif reveal is None or now >= self._settled(clock, reveal):
            self._draw_lines(canvas, None, opacity)
        else:
            self._draw_pieces(canvas, reveal, clock, now, opacity)

    def _settled(self, clock: Clock, reveal: Reveal) -> float:
        written = reveal.each_s * (self.pieces - 1) + reveal.length_s
        return clock.seconds(reveal.at) + written * clock.pace

    def _draw_pieces(
        self, canvas: Any, reveal: Reveal, clock: Clock, now: float, opacity: float
    ) -> None:
        start = clock.seconds(reveal.at)
        for piece in range(self.pieces):
            begins = start + reveal.each_s * clock.pace * piece
            share = clock.share(begins, reveal.length_s, now)
            if share > 0:
                self._draw_piece(canvas, reveal, piece, share, opacity)

    def _draw_piece(
        self, canvas: Any, reveal: Reveal, piece: int, share: float, opacity: float
    ) -> None:
        box = self._piece_box(reveal.by, piece)
        fade = eased(Ease.OUT, min(1.0, share * 1.8))
        canvas.save()
        _transform(canvas, reveal.style, box, share, self.layout.style.size)
        seen = opacity if reveal.style is RevealStyle.MASK else opacity * fade
        if reveal.by is RevealBy.WORD:
            colour = self._word_colours(seen)[piece]
            self.layout.paint_word(canvas, piece, self._x, self._y, colour)
        else:
            lines = None if reveal.by is RevealBy.WHOLE else [piece]
            self._draw_lines(canvas, lines, seen)
        canvas.restore()

    def _piece_box(self, by: RevealBy, piece: int) -> Box:
        if by is RevealBy.WHOLE:
            return self.box
        if by is RevealBy.LINE:
            inner = self.layout.lines[piece].box
        else:
            boxes = self.layout.words[piece].boxes
            inner = boxes[0] if boxes else Box(0.0, 0.0, 0.0, 0.0)
        return Box(self._x + inner.x, self._y + inner.y, inner.width, inner.height)

    def _draw_lines(self, canvas: Any, lines: list[int] | None, opacity: float) -> None:
        colours: int | list[int] = argb(self.colour, opacity)
        if self.layer.highlights:
            colours = self._word_colours(opacity)
        self.layout.paint(canvas, self._x, self._y, colours, lines)

    def _word_colours(self, opacity: float) -> list[int]:
        chosen = frozenset(self.layer.highlights)
        return [
            argb(self.highlight if place in chosen else self.colour, opacity)
            for place in range(len(self.layout.words))
        ]

    def _draw_count(
        self, canvas: Any, count: Count, clock: Clock, now: float, opacity: float
    ) -> None:
        reveal = self.layer.reveal or Reveal()
        share = clock.share(clock.seconds(reveal.at), reveal.length_s, now)
        if share <= 0:
            return
        reading = self.layer.text if share >= 1 else count.at(eased(Ease.EXPO, share))
        colour = argb(self.colour, opacity * eased(Ease.OUT, min(1.0, share * 4)))
        layout, final = self.layout, self.layer.text
        if len(layout.lines) != 1 or layout.is_right_to_left:
            layout.paint(canvas, self._x, self._y, colour)
            return
        for seat in seats(reading, final, cell_widths(final, layout)):
            run = layout.setter.run(seat.char, layout.style, colour)
            top = self._y + layout.lines[0].baseline - run.AlphabeticBaseline
            left = self.box.x + seat.x + (seat.width - run.MaxIntrinsicWidth) / 2
            run.paint(canvas, left, top)

    @property
    def _x(self) -> float:
        room = self.box.width - self.layout.width
        share = {Align.START: 0.0, Align.CENTER: 0.5, Align.END: 1.0}[self.layer.align]
        return self.box.x + (1 - share if self.layout.is_right_to_left else share) * room

    @property
    def _y(self) -> float:
        return self.box.y


def words_of(placed: Placed, colour: str, highlight: str) -> Words | None:
    """`placed` as words to draw; None when it has none."""
    layout = placed.layout
    if not isinstance(placed.layer, TextLayer) or layout is None or not layout.lines:
        return None
    count = count_of(placed.layer.text) if placed.layer.is_counting else None
    return Words(placed.layer, layout, placed.box, colour, highlight, count)


def _transform(canvas: Any, style: RevealStyle, box: Box, share: float, size: float) -> None:
    if style is RevealStyle.MASK:
        slack = _MASK_SLACK * size
        clip = skia.Rect.MakeLTRB(
            box.x - slack, box.y - slack, box.x + box.width + slack, box.y + box.height + slack
        )
        canvas.clipRect(clip, skia.ClipOp.kIntersect, True)
        travel = (box.height + slack) * _MASK_TRAVEL
        canvas.translate(0, (1 - eased(Ease.EXPO, share)) * travel)
    elif style is RevealStyle.RISE:
        canvas.translate(0, (1 - eased(Ease.EXPO, share)) * _RISE * size)
    elif style is RevealStyle.POP:
        factor = _POP_FROM + (1 - _POP_FROM) * eased(Ease.SETTLE, share)
        middle = (box.x + box.width / 2, box.y + box.height / 2)
        canvas.translate(*middle)
        canvas.scale(factor, factor)
        canvas.translate(-middle[0], -middle[1])
