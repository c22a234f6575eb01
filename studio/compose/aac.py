"""The sound master as AAC."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Any

import av
import numpy as np

BIT_RATE = 192_000
SAMPLE_RATE = 48_000
AAC_FRAME = 1024


def encode(wav: Path, target: Path) -> None:
    """Encode a 48 kHz stereo 16-bit WAV as AAC in MP4.

    The encoder's priming lies before time 0, where the file's edit list leaves it out, so
    that the first sample heard is the first of the WAV (ISO/IEC 14496-12, 8.6.6).
    """
    options = {"fflags": "+bitexact"}
    with (
        wave.open(str(wav), "rb") as source,
        av.open(str(target), "w", format="mp4", options=options) as file,
    ):
        stream: Any = file.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
        stream.bit_rate = BIT_RATE
        position = 0
        while samples := source.readframes(AAC_FRAME):
            frame = _frame(samples, position)
            position += frame.samples
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _frame(samples: bytes, position: int) -> av.AudioFrame:
    interleaved = np.frombuffer(samples, "<i2").reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(interleaved, format="s16", layout="stereo")
    frame.sample_rate = SAMPLE_RATE
    frame.pts = position
    return frame
