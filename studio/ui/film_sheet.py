"""The film as the timeline shows it: clips in seconds, and the film to play with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from studio.actions.plans import Edit, latest_plan, move_scene
from studio.actions.produced import (
    produced_inputs,
    produced_music_inputs,
    produced_plan,
)
from studio.actions.renders import current_render, plan_timeline, render_inputs
from studio.compose.cards import CLOSING, OPENING
from studio.domain.documents import hash_of
from studio.domain.errors import StaleRevision
from studio.domain.format import Quality
from studio.domain.ids import ProjectId, SceneId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.render import Render
from studio.domain.review import unapproved
from studio.domain.take import TakeKind
from studio.domain.time import TimeRange
from studio.domain.timeline import Timeline
from studio.studio import Studio
from studio.ui.phrases import titled
from studio.ui.views import OPEN_STATES, scene_picture

Address = Callable[[str], str]


@dataclass(frozen=True)
class Showing:
    """What can be played of a plan: the film of exactly this plan, or an older one; its job."""

    render: Render | None
    is_current: bool
    job: Job | None
    failed: Job | None


def showing(studio: Studio, project: Project, plan: Plan) -> Showing:
    """The best film there is to play now, and the draft that is being made."""
    current = next((r for q in Quality if (r := current_render(studio, project, plan, q))), None)
    films = [r for r in studio.store.renders.list(project.id) if _is_there(studio, r)]
    wanted = render_inputs(studio, project, plan, Quality.DRAFT)
    jobs = studio.store.jobs.list(project.id, (*OPEN_STATES, JobState.FAILED), 200)
    mine = [j for j in jobs if j.kind is JobKind.RENDER and j.inputs.get("inputs") == wanted]
    return Showing(
        render=current or next(iter(films), None),
        is_current=current is not None,
        job=next((job for job in mine if not job.state.is_final), None),
        failed=next((job for job in mine if job.state is JobState.FAILED), None),
    )


def obsolete_drafts(studio: Studio, project: Project, plan: Plan) -> tuple[Job, ...]:
    """Open jobs for drafts of other contents than the present one."""
    wanted = render_inputs(studio, project, plan, Quality.DRAFT)
    return tuple(
        job
        for job in studio.store.jobs.list(project.id, OPEN_STATES, 200)
        if job.kind is JobKind.RENDER
        and job.inputs.get("quality") == Quality.DRAFT.value
        and job.inputs.get("inputs") != wanted
    )


def film_sheet(
    studio: Studio, project: Project, plan: Plan, shown: Showing, address: Address
) -> dict[str, Any]:
    """Plain JSON for the timeline component. Times are in seconds."""
    line = film_line(studio, project, plan)
    film, seen = shown.render, produced_plan(studio, project, plan)
    return {
        "rev": plan.number,
        "length": line.rate.seconds(line.length),
        "clips": _clips(studio, project, plan, line, address),
        "src": address(f"/files/{film.film}") if film else "",
        "poster": address(scene_picture(project, seen.scenes[0])) if plan.scenes else "",
        "note": "" if shown.is_current or film is None else "From before your last changes",
        "title": f"The film so far: {project.title}",
        "peaks": address(f"/peaks/{project.id}.json?v={_voiced(line)}"),
        "aspect": project.format.aspect.value,
    }


def film_line(studio: Studio, project: Project, plan: Plan) -> Timeline:
    """The timeline of a plan with the takes there are, laid out once for each of their sets."""
    takes = studio.store.takes.active_by_scene(project.id, TakeKind.SPEECH).values()
    music = studio.store.takes.active(project.id, None, TakeKind.MUSIC)
    made_of = [plan.id, project.content_hash, music.id if music else "", *(t.id for t in takes)]
    made_of += produced_inputs(studio, project, plan.scenes)
    made_of += produced_music_inputs(studio, project)
    return _laid_out(studio, project, plan, hash_of(made_of))


@st.cache_resource(show_spinner=False, max_entries=16)
def _laid_out(_studio: Studio, _project: Project, _plan: Plan, made_of: str) -> Timeline:
    return plan_timeline(_studio, _project, _plan)


def move(studio: Studio, project_id: ProjectId, edit: Mapping[str, Any]) -> Plan:
    """Carry out a drag. Raises StaleRevision when the line it was made on is an old one."""
    plan = latest_plan(studio, project_id)
    if edit.get("rev") != plan.number:
        raise StaleRevision(expected=int(edit.get("rev") or 0), actual=plan.number)
    scene, to = SceneId(str(edit["scene"])), int(edit["to"])
    return move_scene(studio, project_id, scene, to, Edit(expected=plan.number))


def _clips(
    studio: Studio, project: Project, plan: Plan, line: Timeline, address: Address
) -> list[dict[str, Any]]:
    approvals = studio.store.reviews.approvals(project.id)
    waiting = {scene.id for scene in unapproved(plan, approvals)}
    seen = produced_plan(studio, project, plan)
    clips = [
        {
            **_place("picture", clip.scene, clip.range, line),
            "label": clip.title,
            "picture": address(scene_picture(project, seen.scene(clip.scene))),
            "approved": clip.scene not in waiting,
        }
        for clip in line.pictures
        if clip.scene not in (OPENING, CLOSING)
    ]
    clips += [_place("speech", clip.scene, clip.range, line) for clip in line.speech]
    clips += [
        {
            **_place("caption", clip.scene, clip.range, line),
            "label": " ".join(word.text for word in clip.words),
        }
        for clip in line.captions
    ]
    mood = f"{titled(project.score.mood)}, {project.score.level_db:.0f} dB"
    clips += [{**_place("music", "", clip.range, line), "label": mood} for clip in line.music]
    return clips


def _place(track: str, scene: str, span: TimeRange, line: Timeline) -> dict[str, Any]:
    start, length = line.rate.seconds(span.start), line.rate.seconds(span.length)
    return {"track": track, "scene": scene, "start": start, "length": length, "label": ""}


def _voiced(line: Timeline) -> str:
    """A short name for the voices on a line, which changes when any of them does."""
    return str(abs(hash(tuple(clip.take for clip in line.speech))))


def _is_there(studio: Studio, render: Render) -> bool:
    return studio.store.media.path(render.film).is_file()
