"""Let the director plan a project, scene by scene, into the store."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from typing import Any

from studio.actions.plans import Edit, add_scene, clear_plan, latest_plan
from studio.actions.projects import (
    rename_project,
    set_brand,
    set_format,
    set_score,
    set_voice,
    title_of,
)
from studio.agents.habits import follow_habits
from studio.domain.asset import Asset
from studio.domain.brand import Brand
from studio.domain.brief import BriefKind
from studio.domain.errors import Cancelled
from studio.domain.format import Aspect
from studio.domain.ids import ProjectId, SceneId, TraceId
from studio.domain.plan import MAX_SCENES, Plan
from studio.domain.project import Project, Score, Voice
from studio.domain.scene import Scene
from studio.graphics.palettes import palette_for
from studio.llm import Director, PlanAsk, SceneDraft, language_of, read_ask, style_of
from studio.llm.models import EMBEDDED
from studio.providers.interface import SpeechAsk
from studio.studio import Studio

AUTHOR = "director"
LATEST = 200
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
OnScene = Callable[[str], None]
IsCancelled = Callable[[], bool]


async def plan_project(
    studio: Studio,
    project: Project,
    *,
    batch: str,
    trace: TraceId | None = None,
    director: Director | None = None,
    on_scene: OnScene = lambda title: None,
    is_cancelled: IsCancelled = lambda: False,
) -> Plan:
    """Plan the project's brief from its beginning; `on_scene` is told each title.

    `director` plans, or the one that needs no conversation (`director_of`).

    Raises EmptyInput, TooLarge, Cancelled (what was planned is kept), Transient, NotFound.
    """
    styled = set_style(studio, project)
    async for scene in planned_scenes(studio, styled, batch=batch, trace=trace, director=director):
        on_scene(scene.title)
        if is_cancelled():
            raise Cancelled
    return latest_plan(studio, project.id)


async def planned_scenes(
    studio: Studio,
    project: Project,
    *,
    batch: str,
    trace: TraceId | None = None,
    director: Director | None = None,
    is_going_on: bool = False,
) -> AsyncIterator[Scene]:
    """Every scene as it is stored, each in a revision of `batch`; by default the project's
    director plans.

    An earlier plan is cleared by the first of them, unless the film `is_going_on`. Run again
    with the same batch, it goes on after the scenes it stored before; those come again, as
    they are now, where the director tells them again. A scene that comes late goes to its place.
    """
    edit = Edit(author=AUTHOR, batch=batch, trace=trace)
    done = stored_places(studio, project.id, batch)
    is_begun = bool(done) or is_going_on
    place = 0
    planner = director or director_of(studio, project)
    async for draft in planner.plan(plan_ask(studio, project)):
        place = place if draft.place is None else draft.place
        scene = _scene(draft, scene_id_at(project.id, batch, place))
        if place in done:
            plan = latest_plan(studio, project.id)
            for kept in (s for s in plan.scenes if s.id == scene.id):
                yield kept
        else:
            with studio.store.transaction():
                if not is_begun:
                    clear_plan(studio, project.id, edit)
                late = draft.place is not None
                at = _seat(studio, project.id, batch, place) if late else None
                add_scene(studio, project.id, scene, at, edit)
            is_begun = True
            yield scene
        place += 1


def director_of(studio: Studio, project: Project) -> Director:
    """Who plans a project without a conversation: Embedded, where its director is a model."""
    return studio.directors.get(project.director) or studio.director(EMBEDDED)


def plan_ask(studio: Studio, project: Project) -> PlanAsk:
    """What a director is told of a project."""
    provider, voice = studio.providers.speech(project.voice.provider), project.voice

    def speech_s(text: str) -> float:
        return provider.length_s(SpeechAsk(text=text, voice=voice.voice, pace=voice.pace))

    return PlanAsk(
        brief=project.brief,
        aspect=project.format.aspect,
        rate=project.format.rate,
        speech_s=speech_s,
        pictures=pictures_of(studio, project),
    )


def pictures_of(studio: Studio, project: Project) -> tuple[Asset, ...]:
    """The pictures and films a plan may use: those of the brief in its order, else all."""
    assets = {a.id: a for a in studio.store.assets.list(project.id)}
    named = [assets[asset_id] for asset_id in project.brief.pictures if asset_id in assets]
    chosen = named or list(assets.values())
    return tuple(asset for asset in chosen if asset.kind.is_seen)


def set_style(studio: Studio, project: Project) -> Project:
    """Give the project the music, the colours and the shape its brief asks for.

    What the person chose is left alone: only what stands at its default is set, first to
    what they always ask for.
    """
    project = follow_habits(studio, project)
    style, brief = style_of(project.brief), project.brief
    moods = studio.providers.music(project.score.provider).moods()
    if project.score == Score() and style.music in moods:
        score = Score(mood=style.music, seed=_seed(project.id))
        project = set_score(studio, project.id, score)
    if project.brand == Brand(name=project.brand.name):
        brand = project.brand.model_copy(update={"palette": palette_for(style.palette)})
        project = set_brand(studio, project.id, brand)
    project = _in_its_language(studio, project)
    return _as_idea_asks(studio, project) if brief.kind is BriefKind.IDEA else project


def _in_its_language(studio: Studio, project: Project) -> Project:
    """A voice of the text's own language, where the person chose none."""
    language = language_of(project.brief.text)
    if project.voice != Voice() or language in ("", "en"):
        return project
    for voice in studio.providers.speech(project.voice.provider).voices():
        if voice.language.split("-")[0].lower() == language:
            changed = project.voice.model_copy(update={"voice": voice.name})
            return set_voice(studio, project.id, changed)
    return project


def _as_idea_asks(studio: Studio, project: Project) -> Project:
    """The shape an idea asks for, and its subject for a title where there is no other."""
    idea, brief = read_ask(project.brief.text), project.brief
    if idea.aspect and project.format.aspect is Aspect.WIDE:
        changed = project.format.model_copy(update={"aspect": idea.aspect})
        project = set_format(studio, project.id, changed)
    if idea.subject and not brief.title and project.title == title_of(brief):
        title = idea.subject[:1].upper() + idea.subject[1:]
        project = rename_project(studio, project.id, title)
    return project


def film_s(plan: Plan) -> float:
    """How long the film of a plan is, in seconds: its scenes less the joins they share."""
    frames = sum(scene.frames for scene in plan.scenes)
    joins = sum(scene.transition.frames for scene in plan.scenes[1:])
    return plan.rate.seconds(frames - joins)


def scene_fields(draft: SceneDraft) -> dict[str, Any]:
    """The fields of a scene that a director writes."""
    return {
        "title": draft.title,
        "narration": draft.narration,
        "visual": draft.visual,
        "frames": draft.frames,
        "transition": draft.transition,
        **({"characters": draft.characters} if draft.characters else {}),
    }


def _scene(draft: SceneDraft, scene_id: SceneId) -> Scene:
    return Scene(id=scene_id, **scene_fields(draft))


def stored_places(studio: Studio, project_id: ProjectId, batch: str) -> frozenset[int]:
    """The places, from 0, that this batch has planned already, up to the last in the plan.

    A scene before that one was planned too, and taken out since.
    """
    there = {scene.id for scene in latest_plan(studio, project_id).scenes}
    places = (n for n in range(MAX_SCENES) if scene_id_at(project_id, batch, n) in there)
    return frozenset(range(max(places, default=-1) + 1))


def scene_id_at(project_id: ProjectId, batch: str, place: int) -> SceneId:
    """A name for the scene at `place` of a batch, the same whenever it is planned again."""
    digest = hashlib.sha256(f"{project_id}:{batch}:{place}".encode()).digest()
    letters = (ALPHABET[byte % len(ALPHABET)] for byte in digest[:8])
    return SceneId("".join(letters))


def _seat(studio: Studio, project_id: ProjectId, batch: str, place: int) -> int | None:
    """Where in the plan a scene goes that comes late: before those planned to follow it."""
    later = {scene_id_at(project_id, batch, n) for n in range(place + 1, place + LATEST)}
    for seat, scene in enumerate(latest_plan(studio, project_id).scenes):
        if scene.id in later:
            return seat
    return None


def _seed(project_id: ProjectId) -> int:
    return int(hashlib.sha256(project_id.encode()).hexdigest()[:6], 16)
