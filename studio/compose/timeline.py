"""A plan and its takes as a timeline in whole frames.

    scene 1  |-----body-----|-join-|
    scene 2                 |-join-|-----body-----|-join-|
    scene 3                                       |-join-|--------body--------|

Two neighbours overlap by the frames of the transition between them. Speech lies within the
body of its scene, after a short lead and before a short tail, and is never cut: a scene is
as long as was wished or as its speech needs, whichever is more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from studio.compose.captions import Spoken, caption_lines
from studio.domain.format import Aspect
from studio.domain.ids import SceneId
from studio.domain.plan import Plan
from studio.domain.project import Captions
from studio.domain.scene import Scene, Transition
from studio.domain.take import Take
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import CaptionClip, MusicClip, PictureClip, SpeechClip, Timeline

LEAD_S = 0.25
TAIL_S = 0.4
LAST_TAIL_S = 1.2
MOST_JOIN = 120
"""Frames; what a `Transition` can hold, whatever the rate."""


@dataclass(frozen=True)
class Cut:
    """What a plan is cut with: the film's rate and aspect, and the takes to use.

    `speech` holds the active speech of each scene that has one; `level_db` is the music's.
    Caption lines are as short as the aspect asks when they are burned in, and as long as
    subtitles may be when they are `OFF`.
    """

    rate: FrameRate
    captions: Captions = Captions.WORDS
    aspect: Aspect = Aspect.WIDE
    speech: Mapping[SceneId, Take] = field(default_factory=dict)
    music: Take | None = None
    level_db: float = -16.0


@dataclass(frozen=True)
class _Place:
    """Where a scene lies in the film, with the frames of the joins at both its ends."""

    scene: Scene
    range: TimeRange
    join_in: int
    join_out: int

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
    )


def _speaks(scene: Scene, cut: Cut) -> bool:
    return scene.id in cut.speech and cut.speech[scene.id].length_s > 0


def _places(plan: Plan, cut: Cut) -> list[_Place]:
    wished = [max(1, plan.rate.rescale(scene.frames, cut.rate)) for scene in plan.scenes]
    joins = _joins(plan.scenes, wished, plan.rate, cut.rate)
    places, start = [], 0
    for n, scene in enumerate(plan.scenes):
        join_in, join_out = joins[n], joins[n + 1]
        is_last = n == len(plan.scenes) - 1
        needed = join_in + _needed(scene, cut, is_last=is_last) + join_out
        length = max(wished[n], needed)
        places.append(_Place(scene, TimeRange(start=start, length=length), join_in, join_out))
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


def _needed(scene: Scene, cut: Cut, *, is_last: bool) -> int:
    """The least frames of a scene's body."""
    if not _speaks(scene, cut):
        return 1
    tail = LAST_TAIL_S if is_last else TAIL_S
    speech = cut.rate.frames_covering(cut.speech[scene.id].length_s)
    return cut.rate.frames(LEAD_S) + speech + cut.rate.frames(tail)


def _picture(place: _Place) -> PictureClip:
    asked = place.scene.transition if place.join_in else Transition()
    return PictureClip(
        scene=place.scene.id,
        title=place.scene.title,
        range=place.range,
        visual=place.scene.visual,
        transition=Transition(kind=asked.kind, frames=place.join_in, easing=asked.easing),
    )


def _speech(place: _Place, take: Take, rate: FrameRate) -> SpeechClip:
    length = rate.frames_covering(take.length_s)
    return SpeechClip(
        scene=place.scene.id,
        range=TimeRange(start=place.body.start + rate.frames(LEAD_S), length=length),
        take=take.id,
        file=take.file,
    )


def _captions(place: _Place, take: Take, cut: Cut) -> tuple[CaptionClip, ...]:
    aspect = Aspect.WIDE if cut.captions is Captions.OFF else cut.aspect
    spoken = Spoken(
        scene=place.scene.id,
        words=take.words,
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
