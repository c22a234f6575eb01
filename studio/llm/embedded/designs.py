"""Designs that show what a beat says better than words alone: charts, dates, steps, code …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.domain.scene import MAX_COLUMNS, MAX_ROWS, Item, Words
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.look import Look
from studio.llm.embedded.sentences import words
from studio.llm.embedded.vocabulary import vocabulary

OWN = 5.0
"""The score of the look that belongs to a kind of beat; what tells more stands above it."""

_DATE = (
    r"(?:(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December)\s(?:\d{1,2},?\s)?\d{4}|(?:c\.\s?)?\d{4}s?|\d{1,2}:\d{2})"
)
_DATED = re.compile(rf"^(?:In|On|By|Since|At)?\s?(?P<date>{_DATE})\s?[:,–—-]?\s+(?P<said>.{{3,}})$")
_LABELLED = re.compile(r"^(?P<label>[^:–—]{2,48}?)\s?(?::|–|—)\s+(?P<value>\S.{0,160})$")
_FIGURE = re.compile(
    r"^(?:[<>~≈$€£¥]\s?)?\d[\d.,  ]*\s?(?:%|percent|[kKmM]|bn|million|billion)?\s?[\w/²³°]{0,12}$"
)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|percent)")
_YEAR = re.compile(r"^\d{4}$")
_ADDRESS = re.compile(r"\b(?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,12}(?:/[\w./-]*)?\b")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|md|txt|py|js|css|html?|json|pdf|mp[34]|zip|csv)$")
_PLACE = re.compile(r"\d{1,3}(?:\.\d+)?\s?°\s?[NS],?\s+\d{1,3}(?:\.\d+)?\s?°\s?[EW]")
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my|me)\b", re.IGNORECASE)
_TERM = re.compile(
    r"^(?:An?\s|The\s)?(?P<term>[\w’'-]+(?:\s[\w’'-]+){0,2})\s"
    r"(?:is\s(?:an?|any|the\s(?:name|word|art|practice|point|part|study|process)\b)|means)\s?"
    r"(?P<said>.{20,150}?)[.]?$"
)
_NO_TERM = vocabulary("it this that there he she they we you here what which who one these those")
_BEFORE = re.compile(
    r"^(?:before|until (?:now|then|today)|once|earlier|in the past|yesterday|last year|used to|"
    r"for years|without)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^(?:now|today|after|since then|with|from now on|this year)\b", re.IGNORECASE)
_ORDERED = re.compile(
    r"\b(?:how|steps?|first|then|recipe|guide|getting started|instructions?)\b", re.I
)
_PEOPLE = re.compile(r"\b(?:credits|thanks|team|made by|cast|crew)\b", re.IGNORECASE)
_ACTIONS = vocabulary(
    "visit start try join sign download subscribe book order get come call write buy register ",
    "install begin make watch read learn follow donate find apply vote",
)
_APP = re.compile(r"\b(?:phone|mobile|app)\b", re.IGNORECASE)
_MOST = 8


def designs(beat: Beat) -> list[Look]:
    """Every design that what `beat` holds calls for; none where it is plain text."""
    found = [*_held(beat), *_of_list(beat), *_of_text(beat)]
    if beat.kind is BeatKind.QUOTATION:
        found.extend(_testimonials(beat))
    if beat.kind is BeatKind.CLOSING:
        found.extend(_calls(beat))
    return found


def _held(beat: Beat) -> Iterator[Look]:
    """Code and tables that stood beside the text."""
    heading = beat.shown_heading
    if beat.code:
        shown = Words(headline=heading, code=beat.code[:4000], language=beat.language[:40])
        yield Look("code", shown, OWN + 1.0)
    if beat.table:
        rows = tuple(tuple(cell[:120] for cell in row[:MAX_COLUMNS]) for row in beat.table)
        shown = Words(headline=heading, table=rows[:MAX_ROWS])
        yield Look("table", shown, OWN + 0.5)
        if all(len(row) == 2 for row in rows):
            items = tuple(Item(label=row[0], value=row[1]) for row in rows[1:])
            yield from _figures(heading, items, 0.8)


def _of_list(beat: Beat) -> Iterator[Look]:
    if beat.kind is not BeatKind.LIST or len(beat.items) < 2:
        return
    heading = beat.shown_heading
    pairs = _pairs(beat.items)
    figures = list(_figures(heading, pairs, 0.7))
    dates = [_DATED.match(item.strip(" .")) for item in beat.items]
    if all(dates) and not figures:
        items = tuple(Item(label=d["date"], value=_capital(d["said"])[:200]) for d in dates if d)
        yield Look("timeline", _listed(heading, items), OWN + 0.6)
        return
    if figures:
        yield from figures
    elif pairs:
        if len(pairs) == 2:
            yield Look("comparison", _listed(heading, pairs), OWN + 0.3)
        elif _PEOPLE.search(heading):
            yield Look("credits", _listed(heading, pairs), OWN + 0.6)
        else:
            yield Look("feature-grid", _listed(heading, pairs), OWN + 0.2)
    steps = tuple(item.strip().rstrip(".;,") for item in beat.items)
    if beat.is_ordered or _is_told_to_do(steps, heading):
        items = pairs or tuple(Item(label=step[:120]) for step in steps)
        yield Look("steps", _listed(heading, items), OWN + 0.4)
    elif not pairs and 3 <= len(steps) <= _MOST and all(len(words(s)) <= 4 for s in steps):
        items = tuple(Item(label=_capital(step)[:120]) for step in steps)
        yield Look("feature-grid", _listed(heading, items), OWN - 0.4)


def _of_text(beat: Beat) -> Iterator[Look]:
    if beat.kind is not BeatKind.TEXT:
        return
    dated = [match for part in beat.parts if (match := _DATED.match(part.rstrip(".")))]
    if len(dated) >= 3:
        items = tuple(Item(label=d["date"], value=_capital(d["said"])[:200]) for d in dated)
        yield Look("timeline", _listed(beat.shown_heading, items), 2.9)
    yield from _turns(beat)
    yield from _terms(beat)
    yield from _places(beat)


def _turns(beat: Beat) -> Iterator[Look]:
    """One sentence of how it was, and one of how it is."""
    was = next((part for part in beat.parts if _BEFORE.match(part)), "")
    now = next((part for part in beat.parts if _AFTER.match(part)), "")
    if was and now and was != now and max(len(was), len(now)) <= 110:
        items = (
            Item(label="Before", value=was.rstrip(".")),
            Item(label="Now", value=now.rstrip(".")),
        )
        yield Look("before-after", _listed(beat.shown_heading, items), 2.4)


def _terms(beat: Beat) -> Iterator[Look]:
    """A sentence that says what a word means."""
    for part in beat.parts[:1]:
        found = _TERM.match(part)
        if found and found["term"].split()[0].lower() not in _NO_TERM:
            meaning = part[found.end("term") :].strip().rstrip(".")
            meaning = re.sub(r"^(?:is|means)\s", "", meaning)
            shown = Words(headline=_capital(found["term"]), detail=_capital(meaning) + ".")
            yield Look("definition", shown, 1.45)


def _places(beat: Beat) -> Iterator[Look]:
    place = _PLACE.search(beat.narration)
    if place:
        shown = Words(headline=beat.shown_heading or _lead(beat), detail=place.group())
        yield Look("map-pin", shown, 2.4)
    address = _address(beat.narration)
    if address and not place:
        is_app = bool(_APP.search(beat.narration))
        headline = beat.shown_heading or _lead(beat)
        shown = Words(headline=headline, url=address)
        yield Look("phone" if is_app else "browser", shown, 1.9)


def _testimonials(beat: Beat) -> Iterator[Look]:
    """What a person says of their own experience, when we know who it is."""
    text = " ".join(beat.said)[:600]
    if beat.source and not re.search(r"\d{3,}", beat.source) and _FIRST_PERSON.search(text):
        yield Look("testimonial", Words(quotation=text, source=beat.source[:120]), OWN + 0.3)


def _calls(beat: Beat) -> Iterator[Look]:
    """A last sentence that asks for something, with its address if it names one."""
    text = beat.said[-1] if beat.said else ""
    first = words(text)[0].lower() if words(text) else ""
    address = _address(text)
    if not address and first not in _ACTIONS:
        return
    asked = re.sub(rf"\s?(?:at|on|to)?\s?{re.escape(address)}", "", text) if address else text
    headline = beat.shown_heading or asked.strip()
    shown = Words(headline=_capital(headline)[:200], url=address)
    yield Look("call-to-action", shown, 2.7 if address else 2.3)


def _figures(heading: str, items: Sequence[Item], bonus: float) -> Iterator[Look]:
    """Charts for items that are figures: parts of a whole, a course over years, or bars."""
    if len(items) < 3 or not all(_FIGURE.match(item.value.strip(" .")) for item in items):
        return
    shown = _listed(heading, tuple(items[:12]))
    shares = [_PERCENT.search(item.value) for item in items]
    whole = sum(float(share[1].replace(",", ".")) for share in shares if share)
    if all(_YEAR.match(item.label) for item in items):
        yield Look("line-chart", shown, OWN + bonus + 0.3)
    elif all(shares) and 97 <= whole <= 103:
        yield Look("pie-chart", shown, OWN + bonus + 0.3)
    yield Look("bar-chart", shown, OWN + bonus)


def _pairs(items: Sequence[str]) -> tuple[Item, ...]:
    """Items that each have a label and something said of it; () when one has not."""
    found = [_LABELLED.match(item.strip()) for item in items]
    if not all(found):
        return ()
    return tuple(
        Item(label=m["label"].strip(), value=_capital(m["value"].strip().rstrip(".;,")))
        for m in found
        if m
    )


def _is_told_to_do(steps: Sequence[str], heading: str) -> bool:
    is_asked = bool(_ORDERED.search(heading))
    verbs = sum(words(step)[0].lower() in _ACTIONS for step in steps if words(step))
    return is_asked and verbs >= len(steps) / 2


def _listed(heading: str, items: tuple[Item, ...]) -> Words:
    """Words with items, and the same as points for templates that know only those."""
    points = tuple(
        ": ".join(part for part in (item.label, item.value) if part)[:200] for item in items
    )
    return Words(headline=heading[:300], items=items[:12], points=points[:12])


def _address(text: str) -> str:
    found = _ADDRESS.search(text)
    if not found or _FILE.search(found.group()):
        return ""
    return found.group().rstrip(".")


def _lead(beat: Beat) -> str:
    """The first few words of a beat, to stand where it has no heading."""
    said = words(beat.parts[0]) if beat.parts else []
    return " ".join(said[:7])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
