"""Transitions to be looked at, and what makes them look well."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from studio.compose.joins import join, join_spec
from studio.compose.transitions import TRANSITIONS
from studio.domain.brand import Palette
from studio.domain.errors import NotFound
from studio.domain.scene import Transition
from studio.graphics.easing import Ease

GOLDEN = Path(__file__).parents[1] / "golden" / "transitions"
WIDE, TALL = (54, 96), (96, 54)
SHARES = [n / 8 for n in range(1, 8)]
SOFT = ["wipe-left", "wipe-right", "wipe-up", "wipe-down", "iris", "clock", "push", "slide"]


def _drawn(kind: str, a: np.ndarray, b: np.ndarray, share: float) -> np.ndarray:
    out = np.zeros_like(a)
    join(join_spec(Transition(kind=kind), Palette()))(a, b, share, out)
    return out


def _plain(value: int, size: tuple[int, int]) -> np.ndarray:
    frame = np.full((*size, 4), value, np.uint8)
    frame[..., 3] = 255
    return frame


def _painted(size: tuple[int, int], sky: tuple[int, ...], land: tuple[int, ...]) -> np.ndarray:
    """A sky that grows lighter, a sun, three masts and the land, drawn large and made small."""
    height, width = 4 * size[0], 4 * size[1]
    down = np.linspace(0.55, 1.25, height)[:, None, None]
    frame = np.ascontiguousarray(np.clip(np.array(sky) * down + np.zeros((1, width, 1)), 0, 255))
    frame = frame.astype(np.uint8)
    unit = min(width, height)
    cv2.circle(frame, (int(0.68 * width), int(0.36 * height)), unit // 6, (180, 225, 250), -1)
    for n, place in enumerate((0.2, 0.34, 0.5)):
        foot, top = (int(place * width), height), int((0.3 + 0.12 * n) * height)
        cv2.line(frame, foot, (foot[0], top), land, unit // 22)
    hill = (int(0.55 * width), int(1.22 * height))
    cv2.ellipse(frame, hill, (int(0.8 * width), int(0.45 * height)), 0, 0, 360, land, -1)
    small = cv2.resize(frame, size[::-1], interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_BGR2BGRA)


def _strip(kind: str, size: tuple[int, int]) -> np.ndarray:
    """Seven frames beside one another, RGB."""
    evening = _painted(size, (120, 70, 40), (36, 22, 18))
    morning = _painted(size, (90, 150, 235), (60, 96, 40))
    if size == TALL:
        evening, morning = (np.ascontiguousarray(p[:, ::-1]) for p in (morning, evening))
    frames = [_drawn(kind, evening, morning, share)[..., 2::-1] for share in SHARES]
    return np.hstack([np.pad(frame, ((0, 0), (1, 1), (0, 0))) for frame in frames])


@pytest.mark.parametrize("kind", TRANSITIONS)
def test_golden_strips(kind: str) -> None:
    """Wide frames over tall ones, kept in 256 colours: hence a mean difference of up to 2 levels.

    Delete a strip to have it made anew, and look at it.
    """
    wide, tall = _strip(kind, WIDE), _strip(kind, TALL)
    gap = (wide.shape[1] - tall.shape[1]) // 2
    drawn = np.vstack([wide, np.pad(tall, ((2, 0), (gap, gap), (0, 0)))])

    golden = GOLDEN / f"{kind}.png"
    if not golden.exists():
        Image.fromarray(drawn).quantize(256, dither=Image.Dither.NONE).save(golden, optimize=True)
    wanted = np.asarray(Image.open(golden).convert("RGB")).astype(int)
    off = np.abs(drawn - wanted)
    assert off.mean() <= 2
    assert (off > 24).mean() < 0.002


def test_no_golden_strip_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.png")} == set(TRANSITIONS)


@pytest.mark.parametrize("kind", SOFT)
def test_edges_are_soft(kind: str) -> None:
    """From black to white no pixel stands beside another that is much lighter."""
    size = (270, 480)
    black, white = _plain(0, size), _plain(255, size)
    for share in (0.3, 0.5, 0.7):
        drawn = _drawn(kind, black, white, share)[..., 0].astype(int)
        steepest = max(np.abs(np.diff(drawn, axis=axis)).max() for axis in (0, 1))
        assert 0 < steepest <= 110, share


@pytest.mark.parametrize("kind", [name for name in TRANSITIONS if name != "cut"])
def test_it_goes_without_a_jump(kind: str) -> None:
    """From one frame to the next of sixty no more changes than a quarter of the whole."""
    black, white = _plain(0, (54, 96)), _plain(255, (54, 96))
    means = [_drawn(kind, black, white, n / 60)[..., :3].mean() for n in range(61)]
    assert np.abs(np.diff(means)).max() <= 64


@pytest.mark.parametrize("kind", ["push", "whip-pan", "zoom-through", "blur"])
def test_motion_is_blurred(kind: str) -> None:
    """In the middle, stripes a few pixels wide have gone soft."""
    stripes = _plain(0, (270, 480))
    stripes[:, ::6, :3] = stripes[:, 1::6, :3] = stripes[:, 2::6, :3] = 255
    drawn = _drawn(kind, stripes, stripes, 0.5)[..., 0].astype(float)
    assert drawn[:, -80:].std() < 0.6 * stripes[..., 0].std()


@pytest.mark.parametrize(
    ("kind", "colour"), [("dip-to-black", 0), ("dip-to-white", 255), ("dip-to-brand", None)]
)
def test_a_dip_shows_nothing_but_its_colour_in_the_middle(kind: str, colour: int | None) -> None:
    palette = Palette(accent="#10A0F0")
    out = _plain(9, WIDE)
    join(join_spec(Transition(kind=kind), palette))(_plain(40, WIDE), _plain(200, WIDE), 0.5, out)
    wanted = [0xF0, 0xA0, 0x10] if colour is None else [colour] * 3
    assert (out[..., :3] == wanted).all()


def test_light_leaks_warmly() -> None:
    drawn = _drawn("light-leak", _plain(60, WIDE), _plain(60, WIDE), 0.5)[..., :3]
    blue, green, red = drawn.reshape(-1, 3).mean(axis=0)
    assert red > green > blue > 40


def test_an_easing_says_how_far_it_has_come() -> None:
    black, white, out = _plain(0, WIDE), _plain(255, WIDE), _plain(9, WIDE)
    asked = Transition(kind="crossfade", easing="in")

    join(join_spec(asked, Palette()))(black, white, 0.5, out)

    assert out[0, 0, 0] == round(255 / 8)


@pytest.mark.parametrize("easing", Ease)
@pytest.mark.parametrize("kind", TRANSITIONS)
def test_no_easing_goes_too_far(kind: str, easing: Ease) -> None:
    black, white = _plain(0, (18, 32)), _plain(255, (18, 32))
    drawn = join(join_spec(Transition(kind=kind, easing=easing), Palette()))
    out = _plain(9, (18, 32))
    for share, wanted in ((0.0, black), (1.0, white)):
        drawn(black, white, share, out)
        assert np.array_equal(out, wanted)
    drawn(black, white, 0.93, out)


def test_an_easing_nobody_has_is_named() -> None:
    with pytest.raises(NotFound, match="wobble"):
        join_spec(Transition(kind="push", easing="wobble"), Palette())


def test_people_can_tell_them_apart() -> None:
    titles = [transition.title for transition in TRANSITIONS.values()]
    assert len(set(titles)) == len(titles) >= 14
    assert all(0.3 <= t.seconds <= 1.5 for name, t in TRANSITIONS.items() if name != "cut")
    assert TRANSITIONS["cut"].seconds == 0
