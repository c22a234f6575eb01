"""Music: fitted to the film, faded at both ends, and turned down while somebody speaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from studio.compose.sound.envelopes import Curve, gain, held, line, rounded
from studio.compose.sound.spans import Piece, Span, fitted, repeated
from studio.compose.sound.speech import SPEECH_LUFS, STEP
from studio.compose.sound.tape import RATE, Sound, Tape
from studio.domain.take import MusicMarks

DUCK_DB = 12.0
"""How far the music steps back under speech."""

_UNDER_DB = -2.0
"""Added to the wished level: the usual -16 puts the music 18 dB under the voice, between the
16 that most listeners want (M. Torcoli et al., JAES 67 (12), 2019) and the 20 of WCAG 1.4.7."""

_MOST_ALONE_DB = -5.0
"""The limiter takes up to 3 dB off speech and nothing off music: it stays below all the same."""

_ATTACK_S = 0.2
_RELEASE_S = 0.9
_HOLD_S = 1.5
_ROUNDING = 5
_FADE_IN = RATE * 15 // 100
_FADE_OUT = RATE * 3 // 2
_MARKED_JOIN = RATE // 50
_UNMARKED_JOIN = RATE * 3 // 2


@dataclass(frozen=True)
class Cut:
    """The spans of a piece that make music of `length` samples, and how they are joined.

    Where two meet, the old one fades out and the new one in over the `join` samples
    before the new one's first: the downbeat stays whole, and where both are the same
    sound, as in a loop that has no seam, nothing is changed.
    """

    spans: tuple[Span, ...]
    join: int
    length: int

    @classmethod
    def of(cls, piece_length: int, marks: MusicMarks | None, length: int) -> Cut:
        """How to make `length` samples from a piece; without marks it is played over and over."""
        if marks is not None and marks.loop_end_s > marks.loop_start_s:
            return cls(fitted(Piece.marked(piece_length, marks), length), _MARKED_JOIN, length)
        overlap = min(_UNMARKED_JOIN, piece_length // 4)
        return cls(repeated(piece_length, overlap, length), overlap, length)


@dataclass(frozen=True)
class MusicStem:
    """The piece on the stereo `tape`, heard from sample `at` of the film as `cut` says.

    `level` is a factor; `turned` are the factors that make room for speech, one a `STEP`
    of the film and one after the last.
    """

    tape: Tape
    cut: Cut
    at: int
    level: float
    turned: Curve
    name: str = "music"

    def read(self, at: int, count: int) -> Sound:
        """The `count` samples from sample `at` of the film, shape (count, 2)."""
        sound = np.zeros((count, 2), np.float32)
        for n, span in enumerate(self.cut.spans):
            self._add(sound, at - self.at, span, is_first=n == 0)
        sound *= self._turned(at, count)[:, None]
        self._fade(sound, at - self.at)
        return sound

    def _add(self, sound: Sound, at: int, span: Span, *, is_first: bool) -> None:
        join = self.cut.join
        start = max(at, span.at if is_first else span.at - join)
        end = min(at + len(sound), span.end)
        if start >= end:
            return
        part = self.tape.read(span.source + start - span.at, end - start)
        if start < span.at:
            part *= _ramp(start - span.at + join, len(part), join)
        if end > span.end - join and span.end < self.cut.length:
            part *= _ramp(span.end - end, len(part), join)[::-1]
        sound[start - at : end - at] += part

    def _fade(self, sound: Sound, at: int) -> None:
        left = self.cut.length - at - len(sound)
        if at < _FADE_IN:
            sound *= np.square(np.sin(np.pi / 2 * _ramp(at, len(sound), _FADE_IN)))
        if left < _FADE_OUT:
            sound *= np.square(np.sin(np.pi / 2 * _ramp(left, len(sound), _FADE_OUT)))[::-1]

    def _turned(self, at: int, count: int) -> Sound:
        first, skipped = divmod(at, STEP)
        places = np.arange(first, first + (skipped + count) // STEP + 2)
        points = self.turned[np.clip(places, 0, len(self.turned) - 1)] * self.level
        return line(points, STEP)[skipped : skipped + count]


def _ramp(at: int, count: int, length: int) -> Sound:
    """Places `at` … `at + count` on a straight way from 0 to 1 over `length`, shape (count, 1)."""
    places = np.arange(at, at + count, dtype=np.float32)[:, None]
    return np.asarray(np.clip((places + 0.5) / length, 0, 1), np.float32)


@dataclass(frozen=True)
class Levels:
    """Where music stands beside speech, in dB: `alone`, and `depth` lower while somebody speaks.

    It is never louder than speech.
    """

    alone: float
    depth: float

    @classmethod
    def of(cls, level_db: float) -> Levels:
        """The levels for a wished `level_db`, 0 or below."""
        under = level_db + _UNDER_DB
        alone = max(under, min(under + DUCK_DB, _MOST_ALONE_DB))
        return cls(alone=alone, depth=alone - under)


def level(piece_lufs: float, level_db: float) -> float:
    """The factor that puts a piece `level_db` beside speech; silence stays as it is."""
    if piece_lufs < SPEECH_LUFS - 40:
        return 1.0
    return float(gain(SPEECH_LUFS + level_db - piece_lufs))


def turned_down(activity: Curve, depth_db: float = DUCK_DB) -> Curve:
    """Factors for the music, one a step, from whether somebody speaks, one a step.

    Down by `depth_db` in the 200 ms before the first word, back within 900 ms after the
    last, and not at all in gaps shorter than 1.5 s: music that breathes in every pause tires.
    """
    steps = RATE / STEP
    spoken = _bridged(activity, round(_HOLD_S * steps))
    attack, release = depth_db / (_ATTACK_S * steps), depth_db / (_RELEASE_S * steps)
    depth = held(spoken * depth_db, attack, release)
    return gain(-rounded(depth, _ROUNDING))


def _bridged(is_spoken: Curve, gap: int) -> Curve:
    """`is_spoken` (1.0 or 0.0) with the gaps of at most `gap` steps filled."""
    places = np.flatnonzero(is_spoken)
    bridged = is_spoken.copy()
    for n in np.flatnonzero(np.diff(places) <= gap + 1):
        bridged[places[n] : places[n + 1]] = 1.0
    return bridged
