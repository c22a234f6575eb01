from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.graphics.paths import path_of


@pytest.mark.parametrize(
    "data",
    [
        "M0 0 L10 0 L10 10 L0 10 Z",
        "m0,0 h10 v10 h-10 z",
        "M0 0H10V10H0Z",
        "M0 0 10 0 10 10 0 10z",
        "M0 5 A5 5 0 0 1 10 5 A5 5 0 0 1 0 5 Z",
        "M0 0 C0 0 10 0 10 0 S10 10 10 10 L0 10Z",
    ],
)
def test_every_command_is_followed(data: str) -> None:
    bounds = path_of(data).computeTightBounds()
    assert bounds.left() == pytest.approx(0, abs=0.01)
    assert bounds.right() == pytest.approx(10, abs=1.6)
    assert bounds.bottom() == pytest.approx(10, abs=0.1)


def test_a_smooth_curve_mirrors_the_handle_before_it() -> None:
    bounds = path_of("M0 0 Q5 0 10 0 T10 10").computeTightBounds()
    assert bounds.right() == pytest.approx(12.5)
    assert path_of("M0 0 Q5 0 10 0 L10 0 T10 10").computeTightBounds().right() == 10


@given(st.text("MmLlHhVvCcSsQqTtAaZz 0123456789.,-e", max_size=80))
def test_any_text_gives_a_path(data: str) -> None:
    """The same one every time; without a first place to go to it has no more than moves."""
    path = path_of(data)
    assert path == path_of(data)
    assert path.countVerbs() <= 1 + len(data)
    if not any(letter.isalpha() for letter in data):
        assert path.isEmpty()
