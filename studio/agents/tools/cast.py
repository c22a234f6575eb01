"""Tools for the figures that recur."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from studio.actions import characters
from studio.agents.desk import Desk, Effect
from studio.agents.tools.settings import VOICES, voice_like
from studio.agents.wording import counted, listed
from studio.domain.character import Character
from studio.domain.errors import EmptyInput, NotFound
from studio.domain.project import Voice
from studio.llm.loosejson import Unreadable, read_object


async def generate_character(
    desk: Desk, name: str, role: str = "", look: str = "", personality: str = "", voice: str = ""
) -> Effect:
    """Add a recurring figure, with a look that stays the same wherever it appears.

    Scenes that speak of it by name show it at once. What is not given is designed.

    Args:
        name: what people call the figure.
        role: what it is in the film.
        look: what can be seen of it.
        personality: how it is.
        voice: how it sounds, in words such as "deep, British"; empty for the film's voice.

    Raises EmptyInput, BadInput for a name that is taken, NotFound for an unknown voice.
    """
    if not name.strip():
        raise EmptyInput("The character's name")
    given = {"role": role, "look": look, "personality": personality}
    designed = await _designed(desk, name, given, "")
    fields = {k: v or designed.get(k, "") for k, v in given.items()}
    spoken = _voice(desk, voice)

    def put() -> str:
        made = characters.create_character(
            desk.studio, desk.project_id, name.strip(), desk.edit, voice=spoken, **fields
        )
        desk.draft()
        return _told(desk, made, "Added")

    return put


class CharacterChange(BaseModel):
    """What of a figure becomes another; what is not given stays as it is."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    role: str | None = None
    look: str | None = Field(default=None, description="what can be seen of it")
    personality: str | None = None
    voice: str | None = Field(default=None, description='in words; "" for the film\'s voice')
    scenes: list[str] | None = Field(default=None, description="exactly where it appears")


async def update_character(
    desk: Desk, character: str, change: CharacterChange | None = None, guidance: str = ""
) -> Effect:
    """Change a recurring figure; every scene it appears in follows, and waits for a greenlight.

    Args:
        character: its name.
        change: what becomes another, exactly.
        guidance: a wish in plain words ("older, with a hat"), where nothing exact is given.

    Raises NotFound, BadInput, EmptyInput.
    """
    before = characters.find_character(desk.studio, desk.project_id, character)
    wanted = (change or CharacterChange()).model_dump(exclude_none=True)
    shown = [desk.scene(scene).id for scene in wanted.pop("scenes", [])]
    is_placed = change is not None and change.scenes is not None
    fields: dict[str, Any] = {"title" if k == "name" else k: v for k, v in wanted.items()}
    if guidance:
        held = {"role": before.role, "look": before.look, "personality": before.personality}
        fields = {**await _designed(desk, before.title, held, guidance), **fields}
    if "voice" in fields:
        fields["voice"] = _voice(desk, fields["voice"])
    if not fields and not is_placed:
        raise EmptyInput("The change")

    def put() -> str:
        after = characters.update_character(
            desk.studio, desk.project_id, before.id, desk.edit, **fields
        )
        if is_placed:
            characters.show_character(desk.studio, desk.project_id, before.id, shown, desk.edit)
        desk.draft()
        return _told(desk, after, "Changed")

    return put


def remove_character(desk: Desk, character: str) -> str:
    """Take a recurring figure out of the film. Raises NotFound."""
    gone = characters.find_character(desk.studio, desk.project_id, character)
    characters.remove_character(desk.studio, desk.project_id, gone.id, desk.edit)
    return f"Took {gone.title} out of the film."


async def _designed(desk: Desk, name: str, held: dict[str, str], guidance: str) -> dict[str, str]:
    """The look of a figure: by the character designer, or by what the brief says of it."""
    if not guidance and all(held.values()):
        return {}
    if desk.is_embedded:
        return _by_rule(held, guidance) if guidance else {"look": _said_of(desk, name)}
    told = {"title": name, **held}
    prompt = (
        f"The film “{desk.project.title}”. The figure so far: "
        f"{json.dumps(told, ensure_ascii=False)}\n"
        f"{'Change it so: ' + guidance if guidance else 'Design what is open.'}\n\n"
        f"What the brief says:\n<brief>\n{desk.project.brief.text[:8000]}\n</brief>"
    )
    text = await desk.think("character_designer", prompt)
    start, end = text.find("{"), text.rfind("}")
    try:
        found = read_object(text[start : end + 1])
    except Unreadable:
        return {}
    return {k: str(found[k]) for k in ("role", "look", "personality") if found.get(k)}


def _by_rule(held: dict[str, str], guidance: str) -> dict[str, str]:
    """A wish added to the look, word by word."""
    look = ", ".join(part for part in (held["look"], guidance.strip(" .")) if part)
    return {**held, "look": look}


def _said_of(desk: Desk, name: str) -> str:
    """What the brief says of a figure right after its name: "Mara, a keeper in a grey coat, …"."""
    pattern = rf"\b{re.escape(name.strip())},\s((?:an?|the|our|his|her)\s[^,.;!?]{{3,120}})[,.;]"
    found = re.search(pattern, desk.project.brief.text, re.IGNORECASE)
    return found[1].strip() if found else ""


def _voice(desk: Desk, wanted: str) -> Voice | None:
    """A voice by a person's words. Raises NotFound."""
    if not wanted.strip():
        return None
    own = desk.project.voice
    cards = desk.studio.providers.speech(own.provider).voices()
    named = next((card for card in cards if card.name == wanted.strip()), None)
    card = named or voice_like(cards, own.voice, wanted)
    if card is None:
        raise NotFound("voice", wanted, VOICES)
    return own.model_copy(update={"voice": card.name})


def _told(desk: Desk, character: Character, done: str) -> str:
    places = [str(n) for n, s in enumerate(desk.plan.scenes, 1) if character.id in s.characters]
    where = (
        f" in {counted(len(places), 'scene')} ({listed(places)})" if places else " in no scene yet"
    )
    return f"{done} {character.portrait}. Appears{where}."
