"""What a text is about from sentence to sentence, and where it turns to something new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.headlines import headline, subject

_PRONOUN = re.compile(r"^(?:it|its|they|their|this|these)\b", re.IGNORECASE)


def topics(beats: Sequence[Beat]) -> tuple[str, ...]:
    """What the pronoun that opens each beat stands for, or "" where that is not certain.

    A topic is named as the subject of a sentence ("Mercury is …") and holds as long as the
    sentences after it go on with "It" or "Its".
    """
    found, topic = [], ""
    for beat in beats:
        parts = beat.parts
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
