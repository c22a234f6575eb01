"""What a website offers: its sections, features and steps."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from studio.domain.site import Feature, Section
from studio.web.sentences import is_number, sentences
from studio.web.tree import MAX_NODES, Page, attribute, elements, is_around, text_of

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLES = "h2, h3, h4, h5, strong, b, dt, summary, [class*=title]"
_STEPS = re.compile(
    r"\bhow\b.*\bworks?\b|\bhow to\b|\bsteps?\b|\bget(?:ting)? started\b|"
    r"\bso (?:geht|funktioniert)|\bschritte?\b|comment ça marche|"
    r"cómo funciona|come funziona|hoe werkt",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:step|schritt|étape|paso)?\s*\d{1,2}\s*[.):–—-]?\s+", re.IGNORECASE)
MAX_SECTIONS = 40
LONGEST_TITLE = 90
LONGEST_ITEM = 140


def sections_of(page: Page) -> tuple[Section, ...]:
    """Headings with the sentences below them, without menus and footers."""
    if page.main is None:
        return ()
    found: list[tuple[LexborNode, list[str]]] = []
    for node in page.main.css("h1, h2, h3, h4, p, blockquote")[:MAX_NODES]:
        if node.tag in _HEADINGS:
            found.append((node, []))
        elif found and node.tag == "p" and len(found[-1][1]) < 20:
            found[-1][1].extend(sentences(text_of(node)[:1500]))
    made = (_section(page, node, said) for node, said in found if not _is_aside(node))
    return tuple(section for section in made if section.text)[:MAX_SECTIONS]


def _section(page: Page, node: LexborNode, said: list[str]) -> Section:
    short = tuple(sentence[:400] for sentence in said[:30])
    return Section(**dict(page.found(node)), sentences=short)


def _is_aside(node: LexborNode) -> bool:
    """True in menus and footers; the header of an article is none."""
    return is_around(node) and node.tag != "h1"


def features_of(page: Page) -> tuple[Feature, ...]:
    """What is offered: cards that look alike, terms that are explained, else plain lists."""
    found = [*_cards(page), *_terms(page)]
    listed = [feature for group in _lists(page, "ul") for feature in group]
    chosen = found if len(found) >= 2 else [*found, *listed]
    unlike = {feature.text.casefold(): feature for feature in chosen}
    return tuple(unlike.values())[:12]


def steps_of(page: Page) -> tuple[Feature, ...]:
    """What one does, in order: an ordered list, or cards below a heading that says so."""
    for group in _lists(page, "ol"):
        return tuple(group)[:8]
    for cards in _card_groups(page):
        heading = _heading_before(cards[0])
        is_counted = all(_COUNTED.match(text_of(card)) for card in cards)
        if is_counted or (heading and _STEPS.search(heading)):
            made = [_card(page, card) for card in cards]
            below = {"group": heading[:200]}
            steps = [_uncounted(step).model_copy(update=below) for step in made if step]
            return tuple(steps)[:8]
    return ()


def _uncounted(step: Feature) -> Feature:
    return step.model_copy(update={"text": _COUNTED.sub("", step.text) or step.text})


def _cards(page: Page) -> Iterator[Feature]:
    for cards in _card_groups(page):
        heading = _heading_before(cards[0])
        if heading and _STEPS.search(heading):
            continue
        for card in cards:
            made = _card(page, card)
            if made:
                yield made.model_copy(update={"group": heading[:200]})


def _card_groups(page: Page) -> Iterator[list[LexborNode]]:
    """Siblings of one kind, two or more, each with a title of its own and a text."""
    seen: set[int] = set()
    if page.main is None:
        return
    for title in page.main.css("h3, h4, h5, h2, strong, [class*=title]")[:MAX_NODES]:
        card = title.parent
        while card is not None and len(elements(card)) < 2 and card.tag not in ("body", "main"):
            card = card.parent
        row = card.parent if card is not None else None
        if card is None or row is None or row.mem_id in seen or is_around(card):
            continue
        seen.add(row.mem_id)
        alike = [node for node in elements(row) if _is_like(node, card)]
        if len(alike) >= 2 and sum(_is_card(node) for node in alike) >= 2:
            yield [node for node in alike if _is_card(node)][:12]


def _is_like(node: LexborNode, card: LexborNode) -> bool:
    names = [set(attribute(n, "class").split()) for n in (node, card)]
    return node.tag == card.tag and (bool(names[0] & names[1]) or names[0] == names[1])


def _is_card(node: LexborNode) -> bool:
    title = node.css_first(_TITLES)
    is_part = node.tag == "section" and not attribute(node, "class")
    if title is None or is_part or node.css_first("blockquote, form, h1"):
        return False
    said, whole = text_of(title), text_of(node)
    return 2 < len(said) <= LONGEST_TITLE and not is_number(said) and len(whole) <= 500


def _card(page: Page, node: LexborNode) -> Feature | None:
    title = node.css_first(_TITLES)
    if title is None:
        return None
    text = text_of(title).rstrip(".:")
    said = [text_of(part) for part in node.css("p, dd, li")]
    rest = " ".join(said) or text_of(node).removeprefix(text_of(title)).strip(" .:–—-")
    return Feature(**dict(page.found(title, text)), detail=rest[:400])


def _terms(page: Page) -> Iterator[Feature]:
    """Terms with an explanation (a dl) that are no numbers."""
    for term in page.css("dl dt"):
        told = term.next
        while told is not None and told.tag in ("-text", "-comment"):
            told = told.next
        if told is None or told.tag != "dd" or is_around(term):
            continue
        text = text_of(term)
        if text and not is_number(text) and not is_number(text_of(told)):
            yield Feature(**dict(page.found(term, text[:200])), detail=text_of(told)[:400])


def _lists(page: Page, kind: str) -> Iterator[list[Feature]]:
    """Lists of short items that are no menus."""
    for node in page.css(kind):
        items = [item for item in elements(node) if item.tag == "li"]
        if is_around(node) or not 2 <= len(items) <= 12 or _is_menu(items):
            continue
        made = [feature for item in items if (feature := _item(page, item))]
        if len(made) >= 2:
            below = {"group": _heading_before(items[0])[:200]}
            yield [feature.model_copy(update=below) for feature in made]


def _is_menu(items: list[LexborNode]) -> bool:
    """True when most items are links and nothing else."""
    linked = [item for item in items if _links(item) == text_of(item)]
    return len(linked) * 2 > len(items)


def _links(item: LexborNode) -> str:
    return " ".join(text_of(link) for link in item.css("a"))


def _item(page: Page, item: LexborNode) -> Feature | None:
    text = text_of(item)
    title = item.css_first("strong, b, h3, h4")
    if title is not None and text.startswith(text_of(title)) and text != text_of(title):
        detail = text.removeprefix(text_of(title)).strip(" .:–—-")
        return Feature(**dict(page.found(item, text_of(title).rstrip(".:"))), detail=detail[:400])
    if not 2 < len(text) <= LONGEST_ITEM or is_number(text):
        return None
    return Feature(**dict(page.found(item, text.rstrip(".;"))))


def _heading_before(node: LexborNode) -> str:
    """The heading that a group of cards stands below."""
    around: LexborNode | None = node
    for _ in range(4):
        before = around.prev if around is not None else None
        while before is not None:
            if before.tag in _HEADINGS:
                return text_of(before)
            if before.tag in ("div", "header", "hgroup") and len(text_of(before)) <= 300:
                heading = before.css_first("h2, h3")
                return text_of(heading) if heading is not None else ""
            if before.tag == "section":
                return ""
            before = before.prev
        around = around.parent if around is not None else None
    return ""
