"""Read Markdown, plain text or a script into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from studio.llm.embedded.blocks import Block, BlockKind
from studio.llm.embedded.sentences import tidy

_SCENE = re.compile(
    r"^\W{0,3}(?:scene|shot|szene|scène|escena)\s+(?:\d{1,3}|[ivx]{1,5}|one|two|three|four|five)\b"
    r"\s*[.:)\-–—]*\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"^\W{0,3}(?:narrator|narration|voice[- ]?over|voice|vo|v\.o\.|speaker|host|presenter)\W{0,3}"
    r"(?:\([^)]*\)\W{0,3})?:\W{0,3}\s*(?P<text>.+)$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"^\W{0,3}(?:visuals?|picture|image|video|footage|shot|camera|b-?roll|show)\s*\W{0,3}:\W{0,3}\s*"
    r"(?P<text>.+?)[\])]?$",
    re.IGNORECASE,
)
_SCREEN = re.compile(
    r"^\W{0,3}(?:on[- ]?screen(?: text)?|text on screen|screen text|super|title card|caption)\s*"
    r"\W{0,3}:\W{0,3}\s*(?P<text>.+?)[\])]?$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"^\W{0,3}(?:music|sfx|sound|transition|cut to|fade (?:in|out|to)|pause)\b[^.]{0,80}$"
    r"|^[\[(][^\])]*[\])]$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"^\s*(?:[—–]|--?|~)\s*(?P<who>\S.{0,118})$")
_TAIL_CREDIT = re.compile(r"^(?P<said>.*[.!?”\"’'])\s+[—–]\s*(?P<who>[^.!?]{2,80})\.?$", re.DOTALL)
_QUOTED = re.compile(r"^[“\"«„](?P<said>[^“”\"«»]{8,500})[”\"»“]\s*(?:[—–-]\s*(?P<who>.{2,80}))?$")
_QUOTE_MARKS = '“”"«»„ '


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text in order. Markdown is understood; plain text is Markdown without marks.

    A front matter between `---` lines and comments are left out.
    """
    source = _without_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    parser = MarkdownIt("commonmark").enable("table").disable(["code", "html_block", "lheading"])
    tokens = parser.parse(source)
    return tuple(_merged(_refined(_walk(tokens))))


def _without_front_matter(text: str) -> str:
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    match = re.match(r"\s*---\n(?:[\w-]+:.*\n)+---\n", text)
    return text[match.end() :] if match else text


def _walk(tokens: list[Token]) -> Iterator[Block]:
    """One block for each heading, paragraph line, list and quotation among the tokens."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "heading_open":
            yield Block(BlockKind.HEADING, _plain(tokens[place + 1]), level=int(token.tag[1]))
        elif token.type == "inline" and tokens[place - 1].type == "paragraph_open":
            yield from _paragraph(token)
        elif token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            end = _closing(tokens, place)
            yield from _list(tokens[place:end])
            place = end
        elif token.type == "fence" and token.content.strip():
            language = token.info.split()[0] if token.info.split() else ""
            yield Block(BlockKind.CODE, token.content.strip("\n"), source=language)
        elif token.type == "blockquote_open":
            end = _closing(tokens, place)
            yield from _quotation([_plain(t) for t in tokens[place:end] if t.type == "inline"])
            place = end
        place += 2 if token.type == "heading_open" else 1


def _paragraph(token: Token) -> Iterator[Block]:
    for child in token.children or []:
        if child.type == "image":
            source = str(child.attrs.get("src", ""))
            yield Block(BlockKind.PICTURE, tidy(child.content), source=source)
    if text := _plain(token):
        yield Block(BlockKind.PARAGRAPH, text)


def _list(tokens: list[Token]) -> Iterator[Block]:
    if tokens[0].type == "table_open":
        yield Block(BlockKind.TABLE, rows=tuple(_rows(tokens)))
        return
    lines = tuple(filter(None, (tidy(_plain(t)) for t in tokens if t.type == "inline")))
    if lines:
        is_ordered = tokens[0].type == "ordered_list_open"
        yield Block(BlockKind.LIST, items=lines, is_ordered=is_ordered)


def _rows(tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    """The rows of a table, cell by cell."""
    cells: list[str] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(tidy(_plain(token)))
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []


def _quotation(lines: list[str]) -> Iterator[Block]:
    """The quotation, its source apart; none where nothing is said."""
    text = "\n".join(lines).strip()
    *said, last = text.split("\n")
    credit = _CREDIT.match(last)
    if credit and said:
        quote = _quote("\n".join(said), credit["who"])
    else:
        tail = _TAIL_CREDIT.match(text)
        quote = _quote(tail["said"], tail["who"]) if tail else _quote(text, "")
    if quote.text:
        yield quote


def _quote(said: str, who: str) -> Block:
    return Block(BlockKind.QUOTATION, tidy(said).strip(_QUOTE_MARKS), source=tidy(who)[:120])


def _plain(token: Token) -> str:
    """The words of an inline token without marks; its line breaks stay."""
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return re.sub(r"[ \t]+", " ", "".join(parts)).strip()


def _refined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Paragraphs with script lines, quotations and titles in them taken apart."""
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            yield _heading(block)
        elif block.kind is BlockKind.PARAGRAPH:
            yield from _lines(block.text)
        else:
            yield block


def _heading(block: Block) -> Block:
    text = tidy(block.text)
    scene = _SCENE.match(text)
    if not scene:
        return Block(BlockKind.HEADING, text, level=block.level)
    return Block(
        BlockKind.HEADING, _title(scene["title"]), level=max(2, block.level), is_scene=True
    )


def _title(text: str) -> str:
    return text.strip(" :.-–—*_[]()")


def _lines(text: str) -> Iterator[Block]:
    """The blocks of one paragraph: its script lines by themselves, the rest as prose."""
    prose: list[str] = []
    for line in text.split("\n"):
        found = _script_line(line)
        if found is None:
            prose.append(line)
            continue
        yield from _prose(prose)
        prose = []
        yield from found
    yield from _prose(prose)


def _script_line(line: str) -> tuple[Block, ...] | None:
    """The block that a line of a script stands for, () for one to leave out, None for prose."""
    if scene := _SCENE.match(line):
        return (Block(BlockKind.HEADING, _title(scene["title"]), level=2, is_scene=True),)
    if speaker := _SPEAKER.match(line):
        return (Block(BlockKind.PARAGRAPH, tidy(speaker["text"]).strip(_QUOTE_MARKS)),)
    if screen := _SCREEN.match(line):
        return (Block(BlockKind.SCREEN, tidy(screen["text"]).strip(_QUOTE_MARKS)),)
    if cue := _CUE.match(line):
        return (Block(BlockKind.CUE, tidy(cue["text"])),)
    return () if _DIRECTION.match(line.strip()) else None


def _prose(lines: list[str]) -> Iterator[Block]:
    text = tidy(" ".join(lines))
    if not text:
        return
    quoted = _QUOTED.match(text)
    quote = _quote(quoted["said"], quoted["who"] or "") if quoted else None
    yield quote if quote and quote.text else Block(BlockKind.PARAGRAPH, text)


def _merged(blocks: Iterator[Block]) -> Iterator[Block]:
    """Credits that follow their quotation as a line of their own are joined to it."""
    held: Block | None = None
    for block in blocks:
        credit = _CREDIT.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
        if held and held.kind is BlockKind.QUOTATION and credit and not held.source:
            held = _quote(held.text, credit["who"])
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _closing(tokens: list[Token], place: int) -> int:
    """The place of the token that closes the one at `place`."""
    level, kind = tokens[place].level, tokens[place].type.replace("_open", "_close")
    for end in range(place + 1, len(tokens)):
        if tokens[end].level == level and tokens[end].type == kind:
            return end
    return len(tokens) - 1
