"""True peaks: what the sound reaches between its samples, found at four times the rate."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.compose.sound.loudness import BIN
from studio.compose.sound.tape import Sound

MARGIN = 12
"""Samples needed before and after those whose peaks are asked for."""

_FACTOR = 4
_WINDOW_BETA = 6.0
_BATCH = 24
"""Bins in one multiplication: small enough that OpenBLAS starts no threads for it, which
cost more than they bring where the other cores are at work."""


def _between() -> Sound:
    """The (3 BIN, BIN + 2 MARGIN) matrix from a bin and its surroundings to what lies between.

    A sinc under a Kaiser window: BS.1770-4 annex 2 with twice its taps.
    """
    phases = np.arange(1, _FACTOR) / _FACTOR
    places = (MARGIN + np.arange(BIN)[:, None] + phases).reshape(-1, 1)
    away = np.arange(BIN + 2 * MARGIN) - places
    reach = np.clip(1 - (away / MARGIN) ** 2, 0, None)
    window = np.i0(_WINDOW_BETA * np.sqrt(reach)) / np.i0(_WINDOW_BETA)
    return np.asarray(np.sinc(away) * window * (np.abs(away) < MARGIN), np.float32)


class PeakMeter:
    """Tells the true peak of every millisecond."""

    def __init__(self) -> None:
        self._matrix = _between()
        self._parts: list[Sound] = []
        self._rows = np.zeros((0, _BATCH, BIN + 2 * MARGIN), np.float32)
        self._made = np.zeros((0, len(self._matrix), _BATCH), np.float32)

    def feed(self, block: Sound) -> None:
        """The next block (n + 2 MARGIN, 2): n new samples, a multiple of `BIN`, in the middle."""
        peaks = [self._channel(np.ascontiguousarray(block[:, c])) for c in (0, 1)]
        self._parts.append(np.maximum(*peaks))

    def peaks(self) -> npt.NDArray[np.float64]:
        """The largest magnitude, of both channels, in every millisecond so far."""
        whole = np.concatenate(self._parts) if self._parts else np.zeros(0)
        return whole.astype(np.float64)

    def _channel(self, sound: Sound) -> Sound:
        rows = np.lib.stride_tricks.sliding_window_view(sound, BIN + 2 * MARGIN)[::BIN]
        inside = np.abs(sound[MARGIN : MARGIN + len(rows) * BIN]).reshape(-1, BIN).max(axis=1)
        batches = self._batches(-(-len(rows) // _BATCH))
        batches.reshape(-1, BIN + 2 * MARGIN)[: len(rows)] = rows
        made = np.matmul(self._matrix, batches.transpose(0, 2, 1), out=self._made)
        between = _highest(np.abs(made, out=made)).reshape(-1)[: len(rows)]
        return np.asarray(np.maximum(inside, between), np.float32)

    def _batches(self, count: int) -> Sound:
        """Memory to work in: taken anew, it would cost more than the work."""
        if len(self._rows) != count:
            self._rows = np.zeros((count, *self._rows.shape[1:]), np.float32)
            self._made = np.zeros((count, *self._made.shape[1:]), np.float32)
        return self._rows


def _highest(made: Sound) -> Sound:
    """The largest of each column, shape (n, rows, columns) to (n, columns).

    Halves are compared whole: a fifth of the time of numpy's `max` along so short an axis.
    """
    while made.shape[1] % 2 == 0:
        half = made.shape[1] // 2
        made = np.maximum(made[:, :half], made[:, half:])
    return np.asarray(made.max(axis=1))
