"""The specialists behind the director: who they are, and what each is told to do.

They never speak to the person. A tool asks one through `Desk.think`; on the embedded model the same
tool does its work by rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from studio.domain.errors import NotFound

DIRECTOR = "director"


@dataclass(frozen=True)
class Specialist:
    """One of them. `title` and `says` are for people; the prompt is the file of its name."""

    name: str
    title: str
    says: str


SPECIALISTS: Mapping[str, Specialist] = {
    who.name: who
    for who in (
        Specialist("interpreter", "Interpreter", "understands what is wanted"),
        Specialist("planner", "Planner", "writes the scenes"),
        Specialist("character_designer", "Character designer", "gives figures their look"),
        Specialist("scene_designer", "Scene designer", "decides what is seen"),
        Specialist("component_designer", "Motion designer", "designs a scene of its own"),
        Specialist("producer", "Producer", "has pictures, voices and movement made"),
        Specialist("composer", "Composer", "chooses music and transitions"),
        Specialist("editor", "Editor", "changes scenes as asked"),
        Specialist("quality", "Quality", "looks for what could be better"),
    )
}


@lru_cache(maxsize=32)
def prompt_of(name: str) -> str:
    """The prompt of a specialist, or of the director. Raises NotFound."""
    if name != DIRECTOR and name not in SPECIALISTS:
        raise NotFound("specialist", name)
    file = files("studio.agents").joinpath("prompts", f"{name}.md")
    return file.read_text(encoding="utf-8").strip()
