"""Stems as files: exact lengths, and their sum the master before limiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from studio.compose.sound import SoundOrder, master, write_stems
from studio.domain.ids import SceneId
from studio.domain.time import TimeRange
from studio.domain.timeline import EffectClip, Timeline

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Sounds

RATE = 48_000


def floats(path: Path) -> np.ndarray:
    """The samples of a float WAV, as FFmpeg reads them: shape (n, 2)."""
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("pcm_f32le", RATE, 2)
        return np.concatenate([f.to_ndarray().reshape(-1, 2) for f in file.decode(stream)])


def scored(sounds: Sounds) -> Timeline:
    """Nine seconds with speech, music, and a whoosh at 4 s."""
    speech = [(30, sounds.wav("a.wav", sounds.voice(3)))]
    cut = sounds.timeline(271, speech, music=sounds.wav("m.wav", sounds.band(8)))
    whoosh = EffectClip(scene=SceneId("b"), range=TimeRange(start=110, length=20), sound="whoosh")
    return cut.model_copy(update={"effects": (whoosh,)})


def test_they_sum_to_the_master_where_nothing_is_limited(sounds: Sounds) -> None:
    order = SoundOrder(scored(sounds), sounds.folder, target_lufs=-30.0)
    target = sounds.folder / "master.wav"
    master(order, target)
    paths = write_stems(order, sounds.folder)

    assert [path.name for path in paths] == ["speech.wav", "music.wav", "effects.wav"]
    parts = [floats(path) for path in paths]
    assert {len(part) for part in parts} == {round(271 / 30 * RATE)}
    assert np.abs(sum(parts) - sounds.read(target)).max() < 2 / 32767


def test_they_are_as_loud_as_the_film_and_not_limited(sounds: Sounds) -> None:
    spiky = sounds.tone(300, 6, 0.05)
    spiky[:: RATE // 2] = 0.9
    order = SoundOrder(sounds.timeline(180, [(0, sounds.wav("a.wav", spiky))]), sounds.folder)
    sound = floats(write_stems(order, sounds.folder)[0])
    mastered, _ = sounds.master(order.timeline)
    assert np.abs(sound).max() > 1.0 > np.abs(mastered).max()
    quiet = slice(RATE // 4, RATE // 4 + 4800)
    assert np.abs(sound[quiet]).max() == pytest.approx(np.abs(mastered[quiet]).max(), rel=0.05)


def test_a_silent_film_has_a_silent_stem(sounds: Sounds) -> None:
    (speech,) = write_stems(SoundOrder(sounds.timeline(30), sounds.folder), sounds.folder)
    assert not floats(speech).any()
