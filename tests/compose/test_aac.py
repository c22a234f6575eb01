"""The sound as AAC: exact times, faithful, the same bytes, and no seam to be heard."""

from __future__ import annotations

import wave
from pathlib import Path

import av
import numpy as np
import pytest

from studio.compose import aac

RATE = 48_000


def write(path: Path, sound: np.ndarray) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(sound * 32767).astype("<i2").tobytes())
    return path


def music(seconds: float) -> np.ndarray:
    """Tones with strokes in them: windows of every length are chosen."""
    t = np.arange(round(seconds * RATE)) / RATE
    tones = sum(0.08 * np.sin(2 * np.pi * hz * t) for hz in (110, 277, 441, 2093))
    strokes = 0.3 * np.sin(2 * np.pi * 1700 * t) * np.exp(-40 * (t % 0.37))
    return np.stack([tones + strokes, tones - 0.5 * strokes], axis=1)


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        return np.concatenate([f.to_ndarray().T for f in file.decode(audio=0)])


@pytest.fixture
def short_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aac, "_MINUTE", 90)


@pytest.mark.parametrize("samples", [1024, 2049, 100_000, 461_234])
@pytest.mark.usefixtures("short_minutes")
def test_every_packet_has_its_time(tmp_path: Path, samples: int) -> None:
    target = tmp_path / "ä.m4a"
    aac.encode(write(tmp_path / "a.wav", music(10)[:samples]), target)
    with av.open(str(target)) as file:
        times = [packet.pts for packet in file.demux(audio=0) if packet.dts is not None]
    assert times == list(range(-1024, times[-1] + 1, 1024))
    assert samples <= times[-1] + 1024 < samples + 1024
    assert len(decoded(target)) >= samples


@pytest.mark.usefixtures("short_minutes")
def test_minutes_are_joined_without_a_seam(tmp_path: Path) -> None:
    sound = music(20)
    target = tmp_path / "a.m4a"
    aac.encode(write(tmp_path / "a.wav", sound), target)
    wrong = np.abs(decoded(target)[: len(sound)] - sound).max(axis=1)
    wrong = wrong[: len(wrong) // 1024 * 1024].reshape(-1, 1024).max(axis=1)
    seams = np.arange(90, len(wrong) - 45, 90)
    around = np.array([wrong[seam - 14 : seam + 14].max() for seam in seams])
    assert len(around) == 9
    assert around.max() <= 1.3 * np.delete(wrong, np.r_[0:4]).max()
    assert np.median(around) <= 1.5 * np.median(
        [wrong[seam - 45 : seam - 17].max() for seam in seams]
    )
    assert around.max() < 0.05


@pytest.mark.usefixtures("short_minutes")
def test_the_same_sound_gives_the_same_bytes_on_any_number_of_cores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "a.wav", music(9))
    told = set()
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        aac.encode(source, tmp_path / "a.m4a")
        told.add((tmp_path / "a.m4a").read_bytes())
    assert len(told) == 1


def test_it_is_faithful_and_hardly_higher(tmp_path: Path) -> None:
    sound = music(6)
    aac.encode(write(tmp_path / "a.wav", sound), tmp_path / "a.m4a")
    heard = decoded(tmp_path / "a.m4a")[: len(sound)]
    noise = 10 * np.log10(np.mean(np.square(heard - sound)) / np.mean(np.square(sound)))
    assert noise < -30
    assert np.abs(heard).max() < np.abs(sound).max() * 10 ** (0.3 / 20)
