"""The own sound of footage, as long as its picture is seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from studio.compose.sound.envelopes import swell
from studio.compose.sound.loudness import LoudnessMeter, integrated
from studio.compose.sound.reading import decoded
from studio.compose.sound.stretching import stretched
from studio.compose.sound.tape import RATE, Sound
from studio.domain.errors import MediaMissing, UnreadableInput
from studio.domain.scene import Ending, Footage

_EDGE = RATE // 100
_LEAST_S = 0.04


@dataclass(frozen=True)
class OwnSound:
    """Samples of shape (n, 2), and how loud they are."""

    sound: Sound
    lufs: float


def own_sound(path: Path, visual: Footage, length: int) -> OwnSound | None:
    """`length` samples of what is heard with the picture, at the picture's speed and own pitch.

    It is looped where the picture is, heard forth and then not while a picture runs back,
    and silent where one is held. None when the film has no sound.

    Raises MediaMissing, UnreadableInput.
    """
    if not path.is_file():
        raise MediaMissing("Footage", path.name)
    end_s = _end_s(path)
    if end_s is None:
        return None
    end_s = min(end_s, visual.end_s or end_s)
    start = round(min(visual.start_s, max(0.0, end_s - _LEAST_S)) * RATE)
    span = max(1, round(end_s * RATE) - start)
    is_fitted = visual.ends is Ending.FIT
    speed = span / length if is_fitted else visual.speed
    count = span if is_fitted else min(span, round(length * speed) + 1)
    once = _edged(stretched(_read(path, start, count, visual.film[:12]), speed))
    lufs = _loudness(once)
    every = max(1, round(span / speed)) * (2 if visual.ends is Ending.PING_PONG else 1)
    is_once = visual.ends in (Ending.HOLD, Ending.FIT)
    return OwnSound(_repeated(once, length if is_once else every, length), lufs)


def _loudness(sound: Sound) -> float:
    meter = LoudnessMeter()
    meter.feed(sound)
    return integrated(meter.energies())


def _repeated(once: Sound, every: int, length: int) -> Sound:
    """`length` samples with `once` in them every so many."""
    sound = np.zeros((length, 2), np.float32)
    for at in range(0, length, every):
        part = once[: min(every, length - at)]
        sound[at : at + len(part)] = part
    return sound


def _end_s(path: Path) -> float | None:
    """When the picture ends, in seconds; None for a film without sound."""
    try:
        with av.open(str(path)) as film:
            if not film.streams.audio:
                return None
            stream = film.streams.video[0] if film.streams.video else film.streams.audio[0]
            if stream.duration and stream.time_base:
                return float(stream.duration * stream.time_base)
            return float(film.duration or 0) / av.time_base
    except av.error.FFmpegError as fault:
        raise UnreadableInput(
            path.name, "the film cannot be read.", "Save it again as MP4 (H.264)."
        ) from fault


def _read(path: Path, start: int, count: int, owner: str) -> Sound:
    """`count` samples from `start`; silence where the film has no more sound."""
    sound = np.zeros((count, 2), np.float32)
    at = -start
    for block in decoded(path, 2, owner):
        first, end = max(0, at), min(count, at + len(block))
        if end > first:
            sound[first:end] = block[first - at : end - at]
        at += len(block)
        if at >= count:
            break
    return sound


def _edged(sound: Sound) -> Sound:
    reach = min(_EDGE, len(sound) // 2)
    sound[:reach] *= swell(reach)[:, None]
    sound[len(sound) - reach :] *= swell(reach)[::-1][:, None]
    return sound
