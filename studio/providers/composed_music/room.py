"""The room the music is played in, and the tone of the whole."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.providers.composed_music.synthesis import RATE

Signal = npt.NDArray[np.complex64]
"""Stereo as one complex signal: left in the real part, right in the imaginary one."""

_DAMPED_ABOVE_HZ = 2200.0
_EARLY_S = 0.016
_SPEECH_HZ, _SPEECH_Q, _SPEECH_DB = 2200.0, 0.55, -4.0
_RUMBLE_HZ = 32.0
_TONE_TAPS = 1 << 14


def room(fade_s: float, seed: int) -> Signal:
    """The impulse response of a room: decaying noise, unlike on both sides, of energy 1.

    It falls by 60 dB in `fade_s`, above 2.2 kHz in half of that, as air and walls do
    (J. Moorer, About This Reverberation Business, 1979).
    """
    count = int(1.1 * fade_s * RATE)
    random = np.random.default_rng(seed)
    t = np.arange(count) / RATE
    sides = [_side(random.standard_normal(count), t, fade_s) for _ in range(2)]
    response = np.asarray(sides[0] + 1j * sides[1], np.complex64)
    response *= np.linspace(1, 0, count, dtype=np.float32) ** 0.5
    delayed = np.concatenate([np.zeros(int(_EARLY_S * RATE), np.complex64), response])
    energy = float(np.square(np.abs(delayed)).sum()) / 2
    return np.asarray(delayed / np.float32(energy**0.5))


def _side(
    white: npt.NDArray[np.float64], t: npt.NDArray[np.float64], fade_s: float
) -> npt.NDArray[np.float64]:
    spectrum = np.fft.rfft(white)
    hz = np.fft.rfftfreq(len(white), 1 / RATE)
    low = 1 / (1 + (hz / _DAMPED_ABOVE_HZ) ** 2)
    rumble = 1 / (1 + (150 / np.maximum(hz, 1)) ** 4)
    dark = np.fft.irfft(spectrum * low * rumble, len(white))
    bright = np.fft.irfft(spectrum * (1 - low), len(white))
    slow, fast = np.exp(-6.908 * t / fade_s), np.exp(-13.8 * t / fade_s)
    return np.asarray(dark * slow + 0.6 * bright * fast)


def tone() -> Signal:
    """The impulse response of the whole's tone: no rumble, and a dip where speech lives.

    Both are biquads of R. Bristow-Johnson's Audio EQ Cookbook ("HPF", "peakingEQ").
    """
    z = np.exp(-2j * np.pi * np.arange(_TONE_TAPS // 2 + 1) / _TONE_TAPS)
    cos, alpha = _turn(_RUMBLE_HZ, 0.707)
    pass_high = (1 + cos) / 2 * (1 - z) ** 2 / _poles(z, cos, alpha)
    cos, alpha = _turn(_SPEECH_HZ, _SPEECH_Q)
    gain = 10 ** (_SPEECH_DB / 40)
    dip = _poles(z, cos, alpha * gain) / _poles(z, cos, alpha / gain)
    return np.asarray(np.fft.irfft(pass_high * dip)[: _TONE_TAPS // 2], np.complex64)


def _turn(hz: float, q: float) -> tuple[float, float]:
    angle = 2 * np.pi * hz / RATE
    return float(np.cos(angle)), float(np.sin(angle) / (2 * q))


def _poles(z: npt.NDArray[np.complex128], cos: float, alpha: float) -> npt.NDArray[np.complex128]:
    return np.asarray(1 + alpha - 2 * cos * z + (1 - alpha) * z * z)


def convolved(signal: npt.NDArray[np.float32] | Signal, response: Signal) -> Signal:
    """`signal` through `response`, cut to the length of `signal`. Overlap-add.

    A real response filters both sides of a complex signal alike; a real signal through a
    complex response comes out on both sides.
    """
    size = 1 << (2 * len(response) - 1).bit_length()
    hop = size - len(response) + 1
    spectrum = np.fft.fft(response, size)
    out = np.zeros(len(signal) + size, np.complex64)
    for at in range(0, len(signal), hop):
        block = np.fft.fft(signal[at : at + hop], size)
        block *= spectrum
        out[at : at + size] += np.fft.ifft(block)
    return out[: len(signal)]
