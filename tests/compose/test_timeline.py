"""Plans become timelines: whole frames, right overlaps, speech never cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.timeline import LAST_TAIL_S, LEAD_S, LEAST_SHARE, TAIL_S, Cut, timeline
from studio.domain.format import Aspect
from studio.domain.ids import AssetId, SceneId
from studio.domain.plan import Plan
from studio.domain.scene import Footage, Scene, Transition
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Makers

NARRATION = "One two, three. Four five six seven!"
RATES = st.sampled_from(
    [
        FrameRate(numerator=24),
        FrameRate(numerator=25),
        FrameRate(numerator=60),
        FrameRate(numerator=30000, denominator=1001),
    ]
)


class Sketch(NamedTuple):
    """A scene in a few numbers."""

    frames: int
    kind: str
    join: int
    speech_s: float | None


SKETCHES = st.lists(
    st.builds(
        Sketch,
        st.integers(1, 400),
        st.sampled_from(["cut", "crossfade"]),
        st.integers(0, 120),
        st.none() | st.floats(0.05, 12),
    ),
    max_size=7,
)


def _filmed(
    makers: Makers, sketches: list[Sketch], rate: FrameRate, to: FrameRate
) -> tuple[Plan, Cut]:
    scenes = [
        Scene(
            id=SceneId(f"s{n}"),
            narration=NARRATION,
            frames=sketch.frames,
            transition=Transition(kind=sketch.kind, frames=sketch.join),
        )
        for n, sketch in enumerate(sketches)
    ]
    speech = {
        scene.id: makers.take(scene.id, NARRATION, sketch.speech_s)
        for scene, sketch in zip(scenes, sketches, strict=True)
        if sketch.speech_s is not None
    }
    return makers.plan(scenes, rate), Cut(rate=to, speech=speech)


@given(SKETCHES, RATES, RATES)
@settings(max_examples=60, deadline=None)
def test_scenes_overlap_by_their_joins_and_fill_the_film(
    makers: Makers, sketches: list[Sketch], rate: FrameRate, to: FrameRate
) -> None:
    plan, cut = _filmed(makers, sketches, rate, to)
    film = timeline(plan, cut)
    clips = film.pictures

    assert [clip.scene for clip in clips] == [scene.id for scene in plan.scenes]
    assert film.length == (clips[-1].range.end if clips else 0)
    for one, two in pairwise(clips):
        assert one.range.end - two.range.start == two.transition.frames
    joins = [clip.transition.frames for clip in clips] + [0]
    assert joins[0] == 0
    for n, (clip, scene) in enumerate(zip(clips, plan.scenes, strict=True)):
        assert clip.range.length >= rate.rescale(scene.frames, to)
        assert clip.range.length - joins[n] - joins[n + 1] >= 1
        assert joins[n] <= rate.rescale(scene.transition.frames, to)


@given(SKETCHES, RATES, RATES)
@settings(max_examples=60, deadline=None)
def test_speech_is_whole_and_inside_its_scenes_body(
    makers: Makers, sketches: list[Sketch], rate: FrameRate, to: FrameRate
) -> None:
    plan, cut = _filmed(makers, sketches, rate, to)
    film = timeline(plan, cut)
    places = {clip.scene: n for n, clip in enumerate(film.pictures)}
    joins = [clip.transition.frames for clip in film.pictures] + [0]

    assert len(film.speech) == len(cut.speech)
    for speech in film.speech:
        n = places[speech.scene]
        clip = film.pictures[n]
        body_end = clip.range.end - joins[n + 1]
        assert to.seconds(speech.range.length) >= cut.speech[speech.scene].length_s - 1e-5
        assert speech.range.start == clip.range.start + joins[n] + to.frames(LEAD_S)
        assert speech.range.end + to.frames(TAIL_S) <= body_end
    for line in film.captions:
        n = places[line.scene]
        clip = film.pictures[n]
        assert clip.range.start + joins[n] <= line.range.start
        assert line.range.end <= clip.range.end - joins[n + 1]
    for one, two in pairwise(film.captions):
        assert one.range.end <= two.range.start


def test_the_first_scenes_transition_does_not_count(makers: Makers) -> None:
    sketch = Sketch(90, "crossfade", 15, None)
    plan, cut = _filmed(makers, [sketch, sketch], FrameRate(), FrameRate())

    film = timeline(plan, cut)

    assert [clip.range.start for clip in film.pictures] == [0, 75]
    assert film.length == 165


def test_a_plan_at_another_rate_keeps_its_seconds(makers: Makers) -> None:
    sketch = Sketch(90, "crossfade", 30, None)
    plan, cut = _filmed(makers, [sketch, sketch], FrameRate(), FrameRate(numerator=60))

    film = timeline(plan, cut)

    assert film.length == 2 * (90 + 90 - 30)
    assert film.pictures[1].transition.frames == 60


def test_a_scene_grows_with_its_speech(makers: Makers) -> None:
    plan, cut = _filmed(makers, [Sketch(10, "cut", 0, 4.0)], FrameRate(), FrameRate())

    film = timeline(plan, cut)

    assert film.length > 4 * 30 + 8 + 12
    assert film.speech[0].range.length == 120


def test_music_lies_under_the_whole_film(makers: Makers) -> None:
    plan, cut = _filmed(makers, [Sketch(45, "cut", 0, None)], FrameRate(), FrameRate())
    music = makers.take("music", "", 1.0)

    film = timeline(plan, Cut(rate=cut.rate, music=music, level_db=-20.0))

    assert film.music[0].range.start == 0
    assert film.music[0].range.length == film.length == 45
    assert film.music[0].level_db == -20.0


def test_caption_lines_are_as_short_as_the_aspect_asks(makers: Makers) -> None:
    plan, cut = _filmed(makers, [Sketch(45, "cut", 0, 6.0)], FrameRate(), FrameRate())

    wide = timeline(plan, Cut(rate=cut.rate, speech=cut.speech, aspect=Aspect.WIDE))
    tall = timeline(plan, Cut(rate=cut.rate, speech=cut.speech, aspect=Aspect.TALL))

    assert len(tall.captions) >= len(wide.captions)
    assert [w.text for line in tall.captions for w in line.words] == NARRATION.split()


@given(SKETCHES, RATES, RATES)
@settings(max_examples=60, deadline=None)
def test_a_voice_hurries_only_where_its_scene_is_too_short(
    makers: Makers, sketches: list[Sketch], rate: FrameRate, to: FrameRate
) -> None:
    plan, cut = _filmed(makers, sketches, rate, to)
    before, after = timeline(plan, cut), timeline(plan, replace(cut, fits_scene=True))
    wished = {scene.id: rate.rescale(scene.frames, to) for scene in plan.scenes}
    old = {clip.scene: clip.range.length for clip in before.pictures}

    assert all(clip.tempo == 1.0 for clip in before.speech)
    for clip, picture in zip(
        after.speech, [p for p in after.pictures if p.scene in cut.speech], strict=True
    ):
        was_long = old[clip.scene] > max(1, wished[clip.scene])
        assert (clip.tempo > 1.0) == was_long
        assert clip.tempo <= 1 / LEAST_SHARE + 1e-4
        assert picture.range.length <= old[clip.scene]
        if clip.tempo < 1 / LEAST_SHARE - 1e-3:
            assert picture.range.length == max(1, wished[clip.scene])
        heard_s = cut.speech[clip.scene].length_s / clip.tempo
        assert to.seconds(clip.range.length) >= heard_s - 1e-5
    for line in after.captions:
        spoken = next(clip.range for clip in after.speech if clip.scene == line.scene)
        assert spoken.start - 1 <= line.words[0].range.start
        assert line.words[-1].range.end <= spoken.end + len(NARRATION.split())


def test_words_are_told_when_a_hurried_voice_says_them(makers: Makers) -> None:
    around = FrameRate().frames(LEAD_S) + FrameRate().frames(LAST_TAIL_S)
    plan, cut = _filmed(makers, [Sketch(around + 108, "cut", 0, 4.0)], FrameRate(), FrameRate())

    film = timeline(plan, replace(cut, fits_scene=True))

    (clip,) = film.speech
    assert film.length == around + 108
    assert clip.range.length == 108
    assert abs(clip.tempo - 4.0 * 30 / 108) < 2e-4
    starts = [word.range.start for line in film.captions for word in line.words]
    said = [word.start_s for word in cut.speech[clip.scene].words]
    for start, said_s in zip(starts, said, strict=True):
        assert abs(start - clip.range.start - said_s * 30 / clip.tempo) <= 1


def test_beyond_its_haste_a_scene_is_lengthened(makers: Makers) -> None:
    plan, cut = _filmed(makers, [Sketch(30, "cut", 0, 10.0)], FrameRate(), FrameRate())

    film = timeline(plan, replace(cut, fits_scene=True))

    around = FrameRate().frames(LEAD_S) + FrameRate().frames(LAST_TAIL_S)
    assert film.speech[0].range.length == 264
    assert film.length == around + 264


def test_footage_and_transitions_are_heard_where_they_are_seen(makers: Makers) -> None:
    visual = Footage(film=AssetId("f" * 64), level_db=-20.0)
    silent = Footage(film=AssetId("f" * 64))
    way = Transition(kind="crossfade", frames=10, sound="whoosh")
    scenes = [
        Scene(id=SceneId("a"), visual=silent, frames=60, transition=way),
        Scene(id=SceneId("b"), visual=visual, frames=60, transition=way),
        Scene(id=SceneId("c"), frames=60, transition=Transition(sound="soft-hit")),
    ]
    film = timeline(makers.plan(scenes), Cut(rate=FrameRate()))

    (own,) = film.footage
    assert (own.scene, own.range, own.level_db) == ("b", film.pictures[1].range, -20.0)
    assert (own.join_in, own.join_out) == (10, 0)
    assert [(e.sound, e.range.start, e.range.length) for e in film.effects] == [
        ("whoosh", 50, 10),
        ("soft-hit", 110, 0),
    ]
    assert film.is_heard
    assert all(clip.transition.sound == "" for clip in film.pictures)
