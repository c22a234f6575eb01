"""Silence before the first word and after the last, taken off speech from outside."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from studio.compose.sound.envelopes import decibels, swell
from studio.compose.sound.reading import decoded
from studio.compose.sound.tape import RATE, Sound
from studio.domain.take import SpokenWord
from studio.store.files import writing

HEAD_S, TAIL_S = 0.05, 0.12
"""Kept before the first sound and after the last: breath, and the end of an s."""

LEAST_S = 0.1
"""Less than this is not worth another file."""

_STEP = RATE // 100
_BELOW_LOUDEST_DB = 40.0
_FAINTEST_DB = -60.0
_FADE = RATE // 100


def trim(
    file: Path, length_s: float, words: Sequence[SpokenWord]
) -> tuple[float, tuple[SpokenWord, ...]]:
    """Cut the silence from both ends of the speech in `file`; its new length and words.

    `words` are heard earlier by what was cut at the head. A file with little to cut is left
    as it is, to the byte, and so is silence; what is written is mono, 48 kHz, 16 bit.

    Raises UnreadableInput, MediaMissing, DiskFull.
    """
    blocks = [block[:, 0] for block in decoded(file, 1, "Speech")]
    voice = np.concatenate(blocks) if blocks else np.zeros(0, np.float32)
    first, end = heard(voice)
    if len(voice) - (end - first) < LEAST_S * RATE:
        return length_s, tuple(words)
    _write(file, _faded(voice[first:end].copy(), at_head=first > 0, at_tail=end < len(voice)))
    kept_s = (end - first) / RATE
    return kept_s, tuple(_earlier(word, first / RATE, kept_s) for word in words)


def heard(voice: Sound) -> tuple[int, int]:
    """The samples from shortly before the first sound to shortly after the last, half-open.

    A sound is what comes within 40 dB of the loudest 10 ms. All of it, where all is silent.
    """
    count = -(-len(voice) // _STEP)
    padded = np.zeros(count * _STEP, np.float32)
    padded[: len(voice)] = voice
    level = decibels(np.sqrt(np.square(padded.reshape(count, _STEP)).mean(axis=1)))
    loudest = float(level.max(initial=_FAINTEST_DB))
    places = np.flatnonzero(level > max(loudest - _BELOW_LOUDEST_DB, _FAINTEST_DB))
    if not places.size:
        return 0, len(voice)
    first = int(places[0]) * _STEP - round(HEAD_S * RATE)
    end = (int(places[-1]) + 1) * _STEP + round(TAIL_S * RATE)
    return max(0, first), min(len(voice), end)


def _faded(voice: Sound, *, at_head: bool, at_tail: bool) -> Sound:
    reach = min(_FADE, len(voice) // 2)
    if at_head:
        voice[:reach] *= swell(reach)
    if at_tail:
        voice[len(voice) - reach :] *= swell(reach)[::-1]
    return voice


def _write(file: Path, voice: Sound) -> None:
    with writing(file, durable=False) as part, wave.open(str(part), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(np.clip(np.rint(voice * 32767), -32768, 32767).astype("<i2").tobytes())


def _earlier(word: SpokenWord, by_s: float, length_s: float) -> SpokenWord:
    start = min(max(0.0, word.start_s - by_s), length_s)
    end = min(max(start, word.end_s - by_s), length_s)
    return word.model_copy(update={"start_s": start, "end_s": end})
