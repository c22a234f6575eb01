from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.errors import UnreadableInput
from studio.graphics.svg import svg_picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'


def drawn(source: str) -> np.ndarray:
    picture = np.frombuffer(svg_picture(source.encode(), "A logo"), np.uint8)
    return np.asarray(cv2.imdecode(picture, cv2.IMREAD_UNCHANGED))


def test_shapes_are_drawn_on_a_clear_ground() -> None:
    pixels = drawn(f'{HEAD}<rect width="20" height="20" fill="#ff0000"/></svg>')
    assert pixels.shape == (512, 1024, 4)
    assert tuple(pixels[256, 100]) == (0, 0, 255, 255)
    assert pixels[256, 900, 3] == 0


def test_words_are_set_where_they_stand() -> None:
    word = '<text x="{}" y="15" font-size="16" font-weight="700" fill="#0000ff">N</text>'
    left, right = (drawn(f"{HEAD}{word.format(x)}</svg>")[..., 3] for x in (2, 26))
    assert left[:, :512].sum() > 1_000_000
    assert left[:, 700:].sum() == 0
    assert right[:, 512:].sum() > 1_000_000
    assert right[:, :300].sum() == 0


def test_classes_of_drawing_programs_become_colours() -> None:
    source = f'{HEAD}<style>.st0{{fill:#00ff00}}</style><path class="st0" d="M0 0h40v20H0z"/></svg>'
    assert tuple(drawn(source)[256, 512]) == (0, 255, 0, 255)
    inline = '<svg viewbox="0 0 40 20"><path style="fill:currentColor" d="M0 0h40v20H0z"/></svg>'
    assert tuple(drawn(inline)[256, 512]) == (0, 0, 0, 255)


def test_nothing_in_a_drawing_leads_outside() -> None:
    source = (
        f'{HEAD}<image href="file:///etc/hostname" width="40" height="20"/>'
        '<script>alert(1)</script><rect width="40" height="20" fill="url(http://10.0.0.1/a)"/></svg>'
    )
    assert drawn(source).shape == (512, 1024, 4)


def test_what_would_go_on_without_an_end_is_taken_out() -> None:
    chain = "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 20 + "</g>" for n in range(12))
    assert drawn(f'{HEAD}<defs>{chain}</defs><use href="#g0"/></svg>')[..., 3].sum() == 0


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<svg",
        "<p>no</p>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        HEAD + "<g>" * 3 + "</svg>",
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + HEAD + "</svg>",
        HEAD + "<rect/>" * 5000 + "</svg>",
        '<svg viewBox="0 0 1e9 1"/>',
    ],
)
def test_what_is_no_drawing_is_told(source: str) -> None:
    with pytest.raises(UnreadableInput):
        svg_picture(source.encode(), "A logo")


@given(st.text(alphabet='<>/="# svgpathdMz0123456789.-textusehrfi', max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_drawing_breaks_it(inner: str) -> None:
    try:
        made = svg_picture((HEAD + inner + "</svg>").encode(), "A logo")
    except UnreadableInput:
        return
    assert made.startswith(b"\x89PNG")
