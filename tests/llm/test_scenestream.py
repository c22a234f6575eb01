"""Scenes out of a stream, whatever the model does to it and however it is cut."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.llm.loosejson import Unreadable, mended, read_object
from studio.llm.scenestream import BrokenScene, Found, SceneScanner


def scanned(text: str, size: int = 0) -> list[Found]:
    scanner = SceneScanner()
    pieces = [text[n : n + size] for n in range(0, len(text), size)] if size else [text]
    found = [scene for piece in pieces for scene in scanner.feed(piece)]
    return [*found, *scanner.close()]


def said(found: list[Found]) -> list[str]:
    return ["broken" if isinstance(f, BrokenScene) else str(f.get("narration")) for f in found]


GOOD = '{"title": "F", "scenes": [{"narration": "one"}, {"narration": "two"}]}'
SHAPES = {
    "plain": (GOOD, ["one", "two"]),
    "fence": (f"Here you are:\n```json\n{GOOD}\n```\nEnjoy!", ["one", "two"]),
    "prose": (f'A "quoted and [draft] use of {{title}} first. {GOOD}', ["one", "two"]),
    "array": ('[{"narration": "one"},\n{"narration": "two",}]', ["one", "two"]),
    "lines": ('{"narration": "one"}\n{"narration": "two"}\n', ["one", "two"]),
    "nested": (f'{{"plan": {GOOD}}}', ["one", "two"]),
    "signs in words": (
        r'{"scenes": [{"narration": "a } ] { \" [ \\"}, {"narration": "two"}]}',
        ['a } ] { " [ \\', "two"],
    ),
    "missing bracket": (
        '{"scenes": [{"narration": "one", "points": ["a", "b"}, {"narration": "two"}]}',
        ["broken", "two"],
    ),
    "missing brace": (
        '{"scenes": [{"narration": "one", "visual": {"a": 1}, {"narration": "two"}]}',
        ["one", "two"],
    ),
    "stray quotation mark": (
        '{"scenes": [{"narration": "he said "go", "visual": {"template": "title"}},\n'
        '{"narration": "two"}, {"narration": "three"}]}',
        ["broken", "two", "three"],
    ),
    "missing comma": (
        '{"scenes": [{"narration": "one" "title": "x"}, {"narration": "two"}]}',
        ["one", "two"],
    ),
    "cut": ('{"scenes": [{"narration": "one"}, {"narration": "tw', ["one", "broken"]),
    "items within": (
        '{"scenes": [{"narration": "one", "items": [{"label": "a"}, {"label": "b"}]}]}',
        ["one"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("size", [0, 1, 7])
def test_what_models_write_is_read(shape: str, size: int) -> None:
    text, expected = SHAPES[shape]
    assert said(scanned(text, size)) == expected


def test_a_scene_comes_out_at_its_closing_brace() -> None:
    scanner = SceneScanner()
    assert scanner.feed('{"scenes": [{"narration": "one"') == []
    assert said(scanner.feed("}")) == ["one"]
    assert scanner.feed(', {"narration"') == []


def test_a_cut_stream_is_known_for_one() -> None:
    for text, is_cut in ((GOOD, False), (GOOD[:-1], True), (GOOD[:40], True), ("Sorry.", False)):
        scanner = SceneScanner()
        scanner.feed(text)
        scanner.close()
        assert scanner.is_cut is is_cut, text


def test_what_was_read_is_let_go() -> None:
    scanner = SceneScanner()
    scanner.feed('{"scenes": [')
    for _ in range(1000):
        scanner.feed('{"narration": "' + "x" * 100 + '"},')
    assert len(scanner._text) < 200


def test_slips_are_mended_and_strings_left_alone() -> None:
    slips = """{narration: "a, } // b", "n": [1, 2,], // why
      "b": True, "c": None "d": "line
      break",}"""
    assert read_object(slips) == {
        "narration": "a, } // b",
        "n": [1, 2],
        "b": True,
        "c": None,
        "d": "line\n      break",
    }


@pytest.mark.parametrize("text", ["", "[1]", "{", '{"a": }', '{"a": "b}', "{" * 5000, "{1: 2}"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_object(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=6).filter(lambda k: k != "scenes"), inner, max_size=3)
    ),
    max_leaves=6,
)
SCENES = st.lists(
    st.fixed_dictionaries({"narration": st.text(max_size=30)}, optional={"visual": JSON}),
    max_size=4,
)


@given(SCENES, st.booleans(), st.lists(st.integers(1, 9), min_size=1, max_size=20))
def test_any_cutting_gives_the_same_scenes(
    scenes: list[dict[str, Any]], is_ascii: bool, sizes: list[int]
) -> None:
    text = f"Well:\n{json.dumps({'title': 'x', 'scenes': scenes}, ensure_ascii=is_ascii)}\nDone."
    scanner, found, place = SceneScanner(), list[Found](), 0
    while place < len(text):
        size = sizes[place % len(sizes)]
        found += scanner.feed(text[place : place + size])
        place += size
    assert [*found, *scanner.close()] == scenes
    assert not scanner.is_cut


@given(st.text(alphabet='{}[]",:\\ a\n', max_size=60), st.integers(1, 9))
def test_rubbish_is_survived_and_cut_anyhow_alike(text: str, size: int) -> None:
    assert scanned('{"scenes": [' + text, size) == scanned('{"scenes": [' + text)


@given(SCENES.filter(bool), st.data())
def test_a_cut_stream_keeps_what_came(scenes: list[dict[str, Any]], data: st.DataObject) -> None:
    text = json.dumps({"scenes": scenes})
    cut = data.draw(st.integers(0, len(text)))
    whole = [f for f in scanned(text[:cut]) if not isinstance(f, BrokenScene)]
    assert whole == scenes[: len(whole)]


@given(JSON)
def test_mending_changes_nothing_that_is_whole(value: Any) -> None:
    assert json.loads(mended(json.dumps({"v": value}))) == {"v": value}
