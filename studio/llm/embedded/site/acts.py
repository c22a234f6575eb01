"""Five acts out of findings: the problem, the discovery, the transformation, the triumph, the
invitation. Every sentence is the website's own, or one of `phrases`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from studio.domain.facts import invented_numbers
from studio.domain.ids import AssetId
from studio.domain.scene import Item, Words
from studio.domain.site import Feature, Figure, Findings, Found, Saying
from studio.llm.embedded.site.phrases import ActKind, met
from studio.llm.embedded.site.trouble import Line, lines_of, parted, trouble_in

WORDS_AN_ACT = 30
_LONGEST_HEADLINE = 90
_ROOM = 1.5
_HOOK = 0.85
"""A problem is told quickly: it is what everybody watches first."""
_CODE = re.compile(r"[|$`{}<>]|--\w|\bcurl\b|\bnpm\b|\bpip\b")
_RATING = re.compile(r"rating|stars?|bewertung|note|valoraci", re.IGNORECASE)


@dataclass(frozen=True)
class Act:
    """What one scene says and shows. `templates` are designs for it, the best first.

    `picture` fills the frame in place of a design where there is one; `sources` are the places
    everything in it was found at.
    """

    kind: ActKind
    narration: str
    templates: tuple[str, ...]
    words: Words
    sources: tuple[Found, ...]
    picture: AssetId | None = None


@dataclass
class _Told:
    """What has been said already: nothing is said twice."""

    findings: Findings
    budget: int = WORDS_AN_ACT
    said: set[str] = field(default_factory=set)

    def line(self, *texts: str, room: float = 1.0) -> str:
        """Sentences that are new, as many as `room` budgets hold; each ends as one."""
        kept: list[str] = []
        left = self.budget * room
        for text in texts:
            sentence = ended(text)
            count = len(sentence.split())
            is_said = not sentence or any(sentence in known for known in self.said)
            if is_said or (count > left and kept) or invented_numbers(sentence, self.findings):
                continue
            kept.append(sentence)
            self.said.add(sentence)
            left -= count
        return " ".join(kept)


def acts_of(findings: Findings, words_an_act: int = WORDS_AN_ACT) -> tuple[Act, ...]:
    """The five acts, each with its words and where they come from."""
    told = _Told(findings, words_an_act)
    problem, is_trouble = _problem(told)
    acts = (
        problem,
        _discovery(told, is_trouble),
        _transformation(told),
        _triumph(told),
        _invitation(told),
    )
    return tuple(act for act in acts if act.narration or act.words != Words())


def ended(text: str) -> str:
    """A text as a spoken sentence: with an end, and without what cannot be said."""
    plain = re.sub(r"\s+", " ", text).strip(" •·|–—-")
    if not plain:
        return ""
    return plain if plain[-1] in ".!?…。！？" else f"{plain}."


def _problem(told: _Told) -> tuple[Act, bool]:
    """The problem as the website tells it; without one, the promise as a beginning."""
    lines = trouble_in(told.findings, round(told.budget * _HOOK))
    if not lines:
        return _opening(told), False
    narration = told.line(*(line.text for line in lines))
    figure = next((words for line in lines if (words := _figure_words(line))), None)
    first = next((n for n in lines if len(n.text) <= _LONGEST_HEADLINE), lines[0])
    is_known = first.text in first.found.text or first.found.text == told.findings.promise.text
    heading = "" if is_known else first.found.text
    words = figure or Words(headline=_short(first.text), detail=_short(heading))
    templates = ("number", "statement") if figure else ("kinetic", "statement")
    return Act(ActKind.PROBLEM, narration, templates, words, _places(lines)), True


def _opening(told: _Told) -> Act:
    found = told.findings
    said = parted(found.promise.text) or parted(found.description.text)
    narration = told.line(*said[:2])
    words = Words(headline=_short(said[0]) if said else found.title.text)
    sources = (found.promise if found.promise.text else found.description,)
    return Act(ActKind.PROBLEM, narration, ("kinetic", "statement"), words, sources)


def _figure_words(line: Line) -> Words | None:
    """A strong number of a sentence with the words before and after it."""
    match = re.search(r"(?:[€$£]\s?)?\d[\d.,]*\s?(?:%|percent\b|×)", line.text)
    match = match or re.search(r"\b\d{2,}[\d.,]*\b(?=\s+\w)", line.text)
    if not match or re.fullmatch(r"(?:19|20)\d\d", match[0]):
        return None
    before = line.text[: match.start()].strip(" ,")
    after = re.split(r"[,;.!?]\s|[.!?]$|\s(?:and|und|et|y)\s", line.text[match.end() :].strip())[0]
    if not after or len(after) > 70 or len(before) > _LONGEST_HEADLINE:
        return None
    return Words(number=match[0].strip(), unit=after[:80], headline=before)


def _discovery(told: _Told, is_trouble: bool) -> Act:
    """Who has the answer: the name, the promise as far as it is untold, and the page itself."""
    found = told.findings
    name = found.title.text
    promise = parted(found.promise.text)
    answer = next((text for text in reversed(promise) if ended(text) not in told.said), "")
    described = parted(found.description.text)
    opens = (answer,) if is_trouble or not described else ()
    is_named = any(text.startswith(name) for text in described[:1])
    meeting = () if is_named else (met(name, found.language),)
    narration = told.line(*opens, *meeting, *described)
    headline = _short(answer) if answer and is_trouble else name
    shot = found.screenshot.asset
    photo = found.pictures[0].asset if found.pictures else None
    shown = tuple(asset for asset in (shot or photo,) if asset)
    templates = ("browser", "title") if shot or not photo else ("photo-title", "browser", "title")
    words = Words(
        headline=headline,
        detail="" if headline == name else name,
        url=host_of(found),
        pictures=shown,
    )
    sources = (found.title, found.promise, found.description)
    return Act(ActKind.DISCOVERY, narration, templates, words, _filled(sources))


def _transformation(told: _Told) -> Act:
    """What changes: the way it works, or what there is."""
    found = told.findings
    steps = [step for step in found.steps if not _CODE.search(step.text)]
    offers = found.features
    has_way = len(steps) >= 2 and len(steps) == len(found.steps)
    if not has_way and len(offers) < 2:
        return _plain_transformation(told)
    listed = tuple(steps if has_way else offers)[: 4 if has_way else 6]
    heading = listed[0].group
    full = [heading, *(_spoken(feature) for feature in listed)]
    is_short = len(" ".join(full).split()) <= told.budget * _ROOM
    spoken = full if is_short else [heading, *(feature.text for feature in listed)]
    words = Words(
        headline=_short(heading or found.title.text),
        items=tuple(_item(f) for f in listed),
        points=_points(listed),
    )
    templates = ("steps", "points") if has_way else ("feature-grid", "points")
    return Act(ActKind.TRANSFORMATION, told.line(*spoken, room=_ROOM), templates, words, listed)


def _plain_transformation(told: _Told) -> Act:
    """Without a list: what the page goes on to say."""
    left = _untold(told)[:2]
    headline = _short(left[0].found.text if left else told.findings.title.text)
    detail = _short(left[0].text, 160) if left else ""
    words = Words(headline=headline, detail="" if detail == headline else detail)
    narration = told.line(*(line.text for line in left))
    return Act(ActKind.TRANSFORMATION, narration, ("statement",), words, _places(left))


def _triumph(told: _Told) -> Act:
    """That it works: what somebody says of it, or what can be counted."""
    found = told.findings
    shown = [figure for figure in found.figures if figure.is_shown and figure.label]
    if found.sayings:
        return _praise(told, found.sayings[0], shown)
    if shown:
        return _counted(told, shown)
    left = _untold(told)
    if not left:
        return Act(ActKind.TRIUMPH, "", ("statement",), Words(), ())
    strongest = max(left, key=lambda line: (bool(re.search(r"\d{2}", line.text)), -line.order))
    photo = found.pictures[0].asset if found.pictures else None
    beside = [line.text for line in left if line.found == strongest.found]
    narration = told.line(*beside)
    if len(beside) >= 2 and not photo and all(len(text) <= 60 for text in beside):
        points = tuple(text.rstrip(".") for text in beside[:5])
        words = Words(headline=_short(strongest.found.text), points=points)
        return Act(ActKind.TRIUMPH, narration, ("points",), words, (strongest.found,))
    words = Words(headline=_short(strongest.text), detail=_short(strongest.found.text))
    return Act(ActKind.TRIUMPH, narration, ("statement",), words, (strongest.found,), photo)


def _praise(told: _Told, saying: Saying, shown: Sequence[Figure]) -> Act:
    rating = next((f.number for f in shown if _RATING.search(f.label)), "")
    others = [figure for figure in shown if figure.number != rating]
    large = (f for f in others if re.search(r"\d[\d.,]{3,}", f.number))
    figure = next(large, others[0] if others else None)
    counted = [f"{figure.number} {figure.label}"] if figure else []
    narration = told.line(*parted(saying.text), *counted)
    words = Words(quotation=saying.text[:600], source=saying.source, number=rating)
    sources: tuple[Found, ...] = (saying, *([figure] if figure else []))
    return Act(ActKind.TRIUMPH, narration, ("testimonial", "quotation"), words, sources)


def _counted(told: _Told, shown: Sequence[Figure]) -> Act:
    first, *rest = shown[:3]
    narration = told.line(*(f"{figure.number} {figure.label}" for figure in shown[:3]))
    detail = " · ".join(f"{figure.number} {figure.label}" for figure in rest)
    words = Words(number=first.number, unit=first.label[:80], detail=detail[:200])
    return Act(ActKind.TRIUMPH, narration, ("number", "statement"), words, tuple(shown[:3]))


def _invitation(told: _Told) -> Act:
    """What to do now, in the website's own words, and where."""
    found = told.findings
    call, name = found.call, found.title.text
    promise = parted(found.promise.text)
    headline = call.offer or (promise[-1] if promise else name)
    narration = told.line(call.offer, *parted(call.detail)[:2], call.text, name)
    words = Words(
        headline=_short(headline),
        detail=call.text or name,
        url=host_of(found),
        source=host_of(found),
        pictures=tuple(asset for asset in (found.logo.asset,) if asset),
    )
    templates = ("call-to-action", "closing")
    sources = _filled((call, found.promise, found.title))
    return Act(ActKind.INVITATION, narration or ended(name), templates, words, sources)


def host_of(findings: Findings) -> str:
    """The website's name as people type it; "" for one on this machine."""
    host = (urlsplit(findings.url).hostname or "").removeprefix("www.")
    is_here = host in ("localhost", "") or re.fullmatch(r"[\d.]+|.*:.*", host)
    return "" if is_here else host


def _untold(told: _Told) -> list[Line]:
    said = " ".join(told.said)
    return [line for line in lines_of(told.findings) if ended(line.text) not in said]


def _spoken(feature: Feature) -> str:
    """A feature as it is said: its title, and the first sentence of what is said of it."""
    detail = next(iter(parted(feature.detail)), "")
    return f"{ended(feature.text)} {detail}" if detail else feature.text


def _item(feature: Feature) -> Item:
    label, _, rest = feature.text.partition(": ")
    value = feature.detail or rest
    if not value and "," in label and len(label) > 28:
        label, _, value = label.partition(", ")
    return Item(label=label[:120], value=_short(next(iter(parted(value)), value), 110))


def _points(listed: Iterable[Feature]) -> tuple[str, ...]:
    return tuple(_short(feature.text, 80) for feature in listed)[:6]


def _short(text: str, most: int = _LONGEST_HEADLINE) -> str:
    """A text as it is shown: its first sentence, cut between words where it is too long."""
    plain = re.sub(r"\s+", " ", text).strip()
    if len(plain) > most:
        plain = next(iter(parted(plain)), plain)
    if len(plain) > most:
        plain = plain[:most].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
    return plain.rstrip(".") if plain.count(".") == 1 else plain


def _places(lines: Iterable[Line]) -> tuple[Found, ...]:
    return tuple({line.found.place: line.found for line in lines}.values())


def _filled(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(part for part in found if part.text)
