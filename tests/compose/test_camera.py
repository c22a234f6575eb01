"""Camera moves: smooth, inside the picture, about the focus."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.layers.camera import SAFE, Move, eased
from studio.domain.scene import Camera, Focus, Glide

CAMERAS = list(Camera)


@given(
    st.sampled_from(CAMERAS),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(20, 4000),
    st.integers(20, 4000),
    st.sampled_from([16 / 9, 9 / 16, 1.0]),
    st.floats(0.04, 60),
    st.floats(0, 1),
)
@settings(max_examples=300, deadline=None)
def test_the_window_never_leaves_the_picture(
    camera: Camera,
    x: float,
    y: float,
    width: int,
    height: int,
    ratio: float,
    seconds: float,
    progress: float,
) -> None:
    move = Move(camera, Focus(x=x, y=y), width, height, ratio, seconds)

    view = move.view(progress)

    assert view.left >= 0
    assert view.top >= 0
    assert view.left + view.width <= width + 1e-6
    assert view.top + view.height <= height + 1e-6
    assert view.width / view.height == pytest.approx(ratio)
    assert view.width >= move.closest - 1e-6


@pytest.mark.parametrize("camera", CAMERAS)
def test_a_move_is_smooth_and_never_stalls(camera: Camera) -> None:
    move = Move(camera, Focus(x=0.4, y=0.6), 1600, 1200, 16 / 9, 6.0)
    views = [move.view(n / 179) for n in range(180)]
    steps = [
        abs(b.left + b.width / 2 - a.left - a.width / 2)
        + abs(b.top + b.height / 2 - a.top - a.height / 2)
        + abs(b.width - a.width)
        for a, b in pairwise(views)
    ]

    if camera is Camera.HOLD:
        assert max(steps) == 0
        return
    mean = sum(steps) / len(steps)
    assert min(steps) > 0.25 * mean
    assert max(abs(b - a) for a, b in pairwise(steps)) < 0.1 * mean


DIRECTIONS = {
    Camera.PAN_LEFT: (-1, 0),
    Camera.PAN_RIGHT: (1, 0),
    Camera.TILT_UP: (0, -1),
    Camera.TILT_DOWN: (0, 1),
}


@pytest.mark.parametrize("camera", DIRECTIONS)
def test_pans_and_tilts_go_where_they_say(camera: Camera) -> None:
    move = Move(camera, Focus(), 1600, 900, 16 / 9, 6.0)
    first, last = move.view(0), move.view(1)

    def sign(value: float) -> int:
        return (value > 1e-9) - (value < -1e-9)

    assert (sign(last.left - first.left), sign(last.top - first.top)) == DIRECTIONS[camera]
    assert last.width == pytest.approx(first.width)


def test_a_push_ends_at_its_focus() -> None:
    move = Move(Camera.PUSH_IN, Focus(x=0.45, y=0.55), 1600, 900, 16 / 9, 12.0)

    last = move.view(1)

    assert last.left + last.width / 2 == pytest.approx(0.45 * 1600)
    assert last.top + last.height / 2 == pytest.approx(0.55 * 900)


def test_easing_begins_at_0_and_ends_at_1() -> None:
    assert eased(0) == 0
    assert eased(1) == 1
    assert eased(0.5) == 0.5


@given(
    st.sampled_from(CAMERAS),
    st.floats(0, 1) | st.sampled_from([0.0, 0.05, 1.0]),
    st.floats(0, 1) | st.sampled_from([0.0, 0.05, 1.0]),
    st.floats(0.3, 3.3),
    st.sampled_from([16 / 9, 9 / 16, 1.0, 4 / 5]),
    st.floats(0.5, 30),
    st.sampled_from(list(Glide)),
    st.floats(0, 1) | st.sampled_from([0.0, 1.0]),
)
@settings(max_examples=400, deadline=None)
def test_the_focus_stays_title_safe_or_as_near_as_the_edge_allows(
    camera: Camera,
    x: float,
    y: float,
    shape: float,
    ratio: float,
    seconds: float,
    glide: Glide,
    progress: float,
) -> None:
    width, height = round(1000 * shape), 1000
    move = Move(camera, Focus(x=x, y=y), width, height, ratio, seconds, glide)

    view = move.view(progress)

    for place, low, length, whole in (
        (x * width, view.left, view.width, width),
        (y * height, view.top, view.height, height),
    ):
        margin = SAFE * length
        is_reached = low + margin - 1e-6 <= place <= low + length - margin + 1e-6
        at_the_edge = min(place, whole - place) <= margin + 1e-6
        assert is_reached or (at_the_edge and low - 1e-6 <= place <= low + length + 1e-6)


def test_glides_differ_in_where_they_are_slow() -> None:
    def halves(glide: Glide) -> tuple[float, float]:
        return eased(0.25, glide), 1 - eased(0.75, glide)

    assert halves(Glide.EVEN) == (0.25, 0.25)
    assert halves(Glide.SOFT)[0] == halves(Glide.SOFT)[1] < 0.25
    assert halves(Glide.SLOW_START)[0] < 0.25 < halves(Glide.SLOW_START)[1]
    assert halves(Glide.SLOW_END)[1] < 0.25 < halves(Glide.SLOW_END)[0]
