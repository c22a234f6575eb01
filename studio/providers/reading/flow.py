"""From lines as they stand on pages to paragraphs and headings, as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BULLET = re.compile(r"^\s*[•‣◦▪●○■–—·]\s+")
_PAGE_NUMBER = re.compile(
    r"^(?:page|seite|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:[-–—/]|of|von)?\s*\d{0,4}$", re.I
)
_HEADING_SCALE = 1.12
_TITLE_SCALE = 1.6
_HEADING_WORDS = 16
_GAP_SCALE = 1.35
_EDGE_LINES = 2
_OFTEN = 0.5
_FEW_PAGES = 3
_SMALL_SCALE = 0.95
_SHORT_SCALE = 0.6
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "-"})


@dataclass(frozen=True)
class Line:
    """One line of a page: its words, its height above the page's foot and its letters' size.

    `height` and `size` are in points.
    """

    text: str
    height: float
    size: float


def flowing(pages: Sequence[Sequence[Line]]) -> str:
    """The pages as one Markdown text: paragraphs whole, headings marked, page furniture gone.

    Large letters make a heading; a wide gap, or a line that ends early, ends a paragraph.
    Headers and footers are the lines at the edge of pages that come back on most of them, and
    page numbers.
    """
    kept = without_furniture(pages)
    body = _body_size(kept)
    blocks: list[str] = []
    for page in kept:
        for block, is_begun in _blocks(page, body):
            if blocks and is_begun and _goes_on(blocks[-1], block):
                blocks[-1] = _joined(blocks[-1], block)
            else:
                blocks.append(block)
    return "\n\n".join(blocks).replace("\n\n- ", "\n- ").translate(_LIGATURES)


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without headers, footers and page numbers."""
    seen = Counter(words for page in pages for words in {_key(line) for line in _edges(page)})
    often = max(2, len(pages) * _OFTEN)
    small = _body_size(pages) * (_SMALL_SCALE if len(pages) < _FEW_PAGES else 100)

    def is_furniture(page: Sequence[Line], line: Line) -> bool:
        if line not in _edges(page):
            return False
        is_repeated = line.size < small and seen[_key(line)] >= often
        return is_repeated or bool(_PAGE_NUMBER.match(line.text.strip()))

    return [[line for line in page if not is_furniture(page, line)] for page in pages]


def _edges(page: Sequence[Line]) -> list[Line]:
    """The lines at the head and the foot of a page, by where they stand."""
    ordered = sorted(page, key=lambda line: -line.height)
    return [*ordered[:_EDGE_LINES], *ordered[-_EDGE_LINES:]]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip().casefold())


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size that most letters have, in points; 0 without any."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _blocks(page: Sequence[Line], body: float) -> Iterator[tuple[str, bool]]:
    """Paragraphs and headings of a page; True for a first one, which may go on from before."""
    held: list[Line] = []
    is_first = True
    widest = max((len(line.text) for line in page), default=0)
    for line in page:
        if held and not _belongs(held[-1], line, widest):
            yield _written(held, body), is_first
            held, is_first = [], False
        held.append(line)
    if held:
        yield _written(held, body), is_first


def _belongs(before: Line, line: Line, widest: int) -> bool:
    """True when `line` goes on in the paragraph of the line before it."""
    if _BULLET.match(line.text) or abs(line.size - before.size) > 0.1 * before.size:
        return False
    if len(before.text) < _SHORT_SCALE * widest:
        return False
    drop = before.height - line.height
    return 0 <= drop <= _GAP_SCALE * max(before.size, line.size, 1.0)


def _written(lines: Sequence[Line], body: float) -> str:
    text = ""
    for line in lines:
        text = _joined(text, line.text.strip()) if text else line.text.strip()
    if _BULLET.match(text):
        return "- " + _BULLET.sub("", text)
    scale = lines[0].size / body if body else 1.0
    if scale < _HEADING_SCALE or len(text.split()) > _HEADING_WORDS:
        return text
    return f"{'#' if scale >= _TITLE_SCALE else '##'} {text}"


def _joined(before: str, after: str) -> str:
    """Two lines as one; a word that was divided at the end of a line is whole again."""
    if re.search(r"[a-zà-ÿ]-$", before) and re.match(r"[a-zà-ÿ]", after):
        return before[:-1] + after
    return f"{before} {after}"


def _goes_on(before: str, after: str) -> bool:
    """True when a paragraph that a page ended goes on at the head of the next."""
    if before.startswith(("#", "- ")) or after.startswith(("#", "- ")):
        return False
    return before[-1:].isalnum() or before[-1:] in ",;-"
