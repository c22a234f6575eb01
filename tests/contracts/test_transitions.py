"""What every transition must do."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.transitions import TRANSITIONS, Transition

CASES = pytest.mark.parametrize("transition", TRANSITIONS.values(), ids=list(TRANSITIONS))
SHAPES = [(90, 160, 4), (160, 90, 4), (31, 77, 4), (2, 2, 4)]


def _frames(shape: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    frames = rng.integers(0, 256, (3, *shape), np.uint8)
    frames[..., 3] = 255
    return frames[0].copy(), frames[1].copy(), frames[2].copy()


@CASES
@pytest.mark.parametrize("shape", SHAPES)
def test_it_begins_with_the_one_and_ends_with_the_other(
    transition: Transition, shape: tuple[int, int, int]
) -> None:
    a, b, out = _frames(shape)

    transition(a, b, 0.0, out)
    assert np.array_equal(out, a)
    transition(a, b, 1.0, out)
    assert np.array_equal(out, b)


@CASES
@given(progress=st.floats(0, 1), shape=st.sampled_from(SHAPES))
@settings(max_examples=30, deadline=None)
def test_it_writes_every_pixel_and_changes_neither_picture(
    transition: Transition, progress: float, shape: tuple[int, int, int]
) -> None:
    a, b, out = _frames(shape)
    kept_a, kept_b = a.copy(), b.copy()

    transition(a, b, progress, out)

    first = out.copy()
    out[:] = 7
    transition(a, b, progress, out)
    assert np.array_equal(out, first)
    assert (out[..., 3] == 255).all()
    assert np.array_equal(a, kept_a)
    assert np.array_equal(b, kept_b)


@CASES
def test_it_does_not_jump_back(transition: Transition) -> None:
    a, b, out = _frames((90, 160, 4))

    def rest(progress: float) -> float:
        transition(a, b, progress, out)
        return float(np.abs(out.astype(int) - b).mean())

    assert rest(0.75) <= rest(0.25)


@CASES
def test_it_is_a_frozen_dataclass(transition: Transition) -> None:
    assert dataclasses.is_dataclass(transition)
    assert hash(transition) == hash(dataclasses.replace(transition))
