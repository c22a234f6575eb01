"""What a text is made of, once read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """HEADING opens a section; CUE says what to show, SCREEN what to write, beside a text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    QUOTATION = "quotation"
    CUE = "cue"
    SCREEN = "screen"
    PICTURE = "picture"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """One block of a text, in plain words without markup.

    `level` is that of a heading from 1; `items` those of a list; `source` who said a
    quotation or, for code, its language; `is_scene` marks a heading of a script, which keeps its
    text together; `rows` are those of a table, the headings first.
    """

    kind: BlockKind
    text: str = ""
    items: tuple[str, ...] = ()
    level: int = 0
    source: str = ""
    is_scene: bool = False
    is_ordered: bool = False
    rows: tuple[tuple[str, ...], ...] = ()
