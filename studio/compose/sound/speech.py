"""Speech: cleaned a little, made evenly loud, and put at the exact sample of its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from studio.compose.sound.envelopes import Curve, decibels, gain, swell
from studio.compose.sound.filters import Convolver, bell, high_pass, impulse
from studio.compose.sound.loudness import LoudnessMeter, integrated
from studio.compose.sound.reading import decoded
from studio.compose.sound.stretching import stretched
from studio.compose.sound.tape import RATE, Sound, Tape
from studio.compose.sound.threads import side_by_side
from studio.compose.sound.voices import VoiceShelf
from studio.domain.time import FrameRate
from studio.domain.timeline import SpeechClip

SPEECH_LUFS = -20.0
"""The loudness every clip is brought to before the whole is mastered."""

STEP = RATE // 100
"""Samples in a step of `activity`."""

_POLISH = (high_pass(80.0, 0.707), bell(3200.0, 0.8, 2.0))
_POLISH_TAPS = 1500
_EDGE = RATE // 200
_FAINTEST_LUFS = -60.0
_MOST_GAIN_DB = 20.0
_BELOW_SPEECH_DB = 30.0


@dataclass(frozen=True)
class SpeechStem:
    """All speech of a film, mono on `tape`.

    `activity` tells, step by step, whether somebody speaks: 1.0 or 0.0.
    """

    tape: Tape
    activity: Curve
    name: str = "speech"

    def read(self, at: int, count: int) -> Sound:
        """The `count` samples from sample `at`, the same on both sides, shape (count, 2)."""
        return np.broadcast_to(self.tape.read(at, count), (count, 2))


def speech_stem(
    clips: Sequence[SpeechClip], voices: VoiceShelf, rate: FrameRate, length: int, tape: Tape
) -> SpeechStem:
    """Lay `clips` on the mono `tape` of a film of `length` samples.

    Nothing of a clip is trimmed, so the words stay where their timings say.

    Raises:
        MediaMissing: a clip's file is gone.
        UnreadableInput: a clip's file is damaged.
    """
    activity = np.zeros(-(-length // STEP) + 1)
    for clip, whole in zip(clips, side_by_side(partial(_voice, voices), clips), strict=True):
        at = sample_of(clip.range.start, rate)
        voice = soft_edged(whole[: max(0, length - at)])
        tape.add(at, voice[:, None])
        _mark(activity, at, voice)
    return SpeechStem(tape, activity)


def _voice(voices: VoiceShelf, clip: SpeechClip) -> Sound:
    found = voices.find(clip)
    if found is not None:
        return found
    spoken = _polished(voices.root / clip.file, clip.scene)
    return voices.put(clip, levelled(stretched(spoken, clip.tempo)))


def sample_of(frame: int, rate: FrameRate) -> int:
    """The sample nearest to the start of `frame`."""
    return round(frame / rate.fraction * RATE)


def levelled(voice: Sound) -> Sound:
    """`voice`, of shape (n,), at `SPEECH_LUFS` when heard on both sides; silence as it is."""
    loudness = _loudness(voice)
    if loudness < _FAINTEST_LUFS:
        return voice
    return voice * np.float32(gain(min(_MOST_GAIN_DB, SPEECH_LUFS - loudness)))


def _loudness(voice: Sound) -> float:
    meter = LoudnessMeter(channels=1)
    meter.feed(voice[:, None])
    return integrated(meter.energies())


def _polished(path: Path, owner: str) -> Sound:
    polish = Convolver(impulse(_POLISH, _POLISH_TAPS))
    blocks = [block[:, 0] for block in decoded(path, 1, owner)]
    raw = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    polished: Sound = polish(raw[None])[0]
    return polished


def soft_edged(voice: Sound) -> Sound:
    """`voice`, of shape (n,), rising from nothing and falling to it within 5 ms."""
    reach = min(_EDGE, len(voice) // 2)
    edged = voice.copy()
    edged[:reach] *= swell(reach)
    edged[len(edged) - reach :] *= swell(reach)[::-1]
    return edged


def _mark(activity: Curve, at: int, voice: Sound) -> None:
    first = at // STEP
    padded = np.zeros((-(-(at % STEP + len(voice)) // STEP)) * STEP, np.float32)
    padded[at % STEP : at % STEP + len(voice)] = voice
    power = np.square(padded.reshape(-1, STEP)).mean(axis=1)
    is_heard = decibels(np.sqrt(power)) > SPEECH_LUFS - _BELOW_SPEECH_DB
    place = slice(first, first + len(is_heard))
    activity[place] = np.maximum(activity[place], is_heard)
