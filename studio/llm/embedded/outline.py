"""Blocks into beats: an opening, one idea a scene, an end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.blocks import Block, BlockKind
from studio.llm.embedded.headlines import fits
from studio.llm.embedded.measure import Measure
from studio.llm.embedded.numbers import telling_number
from studio.llm.embedded.sentences import clauses, sentences, words

GOAL_S = 5.5
LONGEST_S = 9.0
LONGEST_SENTENCE_S = 16.0
MOST_BEATS = 900
MAX_CHARACTERS = 1500
STRONG_NUMBER = 1.7
ITEMS_A_SCENE = 5
_QUESTION = re.compile(r"[?？؟][\"'”’»)]*$")
_STOPS = (".", "!", "?", "…", ":", ";", "。", "！", "？", "؟", "।", "”", '"')
_DATE_LEAD = re.compile(
    r"^(?:In|On|Since|By)\s(?P<date>(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\s(?:\d{1,2},?\s)?\d{4}|\d{4})\b"
)


@dataclass(frozen=True)
class _Section:
    """A heading and what follows it, up to the next."""

    heading: str = ""
    level: int = 0
    is_scene: bool = False
    blocks: list[Block] = field(default_factory=list)


def outline(blocks: Sequence[Block], measure: Measure) -> tuple[Beat, ...]:
    """The beats of a text in its own order and its own words."""
    sections = _sections(blocks)
    goal = _goal(blocks, measure)
    found: list[Beat] = []
    for section in sections:
        found.extend(_beats(section, measure, goal))
    return _with_ends(_within_limit(_with_thoughts(found)), sections)


def is_question(text: str) -> bool:
    """True when a sentence asks."""
    return bool(_QUESTION.search(text))


def _goal(blocks: Sequence[Block], measure: Measure) -> float:
    """Seconds that a scene should last: longer in a text so long that scenes would run out."""
    total = sum(measure.estimate(" ".join((b.text, *b.items))) for b in blocks)
    return max(GOAL_S, total / MOST_BEATS * 1.6)


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    found = [_Section()]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            found.append(_Section(block.text, block.level, block.is_scene))
        else:
            found[-1].blocks.append(block)
    return [s for s in found if s.heading or s.blocks]


def _beats(section: _Section, measure: Measure, goal: float) -> list[Beat]:
    """The beats of one section, its heading on the first."""
    beats: list[Beat] = []
    cue = screen = ""
    for place, block in enumerate(section.blocks):
        if block.kind is BlockKind.CUE:
            cue, beats = _cued(beats, block.text)
            continue
        if block.kind is BlockKind.SCREEN:
            screen, beats = _written(beats, block.text)
            continue
        if block.kind in (BlockKind.CODE, BlockKind.TABLE):
            beats = _shown_beside(beats, block, section)
            continue
        made = [replace(b, paragraph=place) for b in _of_block(block, section, measure, goal)]
        if made:
            first = replace(made[0], cue=cue or made[0].cue, screen=screen or made[0].screen)
            beats.extend([first, *made[1:]])
            cue = screen = ""
    return _headed(_led(beats), section)


def _cued(beats: list[Beat], text: str) -> tuple[str, list[Beat]]:
    """A cue goes with the text before it in its section, else it waits for the next."""
    if not beats or beats[-1].cue:
        return text, beats
    return "", [*beats[:-1], replace(beats[-1], cue=text)]


def _shown_beside(beats: list[Beat], block: Block, section: _Section) -> list[Beat]:
    """Code and tables are seen while the text before them is heard, else their heading."""
    held: dict[str, Any] = {"table": block.rows}
    if block.kind is BlockKind.CODE:
        held = {"code": block.text, "language": block.source}
    if beats and not (beats[-1].code or beats[-1].table):
        return [*beats[:-1], replace(beats[-1], **held)]
    spoken = section.heading or ", ".join(block.rows[0] if block.rows else ())
    if not spoken or beats:
        return beats
    return [Beat(BeatKind.TEXT, (stopped(spoken),), worth=0.4, **held)]


def _written(beats: list[Beat], text: str) -> tuple[str, list[Beat]]:
    """Words for the screen go with the text before them, else they wait for the next."""
    if not beats or beats[-1].screen:
        return text, beats
    return "", [*beats[:-1], replace(beats[-1], screen=text)]


def _of_block(block: Block, section: _Section, measure: Measure, goal: float) -> list[Beat]:
    if block.kind is BlockKind.QUOTATION:
        return _quotations(block, measure)
    if block.kind is BlockKind.LIST:
        return [replace(b, is_ordered=block.is_ordered) for b in _lists(block.items, measure)]
    if block.kind is BlockKind.PARAGRAPH:
        longest = LONGEST_S * 2 if section.is_scene else max(LONGEST_S, goal * 1.5)
        return list(_paragraph(block.text, measure, goal, longest))
    return []


def _paragraph(text: str, measure: Measure, goal: float, longest: float) -> Iterator[Beat]:
    spoken = _speakable(text, measure)
    closing: tuple[str, ...] = ()
    if len(spoken) > 1 and is_question(spoken[-1]) and not is_question(spoken[-2]):
        spoken, closing = spoken[:-1], spoken[-1:]
    total = measure.estimate(" ".join(spoken))
    is_one = total <= longest and (total <= goal or _strong_numbers(spoken) < 2)
    groups = [spoken] if is_one else divided(spoken, measure, goal)
    for group in groups:
        asks = len(group) == 1 and is_question(group[0])
        yield Beat(BeatKind.QUESTION if asks else BeatKind.TEXT, tuple(group))
    if closing:
        yield Beat(BeatKind.QUESTION, tuple(closing))


def _strong_numbers(spoken: Sequence[str]) -> int:
    """How many sentences hold a number that deserves a scene of its own."""
    found = [telling_number(sentence) for sentence in spoken]
    return sum(told is not None and told.strength >= STRONG_NUMBER for told in found)


def _speakable(text: str, measure: Measure) -> tuple[str, ...]:
    """Sentences, those too long to hold a picture divided at their clauses."""
    found: list[str] = []
    for sentence in sentences(text):
        length = measure.estimate(sentence)
        if length <= LONGEST_SENTENCE_S:
            found.append(sentence)
            continue
        limit = min(MAX_CHARACTERS, max(60, int(len(sentence) * 11.0 / length)))
        found.extend(clauses(sentence, limit))
    return tuple(found)


def divided(spoken: Sequence[str], measure: Measure, goal: float) -> list[tuple[str, ...]]:
    """Sentences in groups of about `goal` seconds each, by the least sum of squared misses.

    Dynamic programming over the places of the cuts; a group longer than twelve sentences
    is never tried.
    """
    lengths = [measure.estimate(sentence) for sentence in spoken]
    strong = [_strong_numbers((sentence,)) for sentence in spoken]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(spoken) + 1):
        choices = []
        for start in range(max(0, end - 12), end):
            miss = (sum(lengths[start:end]) - goal) / goal
            crowd = 0.4 * max(0, sum(strong[start:end]) - 1)
            choices.append((best[start][0] + miss * miss * (1 if miss > 0 else 1.6) + crowd, start))
        best.append(min(choices))
    groups: list[tuple[str, ...]] = []
    end = len(spoken)
    while end:
        start = best[end][1]
        groups.append(tuple(spoken[start:end]))
        end = start
    return groups[::-1]


def _quotations(block: Block, measure: Measure) -> list[Beat]:
    spoken = _speakable(block.text, measure)
    if measure.estimate(block.text) <= LONGEST_S * 1.4:
        groups = [tuple(spoken)]
    else:
        groups = divided(spoken, measure, LONGEST_S)
    return [
        Beat(BeatKind.QUOTATION, group, source=block.source, worth=0.8) for group in groups if group
    ]


def _lists(items: tuple[str, ...], measure: Measure) -> Iterator[Beat]:
    """A list of a few short items is one scene; long items are told like a text."""
    if sum(len(item) for item in items) > 90 * len(items):
        for item in items:
            yield from _paragraph(item, measure, GOAL_S, LONGEST_S)
        return
    parts = -(-len(items) // ITEMS_A_SCENE)
    size = -(-len(items) // parts)
    for start in range(0, len(items), size):
        some = items[start : start + size]
        yield Beat(BeatKind.LIST, tuple(stopped(item) for item in some), items=some, worth=0.4)


def stopped(text: str) -> str:
    """`text` with a full stop when it has no end mark, so that it is spoken as one."""
    return text if text.endswith(_STOPS) else f"{text}."


def _led(beats: list[Beat]) -> list[Beat]:
    """A text that ends in a colon leads the list or the quotation after it."""
    found: list[Beat] = []
    for beat in beats:
        before = found[-1] if found else None
        is_lead = before and before.kind is BeatKind.TEXT and before.said[-1].endswith(":")
        if before and is_lead and beat.kind in (BeatKind.LIST, BeatKind.QUOTATION):
            lead = before.said[-1]
            found[-1:] = [replace(before, said=before.said[:-1])] if before.said[:-1] else []
            if fits(lead, 3):
                beat = replace(beat, heading=lead, is_heading_said=True)
            else:
                beat = replace(beat, said=(lead, *beat.said))
        found.append(beat)
    return found


def _headed(beats: list[Beat], section: _Section) -> list[Beat]:
    if not section.heading:
        return beats
    if not beats:
        said = (stopped(section.heading),)
        return [Beat(BeatKind.CHAPTER, said, heading=section.heading, opens=True)]
    first = beats[0]
    if section.level == 1 or section.is_scene:
        is_said = False
    else:
        is_said = is_question(section.heading) or first.kind is BeatKind.LIST
    heading = section.heading
    if is_said and not is_question(heading):
        heading = heading.rstrip(".:;, ") + ":"
    if first.heading:
        return [replace(first, opens=True), *beats[1:]]
    first = replace(first, heading=heading, is_heading_said=is_said, opens=True, worth=0.6)
    return [first, *beats[1:]]


def _with_thoughts(beats: list[Beat]) -> list[Beat]:
    """Where a text has no headings, a paragraph of several scenes opens a thought."""
    if sum(b.opens for b in beats) > 1:
        return beats
    paragraphs = len({b.paragraph for b in beats})
    if paragraphs < 2 or len(beats) < 1.25 * paragraphs:
        return beats
    return [
        replace(b, opens=b.opens or (n > 0 and b.paragraph != beats[n - 1].paragraph))
        for n, b in enumerate(beats)
    ]


def _within_limit(beats: list[Beat]) -> list[Beat]:
    """Plain scenes of the same section joined, when there are more than a film can have."""
    size = -(-len(beats) // MOST_BEATS)
    joined: list[Beat] = []
    held = 1
    for beat in beats:
        last = joined[-1] if joined else None
        fits_in = last and len(last.narration) + len(beat.narration) < MAX_CHARACTERS * 3
        if last and fits_in and held < size + 1 and size > 1 and _joins(last, beat):
            joined[-1] = replace(last, said=(*last.said, *beat.said))
            held += 1
        else:
            joined.append(beat)
            held = 1
    return joined


def _joins(one: Beat, two: Beat) -> bool:
    plain = (BeatKind.TEXT, BeatKind.QUESTION)
    return one.kind is BeatKind.TEXT and two.kind in plain and not (two.heading or two.cue)


def _with_ends(beats: list[Beat], sections: list[_Section]) -> tuple[Beat, ...]:
    """The first beat made the title, and the last one kept."""
    if not beats:
        return ()
    first = beats[0]
    if first.kind in (BeatKind.TEXT, BeatKind.CHAPTER) and not (sections[0].is_scene and first.cue):
        date = _DATE_LEAD.match(first.said[0]) if first.heading and first.said else None
        first = replace(first, kind=BeatKind.TITLE, detail=date["date"] if date else "")
    beats = [replace(first, is_kept=True), *beats[1:]]
    last = beats[-1]
    if len(beats) < 2:
        return tuple(beats)
    is_split = last.kind is BeatKind.TEXT and len(last.said) > 1 and not sections[-1].is_scene
    if is_split and len(words(last.said[-1])) <= 6:
        beats[-1] = replace(last, said=last.said[:-1])
        last = replace(last, said=last.said[-1:], heading="", cue="", opens=False)
        beats.append(last)
    if last.kind is BeatKind.TEXT and _is_short(last):
        last = replace(last, kind=BeatKind.CLOSING)
    beats[-1] = replace(last, is_kept=True)
    return tuple(beats)


def _is_short(beat: Beat) -> bool:
    return not beat.heading and len(beat.said) <= 2 and len(words(beat.narration)) <= 24
