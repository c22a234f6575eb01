"""A plan and its takes as a timeline in whole frames.

    scene 1  |-----body-----|-join-|
    scene 2                 |-join-|-----body-----|-join-|
    scene 3                                       |-join-|--------body--------|

Two neighbours overlap by the frames of the transition between them. Speech lies within the
body of its scene, after a short lead and before a short tail, and is never cut: a scene is
as long as was wished or as its speech needs, whichever is more. Where the voice may hurry,
speech that is too long for its scene is first made up to 12 % shorter.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from studio.compose.captions import Spoken, caption_lines
from studio.domain.format import Aspect
from studio.domain.ids import SceneId
from studio.domain.plan import Plan
from studio.domain.project import Captions
from studio.domain.scene import Footage, Scene, Transition
from studio.domain.take import SpokenWord, Take
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import (
    CaptionClip,
    EffectClip,
    FootageClip,
    MusicClip,
    PictureClip,
    SpeechClip,
    Timeline,
)

LEAD_S = 0.25
TAIL_S = 0.4
LAST_TAIL_S = 1.2
LEAST_SHARE = 0.88
"""What is left of a speech that hurries as much as it may."""

MOST_JOIN = 120
"""Frames; what a `Transition` can hold, whatever the rate."""


@dataclass(frozen=True)
class Cut:
    """What a plan is cut with: the film's rate and aspect, and the takes to use.

    `speech` holds the active speech of each scene that has one; `level_db` is the music's.
    `fits_scene` lets speech hurry that is too long for its scene.
    Caption lines are as short as the aspect asks when they are burned in, and as long as
    subtitles may be when they are `OFF`.
    """

    rate: FrameRate
    captions: Captions = Captions.WORDS
    aspect: Aspect = Aspect.WIDE
    speech: Mapping[SceneId, Take] = field(default_factory=dict)
    music: Take | None = None
    level_db: float = -16.0
    fits_scene: bool = False


@dataclass(frozen=True)
class _Place:
    """Where a scene lies in the film, with the frames of the joins at both its ends.

    Its speech is played `tempo` times as fast as it was spoken.
    """

    scene: Scene
    range: TimeRange
    join_in: int
    join_out: int
    tempo: float

    @property
    def body(self) -> TimeRange:
        """The frames that show this scene alone."""
        inside = self.range.length - self.join_in - self.join_out
        return TimeRange(start=self.range.start + self.join_in, length=inside)


def timeline(plan: Plan, cut: Cut) -> Timeline:
    """The film of `plan`: every scene, word and note at its frame.

    A scene is entered by its own transition; the first scene's does not count. A scene of a
    plan at another rate keeps its seconds. A plan without scenes gives a film of 0 frames.
    """
    places = _places(plan, cut)
    length = places[-1].range.end if places else 0
    spoken = [(place, cut.speech[place.scene.id]) for place in places if _speaks(place.scene, cut)]
    return Timeline(
        rate=cut.rate,
        aspect=cut.aspect,
        length=length,
        pictures=tuple(_picture(place) for place in places),
        speech=tuple(_speech(place, take, cut.rate) for place, take in spoken),
        captions=tuple(line for place, take in spoken for line in _captions(place, take, cut)),
        music=_music(cut, length),
        footage=tuple(clip for place in places for clip in _footage(place)),
        effects=tuple(clip for place in places[1:] for clip in _effects(place)),
    )


def _speaks(scene: Scene, cut: Cut) -> bool:
    return scene.id in cut.speech and cut.speech[scene.id].length_s > 0


def _places(plan: Plan, cut: Cut) -> list[_Place]:
    wished = [max(1, plan.rate.rescale(scene.frames, cut.rate)) for scene in plan.scenes]
    joins = _joins(plan.scenes, wished, plan.rate, cut.rate)
    places, start = [], 0
    for n, scene in enumerate(plan.scenes):
        join_in, join_out = joins[n], joins[n + 1]
        around = join_in + _around(cut.rate, is_last=n == len(plan.scenes) - 1) + join_out
        tempo = _tempo(scene, cut, wished[n] - around)
        needed = join_in + 1 + join_out
        if _speaks(scene, cut):
            needed = around + _spoken(cut.speech[scene.id], tempo, cut.rate)
        length = max(wished[n], needed)
        there = TimeRange(start=start, length=length)
        places.append(_Place(scene, there, join_in, join_out, tempo))
        start += length - join_out
    return places


def _joins(
    scenes: Sequence[Scene], wished: Sequence[int], rate: FrameRate, to: FrameRate
) -> list[int]:
    """Frames of the join before each scene and after the last: one more than there are scenes.

    A join takes at most half of the shorter scene beside it, and `MOST_JOIN` frames.
    """
    inner = [
        min(rate.rescale(_transition_frames(scene), to), before // 2, after // 2, MOST_JOIN)
        for scene, (before, after) in zip(scenes[1:], pairwise(wished), strict=True)
    ]
    return [0, *inner, 0] if scenes else [0]


def _transition_frames(scene: Scene) -> int:
    return 0 if scene.transition.kind == "cut" else scene.transition.frames


def _around(rate: FrameRate, *, is_last: bool) -> int:
    """The frames of a scene's body before and after its speech."""
    return rate.frames(LEAD_S) + rate.frames(LAST_TAIL_S if is_last else TAIL_S)


def _spoken(take: Take, tempo: float, rate: FrameRate) -> int:
    """The frames that a speech lasts."""
    return rate.frames_covering(take.length_s / tempo)


def _tempo(scene: Scene, cut: Cut, room: int) -> float:
    """How much faster a scene's speech is played to fit into `room` frames, if it may.

    Rounded up to a ten-thousandth, so that what should fit does.
    """
    if not (cut.fits_scene and _speaks(scene, cut)):
        return 1.0
    take = cut.speech[scene.id]
    if _spoken(take, 1.0, cut.rate) <= room:
        return 1.0
    share = cut.rate.seconds(max(0, room)) / take.length_s
    return math.ceil(10_000 / max(share, LEAST_SHARE) - 1e-6) / 10_000


def _picture(place: _Place) -> PictureClip:
    asked = place.scene.transition if place.join_in else Transition()
    return PictureClip(
        scene=place.scene.id,
        title=place.scene.title,
        range=place.range,
        visual=place.scene.visual,
        grade=place.scene.grade,
        transition=Transition(kind=asked.kind, frames=place.join_in, easing=asked.easing),
    )


def _speech(place: _Place, take: Take, rate: FrameRate) -> SpeechClip:
    length = _spoken(take, place.tempo, rate)
    return SpeechClip(
        scene=place.scene.id,
        range=TimeRange(start=place.body.start + rate.frames(LEAD_S), length=length),
        take=take.id,
        file=take.file,
        tempo=place.tempo,
    )


def _captions(place: _Place, take: Take, cut: Cut) -> tuple[CaptionClip, ...]:
    aspect = Aspect.WIDE if cut.captions is Captions.OFF else cut.aspect
    spoken = Spoken(
        scene=place.scene.id,
        words=_hurried(take.words, place.tempo),
        offset=place.body.start + cut.rate.frames(LEAD_S),
        body=place.body,
    )
    return caption_lines(spoken, cut.rate, aspect)


def _music(cut: Cut, length: int) -> tuple[MusicClip, ...]:
    if cut.music is None or length == 0:
        return ()
    return (
        MusicClip(
            range=TimeRange(length=length),
            take=cut.music.id,
            file=cut.music.file,
            level_db=cut.level_db,
        ),
    )


def _hurried(words: tuple[SpokenWord, ...], tempo: float) -> tuple[SpokenWord, ...]:
    """`words` when they are heard at `tempo`."""
    if tempo == 1.0:
        return words
    return tuple(
        word.model_copy(update={"start_s": word.start_s / tempo, "end_s": word.end_s / tempo})
        for word in words
    )


def _footage(place: _Place) -> tuple[FootageClip, ...]:
    """The own sound of a scene's footage, when it is wanted."""
    visual = place.scene.visual
    if not isinstance(visual, Footage) or visual.level_db is None:
        return ()
    return (
        FootageClip(
            scene=place.scene.id,
            range=place.range,
            visual=visual,
            level_db=visual.level_db,
            join_in=place.join_in,
            join_out=place.join_out,
        ),
    )


def _effects(place: _Place) -> tuple[EffectClip, ...]:
    """The sound of the way into a scene, when it has one."""
    sound = place.scene.transition.sound
    if not sound:
        return ()
    join = TimeRange(start=place.range.start, length=place.join_in)
    return (EffectClip(scene=place.scene.id, range=join, sound=sound),)
