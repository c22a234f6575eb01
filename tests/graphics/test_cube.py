"""Colour tables: what stands in .cube files, and what is said of those that are wrong."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.errors import UnreadableInput
from studio.graphics.cube import Cube, parse_cube

IDENTITY = "LUT_3D_SIZE 2\n0 0 0\n1 0 0\n0 1 0\n1 1 0\n0 0 1\n1 0 1\n0 1 1\n1 1 1\n"


def _colours(count: int = 50) -> np.ndarray:
    return np.random.default_rng(3).random((count, 3), dtype=np.float32)


def test_an_identity_leaves_colours_alone() -> None:
    cube = parse_cube(IDENTITY, "a.cube")

    assert np.allclose(cube.at(_colours()), _colours(), atol=1e-6)


def test_red_changes_fastest() -> None:
    swapped = IDENTITY.replace("1 0 0", "x").replace("0 0 1", "1 0 0").replace("x", "0 0 1")

    assert parse_cube(swapped, "a").at(np.array([[1, 0, 0]], np.float32)).tolist() == [[0, 0, 1]]


def test_what_real_files_have_is_read() -> None:
    text = (
        f'\ufeff# made by hand\nTITLE "Two # words"\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n{IDENTITY}'
    )

    cube = parse_cube(text, "a.cube")

    assert cube.high == (2.0, 2.0, 2.0)
    assert np.allclose(cube.at(_colours()), _colours() / 2, atol=1e-6)


def test_curves_become_a_table() -> None:
    cube = parse_cube("LUT_1D_SIZE 3\n0 0 0\n0.25 0.5 0.5\n1 1 0.5\n", "a.cube")

    found = cube.at(np.array([[0.5, 0.25, 1.0]], np.float32))

    assert np.allclose(found, [[0.25, 0.25, 0.5]], atol=1e-3)


WRONG = {
    "": "says no size",
    "0 0 0\n": "says no size",
    "LUT_3D_SIZE 2\n0 0 0\n": "1 colours in place of 8",
    "LUT_3D_SIZE 900\n": "line 1 says no size",
    "LUT_3D_SIZE two\n": "line 1 says no size",
    "LUT_3D_SIZE 2\n0 0\n": "line 2 does not hold 3 numbers",
    "LUT_3D_SIZE 2\nred green blue\n": "line 2 holds something else",
    "LUT_3D_SIZE 2\nnan 0 0\n": "line 2 does not hold 3 numbers",
    "LUT_1D_SIZE 2\nLUT_3D_SIZE 2\n": "two sizes",
    f"DOMAIN_MIN 1 1 1\n{IDENTITY}": "domain is empty",
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_said(text: str) -> None:
    with pytest.raises(UnreadableInput, match=WRONG[text]) as told:
        parse_cube(text, "mine.cube")

    assert "mine.cube" in str(told.value)


WORDS = st.sampled_from(["LUT_3D_SIZE", "LUT_1D_SIZE", "DOMAIN_MAX", "TITLE", "2", "0.5", "-1e9"])


@given(st.lists(st.lists(WORDS | st.text(max_size=6), max_size=5).map(" ".join), max_size=12))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_table_or_a_kind_word(lines: list[str]) -> None:
    try:
        cube = parse_cube("\n".join(lines), "a.cube")
    except UnreadableInput:
        return
    assert isinstance(cube, Cube)
    assert np.isfinite(cube.at(_colours(4))).all()
