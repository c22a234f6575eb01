"""A scene as a model wrote it, made into one that can be filmed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from studio.domain.asset import Asset, AssetKind
from studio.domain.character import Character
from studio.domain.facts import invented_figures, shown_text
from studio.domain.ids import CharacterId
from studio.domain.scene import (
    MAX_ITEMS,
    MAX_NARRATION,
    Camera,
    Footage,
    Graphic,
    Item,
    Still,
    Transition,
    Visual,
    Words,
)
from studio.domain.time import FrameRate
from studio.llm import SceneDraft
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.director import shown_words
from studio.llm.embedded.fitting import AIR_S, MOST_AIR_S, scene_s
from studio.llm.embedded.looks import looks
from studio.llm.embedded.moods import air_of
from studio.llm.embedded.sentences import sentences, tidy
from studio.llm.honesty import honest_words, without_invented
from studio.llm.interface import PlanAsk

SIDE_FIELDS = frozenset({"headline", "detail", "unit", "source", "pictures", "url", "language"})
_NESTED = ("visual", "words", "on_screen", "screen", "scene")
_OTHER_NAMES = {
    "narration": ("narration", "voiceover", "voice_over", "script", "spoken", "text"),
    "title": ("title", "name", "heading"),
    "description": ("description", "visual_description", "shot", "picture_description"),
    "template": ("template", "layout", "kind", "type"),
    "seconds": ("seconds", "duration_s", "duration", "length_s"),
    "camera": ("camera", "motion", "movement"),
    "picture": ("picture", "image"),
    "transition": ("transition", "entrance"),
    "characters": ("characters", "cast"),
}


class Unwritten(ValueError):
    """What was written makes no scene; the message tells its writer why."""


@dataclass(frozen=True)
class Stage:
    """What a scene can be made with.

    `templates` names the words each design shows, `transitions` the seconds each lasts;
    `source` is the text that facts may come from.
    """

    templates: Mapping[str, frozenset[str]]
    transitions: Mapping[str, float]
    characters: tuple[Character, ...]
    source: str


def drafted(raw: Mapping[str, Any], place: int, ask: PlanAsk, stage: Stage) -> SceneDraft:
    """The scene at `place` (from 0) of a plan, fitted to its speech and its design.

    What the model left out is filled in by what the scene says. Raises Unwritten when it says
    and shows nothing.
    """
    flat = _flat(raw)
    narration = _text(flat.get("narration"), MAX_NARRATION)
    shown = _words(flat)
    if not narration and not shown_text(shown):
        raise Unwritten("it has neither a narration nor words on screen")
    title = _text(flat.get("title"), 200) or shown.headline or _opening(narration)
    description = _text(flat.get("description"), 2000)
    visual = _pictured(flat, shown, description, ask.pictures)
    visual = visual or _designed(flat, title, narration, shown, description, place, stage)
    transition = _transition(flat.get("transition"), place, ask.rate, stage)
    spoken = ask.speech_s(narration) if narration else 0.0
    length = scene_s(spoken, air_of(ask.brief), shown_words(visual.words))
    wished = min(_seconds(flat.get("seconds")), spoken + MOST_AIR_S if spoken else 8.0)
    frames = ask.rate.frames_covering(max(length, wished)) + transition.frames
    return SceneDraft(
        title=title[:200],
        narration=narration,
        visual=visual,
        frames=frames,
        transition=transition,
        characters=_characters(flat.get("characters"), f"{narration} {title}", stage.characters),
        place=place,
    )


def strange_figures(draft: SceneDraft, source: str) -> tuple[str, ...]:
    """The figures that a scene says or shows and its source does not hold."""
    return invented_figures(f"{draft.narration} {shown_text(draft.visual.words)}", source)


def made_honest(draft: SceneDraft, source: str, ask: PlanAsk) -> SceneDraft | None:
    """The scene without its figures from nowhere; None when nothing is left of it."""
    narration = without_invented(draft.narration, source)
    shown = honest_words(draft.visual.words, source)
    if not narration and shown == Words():
        return None
    visual = draft.visual.model_copy(update={"words": shown})
    if isinstance(visual, Graphic) and shown == Words():
        visual = _by_rule(draft.title, narration, visual.description, 1, frozenset({"statement"}))
    spoken = ask.speech_s(narration) if narration else 0.0
    length = scene_s(spoken, AIR_S, shown_words(visual.words))
    frames = ask.rate.frames_covering(length) + draft.transition.frames
    title = draft.title if not invented_figures(draft.title, source) else _opening(narration)
    return SceneDraft(
        title, narration, visual, frames, draft.transition, draft.characters, draft.place
    )


def _flat(raw: Mapping[str, Any]) -> dict[str, Any]:
    """All that was written on one level, under our names; what stands outside comes first."""
    found: dict[str, Any] = {}
    inner = [raw[name] for name in _NESTED if isinstance(raw.get(name), Mapping)]
    for part in (raw, *inner):
        source = part if part is raw else _flat(part)
        for name, value in source.items():
            if not isinstance(value, Mapping) or name not in _NESTED:
                found.setdefault(str(name).lower().replace("-", "_"), value)
    for name, others in _OTHER_NAMES.items():
        held = next((found[other] for other in others if found.get(other)), None)
        if held is not None:
            found[name] = held
    if isinstance(raw.get("visual"), str):
        found.setdefault("description", raw["visual"])
    if isinstance(raw.get("on_screen_text"), str):
        found.setdefault("headline", raw["on_screen_text"])
    return found


def _words(flat: Mapping[str, Any]) -> Words:
    """Every field of Words that can be read; one that cannot is left out."""
    shown: dict[str, Any] = {}
    for name, value in flat.items():
        if name not in Words.model_fields or name == "pictures" or value in (None, "", [], {}):
            continue
        for form in (value, _as_text(value), _as_texts(value), _as_items(value)):
            try:
                shown[name] = Words.model_validate({name: form}).model_dump()[name]
                break
            except ValidationError:
                continue
    return Words.model_validate(shown)


def _as_text(value: Any) -> str:
    parts = value if isinstance(value, list) else [value]
    return tidy(" ".join(str(part) for part in parts if not isinstance(part, Mapping)))[:300]


def _as_texts(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else re.split(r"\s*[;\n•]\s*", str(value))
    return [tidy(str(part))[:200] for part in parts if str(part).strip()][:12]


def _as_items(value: Any) -> list[dict[str, str]]:
    """Items out of objects with numbers in them, or of lines such as "1969: the Moon"."""
    found = []
    for part in value if isinstance(value, list) else []:
        if isinstance(part, Mapping):
            fields = {
                k: str(v) for k, v in part.items() if k in Item.model_fields and v is not None
            }
        else:
            label, _, rest = str(part).partition(":")
            fields = {"label": label.strip(), "value": rest.strip()}
        found.append({k: text[:120] for k, text in fields.items()})
    return found[:MAX_ITEMS]


def _pictured(
    flat: Mapping[str, Any], shown: Words, description: str, pictures: Sequence[Asset]
) -> Visual | None:
    """The picture that the scene names, by its number from 1 or its title; None for none."""
    asset = _picture(flat.get("picture"), pictures)
    if asset is None:
        return None
    over = Words(headline=shown.headline, detail=shown.detail)
    if asset.kind is AssetKind.FILM:
        return Footage(film=asset.id, words=over, focus=asset.focus, description=description)
    camera = Camera(_named(flat.get("camera"), list(Camera)) or Camera.PUSH_IN)
    return Still(
        picture=asset.id, camera=camera, focus=asset.focus, words=over, description=description
    )


def _picture(named: Any, pictures: Sequence[Asset]) -> Asset | None:
    said = str(named or "").strip().casefold()
    number = re.fullmatch(r"(?:picture\s*)?#?(\d{1,3})(?:\.0)?", said)
    if number:
        place = int(number[1]) - 1
        return pictures[place] if 0 <= place < len(pictures) else None
    return next((a for a in pictures if said and said == a.title.casefold()), None)


def _designed(
    flat: Mapping[str, Any],
    title: str,
    narration: str,
    shown: Words,
    description: str,
    place: int,
    stage: Stage,
) -> Graphic:
    """The design that was asked for, where its words are there; else the one that suits them."""
    named = _named(flat.get("template"), stage.templates)
    filled = {name for name, value in shown.model_dump().items() if value}
    uses = stage.templates.get(named)
    if uses is not None and _needed(uses) & filled:
        return Graphic(template=named, words=shown, description=description)
    special = filled - SIDE_FIELDS
    for name, used in stage.templates.items():
        if special and special <= used:
            return Graphic(template=name, words=shown, description=description)
    if shown.headline:
        plain = "title" if place == 0 else "statement"
        return Graphic(template=plain, words=shown, description=description)
    return _by_rule(title, narration, description, place, frozenset(stage.templates))


def _needed(uses: frozenset[str]) -> frozenset[str]:
    """The words without one of which a design is empty."""
    return (uses - SIDE_FIELDS) or (uses & {"headline"})


def _by_rule(
    title: str, narration: str, description: str, place: int, templates: frozenset[str]
) -> Graphic:
    """The look that suits what is said."""
    kind = BeatKind.TITLE if place == 0 else BeatKind.TEXT
    beat = Beat(kind, sentences(narration), heading=title if place == 0 else "")
    look = next((found for found in looks(beat) if found.template in templates), None)
    if look is None:
        return Graphic(words=Words(headline=title[:300]), description=description)
    return Graphic(template=look.template, words=look.words, description=description)


def _transition(named: Any, place: int, rate: FrameRate, stage: Stage) -> Transition:
    """The way in, by name; a plain cut for the first scene and for names nobody knows."""
    kind = named.get("kind") if isinstance(named, Mapping) else named
    said = _named(kind, stage.transitions)
    seconds = stage.transitions.get(said, 0.0)
    if place == 0 or seconds <= 0:
        return Transition()
    return Transition(kind=said, frames=min(120, rate.frames(seconds)))


def _characters(named: Any, said: str, known: Sequence[Character]) -> tuple[CharacterId, ...]:
    """Those who are listed, or spoken of by name."""
    listed = {str(name).casefold() for name in named} if isinstance(named, list) else set[str]()
    spoken = said.casefold()
    return tuple(
        c.id for c in known if c.title.casefold() in listed or c.title.casefold() in spoken
    )


def _named(value: Any, known: Iterable[str]) -> str:
    """The known name that is meant, however its words are joined; "" for none."""
    said = re.sub(r"[^a-z0-9]", "", str(value or "").lower())
    return next((name for name in known if re.sub(r"[^a-z0-9]", "", name) == said), "")


def _seconds(value: Any) -> float:
    found = re.search(r"\d+(?:\.\d+)?", str(value or ""))
    return min(60.0, float(found.group())) if found else 0.0


def _text(value: Any, limit: int) -> str:
    return tidy(_as_long_text(value))[:limit] if value else ""


def _as_long_text(value: Any) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, list) else str(value)


def _opening(narration: str) -> str:
    first = next(iter(sentences(narration)), "")
    return first if len(first) <= 60 else first[:60].rsplit(" ", 1)[0] + "…"
