"""The whole master: lengths, places, levels, room for speech, and no click anywhere."""

from __future__ import annotations

import subprocess
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
import pytest

from studio.compose.sound import SoundOrder, master
from studio.domain.errors import MediaMissing, UnreadableInput
from studio.domain.take import MusicMarks
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Measure, Sounds

RATE = 48_000
NTSC = FrameRate(numerator=30_000, denominator=1001)
FILM = FrameRate(numerator=24_000, denominator=1001)
MARKS = MusicMarks(tempo_bpm=120, bar_s=2, loop_start_s=4, loop_end_s=12, ending_s=12)


def rms_db(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(sound))) + 1e-9))


@pytest.mark.parametrize(
    "rate", [FrameRate(), FrameRate(numerator=25), FrameRate(numerator=60), NTSC, FILM]
)
@pytest.mark.parametrize("frames", [0, 1, 7, 100, 101])
def test_length_is_exact(sounds: Sounds, rate: FrameRate, frames: int) -> None:
    file = sounds.wav("long.wav", sounds.voice(6))
    timeline = sounds.timeline(frames, [(0, file)], music=file, rate=rate)
    sound, report = sounds.master(timeline)
    assert len(sound) == round(frames / rate.fraction * RATE)
    assert report.length_s == len(sound) / RATE


@pytest.mark.parametrize("from_rate", [16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize(("frame", "rate"), [(0, FrameRate()), (37, FrameRate()), (1001, NTSC)])
def test_speech_is_heard_at_the_sample_of_its_frame(
    sounds: Sounds, from_rate: int, frame: int, rate: FrameRate
) -> None:
    said = np.zeros(from_rate)
    said[from_rate // 2] = 0.9
    file = sounds.wav("click.wav", said, from_rate)
    sound, _ = sounds.master(sounds.timeline(frame + 60, [(frame, file)], rate=rate))
    expected = round(frame / rate.fraction * RATE) + RATE // 2
    assert abs(int(np.abs(sound[:, 0]).argmax()) - expected) <= 1


def test_sixty_clips_stay_in_place(sounds: Sounds) -> None:
    said = np.zeros(4800)
    said[2400] = 0.9
    file = sounds.wav("click.wav", said, RATE)
    clips = [(n * 11, file) for n in range(60)]
    sound, _ = sounds.master(sounds.timeline(60 * 11, clips, rate=NTSC))
    for frame, _ in clips:
        at = round(frame / NTSC.fraction * RATE)
        assert abs(int(np.abs(sound[at : at + 4800, 0]).argmax()) - 2400) <= 1


@pytest.mark.parametrize("target", [-14.0, -16.0, -23.0])
def test_loudness_and_peaks_as_ffmpeg_finds_them(
    sounds: Sounds, measured: Measure, target: float
) -> None:
    speech = [
        (30 * n * 6, sounds.wav(f"{n}.wav", sounds.voice(4.5, 0.03 * (n + 1)))) for n in range(4)
    ]
    music = sounds.wav("music.wav", sounds.band(16))
    timeline = sounds.timeline(30 * 24, speech, music=music, level_db=-12)
    _, report = sounds.master(timeline, MARKS, target)
    found = measured(sounds.folder / "master.wav")
    assert found.lufs == pytest.approx(target, abs=0.2)
    assert found.peak_db <= -1.0
    assert report.loudness_lufs == pytest.approx(found.lufs, abs=0.1)
    assert report.true_peak_db == pytest.approx(found.peak_db, abs=0.15)


def test_peaks_stay_below_the_ceiling_when_encoded(sounds: Sounds, measured: Measure) -> None:
    speech = [(0, sounds.wav("a.wav", sounds.voice(6)))]
    sounds.master(sounds.timeline(240, speech, music=sounds.wav("m.wav", sounds.band(8))))
    film = sounds.folder / "film.m4a"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(sounds.folder / "master.wav")]
    subprocess.run(
        [*command, "-c:a", "aac", "-b:a", "192k", str(film)], check=True, capture_output=True
    )
    assert measured(film).peak_db <= -1.0


def test_spiky_sound_is_loud_and_still_below_its_ceiling(sounds: Sounds, measured: Measure) -> None:
    random = np.random.default_rng(5)
    noise = 0.05 * random.standard_normal(8 * RATE)
    noise[:: RATE // 3] = 0.95
    _, report = sounds.master(sounds.timeline(240, music=sounds.wav("spikes.wav", noise)))
    found = measured(sounds.folder / "master.wav")
    assert found.peak_db <= -1.0
    assert report.true_peak_db <= -1.0
    assert found.lufs == pytest.approx(-14, abs=0.5)


def test_without_sound_it_is_digital_silence(sounds: Sounds) -> None:
    sound, report = sounds.master(sounds.timeline(90))
    assert not sound.any()
    assert report.loudness_lufs == -70
    assert report.true_peak_db == -120
    assert report.silent_spans_s == ((0.0, 3.0),)


def test_faint_hiss_is_not_blown_up(sounds: Sounds) -> None:
    hiss = np.random.default_rng(1).choice([0.0, 1 / 32767], 3 * RATE)
    file = sounds.wav("hiss.wav", hiss)
    sound, _ = sounds.master(sounds.timeline(90, [(0, file)], music=file))
    assert np.abs(sound).max() < 0.01


@pytest.mark.parametrize("has_music", [True, False])
def test_one_of_speech_and_music_is_enough(sounds: Sounds, *, has_music: bool) -> None:
    file = sounds.wav("a.wav", sounds.voice(6))
    timeline = sounds.timeline(180, [] if has_music else [(0, file)], music=file * has_music)
    _, report = sounds.master(timeline)
    assert report.loudness_lufs == pytest.approx(-14, abs=0.5)
    assert report.true_peak_db <= -1.0


def test_clips_are_made_evenly_loud(sounds: Sounds) -> None:
    clips = [
        (0, sounds.wav("low.wav", sounds.voice(3, 0.02))),
        (120, sounds.wav("high.wav", sounds.voice(3, 0.25))),
    ]
    sound, _ = sounds.master(sounds.timeline(240, clips))
    assert rms_db(sound[: 3 * RATE]) == pytest.approx(rms_db(sound[4 * RATE : 7 * RATE]), abs=0.5)


def test_music_makes_room_for_speech(sounds: Sounds) -> None:
    """Speech at one frequency and music at another: each can be measured alone.

    The music stands 18 LU below it while it is heard, and 6 LU below where it is not;
    K-weighting counts 5 kHz 4 dB more than 500 Hz.
    """
    speech = sounds.wav("speech.wav", sounds.tone(500, 4))
    music = sounds.wav("music.wav", np.repeat(sounds.tone(5000, 16)[:, None], 2, axis=1))
    sound, _ = sounds.master(sounds.timeline(360, [(120, speech)], music=music))
    level = _level_at(sound[:, 0], 5000)
    alone, under = level(2.0, 3.5), level(5.0, 7.0)
    assert alone - under == pytest.approx(12, abs=0.5)
    assert level(3.6, 3.77) == pytest.approx(alone, abs=0.5)
    assert level(4.0, 4.05) < alone - 11
    assert level(8.0, 8.1) < alone - 9
    assert level(9.05, 9.8) == pytest.approx(alone, abs=0.5)
    speech_level = _level_at(sound[:, 0], 500)(5.0, 7.0)
    assert speech_level - under == pytest.approx(18 + 4, abs=0.5)


def test_music_does_not_pump_in_short_pauses(sounds: Sounds) -> None:
    said = sounds.tone(500, 4)
    said[round(1.5 * RATE) : 2 * RATE] = 0
    music = sounds.wav("music.wav", np.repeat(sounds.tone(5000, 16)[:, None], 2, axis=1))
    timeline = sounds.timeline(360, [(120, sounds.wav("speech.wav", said))], music=music)
    sound, _ = sounds.master(timeline)
    level = _level_at(sound[:, 0], 5000)
    assert level(5.7, 5.9) == pytest.approx(level(4.5, 5.2), abs=0.3)


def test_no_click_where_speech_starts_or_stops_abruptly(sounds: Sounds) -> None:
    """A 100 Hz wave cut at its crest: the only fast change could be a click."""
    t = np.arange(2 * RATE) / RATE
    file = sounds.wav("cut.wav", 0.5 * np.cos(2 * np.pi * 100 * t))
    sound, _ = sounds.master(sounds.timeline(240, [(30, file), (150, file)]))
    steps = np.abs(np.diff(sound[:, 0]))
    slope = 2 * np.pi * 100 / RATE * np.abs(sound).max()
    assert steps.max() < 3 * slope


def test_no_click_where_music_is_joined(sounds: Sounds) -> None:
    """Three minutes of a 16 s piece whose loop points do not match: many rough joins."""
    t = np.arange(16 * RATE) / RATE
    wave = 0.3 * np.sin(2 * np.pi * 101.3 * t)
    music = sounds.wav("m.wav", np.stack([wave, wave], axis=1))
    for marks in (MARKS, None):
        sound, _ = sounds.master(sounds.timeline(30 * 50, music=music), marks)
        slope = 2 * np.pi * 101.3 / RATE * np.abs(sound).max()
        assert np.abs(np.diff(sound[:, 0])).max() < 1.6 * slope
        assert abs(sound[0, 0]) < 1e-3
        assert abs(sound[-1, 0]) < 1e-3


def test_long_silences_are_told(sounds: Sounds) -> None:
    file = sounds.wav("a.wav", sounds.tone(300, 2))
    _, report = sounds.master(sounds.timeline(30 * 12, [(0, file), (30 * 3, file), (30 * 8, file)]))
    (one, two) = report.silent_spans_s
    assert one == pytest.approx((5, 8), abs=0.02)
    assert two == pytest.approx((10, 12), abs=0.02)


def test_speech_past_the_end_fades_out(sounds: Sounds) -> None:
    file = sounds.wav("a.wav", sounds.tone(100, 5, 0.5))
    sound, _ = sounds.master(sounds.timeline(30, [(0, file)]))
    assert len(sound) == RATE
    assert abs(sound[-1, 0]) < 0.01


def test_missing_and_damaged_files_are_named(sounds: Sounds) -> None:
    target = sounds.folder / "master.wav"
    with pytest.raises(MediaMissing) as gone:
        master(SoundOrder(sounds.timeline(30, [(0, "gone.wav")]), sounds.folder), target)
    assert gone.value.file == "gone.wav"
    for content in (b"", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"not a sound at all" * 100):
        (sounds.folder / "bad.wav").write_bytes(content)
        with pytest.raises(UnreadableInput, match=r"bad\.wav"):
            master(SoundOrder(sounds.timeline(30, music="bad.wav"), sounds.folder), target)
    assert {path.name for path in sounds.folder.iterdir()} == {"bad.wav"}


def test_nothing_is_left_beside_the_target(sounds: Sounds) -> None:
    sounds.master(sounds.timeline(30, [(0, sounds.wav("a.wav", sounds.voice(1)))]))
    assert {path.name for path in sounds.folder.iterdir()} == {"a.wav", "master.wav"}


def test_same_order_gives_the_same_bytes(sounds: Sounds) -> None:
    timeline = sounds.timeline(200, [(10, sounds.wav("a.wav", sounds.voice(4)))], music="a.wav")
    one, _ = sounds.master(timeline)
    two, _ = sounds.master(timeline)
    assert np.array_equal(one, two)


def test_memory_does_not_grow_with_the_film(
    sounds: Sounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The film's sound alone is 92 MB: four minutes, two channels, four bytes a sample."""
    monkeypatch.setattr("os.cpu_count", lambda: 2)  # every core keeps a few stretches in flight
    file, music = sounds.wav("a.wav", sounds.voice(4)), sounds.wav("m.wav", sounds.band(16))
    clips = [(150 * n, file) for n in range(48)]
    timeline = sounds.timeline(150 * 48, clips, music=music)
    assert _peak_bytes(timeline, sounds.folder) < 80e6


def _peak_bytes(timeline: object, folder: Path) -> int:
    tracemalloc.start()
    master(SoundOrder(timeline, folder, MARKS), folder / "master.wav")  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def _level_at(sound: np.ndarray, hz: float):  # type: ignore[no-untyped-def]
    """Tells the level in dB at `hz` between two times in seconds."""

    def level(start: float, end: float) -> float:
        part = sound[round(start * RATE) : round(end * RATE)]
        window = np.hanning(len(part))
        turns = np.exp(-2j * np.pi * hz * np.arange(len(part)) / RATE)
        return float(20 * np.log10(2 * abs((part * window * turns).sum()) / window.sum() + 1e-9))

    return level
