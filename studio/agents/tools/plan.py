"""The tool that plans a film, and what is said of the plan."""

from __future__ import annotations

import asyncio
from typing import Literal

from studio.actions.plans import replace_scenes
from studio.actions.projects import brief_kind, set_brief
from studio.actions.reviews import waiting_scenes
from studio.actions.spending import spent
from studio.agents import answers
from studio.agents.answers import Planned
from studio.agents.desk import Desk
from studio.agents.habits import notice_wish
from studio.agents.planner.choice import resumed_director
from studio.agents.planner.director import ModelDirector
from studio.agents.planner.fitting import fitted
from studio.agents.planning import pictures_of, plan_ask, planned_scenes, set_style
from studio.agents.wording import lasting, listed
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import EmptyInput
from studio.domain.memory import Topic
from studio.domain.project import Project
from studio.llm import read_ask
from studio.llm.embedded.director import wish
from studio.llm.embedded.moods import air_of

About = Literal["length", "scenes", "settings", "cost", "open", "state", "scene"]


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

    Raises EmptyInput, UnreadableInput, TooLarge, Transient.
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
    if director is not None:
        fit_lengths(desk)
    if length_s:
        notice_wish(desk, Topic.LENGTH, f"films of {lasting(length_s)}", f"{length_s:g}")
    told = [answers.summary(_planned(desk, project, had_plan))]
    if not drafted:
        told.append("So many drafts wait already that some scenes get theirs later.")
    if director is not None:
        told += _left_open(director)
    return "\n\n".join(told)


def fit_lengths(desk: Desk) -> None:
    """Share the air of a plan once all of it is there, so that the film is as long as asked."""
    plan, project = desk.plan, desk.project
    ask = plan_ask(desk.studio, project)
    usual = air_of(project.brief)
    scenes = fitted(plan.scenes, plan.rate, ask.speech_s, wish(ask), usual)
    replace_scenes(desk.studio, desk.project_id, scenes, "Fitted the lengths", desk.edit)
    old = {scene.id: scene for scene in plan.scenes}
    changed = [scene.id for scene in scenes if old[scene.id] != scene]
    if changed:
        desk.draft(*changed)


def _left_open(director: ModelDirector) -> list[str]:
    """What a model's plan still lacks, in plain words."""
    told = []
    if director.lost:
        places = listed([str(place + 1) for place in director.lost])
        told.append(f"Scene {places} could not be read, even asked for again; I left it out.")
    if director.is_cut:
        told.append("The plan broke off before its end. Say “go on”, and I write the rest.")
    return told


def describe_film(desk: Desk, about: About = "state", scene: str = "") -> str:
    """Tell how the film stands: its length, scenes or settings, or what waits for a greenlight.

    Args:
        about: what to tell of; "scene" tells of one scene.
        scene: which, such as "3" or "-1" for the last.

    Raises NotFound.
    """
    studio, project, plan = desk.studio, desk.project, desk.plan
    match "scene" if scene else about:
        case "length":
            return answers.length_of_film(plan)
        case "scenes":
            return answers.scene_list(plan)
        case "settings":
            return answers.settings(project, answers.voice_title(studio, project))
        case "cost":
            return answers.cost(spent(studio, project=project.id).cost)
        case "scene":
            chosen, waiting = desk.scene(scene), waiting_scenes(studio, plan)
            return answers.scene_told(plan, chosen, is_open=chosen in waiting)
        case _:
            return answers.open_scenes(plan, waiting_scenes(studio, plan))


def _had_plan(desk: Desk) -> bool:
    """True when there was a plan before this message."""
    history = desk.studio.store.plans.history(desk.project_id)
    return any(r.batch != desk.batch and r.scenes for r in history)


def _briefed(desk: Desk, source: str, length_s: float | None, mood: str) -> Project:
    """The project with what it is to be planned from. Raises EmptyInput, UnreadableInput."""
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
        is_by_rule=desk.is_embedded,
    )
