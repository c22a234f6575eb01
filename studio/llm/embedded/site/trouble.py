"""What a website says is wrong with the world without it: the sentences of a problem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.domain.site import Findings, Found

_TROUBLE = re.compile(
    r"\b(?:most|average|typical|usual|usually|stale|flat|old|slow\w*|los(?:e|es|t|ing)|wait\w*|"
    r"hurts?|hard\w*|never|nobody|no one|tired|boring|expensive|waste\w*|forg[eo]t\w*|crowded|"
    r"complicated|problems?|fails?|failed|noisy?|loud|without|not enough|no quiet|too (?:much|many|"
    r"little|few|late)|need(?:s|ed)? a|struggl\w*|broken|lonely|stress\w*|spend\w*|takes? (?:days|"
    r"weeks|months|hours)|months? old|why|meist\w*|nie|kein\w*|langsam|teuer|warten|trop|jamais|"
    r"demasiad\w*|nunca|lent[oa]s?|caro)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?<!tell )(?<!tells )(?<!ask )\b(?:we|our|ours|us|with (?:it|us)|with or without|"
    r"free|open to|welcome|wir|unser\w*|nous|notre|nos|"
    r"nosotros|nuestr\w*)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^(?:it|they|this|that|these|those|and|but|so|then)\b", re.IGNORECASE)
LEAST = 0.9


@dataclass(frozen=True)
class Line:
    """A sentence and where it was found; `order` is its place on the page."""

    text: str
    found: Found
    order: int


def lines_of(findings: Findings) -> tuple[Line, ...]:
    """Every sentence there is, the promise first, then section by section; none twice."""
    lines: dict[str, Line] = {}
    for sentence in parted(findings.promise.text):
        lines.setdefault(sentence, Line(sentence, findings.promise, len(lines)))
    for section in findings.sections:
        for sentence in section.sentences:
            lines.setdefault(sentence, Line(sentence, section, len(lines)))
    return tuple(lines.values())


def parted(text: str) -> tuple[str, ...]:
    """The sentences of a short text."""
    return tuple(part.strip() for part in re.split(r"(?<=[.!?…])\s+", text) if part.strip())


def trouble_in(findings: Findings, most_words: int) -> tuple[Line, ...]:
    """The sentences that tell of a problem, in the order of the page; none where none do."""
    name = findings.title.text
    rated = [(_weight(line, name), line) for line in lines_of(findings)]
    best = sorted((pair for pair in rated if pair[0] >= LEAST), key=lambda p: (-p[0], p[1].order))
    chosen: list[Line] = []
    left = most_words
    for _, line in best:
        count = len(line.text.split())
        if count <= left and len(chosen) < 3 and not _is_orphan(line, chosen):
            chosen.append(line)
            left -= count
    return tuple(sorted(chosen, key=lambda line: line.order))


def _weight(line: Line, name: str) -> float:
    """How much a sentence is about a problem: its words and number, and no answer in it."""
    text = line.text
    if len(text.split()) < 3 or name.casefold() in text.casefold():
        return 0.0
    said = len(_TROUBLE.findall(text))
    headed = bool(_TROUBLE.search(line.found.text)) and not _ANSWER.search(line.found.text)
    asks = text.endswith("?")
    counts = bool(re.search(r"\d", text))
    leads = 0.8 * (line.order == 0 and bool(said))
    weight = (
        said + leads + 0.7 * headed + 0.8 * asks + 0.4 * counts * bool(said) - 0.02 * line.order
    )
    return weight - 1.6 * bool(_ANSWER.search(text))


def _is_orphan(line: Line, chosen: Sequence[Line]) -> bool:
    """True for a sentence that points back at one that is not told."""
    before = any(other.order == line.order - 1 for other in chosen)
    return bool(_POINTS_BACK.match(line.text)) and not before
