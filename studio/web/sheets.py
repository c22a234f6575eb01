"""The style sheets of a page as rules, in the order browsers apply them; broken ones as far as
they go."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import tinycss2
from selectolax.lexbor import LexborNode

from studio.web.tree import Page, attribute

MAX_SHEETS = 16
MAX_DEPTH = 4
MAX_RULES = 6000
MAX_CHARACTERS = 2_000_000
_SKIPPED_MEDIA = re.compile(
    r"\bprint\b|prefers-color-scheme\s*:\s*dark|max-width\s*:\s*(?:[1-7]?\d{1,2})px|\bspeech\b",
    re.IGNORECASE,
)

Load = Callable[[str], Awaitable[str]]


@dataclass(frozen=True)
class Rule:
    """A selector, its declarations (lower-case names, values as written), and where it stands."""

    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    place: str


async def rules_of(page: Page, load: Load) -> tuple[Rule, ...]:
    """Every rule of a page: linked sheets, what they import, and its own style elements.

    `load` gives the text of a sheet's address; "" for one that cannot be had.
    """
    loader = _Loader(load)
    nodes = page.raw.css("link[rel~=stylesheet i][href], style")[:MAX_SHEETS]
    sheets = await asyncio.gather(*(loader.of_node(page, node) for node in nodes))
    return tuple(rule for sheet in sheets for rule in sheet)[:MAX_RULES]


class _Loader:
    """Loads sheets, each once, and counts them."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._seen: set[str] = set()

    async def of_node(self, page: Page, node: LexborNode) -> list[Rule]:
        if _SKIPPED_MEDIA.search(attribute(node, "media")):
            return []
        if node.tag == "style":
            return await self._rules(node.text() or "", page.base, "style", 0)
        return await self._linked(page.address(attribute(node, "href")), 0)

    async def _linked(self, url: str, depth: int) -> list[Rule]:
        if not url or url in self._seen or len(self._seen) >= MAX_SHEETS or depth > MAX_DEPTH:
            return []
        self._seen.add(url)
        return await self._rules(await self._load(url), url, url, depth)

    async def _rules(self, text: str, base: str, place: str, depth: int) -> list[Rule]:
        parsed = tinycss2.parse_stylesheet(
            text[:MAX_CHARACTERS], skip_comments=True, skip_whitespace=True
        )
        imported = [urljoin(base, url) for url in _imports(parsed)]
        before = await asyncio.gather(*(self._linked(url, depth + 1) for url in imported))
        return [rule for rules in before for rule in rules] + list(_flat(parsed, place))


def _imports(parsed: list[object]) -> Iterator[str]:
    for rule in parsed:
        if getattr(rule, "at_keyword", "").lower() != "import":
            continue
        prelude = [part for part in rule.prelude if part.type != "whitespace"]  # type: ignore[attr-defined]
        if not prelude or _SKIPPED_MEDIA.search(tinycss2.serialize(prelude[1:])):
            continue
        first = prelude[0]
        if first.type in ("string", "url"):
            yield first.value
        elif first.type == "function" and first.lower_name == "url" and first.arguments:
            yield getattr(first.arguments[0], "value", "")


def _flat(parsed: list[object], place: str, depth: int = 0) -> Iterator[Rule]:
    """Rules with those inside of media queries that a large light screen meets."""
    for rule in parsed:
        kind = getattr(rule, "type", "")
        if kind == "qualified-rule":
            yield from _of_rule(rule, place)
        elif kind == "at-rule" and depth < MAX_DEPTH:
            yield from _inside(rule, place, depth)


def _inside(rule: object, place: str, depth: int) -> Iterator[Rule]:
    keyword = getattr(rule, "at_keyword", "").lower()
    content = getattr(rule, "content", None)
    prelude = tinycss2.serialize(getattr(rule, "prelude", ()) or ())
    if content is None or keyword not in ("media", "supports", "layer", "container"):
        return
    if keyword != "media" or not _SKIPPED_MEDIA.search(prelude):
        inner = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
        yield from _flat(inner, place, depth + 1)


def _of_rule(rule: object, place: str) -> Iterator[Rule]:
    declared = tinycss2.parse_blocks_contents(
        rule.content,  # type: ignore[attr-defined]
        skip_comments=True,
        skip_whitespace=True,
    )
    made = tuple(
        (
            part.lower_name if not part.name.startswith("--") else part.name,
            _value(part),
            part.important,
        )
        for part in declared
        if part.type == "declaration"
    )
    selectors = tinycss2.serialize(rule.prelude).strip()  # type: ignore[attr-defined]
    for selector in re.split(r",(?![^()\[\]]*[)\]])", selectors)[:60]:
        if made and selector.strip():
            yield Rule(selector.strip(), made, place)


def _value(part: object) -> str:
    return str(tinycss2.serialize(part.value).strip())  # type: ignore[attr-defined]
