"""Give every beat a look: the templates that would suit it, with their words on screen."""

from __future__ import annotations

import re

from studio.domain.scene import Words
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.designs import designs
from studio.llm.embedded.figures import figure, figure_line, figure_subject, key_number
from studio.llm.embedded.headlines import (
    Headline,
    fits,
    headline,
    shortened,
    width,
)
from studio.llm.embedded.listing import listing
from studio.llm.embedded.look import Look
from studio.llm.embedded.sentences import sentences, words

__all__ = ["Look", "key_headline", "looks", "overlay"]

ITEM_WIDTH = 64
QUOTATION_WIDTH = 220
STRONG_NUMBER = 1.0
WEAK_NUMBER = 0.7
LONGEST_OPENING = 70
_KINETIC_WORDS = 9
_VERB_SAID = r"(?:said|says|told us|explained|explains|wrote|writes|added|adds|asked|asks|recalls)"
_WHO = r"(?P<who>(?:[a-z]+\s){0,2}[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'.,-]+){0,7}?)"
_SAYS = re.compile(rf"^[“\"](?P<said>[^”\"]{{8,220}})[”\"],?\s{_VERB_SAID}\s{_WHO}[.]?$")
_SAID_BY = re.compile(rf"^{_WHO},?\s{_VERB_SAID}[:,]\s[“\"](?P<said>[^”\"]{{8,220}})[”\"]?[.]?$")


def looks(beat: Beat, topic: str = "") -> tuple[Look, ...]:
    """Every way to show a beat, the best first.

    `topic` names what "it" in its first sentence means, when that is known.
    """
    found = [*_own(beat), *_numbers(beat), *_listings(beat), *_comparisons(beat)]
    found.extend(_quoted_words(beat))
    found.extend(designs(beat))
    found.extend(_statements(beat, topic))
    return tuple(sorted(found, key=lambda look: -look.score))


def overlay(beat: Beat, topic: str = "") -> Words:
    """Words over a picture: a few, the most telling ones."""
    if beat.screen:
        return Words(headline=beat.screen[:200])
    if beat.kind is BeatKind.TITLE and beat.heading:
        return Words(headline=beat.heading, detail=beat.detail)
    told = key_number(beat)
    if told and told.strength >= STRONG_NUMBER and fits(f"{told.number} {told.after}"):
        detail = beat.shown_heading or figure_subject(beat, told)
        return Words(headline=figure_line(told), detail=detail)
    said = key_headline(beat)
    heading = beat.shown_heading
    if heading and fits(heading) and said.text != heading:
        return Words(headline=said.text or heading, detail=heading if said.text else "")
    return Words(headline=said.text or heading, detail=said.label or (topic if said.text else ""))


def key_headline(beat: Beat) -> Headline:
    """The headline of the sentence of a beat that gives the best one."""
    found = [(headline(part), part) for part in beat.parts]
    if beat.kind is BeatKind.QUESTION:
        return Headline(beat.said[-1])
    rated = [(_worth(head, part) - 0.15 * n, head) for n, (head, part) in enumerate(found)]
    return max(rated, key=lambda pair: pair[0], default=(0.0, Headline("")))[1]


def _worth(head: Headline, part: str) -> float:
    if not head.text:
        return 0.0
    worth = 1.0 + 0.3 * bool(head.label) - 0.05 * max(0, len(words(head.text)) - 6)
    return worth - 0.5 * bool(re.match(r"^(?:it|they|this|that|these)\b", head.text, re.IGNORECASE))


def _own(beat: Beat) -> list[Look]:
    """The look that belongs to the kind of beat."""
    heading, said = beat.shown_heading, key_headline(beat)
    if beat.screen:
        return _written(beat, heading)
    if beat.kind is BeatKind.TITLE:
        return [
            Look(
                "title",
                Words(headline=heading or said.text or _opening(beat), detail=beat.detail),
                5.0,
            )
        ]
    if beat.kind is BeatKind.LIST:
        points = tuple(_item(item) for item in beat.items)
        return [Look("points", Words(headline=heading, points=points), 5.0)]
    if beat.kind is BeatKind.QUOTATION:
        text = _quoted(beat)
        return [Look("quotation", Words(quotation=text, source=beat.source, headline=heading), 5.0)]
    if beat.kind is BeatKind.QUESTION:
        asked = beat.said[-1]
        return [Look("question", Words(headline=asked[:200], detail=heading), 4.0)]
    if beat.kind is BeatKind.CHAPTER:
        return [Look("chapter", _chapter(beat, said), 2.6)]
    if beat.kind is BeatKind.CLOSING and said.text:
        return [Look("closing", Words(headline=said.text), 2.2)]
    return []


def _written(beat: Beat, heading: str) -> list[Look]:
    """Looks for words on screen that were written by hand."""
    shown = Words(headline=beat.screen[:200], detail=heading[:120])
    found = [Look("statement", shown, 3.0)]
    parts = [part.strip(" .!") for part in sentences(beat.screen)]
    if len(parts) >= 3 and all(len(words(part)) <= 3 for part in parts):
        found.append(Look("points", Words(headline=heading, points=tuple(parts)), 3.4))
    if beat.kind is BeatKind.CLOSING:
        found.append(Look("closing", shown, 3.6))
    elif beat.opens and not heading:
        found.append(Look("chapter", shown, 3.2))
    return found


def _numbers(beat: Beat) -> list[Look]:
    told = key_number(beat)
    if told is None or told.strength < WEAK_NUMBER:
        return []
    if beat.kind in (BeatKind.LIST, BeatKind.QUOTATION):
        return []
    score = 0.8 + 0.45 * told.strength - (0.5 if told.strength < STRONG_NUMBER else 0.0)
    return [Look("number", figure(beat, told), score)]


def _chapter(beat: Beat, said: Headline) -> Words:
    heading = beat.shown_heading
    if heading:
        detail = said.text if said.text.rstrip(".") != heading.rstrip(".") else ""
        return Words(headline=heading, detail=detail)
    return Words(headline=said.label, detail=said.text)


def _opening(beat: Beat) -> str:
    """The first words of a beat, marked as cut, where nothing shorter can be had."""
    return shortened(next(iter(beat.parts), ""), LONGEST_OPENING)


def _quoted_words(beat: Beat) -> list[Look]:
    """A sentence that quotes somebody by name, as a quotation."""
    for part in beat.parts:
        found = _SAYS.match(part) or _SAID_BY.match(part)
        if found and beat.kind is BeatKind.TEXT:
            said = found["said"].strip(" ,")
            shown = Words(
                quotation=said[:1].upper() + said[1:], source=found["who"].strip(" .,")[:120]
            )
            return [Look("quotation", shown, 2.6)]
    return []


def _listings(beat: Beat) -> list[Look]:
    if beat.kind in (BeatKind.LIST, BeatKind.QUOTATION, BeatKind.QUESTION):
        return []
    for part in beat.parts:
        found = listing(part)
        if found:
            head = beat.shown_heading or re.sub(r"\s(?:it|they)$", "", found.lead)
            shown = Words(headline=head[:1].upper() + head[1:], points=found.items)
            return [Look("points", shown, 2.5)]
    return []


_OWNER = r"(?:its|their|the|our|my|your|his|her)"
_PARALLEL = re.compile(
    rf"^(?P<one>{_OWNER}\s[\w’'-]+)\s(?P<first>[^,;]{{4,44}})[,;]\s(?:and\s|but\s|while\s)?"
    rf"(?P<two>{_OWNER}\s[\w’'-]+)\s(?P<second>[^,;.!]{{4,44}})[.!]?$",
    re.IGNORECASE,
)


def _comparisons(beat: Beat) -> list[Look]:
    """Two clauses of the same build, side by side: "Its days reach …, its nights fall to …"."""
    found = _PARALLEL.match(beat.said[-1]) if beat.said and beat.kind is BeatKind.TEXT else None
    if not found:
        return []
    pairs = ((found["one"], found["first"]), (found["two"], found["second"]))
    points = tuple(f"{name[:1].upper()}{name[1:]}: {said}" for name, said in pairs)
    return [Look("comparison", Words(headline=beat.shown_heading, points=points), 2.1)]


def _statements(beat: Beat, topic: str) -> list[Look]:
    said, heading = key_headline(beat), beat.shown_heading
    told = key_number(beat)
    if told and told.strength >= STRONG_NUMBER * 1.5 and told.number.rstrip("%") not in said.text:
        line = figure_line(told)
        if fits(line, 2) and told.after:
            said = Headline(line, figure_subject(beat, told))
    if not said.text and not heading:
        return [Look("statement", Words(headline=_opening(beat), detail=topic), 0.5)]
    label = heading or said.label or topic
    if said.text:
        score = 1.1 + 0.1 * bool(label)
        shown = Words(headline=said.text, detail=label[:120])
        return [Look("statement", shown, score), *_kinetic(beat, said, score)]
    return [Look("statement", Words(headline=heading), 0.8)]


def _kinetic(beat: Beat, said: Headline, score: float) -> list[Look]:
    """A few words that are all that is said can be the picture: beside a statement, not always."""
    is_short = len(words(beat.narration)) <= _KINETIC_WORDS and len(words(said.text)) >= 3
    shown = Words(headline=beat.narration.strip()[:300])
    return [Look("kinetic", shown, score)] if is_short else []


def _item(item: str) -> str:
    """One item as it is shown: without what follows its second comma when it is long."""
    text = item.strip().rstrip(".;,")
    while width(text) > ITEM_WIDTH and re.search(r"[,;:(–—]\s", text):
        text = re.split(r"\s*[,;:(–—]\s(?!.*[,;:(–—]\s)", text)[0]
    return text[:200]


def _quoted(beat: Beat) -> str:
    """A quotation as far as it can be read in passing, at the end of a sentence."""
    kept = ""
    for part in beat.said:
        if kept and width(f"{kept} {part}") > QUOTATION_WIDTH:
            break
        kept = f"{kept} {part}".strip()
    return kept[:600]
