"""A web page as a tree that can be asked: texts as they are read, places as selectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studio.domain.site import Found

MAX_CHARACTERS = 3_000_000
MAX_NODES = 1500
MOST_PARTS = 400
MAX_DEPTH = 80
_SILENT = "script, style, noscript, template, iframe, object, [hidden], [aria-hidden=true] > svg"
_BLOCK_NAMES = (
    "address article aside blockquote body button caption cite dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p "
    "pre section summary table td th tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BREAK = "\x02"
_AROUND = frozenset({"nav", "footer", "header", "aside", "form", "dialog"})
_ODD_NAME = re.compile(r"\d{4,}|[^\w-]|^(?:css|sc|jsx|svelte)-", re.IGNORECASE)


_OPENED = re.compile(r"<(?:b|i|a|u|em|strong|font|small|span|div|section|article)\b", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:b|i|a|u|em|strong|font|small|span|div|section|article)\b", re.I)
MAX_UNCLOSED = 1500


def is_bottomless(html: str) -> bool:
    """True for a page of elements that lie in each other without an end.

    Browsers' own rules for such pages take a time that grows with the square of the depth.
    """
    return len(_OPENED.findall(html)) - len(_CLOSED.findall(html)) > MAX_UNCLOSED


class Page:
    """One page at `url`. Scripts, styles and what is hidden are gone; `raw` has them still."""

    def __init__(self, html: str, url: str) -> None:
        self.url = url
        self.raw = LexborHTMLParser(html[:MAX_CHARACTERS])
        self.tree = LexborHTMLParser(html[:MAX_CHARACTERS])
        for node in self.tree.css(_SILENT):
            if node.tag not in ("html", "body", "head", "main"):
                node.decompose()

    @cached_property
    def base(self) -> str:
        """What addresses on the page are relative to."""
        node = self.raw.css_first("base[href]")
        return urljoin(self.url, attribute(node, "href")) if node else self.url

    @cached_property
    def main(self) -> LexborNode | None:
        """The element that holds what the page is about."""
        return self.tree.css_first("main, [role=main]") or self.tree.body

    @cached_property
    def text(self) -> str:
        """All that can be read on the page."""
        return text_of(self.tree.body, MAX_CHARACTERS) if self.tree.body else ""

    def css(self, selector: str) -> list[LexborNode]:
        """The elements of a selector, in the order of the page, below a limit."""
        return self.tree.css(selector)[:MAX_NODES]

    def address(self, link: str) -> str:
        """A link of the page as a whole web address; "" for one that is none."""
        try:
            whole = urljoin(self.base, link.strip())
            is_web = urlsplit(whole).scheme in ("http", "https")
        except ValueError:
            return ""
        return whole[:2000] if is_web else ""

    def meta(self, *names: str) -> Found:
        """The first of these meta elements that says something."""
        for name in names:
            node = self.raw.css_first(f'meta[name="{name}" i], meta[property="{name}" i]')
            content = squeezed(attribute(node, "content")) if node else ""
            if content:
                return Found(text=content[:600], url=self.url, place=f'meta[name="{name}"]')
        return Found()

    def found(self, node: LexborNode, text: str = "") -> Found:
        """The text of an element, or `text` from it, with its place."""
        said = (text or text_of(node))[:2000]
        return Found(text=said, url=self.url, place=place_of(node)) if said else Found()


def attribute(node: LexborNode | None, name: str) -> str:
    """An attribute's value; "" where there is none."""
    return (node.attributes.get(name) or "") if node is not None else ""


def squeezed(text: str) -> str:
    """`text` on one line, without what cannot be seen."""
    return re.sub(r"[\s\u200b\u00ad\ufeff]+", " ", text).strip()


def text_of(node: LexborNode, most: int = MOST_PARTS) -> str:
    """The text of an element as it is read: blocks apart, what stands in a line together.

    Only the first `most` parts of it are looked at: elements that lie in each other by the
    thousand would take forever to ask one by one.
    """
    pieces: list[str] = []
    stack: list[LexborNode | str] = [node]
    while stack and most > 0:
        item = stack.pop()
        most -= 1
        if isinstance(item, str):
            pieces.append(item)
            continue
        if item.tag == "-text":
            pieces.append(item.text_content or "")
            continue
        if item.tag == "br":
            pieces.append(_BREAK)
            continue
        if item.tag in _BLOCKS:
            pieces.append(" ")
            stack.append(" ")
        stack.extend(reversed(list(item.iter(include_text=True))))
    return _unbroken(squeezed("".join(pieces)))


def _unbroken(text: str) -> str:
    """A line that was broken by hand ends a sentence where the next one begins anew."""
    stopped = re.sub(rf"(?<=[\w)\"”])\s*{_BREAK}\s*(?=[A-ZÀ-Þ0-9])", ". ", text)
    return squeezed(stopped.replace(_BREAK, " "))


def place_of(node: LexborNode) -> str:
    """A short selector for an element: from the nearest ancestor with an id, at most five steps."""
    steps: list[str] = []
    for element in (node, *ancestors(node)):
        if element.tag in ("html", "body", "-undef"):
            break
        name = attribute(element, "id")
        if name and not _ODD_NAME.search(name):
            steps.append(f"{element.tag}#{name}")
            break
        steps.append(_step(element))
        if len(steps) == 5:
            break
    return " > ".join(reversed(steps))[:400]


def _step(node: LexborNode) -> str:
    names = [name for name in attribute(node, "class").split() if not _ODD_NAME.search(name)]
    if names:
        return f"{node.tag}.{names[0]}"
    before = 0
    sibling = node.prev
    while sibling is not None and before < 200:
        before += sibling.tag == node.tag
        sibling = sibling.prev
    return f"{node.tag}:nth-of-type({before + 1})" if before else str(node.tag)


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around an element, the nearest first, as far as pages that mean well go."""
    parent = node.parent
    for _ in range(MAX_DEPTH):
        if parent is None or parent.tag in ("-undef", "-document", None):
            return
        yield parent
        parent = parent.parent


def is_around(node: LexborNode) -> bool:
    """True for what stands around the content: menus, headers, footers, forms."""
    return node.tag in _AROUND or any(element.tag in _AROUND for element in ancestors(node))


def elements(node: LexborNode) -> list[LexborNode]:
    """The child elements of an element."""
    return list(node.iter(include_text=False))


def is_within(node: LexborNode, tags: frozenset[str]) -> bool:
    """True when an element stands inside one of these."""
    return any(element.tag in tags for element in ancestors(node))
