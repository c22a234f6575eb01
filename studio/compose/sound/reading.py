"""Reads any sound file as 48 kHz floats, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from studio.compose.sound.tape import RATE, Sound
from studio.domain.errors import MediaMissing, UnreadableInput

_LAYOUTS = {1: "mono", 2: "stereo"}
_OPENING = {".wav": {"probesize": "2048"}}
"""A WAV says all in its first bytes; without this FFmpeg reads on, looking for DTS in it."""


def decoded(path: Path, channels: int, owner: str) -> Iterator[Sound]:
    """The sound of a file in blocks of shape (n, channels), resampled to 48 kHz.

    The resampler is FFmpeg's polyphase one, which keeps sample 0 at time 0. `owner` is
    the title of what uses the file, for errors.

    Raises:
        MediaMissing: the file is gone.
        UnreadableInput: it holds no sound that can be read.
    """
    if not path.is_file():
        raise MediaMissing(owner, path.name)
    try:
        yield from _blocks(path, channels)
    except (av.error.FFmpegError, IndexError) as fault:
        raise UnreadableInput(
            path.name, "it holds no sound that can be read.", "Make or choose it again."
        ) from fault


def _blocks(path: Path, channels: int) -> Iterator[Sound]:
    resampler = av.AudioResampler(format="flt", layout=_LAYOUTS[channels], rate=RATE)
    options = _OPENING.get(path.suffix.lower(), {})
    with av.open(str(path), options=options) as container:
        for frame in container.decode(audio=0):
            frame.pts = None
            for block in resampler.resample(frame):
                yield _sound(block, channels)
        for block in resampler.resample(None):
            yield _sound(block, channels)


def _sound(frame: av.AudioFrame, channels: int) -> Sound:
    return np.asarray(frame.to_ndarray(), np.float32).reshape(-1, channels)
