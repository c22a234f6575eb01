"""The tool that plans a film, and what is said of the plan."""

from __future__ import annotations

import asyncio
from typing import Literal

from studio.actions.projects import brief_kind, set_brief
from studio.actions.reviews import waiting_scenes
from studio.agents import answers
from studio.agents.answers import Planned
from studio.agents.desk import Desk
from studio.agents.planner.choice import resumed_director
from studio.agents.planning import pictures_of, planned_scenes, set_style
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import EmptyInput
from studio.domain.project import Project
from studio.llm import read_ask

About = Literal["length", "scenes", "settings", "cost", "open", "state"]


async def generate_scene_breakdown(
    desk: Desk,
    source: Literal["message", "brief"] = "message",
    length_s: float | None = None,
    mood: str = "",
) -> str:
    """Plan the film scene by scene; an earlier plan is replaced, and "undo" brings it back.

    Every scene is stored and shown as soon as it is written, and its draft is begun.

    Args:
        source: "message" plans from what the person just said and attached, as it stands;
            "brief" plans again from the project's own brief.
        length_s: how long the film should be, in seconds, where the person said so.
        mood: the mood the person asked for, such as "calm" or "hopeful".

    Raises EmptyInput, TooLarge, Transient.
    """
    had_plan = _had_plan(desk)
    project = set_style(desk.studio, _briefed(desk, source, length_s, mood))
    drafted = True
    director = None if desk.is_embedded else resumed_director(desk, desk.said)
    scenes = planned_scenes(
        desk.studio, project, batch=desk.batch, trace=desk.trace, director=director
    )
    async for scene in scenes:
        desk.note(f"“{scene.title}”")
        drafted = drafted and desk.draft(scene.id)
        await asyncio.sleep(0)
    told = answers.summary(_planned(desk, project, had_plan))
    if not drafted:
        told += "\n\nSo many drafts wait already that some scenes get theirs later."
    if director is not None and director.is_cut:
        told += "\n\nThe plan broke off before its end; it can be gone on with."
    return told


def describe_film(desk: Desk, about: About = "state") -> str:
    """Tell how the film stands: its length, scenes or settings, or what waits for a greenlight."""
    studio, project, plan = desk.studio, desk.project, desk.plan
    match about:
        case "length":
            return answers.length_of_film(plan)
        case "scenes":
            return answers.scene_list(plan)
        case "settings":
            return answers.settings(project, answers.voice_title(studio, project))
        case "cost":
            return answers.cost()
        case _:
            return answers.open_scenes(plan, waiting_scenes(studio, plan))


def _had_plan(desk: Desk) -> bool:
    """True when there was a plan before this message."""
    history = desk.studio.store.plans.history(desk.project_id)
    return any(r.batch != desk.batch and r.scenes for r in history)


def _briefed(desk: Desk, source: str, length_s: float | None, mood: str) -> Project:
    """The project with what it is to be planned from. Raises EmptyInput."""
    project = desk.project
    brief, said = project.brief, desk.said
    if source == "message" and not said.strip():
        raise EmptyInput("The message")
    if source == "message" and said.strip() != brief.text.strip():
        brief = Brief(kind=brief_kind(said), text=said, pictures=brief.pictures)
    asked = {"length_s": length_s, "mood": mood}
    wished = {name: value for name, value in asked.items() if value}
    return set_brief(desk.studio, project.id, brief.model_copy(update=wished))


def _planned(desk: Desk, project: Project, had_plan: bool) -> Planned:
    wish = project.brief.length_s
    if wish is None and project.brief.kind is BriefKind.IDEA:
        wish = read_ask(project.brief.text).length_s
    return Planned(
        project=project,
        plan=desk.plan,
        wish_s=wish,
        voice=answers.voice_title(desk.studio, project),
        pictures=len(pictures_of(desk.studio, project)),
        had_plan=had_plan,
    )
