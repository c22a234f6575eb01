"""How scenes are entered: cuts within a thought, a crossfade into the next, more at a chapter."""

from __future__ import annotations

from collections.abc import Sequence

from studio.domain.brief import Brief
from studio.domain.scene import Transition
from studio.domain.time import FrameRate
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.moods import style_of

CUT = Transition()
CROSSFADE_S = 0.4
APART = 4
"""Scenes from one chapter's entrance to the next: what is seen at every turn says nothing."""

_TURNS = {
    "tense": ("dip-to-black", 0.8),
    "cinematic": ("dip-to-black", 0.8),
    "reflective": ("dip-to-black", 0.8),
    "upbeat": ("push", 0.6),
    "playful": ("slide", 0.6),
    "dreamy": ("blur", 0.7),
    "warm": ("light-leak", 1.0),
}
"""The transition into a chapter, by mood, and its seconds; crossfades serve all other moods."""


def crossfade(rate: FrameRate) -> Transition:
    """The quiet way into a scene."""
    return Transition(kind="crossfade", frames=rate.frames(CROSSFADE_S))


def entrances(beats: Sequence[Beat], brief: Brief, rate: FrameRate) -> list[Transition]:
    """The transition into each beat; the first is simply there."""
    soft, turn = crossfade(rate), turn_of(style_of(brief).mood, rate)
    found: list[Transition] = []
    turned = 0
    for n, beat in enumerate(beats):
        if n - turned >= APART and _is_chapter(beat):
            turned = n
            found.append(turn)
        else:
            found.append(soft if n and beat.opens else CUT)
    return found


def turn_of(mood: str, rate: FrameRate) -> Transition:
    """The way into a chapter, in a film of that mood."""
    if mood not in _TURNS:
        return crossfade(rate)
    kind, seconds = _TURNS[mood]
    return Transition(kind=kind, frames=rate.frames(seconds))


def _is_chapter(beat: Beat) -> bool:
    return beat.kind is BeatKind.CHAPTER or (beat.opens and bool(beat.heading))
