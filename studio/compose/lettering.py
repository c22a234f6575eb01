"""Whether all words on screen could be drawn, and at a size that can be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from studio.compose.segments import Segment
from studio.compose.statistics import SegmentStatistics
from studio.domain.render import Check

_SHOWN = 4
_TEXT = 40


def lettering_checks(
    segments: Sequence[Segment], statistics: Sequence[SegmentStatistics]
) -> tuple[Check, Check]:
    """“Glyphs” names every character that no font here has, “Text fits” every text that had
    to be set too small, each with the scene where it is seen first.
    """
    missing: dict[str, str] = {}
    small: dict[str, str] = {}
    for segment, seen in sorted(
        zip(segments, statistics, strict=True), key=lambda pair: pair[0].is_join
    ):
        for char in seen.missing:
            missing.setdefault(char, segment.title)
        for text in seen.small:
            small.setdefault(text, segment.title)
    return (
        Check(
            title="Glyphs",
            is_ok=not missing,
            found=_listed(f"{_named(c)} in “{title}”" for c, title in missing.items())
            or "all there",
            wanted="a font that has them; install one for that script",
        ),
        Check(
            title="Text fits",
            is_ok=not small,
            found=_listed(f"“{_cut(text)}” in “{title}”" for text, title in small.items())
            or "everywhere",
            wanted="fewer words, to be read at a glance",
        ),
    )


def _named(char: str) -> str:
    name = unicodedata.name(char, "")
    return f"{char} (U+{ord(char):04X}{' ' + name.lower() if name else ''})"


def _cut(text: str) -> str:
    return text if len(text) <= _TEXT else f"{text[: _TEXT - 1].rstrip()}…"


def _listed(faults: Iterable[str]) -> str:
    every = list(faults)
    more = [f"and {len(every) - _SHOWN} more"] if len(every) > _SHOWN else []
    return ", ".join(every[:_SHOWN] + more)
