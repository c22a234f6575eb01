"""No click at any join, and the exact length, whatever the film."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.domain.ids import SceneId, TakeId
from studio.domain.take import MusicMarks
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import SpeechClip, Timeline

if TYPE_CHECKING:
    from conftest import Sounds

RATE = 48_000
HIGHEST = 150.0
"""Nothing in these sounds is higher, in Hz, so whatever changes faster is a click."""


class Cue(NamedTuple):
    """Speech: frames of pause before it, its length in seconds, how fast it is played."""

    pause: int
    length_s: float
    tempo: float


CUES = st.lists(
    st.builds(Cue, st.integers(0, 70), st.floats(0.05, 1.5), st.sampled_from([0.9, 1.0, 1.1])),
    max_size=4,
)
RATES = st.sampled_from(
    [FrameRate(), FrameRate(numerator=24_000, denominator=1001), FrameRate(numerator=60)]
)
MARKS = st.none() | st.just(
    MusicMarks(tempo_bpm=120, bar_s=0.5, loop_start_s=0.5, loop_end_s=1.5, ending_s=1.5)
)


def wave(seconds: float, hz: float) -> np.ndarray:
    """A tone cut at its crest at both ends."""
    return 0.4 * np.cos(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)


@given(CUES, RATES, MARKS, st.integers(1, 160), st.booleans(), st.floats(-30, 0))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_clicks_in_any_film(
    sounds: Sounds,
    cues: list[Cue],
    rate: FrameRate,
    marks: MusicMarks | None,
    frames: int,
    has_music: bool,
    level_db: float,
) -> None:
    piece = np.stack([wave(2.2, 101.3), wave(2.2, 77.7)], axis=1)
    music = sounds.wav("m.wav", piece) if has_music else ""
    cut = sounds.timeline(frames, music=music, level_db=level_db, rate=rate)
    sound, report = sounds.master(_spoken(sounds, cut, cues), marks)

    assert len(sound) == round(frames / rate.fraction * RATE)
    assert report.true_peak_db <= -1.0
    loudest = np.abs(sound).max(initial=0.0)
    steepest = 2 * np.pi * HIGHEST / RATE * loudest
    bend = np.abs(np.diff(sound, n=2, axis=0)).max(initial=0.0)
    assert np.abs(np.diff(sound, axis=0)).max(initial=0.0) <= 3 * steepest + 2 / 32767
    assert bend <= 40 * steepest * 2 * np.pi * HIGHEST / RATE + 4 / 32767
    assert np.abs(sound[:1]).max(initial=0.0) <= steepest + 1 / 32767


def _spoken(sounds: Sounds, cut: Timeline, cues: list[Cue]) -> Timeline:
    """`cut` with the cues spoken one after the other, as far as they begin in it."""
    clips, at = [], 0
    for n, cue in enumerate(cues):
        at += cue.pause
        if at >= cut.length:
            break
        length = cut.rate.frames_covering(cue.length_s / cue.tempo)
        clips.append(
            SpeechClip(
                scene=SceneId(f"s{n}"),
                range=TimeRange(start=at, length=length),
                take=TakeId(f"t{n}"),
                file=sounds.wav(f"{n}.wav", wave(cue.length_s, 83.0 + 20 * n)),
                tempo=cue.tempo,
            )
        )
        at += length
    return cut.model_copy(update={"speech": tuple(clips)})
