"""A few frames through an encoder, to see whether it works on this machine."""

from __future__ import annotations

import tempfile
from pathlib import Path

import av
import numpy as np

from studio.compose.codecs import CODINGS
from studio.compose.encoder import Encoder
from studio.domain.format import Quality, Size
from studio.domain.time import FrameRate

FRAMES = 5


def works(encoder: str, size: Size, rate: FrameRate) -> bool:
    """True when `encoder` makes `FRAMES` frames of `size` that decode to what they were.

    Drivers that are missing, busy or too old make it False, and so do frames that are lost.
    """
    preset = CODINGS[encoder].presets[Quality.DRAFT]
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        target = Path(folder) / f"trial{CODINGS[encoder].ending}"
        try:
            with Encoder(target, size, rate, preset) as encoding:
                for n in range(FRAMES):
                    encoding.write(_frame(size, n))
            return _seen(target) == list(range(FRAMES))
        except (av.FFmpegError, ValueError, OSError, RuntimeError):
            return False


def _frame(size: Size, n: int) -> np.ndarray:
    """A grey that tells which frame it is."""
    frame = np.full((size.height, size.width, 4), 40 * n + 40, np.uint8)
    frame[..., 3] = 255
    return frame


def _seen(film: Path) -> list[int]:
    """Which frames lie in `film`, in the order shown."""
    with av.open(str(film)) as file:
        greys = [float(f.to_ndarray(format="gray").mean()) for f in file.decode(video=0)]
    return [round((grey - 40) / 40) for grey in greys]
