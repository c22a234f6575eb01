"""The lengths of a whole plan, once all of it is there: the air is shared, joins get their room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from studio.domain.scene import Scene
from studio.domain.time import FrameRate
from studio.llm.embedded.director import shown_words
from studio.llm.embedded.fitting import (
    AIR_S,
    LAST_AIR_S,
    LEAST_SCENE_S,
    air_for,
    scene_s,
)

LEAST_AIR_S = 0.3
WORTH_S = 0.3
"""A scene whose length differs by less is left as it is, with the draft it has."""
NEAR = 0.06
"""A film so near to its wish keeps the pace its planner gave it."""


def fitted(
    scenes: Sequence[Scene],
    rate: FrameRate,
    speech_s: Callable[[str], float],
    wish_s: float | None,
    usual_air_s: float,
) -> tuple[Scene, ...]:
    """The scenes with lengths that make the film `wish_s` long, as far as its words allow.

    Each holds its speech, its air, and the joins at both its ends. Silent scenes take what is
    left. Without a wish, or near to it, only scenes too short for their words change. Nothing
    is said or shown otherwise.
    """
    if wish_s is None or abs(_film_s(scenes, rate) - wish_s) <= NEAR * wish_s:
        return _spacious(scenes, rate, speech_s)
    spoken = [speech_s(s.narration) if s.narration.strip() else 0.0 for s in scenes]
    silent = spoken.count(0.0)
    wish_s -= rate.seconds(sum(scene.transition.frames for scene in scenes[1:]))
    air = air_for(wish_s, len(scenes) - silent, sum(spoken), usual_air_s)
    lengths = [_length(scene, s, air) for scene, s in zip(scenes, spoken, strict=True)]
    if silent:
        rest = wish_s - sum(n for n, s in zip(lengths, spoken, strict=True) if s)
        share = max(LEAST_SCENE_S, min(12.0, rest / silent))
        lengths = [n if s else share for n, s in zip(lengths, spoken, strict=True)]
    if lengths and spoken[-1]:
        lengths[-1] += LAST_AIR_S - AIR_S
    joins = [*(scene.transition.frames for scene in scenes[1:]), 0][: len(scenes)]
    return tuple(
        _timed(scene, rate.frames_covering(length) + scene.transition.frames + join, rate)
        for scene, length, join in zip(scenes, lengths, joins, strict=True)
    )


def _spacious(
    scenes: Sequence[Scene], rate: FrameRate, speech_s: Callable[[str], float]
) -> tuple[Scene, ...]:
    """The scenes, those without room for their speech beside their joins made longer."""
    joins = [*(scene.transition.frames for scene in scenes[1:]), 0][: len(scenes)]
    found = []
    for scene, join in zip(scenes, joins, strict=True):
        spoken = speech_s(scene.narration) if scene.narration.strip() else 0.0
        need = rate.frames_covering(spoken + LEAST_AIR_S) + scene.transition.frames + join
        longer = scene.model_copy(update={"frames": need})
        found.append(longer if spoken and need > scene.frames else scene)
    return tuple(found)


def _film_s(scenes: Sequence[Scene], rate: FrameRate) -> float:
    return rate.seconds(
        sum(scene.frames for scene in scenes) - sum(s.transition.frames for s in scenes[1:])
    )


def _length(scene: Scene, spoken_s: float, air_s: float) -> float:
    return scene_s(spoken_s, air_s, shown_words(scene.visual.words))


def _timed(scene: Scene, frames: int, rate: FrameRate) -> Scene:
    if abs(rate.seconds(frames) - rate.seconds(scene.frames)) < WORTH_S:
        return scene
    return scene.model_copy(update={"frames": frames})
