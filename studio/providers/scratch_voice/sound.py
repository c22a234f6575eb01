"""Joins phrases into one speech, with natural pauses, and softens its edges."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from studio.providers.espeak.speech import SAMPLE_RATE_HZ, Mark, Utterance

with warnings.catch_warnings():
    # pydub warns of players and converters that plain WAV has no use for.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment
    from pydub.silence import detect_leading_silence

LEAD_MS = 30
TAIL_MS = 100

_SILENCE_DB = -50.0
_STEP_MS = 5
_SPEECH_LEVEL_DB = -20.0
_HIGHEST_PEAK = 10 ** (-2.0 / 20)

# Decibels by frequency: less rumble, a little warmth, less of the hiss of formant synthesis.
_CURVE_HZ = (0.0, 50.0, 90.0, 180.0, 350.0, 1500.0, 4000.0, 6500.0, 9000.0, 11_025.0)
_CURVE_DB = (-60.0, -24.0, -2.0, 1.5, 1.0, 0.0, -0.5, -4.0, -10.0, -18.0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speech as 16-bit mono samples at `SAMPLE_RATE_HZ`, and its marks in seconds."""

    samples: NDArray[np.int16]
    marks: tuple[Mark, ...]

    @property
    def length_s(self) -> float:
        """The length in seconds."""
        return len(self.samples) / SAMPLE_RATE_HZ


def silence(length_ms: int) -> Spoken:
    """A speech of nothing."""
    return Spoken(_samples_of(_pause(length_ms)), ())


def join(parts: Iterable[tuple[Utterance, float]]) -> Spoken:
    """Utterances one after another, each with the pause in seconds that follows it.

    The silence around every utterance is taken away first, so that pauses are exactly as
    asked; the speech begins after `LEAD_MS` and ends `TAIL_MS` after its last sound.
    """
    joined, marks, pause_ms = _pause(LEAD_MS), [], 0
    for utterance, pause_s in parts:
        joined += _pause(pause_ms)
        begin_s = joined.frame_count() / SAMPLE_RATE_HZ
        sound, cut_s = _trimmed(utterance)
        joined += sound
        marks += [replace(m, at_s=begin_s + max(0.0, m.at_s - cut_s)) for m in utterance.marks]
        pause_ms = round(pause_s * 1000)
    return Spoken(_samples_of(joined + _pause(TAIL_MS)), tuple(marks))


def softened(spoken: Spoken) -> Spoken:
    """The same speech with a gentle curve of tone, at an even level; nothing moves in time."""
    count = len(spoken.samples)
    room = 1 << (count + SAMPLE_RATE_HZ // 4).bit_length()
    spectrum = np.fft.rfft(spoken.samples / 32768.0, room)
    curve_db = np.interp(np.fft.rfftfreq(room, 1 / SAMPLE_RATE_HZ), _CURVE_HZ, _CURVE_DB)
    shaped = np.fft.irfft(spectrum * 10 ** (curve_db / 20), room)[:count]
    levelled = shaped * _gain(shaped)
    return replace(spoken, samples=np.round(levelled * 32767).astype(np.int16))


def write_wav(spoken: Spoken, target: Path) -> None:
    """Write `spoken` as a 16-bit mono WAV file."""
    _segment(spoken.samples.tobytes()).export(str(target), format="wav").close()


def _gain(samples: NDArray[np.float64]) -> float:
    """What brings the sounding part to `_SPEECH_LEVEL_DB`, kept below the highest peak."""
    peak = float(np.max(np.abs(samples), initial=0.0))
    if peak == 0.0:
        return 1.0
    sounding = samples[np.abs(samples) > peak * 0.02]
    level = float(np.sqrt(np.mean(sounding**2)))
    return min(10 ** (_SPEECH_LEVEL_DB / 20) / level, _HIGHEST_PEAK / peak)


def _trimmed(utterance: Utterance) -> tuple[AudioSegment, float]:
    """The sound without the silence around it, and the seconds cut from its front."""
    whole = _segment(utterance.samples)
    front = detect_leading_silence(whole, _SILENCE_DB, _STEP_MS)
    back = detect_leading_silence(whole.reverse(), _SILENCE_DB, _STEP_MS)
    return whole[front : max(front, len(whole) - back)], front / 1000


def _segment(samples: bytes) -> AudioSegment:
    return AudioSegment(samples, sample_width=2, frame_rate=SAMPLE_RATE_HZ, channels=1)


def _pause(length_ms: int) -> AudioSegment:
    return AudioSegment.silent(length_ms, SAMPLE_RATE_HZ)


def _samples_of(segment: AudioSegment) -> NDArray[np.int16]:
    return np.frombuffer(segment.raw_data, dtype=np.int16)
