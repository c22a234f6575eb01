"""The lengths of a whole plan: as wished where words allow it, and never too short for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.agents.planner.fitting import fitted
from studio.domain.ids import SceneId
from studio.domain.scene import Scene, Transition
from studio.domain.time import FrameRate

RATE = FrameRate()


def speech_s(text: str) -> float:
    return len(text.split()) / 2.5


def scene(n: int, words: int, seconds: float, join: int = 0) -> Scene:
    return Scene(
        id=SceneId(f"s{n}"),
        narration="word " * words,
        frames=RATE.frames(seconds),
        transition=Transition(kind="crossfade" if join else "cut", frames=join),
    )


def film_s(scenes: tuple[Scene, ...]) -> float:
    frames = sum(s.frames for s in scenes) - sum(s.transition.frames for s in scenes[1:])
    return RATE.seconds(frames)


def test_a_film_far_from_its_wish_is_brought_to_it() -> None:
    plan = [scene(n, 8, 9, 12 if n else 0) for n in range(5)]
    assert film_s(fitted(plan, RATE, speech_s, 24, 0.65)) == pytest.approx(24, abs=1)


def test_a_film_near_its_wish_or_without_one_is_left_alone() -> None:
    plan = (scene(0, 8, 5), scene(1, 8, 5))
    assert fitted(plan, RATE, speech_s, 10.4, 0.65) == plan
    assert fitted(plan, RATE, speech_s, None, 0.65) == plan


def test_a_scene_too_short_for_its_words_and_joins_grows_alone() -> None:
    plan = (scene(0, 8, 5), scene(1, 20, 5, 12), scene(2, 8, 5, 30))
    one, two, three = fitted(plan, RATE, speech_s, None, 0.65)
    assert (one, three) == (plan[0], plan[2])
    assert RATE.seconds(two.frames) == pytest.approx(8 + 0.3 + 42 / 30, abs=0.05)


def test_silent_scenes_take_what_is_left() -> None:
    plan = [scene(0, 10, 4), scene(1, 0, 2), scene(2, 0, 2)]
    first, *silent = fitted(plan, RATE, speech_s, 20, 0.65)
    assert {s.frames for s in silent} == {silent[0].frames}
    assert film_s((first, *silent)) == pytest.approx(20, abs=1.5)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.floats(0.5, 20)), max_size=6),
    st.none() | st.floats(3, 200),
)
def test_words_always_fit_and_nothing_else_changes(
    told: list[tuple[int, float]], wish: float | None
) -> None:
    plan = [scene(n, words, seconds, 10 if n else 0) for n, (words, seconds) in enumerate(told)]
    after = fitted(plan, RATE, speech_s, wish, 0.65)
    for old, new in zip(plan, after, strict=True):
        assert new == old.model_copy(update={"frames": new.frames})
        assert RATE.seconds(new.frames) >= speech_s(new.narration) - 0.31
