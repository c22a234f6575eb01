"""Tools that only look: for scenes, for what can be chosen."""

from __future__ import annotations

import json
from typing import Literal

from studio.actions.characters import characters_of
from studio.actions.reviews import waiting_scenes
from studio.agents.desk import Desk
from studio.agents.naming import place_of
from studio.compose.looks import LOOKS
from studio.compose.sound.effects import EFFECTS
from studio.compose.transitions import TRANSITIONS
from studio.domain.errors import EmptyInput
from studio.domain.project import Captions
from studio.domain.scene import Scene
from studio.graphics.palettes import PALETTES
from studio.graphics.templates import TEMPLATES
from studio.llm.embedded.sentences import words

MOST_FOUND = 8
Choice = Literal[
    "voices", "moods", "templates", "transitions", "looks", "captions", "palettes", "sounds",
    "pictures", "providers",
]  # fmt: skip


def find_scenes(desk: Desk, query: str) -> str:
    """Find scenes by words they say, show or are described with, the best first.

    Args:
        query: what to look for.

    Raises EmptyInput.
    """
    wanted = {word.casefold() for word in words(query)}
    if not wanted:
        raise EmptyInput("The query")
    rated = [(_hits(scene, wanted), n, scene) for n, scene in enumerate(desk.plan.scenes, 1)]
    found = sorted(((-hits, n, scene) for hits, n, scene in rated if hits), key=lambda f: f[:2])
    if not found:
        return f"No scene speaks of “{query}”."
    return "\n".join(f"{n}. {s.title}: {s.narration[:120]}" for _, n, s in found[:MOST_FOUND])


def show_scene(desk: Desk, scene: str) -> str:
    """Read one scene in full: script, visual, length, transition, characters, comments.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.

    Raises NotFound.
    """
    chosen, plan = desk.scene(scene), desk.plan
    visual = chosen.visual.model_dump(mode="json", exclude_defaults=True)
    notes = desk.studio.store.reviews.comments(desk.project_id, chosen.id)
    waits = any(s.id == chosen.id for s in waiting_scenes(desk.studio, plan))
    told = {
        "scene": place_of(plan, chosen),
        "title": chosen.title,
        "narration": chosen.narration,
        "visual": {"kind": chosen.visual.kind, **visual},
        "seconds": round(plan.rate.seconds(chosen.frames), 2),
        "transition": chosen.transition.kind,
        "characters": [c.portrait for c in characters_of(desk.studio, desk.project_id, chosen)],
        "comments": [note.text for note in notes if not note.is_resolved],
        "is_greenlit": not waits,
    }
    return json.dumps(told, ensure_ascii=False)


def list_choices(desk: Desk, kind: Choice) -> str:
    """List what there is to choose from.

    Args:
        kind: of what.
    """
    project = desk.project
    match kind:
        case "voices":
            return _voices(desk)
        case "templates":
            return "; ".join(f"{n}: {', '.join(sorted(t.uses))}" for n, t in TEMPLATES.items())
        case "pictures":
            assets = [a for a in desk.studio.store.assets.list(project.id) if a.kind.is_seen]
            named = [f"{n}. {a.title} ({a.kind.value})" for n, a in enumerate(assets, 1)]
            return "; ".join(named) or "The person brought none."
        case "providers":
            return _providers(desk)
        case _:
            return ", ".join(_names(desk, kind))


def _providers(desk: Desk) -> str:
    """Who makes what elsewhere, for how much, and whether its key is there."""
    told = []
    for provider in desk.studio.providers.outside:
        card = provider.card
        makes = ", ".join(sorted(kind.value for kind in provider.kinds))
        price = "free" if card.is_free else "paid"
        is_ready = not card.key_name or desk.studio.keys.has(card.key_name)
        lacks = "" if is_ready else f", its key {card.key_name} is missing"
        told.append(f"{card.name} ({card.title}): {makes}; {price}{lacks}")
    return "; ".join(told) or "There are none; this machine makes everything."


def _voices(desk: Desk) -> str:
    """The voices of the film's language one by one, the other languages by name."""
    project = desk.project
    voices = desk.studio.providers.speech(project.voice.provider).voices()
    spoken = next((v.language for v in voices if v.name == project.voice.voice), "en")
    own = [v for v in voices if v.language.split("-")[0] == spoken.split("-")[0]]
    others = dict.fromkeys(v.title.split(",")[0] for v in voices if v not in own)
    told = ", ".join(f"{voice.name} ({voice.title})" for voice in own)
    return f"{told}. Languages besides, by name: {', '.join(others)}."


def _names(desk: Desk, kind: str) -> tuple[str, ...]:
    music = desk.studio.providers.music(desk.project.score.provider)
    return {
        "moods": tuple(music.moods()),
        "transitions": tuple(TRANSITIONS),
        "looks": tuple(LOOKS),
        "captions": tuple(style.value for style in Captions),
        "palettes": tuple(PALETTES),
        "sounds": tuple(EFFECTS),
    }[kind]


def _hits(scene: Scene, wanted: set[str]) -> int:
    """How many of the words a scene has, those of its title twice."""
    shown = scene.visual.words.model_dump_json()
    text = f"{scene.narration} {shown} {scene.visual.description}"
    said = {word.casefold() for word in words(text)}
    titled = {word.casefold() for word in words(scene.title)}
    return sum((w in said) + 2 * (w in titled) for w in wanted)
