"""The meters and the parts they are made of, against known signals and FFmpeg."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from studio.compose.sound.envelopes import held, line, rounded
from studio.compose.sound.filters import Convolver, bell, high_pass, impulse
from studio.compose.sound.limiter import gains, middles
from studio.compose.sound.loudness import LoudnessMeter, integrated
from studio.compose.sound.peaks import MARGIN, PeakMeter

if TYPE_CHECKING:
    from conftest import Measure, Sounds

RATE = 48_000


def loudness(sound: np.ndarray) -> float:
    meter = LoudnessMeter()
    for start in range(0, len(sound), RATE):
        meter.feed(sound[start : start + RATE].astype(np.float32))
    return integrated(meter.energies())


def true_peaks(sound: np.ndarray) -> np.ndarray:
    meter = PeakMeter()
    meter.feed(np.pad(sound, ((MARGIN, MARGIN), (0, 0))).astype(np.float32))
    return meter.peaks()


def tone(hz: float, seconds: float, level: float = 0.25) -> np.ndarray:
    return level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)


def both(sound: np.ndarray) -> np.ndarray:
    return np.stack([sound, sound], axis=1)


@pytest.mark.parametrize("lufs", [-23.0, -33.0])
def test_meter_reads_the_signal_of_ebu_tech_3341(lufs: float) -> None:
    """Cases 1 and 2: a stereo sine of 1 kHz at -23 dBFS reads -23 LUFS."""
    assert loudness(both(tone(1000, 20, 10 ** (lufs / 20)))) == pytest.approx(lufs, abs=0.1)


def test_gate_leaves_out_what_is_faint() -> None:
    """Case 3: 10 s at -36, 60 s at -23, 10 s at -36 dBFS reads -23 LUFS."""
    parts = [
        tone(1000, seconds, 10 ** (db / 20)) for seconds, db in ((10, -36), (60, -23), (10, -36))
    ]
    assert loudness(both(np.concatenate(parts))) == pytest.approx(-23, abs=0.1)


def test_meter_agrees_with_ffmpeg_on_coloured_noise(sounds: Sounds, measured: Measure) -> None:
    random = np.random.default_rng(2)
    noise = np.cumsum(random.standard_normal((6 * RATE, 2)), axis=0)
    noise = np.diff(noise, axis=0, prepend=0) + 0.02 * noise
    noise *= np.linspace(0.01, 0.3, len(noise))[:, None] / np.abs(noise).max()
    found = measured(sounds.folder / sounds.wav("noise.wav", noise))
    assert loudness(noise) == pytest.approx(found.lufs, abs=0.1)
    assert 20 * np.log10(true_peaks(noise).max()) == pytest.approx(found.peak_db, abs=0.2)


def test_one_channel_counts_on_both_sides() -> None:
    sound = tone(300, 3)
    meter = LoudnessMeter(channels=1)
    meter.feed(sound[:, None].astype(np.float32))
    assert integrated(meter.energies()) == pytest.approx(loudness(both(sound)), abs=0.01)


def test_silence_and_nothing_read_as_the_gate() -> None:
    assert loudness(np.zeros((RATE, 2))) == -70
    assert loudness(np.zeros((0, 2))) == -70


def test_short_sound_is_measured_as_it_is() -> None:
    assert loudness(both(tone(1000, 0.2, 0.1))) == pytest.approx(-20, abs=0.6)


@pytest.mark.parametrize(("phase", "sampled"), [(np.pi / 4, 0.7071), (np.pi * 3 / 8, 0.9239)])
def test_true_peak_between_the_samples_is_found(phase: float, sampled: float) -> None:
    """A quarter of the rate, its crests a half or a quarter of a sample off: up to 3 dB more."""
    t = np.arange(4800)
    sound = both(np.sin(np.pi / 2 * t + phase))
    assert np.abs(sound).max() == pytest.approx(sampled, abs=1e-3)
    assert true_peaks(sound)[50] == pytest.approx(1.0, abs=0.005)


def test_filter_in_blocks_is_the_filter_of_the_whole() -> None:
    random = np.random.default_rng(3)
    signal = random.standard_normal(50_000).astype(np.float32)
    response = impulse((high_pass(80, 0.7),), 1000)
    convolver = Convolver(response, channels=2)
    both = np.stack([signal, -signal])
    parts = [convolver(both[:, a:b]) for a, b in ((0, 7), (7, 20_000), (20_000, 50_000))]
    expected = np.convolve(signal, response)[: len(signal)]
    for side in np.concatenate(parts, axis=1) * [[1], [-1]]:
        assert np.abs(side - expected).max() < 1e-4


@pytest.mark.parametrize(("hz", "db"), [(20, -24.1), (80, -3.0), (1000, 0.0), (3200, 2.0)])
def test_polish_does_what_it_says(hz: float, db: float) -> None:
    response = impulse((high_pass(80, 0.707), bell(3200, 2.0, 2.0)), 9600)
    gain = abs(np.fft.rfft(response, RATE)[round(hz)])
    assert 20 * np.log10(gain) == pytest.approx(db, abs=0.3)


curves = arrays(np.float64, st.integers(1, 60), elements=st.floats(0, 24))


@given(curves, st.floats(0.1, 5), st.floats(0.1, 5))
def test_curve_covers_every_need_and_never_leaps(
    need: np.ndarray, rise: float, fall: float
) -> None:
    curve = held(need, rise, fall)
    assert (curve >= need - 1e-9).all()
    assert (np.diff(curve) <= rise + 1e-9).all()
    assert (np.diff(curve) >= -fall - 1e-9).all()
    smooth = rounded(curve, 5)
    assert smooth.shape == curve.shape
    assert (smooth >= curve - 1e-9).all()


@given(curves, st.floats(0.5, 4))
def test_limited_peaks_stay_below_the_ceiling(depths: np.ndarray, loud: float) -> None:
    peaks = np.repeat(depths / 12 + 0.01, 40)
    energies = np.square(peaks) * loud
    curve = gains(energies, peaks, -14.0, -1.0)
    reached = peaks * np.maximum(curve[:-1], curve[1:])
    assert reached.max() <= 10 ** (-1.0 / 20)
    assert (middles(curve) > 0).all()


def test_line_passes_through_its_points() -> None:
    points = np.array([0.0, 1.0, -1.0])
    assert line(points, 4).tolist() == [0, 0.25, 0.5, 0.75, 1, 0.5, 0, -0.5]
