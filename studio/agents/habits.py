"""Notice in passing how a person likes their films, and follow it in the next one."""

from __future__ import annotations

import re

from studio.actions import projects
from studio.actions.memories import habits, notice
from studio.agents.desk import Desk
from studio.domain.brief import BriefKind
from studio.domain.format import Aspect
from studio.domain.memory import Topic
from studio.domain.project import Captions, Project, Score, Voice
from studio.llm import language_of, mood_named, read_ask
from studio.studio import Studio

_ALWAYS = re.compile(
    r"\b(?:always|from now on|in (?:the )?future|every (?:film|video|time)|all my (?:films|videos)|"
    r"i (?:usually|generally|always|prefer)|by default|never)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^\s*(?:please\s+)?(?:remember|keep in mind|note)(?:\s+that)?[:,]?\s+(?P<what>.{3,400})$",
    re.IGNORECASE | re.DOTALL,
)


def is_always(text: str) -> bool:
    """True when a person says that something holds for all their films."""
    return bool(_ALWAYS.search(text))


def note_in(text: str) -> str:
    """What a person asks to have remembered ("remember that I …"), or ""."""
    found = _NOTE.match(text)
    return found["what"].strip(" .!") if found else ""


def notice_wish(desk: Desk, topic: Topic, text: str, value: str) -> None:
    """Keep in mind what was asked for in this film."""
    said = is_always(desk.said)
    notice(desk.studio, desk.project_id, topic, text, value, is_said=said)


def follow_habits(studio: Studio, project: Project) -> Project:
    """The project with what the person always asks for, where they chose nothing else."""
    known = habits(studio)
    for topic, follow in _FOLLOW.items():
        if topic in known:
            project = follow(studio, project, known[topic])
    return project


def _voice(studio: Studio, project: Project, value: str) -> Project:
    voices = {v.name: v for v in studio.providers.speech(project.voice.provider).voices()}
    spoken = language_of(project.brief.text) or "en"
    if project.voice.voice != Voice().voice or value not in voices:
        return project
    if voices[value].language.split("-")[0].lower() != spoken:
        return project
    voice = project.voice.model_copy(update={"voice": value})
    return projects.set_voice(studio, project.id, voice)


def _pace(studio: Studio, project: Project, value: str) -> Project:
    if project.voice.pace != 1.0:
        return project
    voice = project.voice.model_copy(update={"pace": max(0.5, min(2.0, float(value)))})
    return projects.set_voice(studio, project.id, voice)


def _captions(studio: Studio, project: Project, value: str) -> Project:
    if project.captions is not Captions.WORDS or value not in set(Captions):
        return project
    return projects.set_captions(studio, project.id, Captions(value))


def _format(studio: Studio, project: Project, value: str) -> Project:
    if project.format.aspect is not Aspect.WIDE or value not in set(Aspect):
        return project
    changed = project.format.model_copy(update={"aspect": Aspect(value)})
    return projects.set_format(studio, project.id, changed)


def _music(studio: Studio, project: Project, value: str) -> Project:
    if value != "off" or project.score != Score():
        return project
    changed = project.score.model_copy(update={"is_on": False})
    return projects.set_score(studio, project.id, changed)


def _mood(studio: Studio, project: Project, value: str) -> Project:
    """The mood of the brief, where it names none; colours and music follow it."""
    is_asked = project.brief.kind is BriefKind.IDEA and bool(mood_named(project.brief.text))
    if project.brief.mood or is_asked or project.score != Score():
        return project
    return projects.set_brief(studio, project.id, project.brief.model_copy(update={"mood": value}))


def _length(studio: Studio, project: Project, value: str) -> Project:
    """The length of a film about an idea that names none; a text has its own."""
    brief = project.brief
    is_open = brief.kind is BriefKind.IDEA and brief.length_s is None
    if not is_open or read_ask(brief.text).length_s is not None:
        return project
    wished = brief.model_copy(update={"length_s": float(value)})
    return projects.set_brief(studio, project.id, wished)


_FOLLOW = {
    Topic.LENGTH: _length,
    Topic.VOICE: _voice,
    Topic.PACE: _pace,
    Topic.CAPTIONS: _captions,
    Topic.FORMAT: _format,
    Topic.MOOD: _mood,
    Topic.MUSIC: _music,
}
