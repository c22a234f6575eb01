"""What is laid into a film beside speech and music: footage's own sound, and effects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.compose.sound.effects import EFFECTS, sounded
from studio.compose.sound.envelopes import Curve, line, swell
from studio.compose.sound.footage import own_sound
from studio.compose.sound.score import DUCK_DB, level, turned_down
from studio.compose.sound.speech import STEP, sample_of
from studio.compose.sound.tape import RATE, Sound, Tape
from studio.domain.errors import MediaMissing, NotFound
from studio.domain.ids import AssetId
from studio.domain.time import FrameRate
from studio.domain.timeline import EffectClip, FootageClip

_MOST_UNDER_DB = -16.0
"""Footage stands this far below the voice, at least, while somebody speaks."""

_EDGE = RATE // 100


@dataclass(frozen=True)
class PlacedStem:
    """Sounds that were laid on a stereo `tape` of the film's length."""

    tape: Tape
    name: str

    def read(self, at: int, count: int) -> Sound:
        """The `count` samples from sample `at`, shape (count, 2)."""
        return self.tape.read(at, count)


def effects_stem(
    clips: Sequence[EffectClip], rate: FrameRate, length: int, tape: Tape
) -> PlacedStem:
    """Every effect with its loudest moment in the middle of its join.

    Raises NotFound for a sound that is not there.
    """
    for clip in clips:
        if clip.sound not in EFFECTS:
            raise NotFound("sound", clip.sound)
        sound = sounded(clip.sound)
        middle = (sample_of(clip.range.start, rate) + sample_of(clip.range.end, rate)) // 2
        at = middle - round(EFFECTS[clip.sound].moment_s * RATE)
        start, end = max(0, at), min(length, at + len(sound))
        if end > start:
            tape.add(start, _edged(sound[start - at : end - at].copy(), _EDGE, _EDGE))
    return PlacedStem(tape, "effects")


def footage_stem(
    clips: Sequence[FootageClip],
    films: Mapping[AssetId, Path],
    rate: FrameRate,
    activity: Curve,
    tape: Tape,
) -> PlacedStem:
    """Every footage's own sound while its picture is seen, fading through its joins.

    It makes room for speech as music does, but only as far as it has to.

    Raises MediaMissing, UnreadableInput.
    """
    for clip in clips:
        path = films.get(clip.visual.film)
        if path is None:
            raise MediaMissing(clip.scene, clip.visual.film[:12])
        at, end = (sample_of(frame, rate) for frame in (clip.range.start, clip.range.end))
        own = own_sound(path, clip.visual, end - at)
        if own is None:
            continue
        sound = own.sound * np.float32(level(own.lufs, clip.level_db))
        sound *= _room(activity, at, end - at, clip.level_db)[:, None]
        fade_in = sample_of(clip.range.start + clip.join_in, rate) - at
        fade_out = end - sample_of(clip.range.end - clip.join_out, rate)
        tape.add(at, _edged(sound, max(_EDGE, fade_in), max(_EDGE, fade_out)))
    return PlacedStem(tape, "footage")


def _room(activity: Curve, at: int, count: int, level_db: float) -> Sound:
    """Factors, one a sample, that make room for speech."""
    depth = min(DUCK_DB, max(0.0, level_db - _MOST_UNDER_DB))
    turned = turned_down(activity, depth)
    first, skipped = divmod(at, STEP)
    places = np.arange(first, first + (skipped + count) // STEP + 2)
    points = turned[np.clip(places, 0, len(turned) - 1)]
    return line(points, STEP)[skipped : skipped + count]


def _edged(sound: Sound, rise: int, fall: int) -> Sound:
    """`sound`, of shape (n, 2), from nothing within `rise` samples, to nothing in `fall`."""
    rise, fall = min(rise, len(sound)), min(fall, len(sound))
    sound[:rise] *= swell(rise)[:, None]
    sound[len(sound) - fall :] *= swell(fall)[::-1][:, None]
    return sound
