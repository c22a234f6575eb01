"""Write one scene anew as a person asks: shorter, calmer, another look, other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from studio.domain.scene import Camera, Footage, Graphic, Still, Visual, Words
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.fitting import AIR_S, scene_s
from studio.llm.embedded.headlines import headline, width
from studio.llm.embedded.looks import key_headline, looks, overlay
from studio.llm.embedded.manners import CAMERA_WORDS, TEMPLATE_WORDS, is_open, manners
from studio.llm.embedded.numbers import telling_number
from studio.llm.embedded.outline import is_question
from studio.llm.embedded.sentences import sentences, tidy, words
from studio.llm.interface import PlanAsk, SceneDraft

CALM_AIR_S = 1.4
LIVELY_AIR_S = 0.4
_SAY = re.compile(
    r"\b(?:say|narration|narrator says|voice[- ]?over|text)\s*:\s*(?P<text>.+)$|"
    r"\b(?:say|make it say|change (?:the )?(?:narration|text) to)\s+[“\"](?P<quoted>[^”\"]+)[”\"]",
    re.IGNORECASE | re.DOTALL,
)
_SHOW = re.compile(
    r"\b(?:headline|on[- ]screen(?: text)?|words on screen|screen|title)\s*"
    r"(?::|to|should (?:say|read))\s*[“\"]?(?P<text>[^”\"]+?)[”\"]?\s*$",
    re.IGNORECASE,
)
_SWAP = re.compile(
    r"\b(?:replace|change|swap)\s+[“\"']?(?P<old>.+?)[”\"']?\s+(?:with|by|to|for|into)\s+"
    r"[“\"']?(?P<new>.+?)[”\"']?\s*[.!]?$",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bleave out\s+(?P<what>.{1,80})$", re.IGNORECASE)
_SHOWN_AS = r"(?:^|\b(?:as|into|like|use|with|make it|template|be)\s+)(?:an?|the|some)?\s*"
_SECONDS = re.compile(r"\b(?P<n>\d+(?:\.\d+)?)\s*(?:s|secs?|seconds?)\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\bby (?:about )?\d|\badd \d|\d\s*(?:s|secs?|seconds?)\s+(?:longer|shorter|more|"
    r"less|off)\b",
    re.I,
)
_FEWER = re.compile(r"\b(?:fewer|less) (?:words|text)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^)]*\)|\s+[—–]\s+[^—–]+\s+[—–]\s+")
_CALM_MOVES = {Camera.PAN_LEFT: Camera.DRIFT, Camera.PAN_RIGHT: Camera.DRIFT}


@dataclass(frozen=True)
class _Change:
    """A draft on its way, with the air its speech gets; None leaves its length as it is.

    `more_s` is added to the length it had.
    """

    draft: SceneDraft
    air_s: float | None = None
    seconds: float | None = None
    more_s: float | None = None


def revised(
    draft: SceneDraft, guidance: str, ask: PlanAsk, templates: Collection[str]
) -> SceneDraft:
    """The draft changed as `guidance` says, or as it is where that is not understood.

    Guidance that asks for nothing in particular gives another design.
    """
    wanted = tidy(guidance)
    change = _Change(draft)
    for step in (_worded, _left_out, _fewer, _shown, _moved, _designed, _mannered):
        change = step(change, wanted, templates)
    if change == _Change(draft) and is_open(wanted):
        change = _Change(_other_design(draft, templates))
    return _timed(change, draft, ask)


def is_known(guidance: str) -> bool:
    """True when a wish is of a kind that `revised` carries out, if it does not hold already."""
    wanted = tidy(guidance)
    asked = (rf"{_SHOWN_AS}(?:{pattern})\b" for _, pattern in TEMPLATE_WORDS)
    if manners(wanted) or any(re.search(shown, wanted, re.IGNORECASE) for shown in asked):
        return True
    return any(kind.search(wanted) for kind in (_SAY, _SHOW, _WITHOUT, _SECONDS, _FEWER))


_Step = Callable[[_Change, str, Collection[str]], _Change]


def _worded(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """ "say: …" and "replace X with Y"."""
    said = _SAY.search(wanted)
    if said:
        narration = tidy(said["text"] or said["quoted"]).strip('“”"')[:5000]
        return replace(change, draft=_redesigned(change.draft, narration, templates), air_s=AIR_S)
    swap = _SWAP.search(wanted)
    if swap and swap["old"].lower() in _everything(change.draft).lower():
        return replace(change, draft=_swapped(change.draft, swap["old"], swap["new"]), air_s=AIR_S)
    return change


def _left_out(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """ "leave out X": the sentences that say it go, and the words on screen that show it."""
    asked = _WITHOUT.search(wanted)
    if not asked or _SAY.search(wanted):
        return change
    draft, what = change.draft, asked["what"].strip(" .“”\"'").lower()
    kept = [part for part in sentences(draft.narration) if what not in part.lower()]
    narration = " ".join(kept) or draft.narration
    shown = _without(draft.visual.words, what)
    visual = draft.visual.model_copy(update={"words": shown})
    fresh = replace(draft, narration=narration, visual=visual)
    if isinstance(visual, Graphic) and shown == Words() and draft.visual.words != Words():
        fresh = _redesigned(fresh, narration, templates)
    return change if fresh == draft else replace(change, draft=fresh, air_s=AIR_S)


def _without(shown: Words, what: str) -> Words:
    """The words on screen without those that hold `what`, and without the unit of its number."""
    fields = shown.model_dump()
    for name, value in fields.items():
        if isinstance(value, str) and what in value.lower():
            fields[name] = ""
            fields["unit"] = "" if name == "number" else fields["unit"]
    points = tuple(point for point in shown.points if what not in point.lower())
    return Words.model_validate({**fields, "points": points})


def _fewer(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """ "fewer words on screen": the most telling ones stay."""
    if not _FEWER.search(wanted):
        return change
    draft, shown = change.draft, change.draft.visual.words
    short = headline(draft.narration).text or shown.headline
    head = short if width(short) < width(shown.headline) else shown.headline
    fewer = shown.model_copy(
        update={"headline": head, "detail": "", "points": shown.points[:3], "source": ""}
    )
    visual = draft.visual.model_copy(update={"words": fewer})
    return replace(change, draft=replace(draft, visual=visual))


def _everything(draft: SceneDraft) -> str:
    return f"{draft.narration} {draft.title} {draft.visual.words.model_dump_json()}"


def _swapped(draft: SceneDraft, old: str, new: str) -> SceneDraft:
    pattern = re.compile(re.escape(old), re.IGNORECASE)

    def swap(text: str) -> str:
        return pattern.sub(lambda _: new, text)

    fields = draft.visual.words.model_dump()
    changed = {
        k: tuple(map(swap, v)) if isinstance(v, tuple) else swap(v) for k, v in fields.items()
    }
    shown = Words.model_validate({k: _fitted(k, v) for k, v in changed.items()})
    visual = draft.visual.model_copy(update={"words": shown})
    narration, title = swap(draft.narration)[:5000], swap(draft.title)[:200]
    return replace(draft, narration=narration, title=title, visual=visual)


def _fitted(name: str, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    limits = {"number": 40, "unit": 80, "source": 120, "headline": 300}
    return value[: limits.get(name, 600)] if isinstance(value, str) else value


def _shown(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """ "headline: …" sets the words on screen."""
    found = _SHOW.search(wanted)
    if not found or _SAY.search(wanted):
        return change
    shown = change.draft.visual.words.model_copy(update={"headline": tidy(found["text"])[:300]})
    visual = change.draft.visual.model_copy(update={"words": shown})
    return replace(change, draft=replace(change.draft, visual=visual))


def _moved(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """Camera words, for a scene that shows a picture."""
    if not isinstance(change.draft.visual, Still):
        return change
    for camera, pattern in CAMERA_WORDS:
        if re.search(rf"\b(?:{pattern})", wanted, re.IGNORECASE):
            visual = change.draft.visual.model_copy(update={"camera": camera})
            return replace(change, draft=replace(change.draft, visual=visual))
    return change


def _designed(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """ "as a quotation", "as a list", "show it as a number"."""
    if _SHOW.search(wanted) or _SAY.search(wanted):
        return change
    for name, pattern in TEMPLATE_WORDS:
        asked = rf"{_SHOWN_AS}(?:{pattern})\b"
        if name in templates and re.search(asked, wanted, re.IGNORECASE):
            visual = Graphic(
                template=name,
                words=_words_for(name, change.draft),
                description=change.draft.visual.description,
            )
            return replace(change, draft=replace(change.draft, visual=visual))
    return change


def _mannered(change: _Change, wanted: str, templates: Collection[str]) -> _Change:
    """Shorter, longer, calmer, livelier, simpler; another look; a length in seconds."""
    asked, draft = manners(wanted), change.draft
    if _SAY.search(wanted):
        return change
    if "shorter" in asked or "simpler" in asked:
        narration = (
            shortened(draft.narration) if "shorter" in asked else simplified(draft.narration)
        )
        is_tight = narration == draft.narration and "shorter" in asked
        if narration != draft.narration:
            draft = _redesigned(draft, narration, templates)
        change = replace(change, draft=draft, air_s=LIVELY_AIR_S if is_tight else AIR_S)
    if "other" in asked and change.draft.visual == draft.visual:
        change = replace(change, draft=_other_design(draft, templates))
    if "calmer" in asked:
        air_s = change.air_s if "shorter" in asked else CALM_AIR_S
        change = replace(change, draft=_calmed(change.draft), air_s=air_s)
    if "livelier" in asked:
        change = replace(change, air_s=LIVELY_AIR_S)
    seconds = _SECONDS.search(wanted)
    if seconds and _RELATIVE.search(wanted):
        is_less = "shorter" in asked or re.search(r"\b(?:cut|less|off)\b", wanted, re.IGNORECASE)
        return replace(change, more_s=float(seconds["n"]) * (-1 if is_less else 1))
    if seconds:
        return replace(change, seconds=float(seconds["n"]))
    return replace(change, seconds=-1.35) if "longer" in asked else change


def _calmed(draft: SceneDraft) -> SceneDraft:
    if not isinstance(draft.visual, Still):
        return draft
    camera = _CALM_MOVES.get(draft.visual.camera, draft.visual.camera)
    return replace(draft, visual=draft.visual.model_copy(update={"camera": camera}))


def shortened(narration: str) -> str:
    """A narration without its least telling sentence, or without asides; whole sentences only."""
    parts = sentences(narration)
    if len(parts) < 2:
        return simplified(narration)

    def worth(place: int) -> float:
        told = telling_number(parts[place])
        return (told.strength if told else 0.0) + (1.5 if place == 0 else 0.0)

    least = min(range(len(parts)), key=lambda n: (worth(n), -len(parts[n])))
    left = [part for n, part in enumerate(parts) if n != least]
    return " ".join(left)


def simplified(narration: str) -> str:
    """A narration without what stands in brackets or between dashes."""
    return tidy(_ASIDE.sub(" ", narration)).replace(" ,", ",").replace(" .", ".") or narration


def _beat(draft: SceneDraft, narration: str) -> Beat:
    said = sentences(narration) or (narration,)
    return Beat(BeatKind.QUESTION if is_question(said[-1]) else BeatKind.TEXT, said)


def _redesigned(draft: SceneDraft, narration: str, templates: Collection[str]) -> SceneDraft:
    """The draft with other words spoken, and the words on screen drawn from them anew."""
    beat, visual = _beat(draft, narration), draft.visual
    changed: Visual
    if isinstance(visual, Graphic):
        fitting = [look for look in looks(beat) if look.template in templates]
        same = [look for look in fitting if look.template == visual.template]
        same = [] if beat.kind is BeatKind.QUESTION else same
        look = (same or fitting)[0] if fitting else None
        shown = look.words if look else Words(headline=headline(narration).text)
        name = look.template if look else visual.template
        changed = Graphic(template=name, words=shown, description=visual.description)
    else:
        changed = visual.model_copy(update={"words": overlay(beat)})
    is_kept = bool(draft.title) and draft.title in narration
    title = draft.title if is_kept else key_headline(beat).text or draft.title or narration
    return replace(draft, narration=narration, visual=changed, title=title[:200])


def _words_for(name: str, draft: SceneDraft) -> Words:
    """The words of a scene arranged for a template; facts stay as they are."""
    shown, narration = draft.visual.words, draft.narration
    beat = _beat(draft, narration)
    for look in looks(beat):
        if look.template == name:
            return look.words
    base = shown.headline or key_headline(beat).text or draft.title
    if name == "quotation":
        return shown.model_copy(update={"quotation": (shown.quotation or narration or base)[:600]})
    if name == "points":
        found = shown.points or tuple(
            (headline(part).text or part)[:200] for part in sentences(narration)[:6]
        )
        return shown.model_copy(update={"points": found, "headline": shown.headline or draft.title})
    return shown.model_copy(update={"headline": base[:300]})


def _other_design(draft: SceneDraft, templates: Collection[str]) -> SceneDraft:
    """The next fitting look after the present one; a picture gets another camera move."""
    visual = draft.visual
    if isinstance(visual, Still):
        moves = [Camera.PUSH_IN, Camera.PULL_OUT, Camera.DRIFT, Camera.PAN_RIGHT, Camera.PAN_LEFT]
        after = moves.index(visual.camera) + 1 if visual.camera in moves else 0
        camera = moves[after % len(moves)]
        return replace(draft, visual=visual.model_copy(update={"camera": camera}))
    if isinstance(visual, Footage):
        return draft
    order = [look.template for look in looks(_beat(draft, draft.narration))]
    names = [n for n in dict.fromkeys([*order, "statement", "title", "chapter"]) if n in templates]
    if not names:
        return draft
    after = names.index(visual.template) + 1 if visual.template in names else 0
    name = names[after % len(names)]
    changed = Graphic(template=name, words=_words_for(name, draft), description=visual.description)
    return replace(draft, visual=changed)


def _timed(change: _Change, before: SceneDraft, ask: PlanAsk) -> SceneDraft:
    """The draft with frames that suit its speech and what was asked of its length."""
    draft, joins = change.draft, 2 * change.draft.transition.frames
    spoken = ask.speech_s(draft.narration) if words(draft.narration) else 0.0
    least = scene_s(spoken, LIVELY_AIR_S)
    if change.more_s is not None:
        length = max(ask.rate.seconds(before.frames) + change.more_s, least)
    elif change.seconds is not None and change.seconds > 0:
        length = max(change.seconds, least)
    elif change.seconds is not None:
        length = max(ask.rate.seconds(before.frames) * -change.seconds, least)
    elif change.air_s is not None:
        length = scene_s(spoken, change.air_s)
    else:
        return draft
    frames = ask.rate.frames_covering(length)
    frames += joins if change.seconds is None and change.more_s is None else 0
    return replace(draft, frames=max(1, min(frames, 240 * 600)))
