"""What a website can show for itself: figures, quotations, prices, and what it asks one to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborNode

from studio.domain.facts import said_numbers
from studio.domain.site import Call, Figure, Saying, Section
from studio.web.sentences import is_number, number_in
from studio.web.tree import Page, attribute, elements, is_around, squeezed, text_of

_PRICE = re.compile(
    r"(?:(?:from|ab|à partir de|desde)\s)?"
    r"(?:[€$£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:€|(?:EUR|USD|GBP|CHF|kr)\b))"
    r"(?:\s?(?:/|per|pro|par|a)\s?(?:month|mo|year|yr|user|seat|bag|Monat|Jahr|mois|an|mes)\b)?",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:start|get|try|order|book|join|sign up|subscribe|download|buy|shop|donate|install|"
    r"apply|reserve|register|become|create|request|plan|"
    r"starten|bestellen|buchen|anmelden|testen|kaufen|commencer|essayer|commander|"
    r"réserver|empezar|probar|comprar|reservar|inizia|prova|prenota)",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"\b(?:visit|discover|explore|see|meet|contact|find|besuchen|entdecken|découvrir|visitar)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:log ?in|sign in|anmelden|search|menu|cookies?|accept|close|more|docs|learn more|skip)\b",
    re.IGNORECASE,
)
_BUTTONS = (
    "a.button, a.btn, a[class*=btn], a[class*=button], a[class*=cta], a[role=button], "
    "button, input[type=submit]"
)
_QUOTES = "blockquote, [class*=testimonial], [class*=quote], [class*=review]"
_SPEAKERS = "cite, figcaption, footer, [class*=author], [class*=name], [class*=source]"
_FIGURES = "dt, dd, [class*=stat], [class*=number], [class*=metric], strong, b, h2, h3"
_DESCRIBING = "meta[name*=description], meta[property*=description], meta[property*=title]"
MAX_NUMBERS = 1000


def figures_of(page: Page, sections: Iterable[Section]) -> tuple[Figure, ...]:
    """Numbers that are shown on their own with what they count, then those in sentences."""
    shown = {figure.number: figure for figure in _shown(page)}
    told: dict[str, Figure] = {}
    for section in sections:
        for sentence in section.sentences:
            number = number_in(sentence)
            if number and number not in shown and not _PRICE.search(sentence):
                where = {"text": sentence, "url": section.url, "place": section.place}
                told.setdefault(number, Figure(**where, number=number))
    return (*shown.values(), *told.values())[:30]


def _shown(page: Page) -> Iterator[Figure]:
    for node in page.css(_FIGURES):
        text = text_of(node)
        if not is_number(text) or is_around(node) or _PRICE.fullmatch(text):
            continue
        label = _label(node, text)
        if label:
            where = dict(page.found(node, f"{text} {label}"))
            yield Figure(**where, number=text, label=label[:160], is_shown=True)


def _label(node: LexborNode, number: str) -> str:
    """The words beside a number: after it, or else the rest of what holds both."""
    after = node.next
    while after is not None and after.tag in ("-text", "-comment"):
        if (after.text_content or "").strip() and after.tag == "-text":
            return text_of(after).strip(" .:–—-")[:160]
        after = after.next
    if after is not None and 2 < len(text_of(after)) <= 80 and not is_number(text_of(after)):
        return text_of(after).rstrip(".")
    around = node.parent
    rest = text_of(around).replace(number, "", 1).strip(" .:–—-") if around is not None else ""
    return rest if 2 < len(rest) <= 80 else ""


def sayings_of(page: Page) -> tuple[Saying, ...]:
    """What others say of it, with who said it."""
    found: dict[str, Saying] = {}
    for node in page.css(_QUOTES):
        saying = _saying(page, node)
        if saying and not any(saying.text in text or text in saying.text for text in found):
            found[saying.text] = saying
    return tuple(found.values())[:8]


def _saying(page: Page, node: LexborNode) -> Saying | None:
    inner = node if node.tag == "blockquote" else node.css_first("blockquote, q, p")
    if inner is None:
        return None
    speaker = _speaker(node)
    who = text_of(speaker) if speaker is not None else ""
    text = text_of(inner).removesuffix(who).strip(' –—-"“”„»«')
    if not 20 <= len(text) <= 400 or text.count(" ") < 4:
        return None
    return Saying(**dict(page.found(inner, text)), source=who.strip(" –—-,")[:120])


def _speaker(node: LexborNode) -> LexborNode | None:
    inside = node.css_first(_SPEAKERS)
    if inside is not None:
        return inside
    after = node.next
    while after is not None and after.tag in ("-text", "-comment"):
        after = after.next
    if after is not None and (after.tag in ("cite", "figcaption") or after.css_first("cite")):
        return after
    around = node.parent
    return around.css_first("figcaption, cite") if around and around.tag == "figure" else None


def prices_of(page: Page) -> tuple[Figure, ...]:
    """What things cost, each with the words around it."""
    found: dict[str, Figure] = {}
    for node in page.css("p, li, td, dd, span, strong, [class*=price], h2, h3, h4"):
        text = text_of(node)
        price = _PRICE.search(text) if len(text) <= 200 else None
        if price and price[0] not in found and any(char.isdigit() for char in price[0]):
            label = squeezed(text.replace(price[0], "", 1)).strip(" .:–—-")[:160]
            number = price[0].strip()[:40]
            found[price[0]] = Figure(**dict(page.found(node)), number=number, label=label)
    return tuple(found.values())[:12]


def call_of(page: Page, sections: Sequence[Section] = ()) -> Call:
    """The button that asks most, with the heading and the sentence it stands beside."""
    call = _button(page)
    if call.offer or not call.text:
        return call
    for section in sections:
        if any(call.text.casefold() in said.casefold() for said in section.sentences):
            first = next((s for s in section.sentences if call.text not in s), "")
            return call.model_copy(update={"offer": section.text[:300], "detail": first[:300]})
    return call


def _button(page: Page) -> Call:
    rated = [(_pull(node), -n, node) for n, node in enumerate(page.css(_BUTTONS)[:200])]
    rated = [entry for entry in rated if entry[0] > 0]
    if not rated:
        return _plain_call(page)
    node = max(rated, key=lambda entry: entry[:2])[2]
    same = [n for _, _, n in rated if _words(n) == _words(node)]
    best = same[-1]
    offer, detail = _offer(best)
    link = page.address(attribute(best, "href")) if attribute(best, "href") else ""
    return Call(**dict(page.found(best, _words(best))), address=link, offer=offer, detail=detail)


def _words(node: LexborNode) -> str:
    return text_of(node) or attribute(node, "value")


def _pull(node: LexborNode) -> float:
    text = _words(node)
    if not 2 < len(text) <= 40 or _WEAK.search(text):
        return 0.0
    asks = 2.0 if _ASKS.search(text) else 1.0 if _INVITES.search(text) else 0.0
    is_primary = bool(re.search(r"primary|cta|main", attribute(node, "class")))
    return asks + 0.8 * is_primary + 0.5 * (not is_around(node)) + 0.3 * (node.tag == "a")


def _plain_call(page: Page) -> Call:
    """Without any button: a link that asks, else one that invites."""
    links = [node for node in page.css("a[href]")[:500] if not is_around(node)]
    for pattern in (_ASKS, _INVITES):
        for node in links:
            text = text_of(node)
            if pattern.match(text) and len(text) <= 40 and not _WEAK.search(text):
                address = page.address(attribute(node, "href"))
                return Call(**dict(page.found(node)), address=address)
    return Call()


def _offer(node: LexborNode) -> tuple[str, str]:
    """The heading and the sentence of the part that a button stands in."""
    around = node.parent
    for _ in range(3):
        if around is None or around.tag in ("body", "main", "header", "nav"):
            return "", ""
        heading = around.css_first("h2, h3")
        if heading is not None:
            said = next((text_of(p) for p in elements(around) if p.tag == "p"), "")
            return text_of(heading)[:300], said[:300]
        around = around.parent
    return "", ""


def numbers_of(page: Page) -> tuple[str, ...]:
    """Every number that stands on the page or in what describes it, as plain digits."""
    metas = [attribute(node, "content") for node in page.raw.css(_DESCRIBING)]
    shown = [attribute(node, "alt") for node in page.raw.css("img[alt]")]
    title = page.raw.css_first("title")
    texts = [page.text, *metas, *shown, text_of(title) if title is not None else ""]
    return tuple(sorted(said_numbers(texts), key=lambda n: (len(n), n)))[:MAX_NUMBERS]
