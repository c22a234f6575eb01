"""Effects and footage's own sound: where they are heard, how loud, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from studio.compose.sound import SoundOrder, master
from studio.compose.sound.effects import EFFECTS, PEAK, sounded
from studio.compose.sound.placed import effects_stem, footage_stem
from studio.compose.sound.speech import STEP
from studio.compose.sound.tape import new_tape
from studio.domain.errors import MediaMissing, NotFound
from studio.domain.ids import AssetId, SceneId
from studio.domain.scene import Ending, Footage
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import EffectClip, FootageClip

if TYPE_CHECKING:
    from conftest import Sounds

RATE = 48_000
FILM = AssetId("f" * 64)


@pytest.mark.parametrize("name", EFFECTS)
def test_effects_start_and_end_in_silence_and_peak_at_their_moment(name: str) -> None:
    sound = sounded(name)
    assert sound.shape == (round(EFFECTS[name].length_s * RATE), 2)
    assert np.abs(sound).max() == pytest.approx(PEAK, rel=1e-5)
    assert np.abs(sound[[0, -1]]).max() < 1e-4
    power = np.convolve(np.square(sound).sum(axis=1), np.ones(4800), mode="same")
    assert power.argmax() / RATE == pytest.approx(EFFECTS[name].moment_s, abs=0.15)


@pytest.mark.parametrize(("start", "length"), [(60, 20), (70, 0), (0, 10), (145, 5)])
def test_effects_are_heard_at_their_join(tmp_path: Path, start: int, length: int) -> None:
    clip = EffectClip(
        scene=SceneId("a"), range=TimeRange(start=start, length=length), sound="soft-hit"
    )
    with new_tape(tmp_path, 2) as tape:
        sound = effects_stem([clip], FrameRate(), 5 * RATE, tape).read(0, 5 * RATE)
    middle = (start + length / 2) / 30
    power = np.convolve(np.square(sound).sum(axis=1), np.ones(2400), mode="same")
    assert power.argmax() / RATE == pytest.approx(middle, abs=0.12)
    assert abs(sound[-1]).max() < 0.01


def test_unknown_effects_are_named(tmp_path: Path) -> None:
    clip = EffectClip(scene=SceneId("a"), range=TimeRange(length=0), sound="kazoo")
    with new_tape(tmp_path, 2) as tape, pytest.raises(NotFound, match="kazoo"):
        effects_stem([clip], FrameRate(), RATE, tape)


def film(path: Path, seconds: float, hz: float | None) -> Path:
    """A tiny film at 25 frames a second with a tone, or without sound."""
    with av.open(str(path), "w") as file:
        video = file.add_stream("mpeg4", rate=25)
        video.width = video.height = 32
        audio = file.add_stream("aac", rate=RATE, layout="mono") if hz else None
        for _ in range(round(seconds * 25)):
            black = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
            file.mux(video.encode(black))
        file.mux(video.encode(None))
        if audio:
            t = np.arange(round(seconds * RATE)) / RATE
            tone = (0.3 * np.sin(2 * np.pi * hz * t)).astype(np.float32)[None]
            frame = av.AudioFrame.from_ndarray(tone, format="fltp", layout="mono")
            frame.sample_rate = RATE
            file.mux(audio.encode(frame))
            file.mux(audio.encode(None))
    return path


def heard(tmp_path: Path, visual: Footage, path: Path, frames: int, level_db: float) -> np.ndarray:
    """Footage's own sound from second 1 on, somebody speaking from second 2 to 4."""
    spoken = np.zeros(10 * 100 + 1)
    spoken[2 * RATE // STEP : 4 * RATE // STEP] = 1.0
    clip = FootageClip(
        scene=SceneId("a"),
        range=TimeRange(start=30, length=frames),
        visual=visual,
        level_db=level_db,
        join_in=15,
    )
    with new_tape(tmp_path, 2) as tape:
        stem = footage_stem([clip], {FILM: path}, FrameRate(), spoken, tape)
        return stem.read(0, 10 * RATE)


def rms_db(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(sound))) + 1e-9))


def test_footage_is_heard_while_it_is_seen_and_makes_room(tmp_path: Path) -> None:
    path = film(tmp_path / "wald ü.mp4", 2.0, 1000)
    sound = heard(tmp_path, Footage(film=FILM, level_db=-6), path, 210, -6.0)
    assert not sound[:RATE].any()
    assert not sound[8 * RATE :].any()
    alone, under = sound[round(5.6 * RATE) : 7 * RATE], sound[round(2.4 * RATE) : 3 * RATE]
    assert rms_db(alone) == pytest.approx(-20 - 6 - 3, abs=0.6)
    assert rms_db(alone) - rms_db(under) == pytest.approx(10, abs=0.6)
    assert np.abs(np.diff(sound, axis=0)).max() < 0.01


@pytest.mark.parametrize(
    ("ending", "places"),
    [
        (Ending.LOOP, (True, True, True)),
        (Ending.HOLD, (True, False, False)),
        (Ending.PING_PONG, (True, False, True)),
        (Ending.FIT, (True, True, True)),
    ],
)
def test_footage_ends_as_its_picture_does(
    tmp_path: Path, ending: Ending, places: tuple[bool, ...]
) -> None:
    path = film(tmp_path / "f.mp4", 2.0, 1000)
    sound = heard(tmp_path, Footage(film=FILM, ending=ending), path, 180, -20.0)
    loud = [rms_db(sound[round(t * RATE) :][:4800]) > -60 for t in (2.2, 4.2, 6.2)]
    assert tuple(loud) == places


@pytest.mark.parametrize("speed", [0.5, 1.5])
def test_footage_keeps_its_pitch_at_another_speed(tmp_path: Path, speed: float) -> None:
    path = film(tmp_path / "f.mp4", 3.0, 1000)
    sound = heard(tmp_path, Footage(film=FILM, speed=speed, is_looped=False), path, 200, -6.0)
    spectrum = np.abs(np.fft.rfft(sound[round(1.6 * RATE) : round(2.6 * RATE), 0]))
    assert spectrum.argmax() == pytest.approx(1000, abs=4)
    end = 1 + 3 / speed
    assert rms_db(sound[round((end - 0.3) * RATE) : round((end - 0.1) * RATE)]) > -60
    assert rms_db(sound[round((end + 0.1) * RATE) :]) < -100


def test_footage_without_sound_is_silent_and_lost_footage_is_named(tmp_path: Path) -> None:
    path = film(tmp_path / "f.mp4", 0.4, None)
    assert not heard(tmp_path, Footage(film=FILM), path, 60, 0.0).any()
    with pytest.raises(MediaMissing):
        heard(tmp_path, Footage(film=FILM), tmp_path / "gone.mp4", 60, 0.0)


def test_a_film_of_effects_alone_is_mastered(sounds: Sounds) -> None:
    hit = EffectClip(scene=SceneId("a"), range=TimeRange(start=30, length=0), sound="riser")
    cut = sounds.timeline(90).model_copy(update={"effects": (hit,)})
    report = master(SoundOrder(cut, sounds.folder), sounds.folder / "m.wav")
    assert report.true_peak_db <= -1.0
    assert report.loudness_lufs > -20
