"""Which declarations an element has in the end: a small cascade, enough for colours and fonts.

Specificity and order decide, as in CSS Cascading and Inheritance Level 4; states such as
`:hover` and elements such as `::before` are left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode, SelectolaxError

from studio.web.sheets import Rule
from studio.web.tree import Page, ancestors, attribute

INHERITED = frozenset({"color", "font-family", "font"})
_KEPT = frozenset(
    {
        "color",
        "background",
        "background-color",
        "background-image",
        "font",
        "font-family",
        "border-radius",
        "border-color",
        "border-left",
        "border",
        "border-top",
        "border-bottom",
        "text-transform",
        "fill",
    }
)
_STATE = re.compile(
    r"::?(?:hover|focus|active|visited|disabled|before|after|placeholder|selection|"
    r"marker|target|checked|invalid|backdrop|-webkit-|-moz-|focus-)"
)
_ID, _CLASS, _TAG = (
    r"#[\w-]+",
    r"\.[\w-]+|\[[^\]]*\]|:(?!:|not|is|where)[\w-]+",
    r"(?:^|[\s>+~])[a-z]",
)
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_PRESENTED = (
    ("[bgcolor]", "background-color", "bgcolor"),
    ("body[text]", "color", "text"),
    ("font[color]", "color", "color"),
)
MAX_VARIABLE_DEPTH = 12

Weight = tuple[bool, tuple[int, int, int], int]


@dataclass(frozen=True)
class Declared:
    """A value and where its rule stands."""

    value: str
    place: str


class Cascade:
    """The rules of one page, ready to be asked about its elements."""

    def __init__(self, page: Page, rules: Sequence[Rule]) -> None:
        self._variables: dict[str, str] = {}
        self._own: dict[int, dict[str, tuple[Weight, Declared]]] = {}
        self._keep: list[LexborNode] = []
        self._presented(page)
        for order, rule in enumerate(rules):
            self._take(page, rule, order)
        for node in page.tree.css("[style]")[:3000]:
            self._inline(node, len(rules))

    @property
    def variables(self) -> dict[str, str]:
        """Custom properties of the whole page, as written."""
        return self._variables

    def own(self, node: LexborNode, name: str) -> Declared | None:
        """What an element itself is given, with its variables put in."""
        found = self._own.get(node.mem_id, {}).get(name)
        if found is None:
            return None
        return Declared(self.resolved(found[1].value), found[1].place)

    def of(self, node: LexborNode, name: str) -> Declared | None:
        """What an element has, of its own or from those around it where CSS hands it down."""
        found = self.own(node, name)
        if found is not None and found.value not in ("inherit", "unset", "currentcolor"):
            return found
        if name not in INHERITED:
            return found
        for element in ancestors(node):
            found = self.own(element, name)
            if found is not None and found.value not in ("inherit", "unset", "currentcolor"):
                return found
        return None

    def resolved(self, value: str, depth: int = 0) -> str:
        """A value with every `var()` replaced; one that is not there by its fallback."""
        if depth > MAX_VARIABLE_DEPTH or "var(" not in value or len(value) > 4000:
            return value
        put = _VAR.sub(lambda m: self._variables.get(m[1], (m[2] or "").strip()), value)
        return self.resolved(put, depth + 1)

    def _take(self, page: Page, rule: Rule, order: int) -> None:
        for name, value, _ in rule.declarations:
            is_root = re.fullmatch(r":root|html|body|:host|\*|:where\(:root\)", rule.selector)
            if name.startswith("--") and is_root:
                self._variables[name] = value
        kept = [part for part in rule.declarations if part[0] in _KEPT]
        if not kept or _STATE.search(rule.selector):
            return
        weight = _specificity(rule.selector)
        for node in _matched(page, rule.selector):
            self._keep.append(node)
            for name, value, is_important in kept:
                place = f"{rule.place} {{{rule.selector}}}"
                self._put(node, name, (is_important, weight, order), Declared(value, place[:400]))

    def _presented(self, page: Page) -> None:
        """Colours in attributes, as pages wrote them before style sheets: weaker than any rule."""
        weakest: Weight = (False, (-1, 0, 0), -1)
        for selector, name, key in _PRESENTED:
            for node in page.tree.css(selector)[:400]:
                self._keep.append(node)
                value = attribute(node, key)
                self._put(node, name, weakest, Declared(value, f"{node.tag}[{key}]"))
        colour = attribute(page.tree.body, "link")
        for node in page.tree.css("a")[:400] if colour else ():
            self._keep.append(node)
            self._put(node, "color", weakest, Declared(colour, "body[link]"))

    def _inline(self, node: LexborNode, order: int) -> None:
        self._keep.append(node)
        for part in attribute(node, "style").split(";"):
            name, _, value = part.partition(":")
            if name.strip().lower() in _KEPT and value.strip():
                weight: Weight = (False, (1000, 0, 0), order)
                self._put(node, name.strip().lower(), weight, Declared(value.strip(), "style"))

    def _put(self, node: LexborNode, name: str, weight: Weight, declared: Declared) -> None:
        own = self._own.setdefault(node.mem_id, {})
        if name not in own or own[name][0] <= weight:
            own[name] = (weight, declared)


def _matched(page: Page, selector: str) -> list[LexborNode]:
    plain = {":root": "html", "*": "body"}.get(selector, selector)
    try:
        return page.tree.css(plain)[:400]
    except (SelectolaxError, ValueError):
        return []


def _specificity(selector: str) -> tuple[int, int, int]:
    bare = re.sub(r":where\([^)]*\)", "", selector)
    return (
        len(re.findall(_ID, bare)),
        len(re.findall(_CLASS, bare)),
        len(re.findall(_TAG, bare, re.IGNORECASE)),
    )
