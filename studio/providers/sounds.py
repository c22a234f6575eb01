"""Sound in whatever format a provider sends, as plain WAV."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np

from studio.domain.errors import Unreachable

_FAULTS = (av.error.FFmpegError, ValueError, IndexError, EOFError)


def as_wav(source: Path, target: Path, *, title: str, rate: int, layout: str) -> float:
    """Write the sound in `source` at `target`, 16 bit; its length in seconds.

    `layout` is "mono" or "stereo". A streamed WAV, whose header tells no length, is read to its
    end. Raises Unreachable, with the provider's `title`, when there is no sound in it.
    """
    channels = 1 if layout == "mono" else 2
    try:
        count = _written(source, target, rate, layout, channels)
    except _FAULTS as fault:
        raise Unreachable(title, "its sound cannot be read") from fault
    if not count:
        raise Unreachable(title, "its sound is empty")
    return count / rate


def _written(source: Path, target: Path, rate: int, layout: str, channels: int) -> int:
    resampler = av.AudioResampler(format="s16", layout=layout, rate=rate)
    count = 0
    with av.open(str(source)) as file, wave.open(str(target), "wb") as wav:
        wav.setnchannels(channels)
        wav.setsampwidth(2)
        wav.setframerate(rate)
        for frame in [*file.decode(audio=0), None]:
            for part in resampler.resample(frame):
                samples = np.ascontiguousarray(part.to_ndarray()).astype("<i2")
                wav.writeframesraw(samples.tobytes())
                count += samples.size // channels
    return count
