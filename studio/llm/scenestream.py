"""Scenes out of a model's text while it is still being written, each at its closing brace.

Models wrap JSON in fences and friendly sentences, write one object a line, forget a comma or a
brace, and stop in the middle. The scanner follows strings and brackets, so that whatever is
whole comes out at once, and one broken scene costs none of the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from studio.llm.loosejson import Unreadable, read_object

LIST_KEY = "scenes"
ATTEMPTS = 40
_OPENING = {"}": "{", "]": "["}
_SIGNS_OF_A_SCENE = re.compile(r"[\"'](?:narration|visual|template|words|headline)[\"']\s*:")
_NEXT_OBJECT = re.compile(r"[\s,\[}]\{\s*\"")
_BEFORE_SPACE = re.compile(r"\S(?=\s*$)")


@dataclass(frozen=True)
class BrokenScene:
    """The text of a scene that cannot be read, and why; `is_cut` when the stream ended in it."""

    text: str
    reason: str
    is_cut: bool = False


Found = dict[str, Any] | BrokenScene


@dataclass
class _Open:
    """A bracket that waits for its other half: where it stands, and the key it is the value of."""

    bracket: str
    at: int
    key: str = ""
    is_scene: bool = False


@dataclass
class SceneScanner:
    """Feed it text as it comes; it gives back each object of the list named `key`.

    Without such a list it takes the objects of a bare array, or whole objects one after
    another. How the text is cut into pieces makes no difference. Every character is looked
    once, and what lies before the scene at hand is let go. `is_cut` is known after `close`:
    True when the text ended in the middle.
    """

    key: str = LIST_KEY
    is_cut: bool = False
    _text: str = ""
    _place: int = 0
    _in_string: bool = False
    _is_escaped: bool = False
    _string_at: int = 0
    _said: str = ""
    _name: str = ""
    _stack: list[_Open] = field(default_factory=list)
    _has_list: bool = False
    _found: list[Found] = field(default_factory=list)

    def feed(self, text: str) -> list[Found]:
        """The scenes that are complete with this piece of text."""
        self._text += text
        while self._place < len(self._text):
            self._take(self._text[self._place])
            self._place += 1
        self._let_go()
        found, self._found = self._found, []
        return found

    def close(self) -> list[Found]:
        """What is left when the stream is over: scenes behind a broken one, and a cut one."""
        self.is_cut = bool(self._stack)
        scene = next((part for part in self._stack if part.is_scene), None)
        if scene is None:
            return []
        rest, self._stack = self._text[scene.at :], []
        found, self.is_cut = _rescued(rest, self.key)
        return found

    def _take(self, sign: str) -> None:
        if self._in_string:
            self._in_word(sign)
        elif sign == '"' and self._stack:
            self._in_string, self._string_at = True, self._place + 1
        elif sign in "{[":
            self._open(sign)
        elif sign in "}]":
            self._close(sign)
        elif sign == ":":
            self._name = self._said
        elif sign == ",":
            self._name = self._said = ""

    def _in_word(self, sign: str) -> None:
        if self._is_escaped:
            self._is_escaped = False
        elif sign == "\\":
            self._is_escaped = True
        elif sign == '"':
            self._in_string = False
            self._said = self._text[self._string_at : self._place]

    def _open(self, sign: str) -> None:
        if sign == "{" and self._stack and self._stack[-1].is_scene and not self._name:
            self._break_off()
        name, self._name, self._said = self._name, "", ""
        is_scene = sign == "{" and self._is_among_scenes()
        if sign == "[" and name == self.key:
            self._begin_list()
        self._stack.append(_Open(sign, self._place, name, is_scene))

    def _begin_list(self) -> None:
        """The scenes are in here: what was taken for one around it holds them."""
        self._has_list = True
        for part in self._stack:
            part.is_scene = False

    def _break_off(self) -> None:
        """An object begins where a member should: the scene before it was never closed."""
        broken = self._stack.pop()
        self._keep(self._text[broken.at : self._place].rstrip(", \n\r\t") + "}")

    def _is_among_scenes(self) -> bool:
        """True where an object that opens here is a scene."""
        if not self._stack:
            return not self._has_list
        last = self._stack[-1]
        if last.bracket != "[":
            return False
        return last.key == self.key or (len(self._stack) == 1 and not self._has_list)

    def _close(self, sign: str) -> None:
        """Close the bracket that `sign` belongs to, and those left open within it."""
        if not any(part.bracket == _OPENING[sign] for part in self._stack):
            return
        while self._stack:
            part = self._stack.pop()
            is_right = part.bracket == _OPENING[sign]
            if part.is_scene:
                self._end_scene(part, is_right)
            if is_right:
                break
        self._name = self._said = ""

    def _end_scene(self, part: _Open, is_right: bool) -> None:
        text = (
            self._text[part.at : self._place + 1] if is_right else self._text[part.at : self._place]
        )
        is_root = not self._stack
        if is_root and (self._has_list or not _SIGNS_OF_A_SCENE.search(text)):
            return
        self._keep(text)

    def _keep(self, text: str) -> None:
        try:
            self._found.append(read_object(text))
        except Unreadable as fault:
            self._found.append(BrokenScene(text, str(fault)))

    def _let_go(self) -> None:
        """Forget the text before what is still needed."""
        needed = [part.at for part in self._stack if part.is_scene]
        if self._in_string:
            needed.append(self._string_at)
        keep = min(needed, default=self._place)
        if not keep:
            return
        self._text = self._text[keep:]
        self._place -= keep
        self._string_at -= keep
        for part in self._stack:
            part.at -= keep


def _rescued(rest: str, key: str) -> tuple[list[Found], bool]:
    """A scene without an end and those that a stray quotation mark in it hid; is it cut?

    An object of another scene begins after a comma or a line, never after a colon.
    """
    for match in islice(_NEXT_OBJECT.finditer(rest), ATTEMPTS):
        before = _BEFORE_SPACE.search(rest[: match.start() + 1])
        if before and before.group() in ":[":
            continue
        scanner = SceneScanner(key)
        later = [*scanner.feed("[" + rest[match.start() + 1 :]), *scanner.close()]
        if any(isinstance(found, dict) and _is_scene(found) for found in later):
            text = rest[: match.start() + 1].rstrip(", \n\r\t")
            return [BrokenScene(text, "a string in it has no end"), *later], scanner.is_cut
    return [BrokenScene(rest, "it broke off", is_cut=True)], True


def _is_scene(found: dict[str, Any]) -> bool:
    return bool({"narration", "visual", "template", "words"} & found.keys())
