"""The sound as AAC: exact times, faithful, the same bytes, and no seam to be heard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest

from studio.compose import aac

if TYPE_CHECKING:
    from conftest import Encode

RATE = 48_000


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
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aac, "_PIECE", 90)


@pytest.mark.parametrize("samples", [1024, 2049, 100_000, 461_234])
@pytest.mark.usefixtures("short_pieces")
def test_every_packet_has_its_time(encode: Encode, tmp_path: Path, samples: int) -> None:
    target = encode(music(10)[:samples], tmp_path / "ä.m4a")
    with av.open(str(target)) as file:
        times = [packet.pts for packet in file.demux(audio=0) if packet.dts is not None]
    assert times == list(range(-1024, times[-1] + 1, 1024))
    assert samples <= times[-1] + 1024 < samples + 1024
    assert len(decoded(target)) >= samples


@pytest.mark.usefixtures("short_pieces")
def test_pieces_are_joined_without_a_seam(encode: Encode, tmp_path: Path) -> None:
    sound = music(20)
    target = encode(sound, tmp_path / "a.m4a")
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


@pytest.mark.usefixtures("short_pieces")
def test_the_same_sound_gives_the_same_bytes_on_any_number_of_cores(
    encode: Encode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = set()
    for cores in (1, 3):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        told.add(encode(music(9), tmp_path / "a.m4a").read_bytes())
    assert len(told) == 1


@pytest.mark.usefixtures("short_pieces")
def test_only_pieces_that_changed_are_encoded(
    encode: Encode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, folder = music(20), tmp_path / "kept"
    encode(sound, tmp_path / "before.m4a", folder)
    changed = sound.copy()
    changed[10 * RATE : 10 * RATE + 500] *= 0.5
    made = []
    encoded = aac._encoded

    def counted(*asked: Any, **named: Any) -> bytes:
        made.append(asked[1])
        return encoded(*asked, **named)

    monkeypatch.setattr(aac, "_encoded", counted)
    found = encode(changed, tmp_path / "found.m4a", folder).read_bytes()

    assert 1 <= len(made) <= 2
    assert found == encode(changed, tmp_path / "whole.m4a").read_bytes()
    assert encode(sound, tmp_path / "a.m4a", folder).read_bytes() == (
        (tmp_path / "before.m4a").read_bytes()
    )


@pytest.mark.usefixtures("short_pieces")
@pytest.mark.parametrize("damage", [b"", b"xy", None])
def test_a_damaged_piece_is_encoded_again(
    encode: Encode, tmp_path: Path, damage: bytes | None
) -> None:
    sound, folder = music(9), tmp_path / "kept"
    before = encode(sound, tmp_path / "a.m4a", folder).read_bytes()
    for piece in folder.rglob("*.piece"):
        raw = piece.read_bytes()
        piece.write_bytes(raw[:40] + b"!" + raw[41:] if damage is None else damage)

    assert encode(sound, tmp_path / "b.m4a", folder).read_bytes() == before


def test_it_is_faithful_and_hardly_higher(encode: Encode, tmp_path: Path) -> None:
    sound = music(6)
    encode(sound, tmp_path / "a.m4a")
    heard = decoded(tmp_path / "a.m4a")[: len(sound)]
    noise = 10 * np.log10(np.mean(np.square(heard - sound)) / np.mean(np.square(sound)))
    assert noise < -30
    assert np.abs(heard).max() < np.abs(sound).max() * 10 ** (0.3 / 20)
