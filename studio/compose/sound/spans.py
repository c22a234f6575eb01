"""Which stretch of a piece of music is heard when, so that it fits a film to the sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from studio.compose.sound.tape import RATE
from studio.domain.take import MusicMarks

_PHRASE_BARS = 4


@dataclass(frozen=True)
class Span:
    """`length` samples of the piece from `source`, heard from sample `at` of the music."""

    at: int
    source: int
    length: int

    @property
    def end(self) -> int:
        """The first sample of the music after the span."""
        return self.at + self.length


@dataclass(frozen=True)
class Piece:
    """A piece of `length` samples and its marks, in samples."""

    length: int
    bar: int
    loop_start: int
    loop_end: int

    @classmethod
    def marked(cls, length: int, marks: MusicMarks) -> Self:
        """A piece of `length` samples with `marks`."""
        return cls(
            length=length,
            bar=max(1, round(marks.bar_s * RATE)),
            loop_start=round(marks.loop_start_s * RATE),
            loop_end=min(length, round(marks.loop_end_s * RATE)),
        )


def fitted(piece: Piece, length: int) -> tuple[Span, ...]:
    """The spans that fill `length` samples: opening, repeats of the loop, ending.

    The music starts on a bar line and its last chord rings where the film ends: whole
    bars are left out, first four at a time where the last repeat enters, then from the
    opening; what remains, less than a bar, is cut from the last ringing.
    """
    loop = piece.loop_end - piece.loop_start
    repeats = max(0, -(-(length - piece.length + loop) // loop))
    whole = piece.length + (repeats - 1) * loop
    spare = max(0, (whole - length) // piece.bar)
    late = spare - spare % _PHRASE_BARS if repeats else 0
    entry = piece.loop_start + late * piece.bar if repeats else piece.loop_end
    stretches = [
        (0, piece.loop_start),
        *[(piece.loop_start, piece.loop_end)] * (repeats - 1),
        (entry, piece.length),
    ]
    return _laid(stretches, (spare - late) * piece.bar, length)


def repeated(source_length: int, overlap: int, length: int) -> tuple[Span, ...]:
    """Spans that fill `length` samples with a sound that has no marks, over and over.

    Each repeat starts `overlap` samples in, so that it can be faded in before its start.
    """
    stretches = [(0, source_length)]
    filled = source_length
    while filled < length and source_length > overlap:
        stretches.append((overlap, source_length))
        filled += source_length - overlap
    return _laid(stretches, 0, length)


def _laid(stretches: list[tuple[int, int]], skip: int, length: int) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for first, end in stretches:
        start = min(end, first + skip)
        skip -= start - first
        count = min(end - start, length - at)
        if count <= 0:
            continue
        if spans and spans[-1].source + spans[-1].length == start:
            spans[-1] = Span(spans[-1].at, spans[-1].source, spans[-1].length + count)
        else:
            spans.append(Span(at, start, count))
        at += count
    return tuple(spans)
