"""Give every beat a look: the templates that would suit it, with their words on screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.domain.scene import Words
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.headlines import Headline, fits, headline, subject, width, without_lead
from studio.llm.embedded.listing import listing
from studio.llm.embedded.numbers import Telling, qualifier, telling_number
from studio.llm.embedded.sentences import sentences, words

ITEM_WIDTH = 64
QUOTATION_WIDTH = 220
STRONG_NUMBER = 1.0
_PRONOUN = re.compile(r"^(?:it|its|they|their|this|these)\b", re.IGNORECASE)
_ROUND = re.compile(r"about|around|almost|nearly|roughly|approximately|some", re.IGNORECASE)
_MORE = re.compile(r"over|at least|more than", re.IGNORECASE)
_LESS = re.compile(r"under|up to|at most|less than|fewer than", re.IGNORECASE)


@dataclass(frozen=True)
class Look:
    """One way to show a beat. The higher the `score`, the better it fits."""

    template: str
    words: Words
    score: float


def looks(beat: Beat, topic: str = "") -> tuple[Look, ...]:
    """Every way to show a beat, the best first.

    `topic` names what "it" in its first sentence means, when that is known.
    """
    found = [*_own(beat), *_numbers(beat), *_listings(beat), *_comparisons(beat)]
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
        head = f"{qualifier(told.before)} {told.number} {told.after}".strip()
        head = head[:1].upper() + head[1:]
        return Words(headline=head, detail=_shown_heading(beat) or subject(_holding(beat, told)))
    said = key_headline(beat)
    heading = _shown_heading(beat)
    if heading and fits(heading) and said.text != heading:
        return Words(headline=said.text or heading, detail=heading if said.text else "")
    return Words(headline=said.text or heading, detail=said.label or (topic if said.text else ""))


def key_number(beat: Beat) -> Telling | None:
    """The most telling number of all that a beat says."""
    found = [told for part in _parts(beat) if (told := telling_number(part))]
    return max(found, key=lambda told: told.strength, default=None)


def key_headline(beat: Beat) -> Headline:
    """The headline of the sentence of a beat that gives the best one."""
    found = [(headline(part), part) for part in _parts(beat)]
    if beat.kind is BeatKind.QUESTION:
        return Headline(beat.said[-1])
    rated = [(_worth(head, part) - 0.15 * n, head) for n, (head, part) in enumerate(found)]
    return max(rated, key=lambda pair: pair[0], default=(0.0, Headline("")))[1]


def topics(beats: Sequence[Beat]) -> tuple[str, ...]:
    """What the pronoun that opens each beat stands for, or "" where that is not certain.

    A topic is named as the subject of a sentence ("Mercury is …") and holds as long as the
    sentences after it go on with "It" or "Its".
    """
    found, topic = [], ""
    for beat in beats:
        parts = _parts(beat)
        found.append(topic if parts and _goes_on(parts[0], topic) else "")
        for part in parts:
            named = _named_topic(part)
            topic = named or (topic if _goes_on(part, topic) else "")
    return tuple(found)


def with_chapters(beats: Sequence[Beat]) -> tuple[Beat, ...]:
    """The beats of a text without headings, those that open a new topic marked as chapters."""
    if sum(beat.opens for beat in beats) > 2 or len(beats) < 8:
        return tuple(beats)
    seen: set[str] = set()
    marked = [beats[0]]
    for beat, after in zip(beats[1:], (*beats[2:], None), strict=True):
        name = _named_topic(beat.said[0]) if beat.kind is BeatKind.TEXT and beat.said else ""
        is_new = _is_name(name) and name not in seen
        goes_on = bool(after and re.search(r"\b(?:it|its|they|their)\b", after.narration.lower()))
        seen.add(name)
        if is_new and goes_on and headline(beat.said[0]).label == name:
            beat = replace(beat, kind=BeatKind.CHAPTER, opens=True)
        marked.append(beat)
    return tuple(marked)


def _is_name(name: str) -> bool:
    bare = name.removeprefix("The ")
    return (
        bool(bare) and bare[0].isupper() and len(bare.split()) <= 2 and not re.search("['’]s", bare)
    )


def _named_topic(part: str) -> str:
    head = headline(part)
    if head.label and head.label == subject(part) and not _PRONOUN.match(head.label):
        return head.label
    return ""


def _goes_on(part: str, topic: str) -> bool:
    return bool(topic) and bool(re.match(r"^(?:It|Its)\b", part))


def _parts(beat: Beat) -> tuple[str, ...]:
    return tuple(s for said in beat.said for s in sentences(said)) or beat.said


def _worth(head: Headline, part: str) -> float:
    if not head.text:
        return 0.0
    worth = 1.0 + 0.3 * bool(head.label) - 0.05 * max(0, len(words(head.text)) - 6)
    return worth - 0.5 * bool(re.match(r"^(?:it|they|this|that|these)\b", head.text, re.IGNORECASE))


def _shown_heading(beat: Beat) -> str:
    return beat.heading.rstrip(":").strip()


def _own(beat: Beat) -> list[Look]:
    """The look that belongs to the kind of beat."""
    heading, said = _shown_heading(beat), key_headline(beat)
    if beat.screen:
        return _written(beat, heading)
    if beat.kind is BeatKind.TITLE:
        return [Look("title", Words(headline=heading or said.text, detail=beat.detail), 5.0)]
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


def _chapter(beat: Beat, said: Headline) -> Words:
    heading = _shown_heading(beat)
    if heading:
        detail = said.text if said.text.rstrip(".") != heading.rstrip(".") else ""
        return Words(headline=heading, detail=detail)
    return Words(headline=said.label, detail=said.text)


def _numbers(beat: Beat) -> list[Look]:
    told = key_number(beat)
    if told is None or told.strength < 0.7 or beat.kind in (BeatKind.LIST, BeatKind.QUOTATION):
        return []
    above, is_whole = _above(beat, told)
    number = told.number if is_whole else _signed(told)
    score = 0.8 + 0.45 * told.strength - (0.5 if told.strength < STRONG_NUMBER else 0.0)
    shown = Words(
        headline=above, detail=_beside(beat, told, above), number=number[:40], unit=told.after[:80]
    )
    return [Look("number", shown, score)]


def _above(beat: Beat, told: Telling) -> tuple[str, bool]:
    """The line above a number, and whether it holds its "about" or "more than"."""
    if heading := _shown_heading(beat):
        return heading, not qualifier(told.before)
    holding = _holding(beat, told)
    named = subject(holding)
    is_bare = len(words(told.before)) <= len(words(qualifier(told.before))) + 1
    if is_bare and named and not told.before.startswith(named):
        return named, not qualifier(told.before)
    before = without_lead(told.before)[1]
    if fits(before) and not re.match(r"^(?:and|but|or|some|a)$", before, re.IGNORECASE):
        text = re.sub(r"^(?:and|but|so)\s", "", before)
        return text[:1].upper() + text[1:], True
    return named, not qualifier(told.before)


def _beside(beat: Beat, told: Telling, above: str) -> str:
    """What the number is of, where a section's heading took the line above it."""
    named = told.before if _holding(beat, told).startswith(f"{told.before}:") else ""
    named = named or subject(_holding(beat, told))
    return named if named and named not in above and not qualifier(named) else ""


def _holding(beat: Beat, told: Telling) -> str:
    return next((p for p in _parts(beat) if telling_number(p) == told), "")


def _signed(told: Telling) -> str:
    """The number with ≈, > or < for the "about", "more than" or "less than" before it."""
    word = qualifier(told.before)
    if not word:
        return told.number
    for pattern, sign in ((_MORE, ">"), (_LESS, "<"), (_ROUND, "≈")):
        if pattern.fullmatch(word):
            return f"{sign} {told.number}"
    return f"−{told.number}" if word.lower() == "minus" else told.number


def _listings(beat: Beat) -> list[Look]:
    if beat.kind in (BeatKind.LIST, BeatKind.QUOTATION, BeatKind.QUESTION):
        return []
    for part in _parts(beat):
        found = listing(part)
        if found:
            head = _shown_heading(beat) or re.sub(r"\s(?:it|they)$", "", found.lead)
            shown = Words(headline=head[:1].upper() + head[1:], points=found.items)
            return [Look("points", shown, 2.5)]
    return []


_COMPARED = re.compile(
    r"^(?P<one>[^,;:]{2,32}?) (?:is|are|was|were) (?P<how>(?:much |far )?(?:[a-z]+er|more [a-z]+|"
    r"less [a-z]+|as [a-z]+ as)(?: dense)?) (?:than )?(?P<two>[^,;:]{2,32}?)[.!]?$"
)


def _comparisons(beat: Beat) -> list[Look]:
    if beat.kind is not BeatKind.TEXT or len(beat.said) != 1:
        return []
    found = _COMPARED.match(beat.said[0])
    if not found or re.match(r"^(?:it|they|this|that|he|she)\b", found["one"], re.IGNORECASE):
        return []
    how = found["how"] if found["how"].startswith("as ") else f"{found['how']} than"
    two = found["two"][:1].upper() + found["two"][1:]
    shown = Words(headline=how[:1].upper() + how[1:], points=(found["one"], two))
    return [Look("comparison", shown, 1.7)]


def _statements(beat: Beat, topic: str) -> list[Look]:
    said, heading = key_headline(beat), _shown_heading(beat)
    if not said.text and not heading:
        text = next(iter(_parts(beat)), "")
        short = text if width(text) <= QUOTATION_WIDTH / 2 else ""
        return [Look("statement", Words(headline=short, detail=topic), 0.5)]
    label = heading or said.label or topic
    if said.text:
        score = 1.1 + 0.1 * bool(label)
        return [Look("statement", Words(headline=said.text, detail=label[:120]), score)]
    return [Look("statement", Words(headline=heading), 0.8)]


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
