"""Loudness as in ITU-R BS.1770-4: K-weighting, 400 ms blocks, two gates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.compose.sound.filters import Biquad, Convolver, impulse
from studio.compose.sound.tape import RATE, Sound

Energies = npt.NDArray[np.float64]

BIN = RATE // 1000
"""Samples in a millisecond: the grain of everything measured here."""

SILENCE_LUFS = -70.0
"""Where the absolute gate closes (BS.1770-4, annex 1)."""

_STEP_BINS = 100
_BLOCK_STEPS = 4
_RELATIVE_GATE_DB = -10.0
_OFFSET_DB = -0.691
_TAPS = 2400

MEMORY = 50 * BIN
"""Samples after which a meter has forgotten what was before: those of its filter."""

_SHELF = Biquad(
    b=(1.53512485958697, -2.69169618940638, 1.19839281085285),
    a=(1.0, -1.69065929318241, 0.73248077421585),
)
_ROOM = Biquad(b=(1.0, -2.0, 1.0), a=(1.0, -1.99004745483398, 0.99007225036621))
"""The two stages of K-weighting at 48 kHz, BS.1770-4 tables 1 and 2."""


class LoudnessMeter:
    """Takes sound block by block; tells its K-weighted energy millisecond by millisecond."""

    def __init__(self, channels: int = 2) -> None:
        self._weigh = Convolver(impulse((_SHELF, _ROOM), _TAPS), channels)
        self._sides = 3 - channels
        self._parts: list[Energies] = []

    def feed(self, block: Sound) -> None:
        """The next block, of shape (n, channels); n is a multiple of `BIN` but for the last."""
        signal = np.ascontiguousarray(block.T, np.float32)
        weighted = self._weigh(signal)
        whole = -(-weighted.shape[1] // BIN) * BIN
        if whole != weighted.shape[1]:
            weighted = np.pad(weighted, ((0, 0), (0, whole - weighted.shape[1])))
        rows = weighted.reshape(len(weighted), -1, BIN)
        self._parts.append(self._sides * np.einsum("cij,cij->i", rows, rows).astype(np.float64))

    def energies(self) -> Energies:
        """The sum of squares over both sides in every millisecond so far.

        A single channel counts as heard on both sides.
        """
        return np.concatenate(self._parts) if self._parts else np.zeros(0)


def integrated(energies: Energies) -> float:
    """The integrated loudness in LUFS of energies by the millisecond.

    A sound shorter than one block is measured as it is. Silence gives `SILENCE_LUFS`.
    """
    blocks = _block_powers(energies)
    loud = blocks[_lufs(blocks) > SILENCE_LUFS]
    if not loud.size:
        return SILENCE_LUFS
    gate = _lufs(loud.mean()) + _RELATIVE_GATE_DB
    return float(_lufs(loud[_lufs(loud) > gate].mean()))


def _block_powers(energies: Energies) -> Energies:
    steps = energies[: len(energies) // _STEP_BINS * _STEP_BINS].reshape(-1, _STEP_BINS).sum(axis=1)
    if len(steps) < _BLOCK_STEPS:
        return np.atleast_1d(energies.sum() / max(1, len(energies) * BIN))
    sums = np.convolve(steps, np.ones(_BLOCK_STEPS), mode="valid")
    return np.asarray(sums / (_STEP_BINS * _BLOCK_STEPS * BIN))


def _lufs(power: npt.ArrayLike) -> npt.NDArray[np.float64]:
    return np.asarray(_OFFSET_DB + 10 * np.log10(np.maximum(power, 1e-20)))
