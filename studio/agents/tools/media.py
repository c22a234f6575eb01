"""Tools that have pictures, speech, music and movement made. What is made already is found."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Literal

from studio.actions import plans
from studio.actions.production import (
    request_motion,
    request_music,
    request_picture,
    request_speech,
    request_video,
)
from studio.actions.renders import request_render
from studio.actions.takes import (
    has_take,
    make_music,
    make_picture,
    make_speech,
    request_scratch,
    scenes_without_drafts,
)
from studio.agents.desk import Desk, Effect
from studio.agents.naming import place_of
from studio.agents.planner.choice import redesigned
from studio.agents.tools.settings import other_music, set_mood
from studio.agents.wording import choices, counted, lasting
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.format import Quality
from studio.domain.job import Job, JobState
from studio.domain.project import Project
from studio.domain.scene import Camera, Scene, Still
from studio.domain.take import Take, TakeKind
from studio.llm import MOODS, style_named
from studio.llm.embedded.manners import CAMERA_WORDS

Order = Callable[..., Job]
AT_ONCE = 3
"""So many narrations are spoken while one waits; more go to the worker."""


async def generate_scene_image(
    desk: Desk, scene: str, provider: str = "", guidance: str = ""
) -> str:
    """Have the picture of a scene made, here for nothing, or by a provider that paints it.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        provider: one that `list_choices` names; empty for this machine. It may cost money, and
            then the scene has to be greenlit.
        guidance: what the provider should mind besides the scene's description.

    Raises NotFound, BadInput, NotApproved, MissingKey, OverLimit, Transient.
    """
    chosen = desk.scene(scene)
    if provider:
        return _ordered(desk, chosen, request_picture, provider, guidance)
    return await _made(desk, chosen, TakeKind.PICTURE, "The picture", _picture(desk, chosen))


async def regenerate_scene_image(
    desk: Desk, scene: str, guidance: str = "", provider: str = ""
) -> Effect:
    """Show a scene in another way, its words as they are; its new picture is made at once.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        guidance: what should be different, such as "as a list"; empty for another design.
        provider: one that `list_choices` names, to paint another picture as the guidance says;
            empty for a design of this machine.

    Raises NotFound, BadInput, NotApproved, MissingKey, OverLimit, Transient, UnreadableInput.
    """
    before = desk.scene(scene)
    if provider:
        other = guidance.strip() or "Another picture than before: another view, another light."
        return lambda: _ordered(desk, before, request_picture, provider, other)
    draft = await redesigned(desk, before, guidance)
    after = before.model_copy(update={"visual": draft.visual})
    told = await _made(desk, after, TakeKind.PICTURE, "The new picture", _picture(desk, after))

    def put() -> str:
        plans.update_scene(desk.studio, desk.project_id, after, desk.edit)
        desk.draft(after.id)
        return told

    return put


async def generate_narration(
    desk: Desk, scenes: list[str] | None = None, provider: str = "", guidance: str = ""
) -> str:
    """Have the narration of scenes spoken; none named means all.

    Args:
        scenes: which scenes.
        provider: one that `list_choices` names; empty for this machine. It may cost money, and
            then the scenes have to be greenlit.
        guidance: how the provider should speak.

    Raises NotFound, EmptyInput, NotApproved, MissingKey, OverLimit, QueueFull, Transient.
    """
    chosen = [desk.scene(name) for name in scenes or ()] or list(desk.plan.scenes)
    spoken = [scene for scene in chosen if scene.narration.strip()]
    if not spoken:
        raise EmptyInput("What is to be spoken")
    if provider:
        return _ordered_all(desk, spoken, provider, guidance)
    project = desk.project
    new = [s for s in spoken if not has_take(desk.studio, project, s, TakeKind.SPEECH)]
    if not new:
        return f"{_all(spoken)} spoken already; it is used."
    if len(new) > AT_ONCE:
        request_scratch(desk.studio, desk.project_id, [s.id for s in new], desk.trace)
        return f"{counted(len(new), 'narration')} and their drafts are being made."
    length = 0.0
    for scene in new:
        desk.note(f"“{scene.title}”")
        take = await asyncio.to_thread(make_speech, desk.studio, project, scene)
        length += take.length_s
    return f"Spoke {counted(len(new), 'narration')}, {length:.1f} s in all."


async def generate_music(
    desk: Desk, mood: str = "", is_other: bool = False, provider: str = "", guidance: str = ""
) -> Effect:
    """Have the film's music composed, in its mood or in another.

    Args:
        mood: the mood, one of those `list_choices` names; empty for the film's own.
        is_other: another piece of the same mood.
        provider: one that `list_choices` names; empty for this machine. It may cost money, and
            then every scene has to be greenlit.
        guidance: what the provider should mind besides the mood.

    Raises NotFound, BadInput, NotApproved, MissingKey, OverLimit, Transient.
    """
    project = _scored(desk, mood, is_other)
    if not project.score.is_on:
        raise BadInput("The music", "it is off.", "Turn it on first.")
    if not provider:
        desk.note(f"{project.score.mood} music")
        take = await asyncio.to_thread(make_music, desk.studio, project)
        length = lasting(take.length_s) if take else "no time"
        made = f"The {project.score.mood} music is there: {length}, looped and ended to fit."

    def put() -> str:
        said = set_mood(desk, mood) if mood else other_music(desk) if is_other else ""
        if not provider:
            return f"{said} {made}".strip()
        job = request_music(
            desk.studio, project.id, provider=provider, guidance=guidance, trace=desk.trace
        )
        return f"{said} The music is asked for ({_stands(job)}).".strip()

    return put


def _scored(desk: Desk, mood: str, is_other: bool) -> Project:
    """The project with the music it will have. Raises NotFound for a mood nobody knows."""
    project, score = desk.project, desk.project.score
    if mood:
        style = style_named(mood)
        if style is None:
            raise NotFound("mood", mood, choices(MOODS))
        score = score.model_copy(update={"mood": style.music, "is_on": True})
    elif is_other:
        score = score.model_copy(update={"seed": score.seed + 1, "is_on": True})
    return project.model_copy(update={"score": score})


async def image_to_video(
    desk: Desk, scene: str, camera: Camera | None = None, guidance: str = "", provider: str = ""
) -> Effect:
    """Set a scene's picture in motion: a camera over it here, or made to move by a provider.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        camera: the move, on this machine.
        guidance: the move in words, where none is named, such as "slowly closer".
        provider: one that `list_choices` names, to let what is seen move; it may cost money,
            and then the scene has to be greenlit.

    Raises NotFound, BadInput when the scene shows no picture, NotApproved, MissingKey, OverLimit.
    """
    chosen = desk.scene(scene)
    if provider:
        return lambda: _ordered(desk, chosen, request_motion, provider, guidance)
    if not isinstance(chosen.visual, Still):
        raise BadInput(
            f"Scene “{chosen.title}”",
            "it shows no still picture; its design moves by itself.",
            "Give it one of the person's pictures first.",
        )
    move = camera or _move(guidance) or Camera.PUSH_IN
    visual = chosen.visual.model_copy(update={"camera": move})
    after = chosen.model_copy(update={"visual": visual})

    def put() -> str:
        plans.update_scene(desk.studio, desk.project_id, after, desk.edit)
        desk.draft(after.id)
        return f"Scene {place_of(desk.plan, after)} moves by {move.value}; its draft follows."

    return put


def generate_scene_video(desk: Desk, scene: str, provider: str, guidance: str = "") -> str:
    """Have a moving picture of a scene made by a provider, from its words alone.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        provider: one that `list_choices` names; it may cost money, and then the scene has to
            be greenlit.
        guidance: what should be seen and how it moves.

    Raises NotFound, BadInput, NotApproved, MissingKey, OverLimit.
    """
    return _ordered(desk, desk.scene(scene), request_video, provider, guidance)


def combine_video_audio(desk: Desk, scenes: list[str] | None = None) -> str:
    """Put picture, movement, speech and captions of scenes together, to be watched.

    None named means all that are not up to date. Raises NotFound, EmptyInput, QueueFull.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    chosen = [desk.scene(name).id for name in scenes or ()] or None
    jobs = request_scratch(desk.studio, desk.project_id, chosen, desk.trace)
    if not jobs:
        return "They are put together already and can be watched."
    return f"{counted(len(jobs), 'scene')} being put together; each can be watched once it is."


def generate_video(
    desk: Desk, quality: Literal["draft", "standard", "high", "ultra"] = "standard"
) -> str:
    """Have the whole film made. A draft needs no greenlight; a film needs every scene greenlit.

    Args:
        quality: "draft" is quick and small, "standard" and "high" Full HD, "ultra" 4K.

    Raises NotApproved, EmptyInput, QueueFull.
    """
    job = request_render(desk.studio, desk.project_id, Quality(quality), desk.trace)
    name = "A draft of the film" if quality == "draft" else "The film"
    doing = "waits its turn" if job.state is JobState.QUEUED else "is being made"
    return f"{name} {doing}; you find it under Export."


def check_generation_status(desk: Desk) -> str:
    """Tell what is being made, what waits, what failed and what is finished."""
    studio, plan = desk.studio, desk.plan
    jobs = [job for job in studio.queue.list(desk.project_id, limit=60) if job.kind != "turn"]
    lines = [_line(desk, job) for job in jobs if not job.state.is_final][:12]
    failed = [job for job in jobs if job.state is JobState.FAILED][:5]
    lines += [
        f"Failed: {job.kind.value}. {job.fault.sentence if job.fault else ''}" for job in failed
    ]
    missing = scenes_without_drafts(studio, desk.project, plan)
    lines.append(
        f"{len(plan.scenes) - len(missing)} of {counted(len(plan.scenes), 'draft')} there."
    )
    renders = studio.store.renders.list(desk.project_id)
    if renders:
        report = renders[0].report
        verdict = "all checks passed" if report.is_clean else "some checks did not pass"
        lines.append(
            f"Latest film: {renders[0].quality.value}, {report.length_s:.1f} s, {verdict}."
        )
    return "\n".join(lines)


def _ordered(desk: Desk, scene: Scene, ask: Order, provider: str, guidance: str) -> str:
    """A take asked of an outside provider; the action knows what it may cost and who agreed."""
    job = ask(
        desk.studio,
        desk.project_id,
        scene.id,
        provider=provider,
        guidance=guidance,
        trace=desk.trace,
    )
    return f"Scene {place_of(desk.plan, scene)} is asked for ({_stands(job)})."


def _ordered_all(desk: Desk, scenes: list[Scene], provider: str, guidance: str) -> str:
    """The narrations of scenes asked of an outside provider: all of them, or none."""
    with desk.studio.store.transaction():
        for scene in scenes:
            _ordered(desk, scene, request_speech, provider, guidance)
    return f"{counted(len(scenes), 'narration')} asked for; what was made before is found."


def _stands(job: Job) -> str:
    return "being made" if job.state is JobState.RUNNING else job.state.value


def _picture(desk: Desk, scene: Scene) -> Callable[[], Take]:
    project = desk.project
    return lambda: make_picture(desk.studio, project, scene)


async def _made(
    desk: Desk, scene: Scene, kind: TakeKind, what: str, make: Callable[[], Take]
) -> str:
    if has_take(desk.studio, desk.project, scene, kind):
        return f"{what} of scene {place_of(desk.plan, scene)} is there already; it is used."
    take = await asyncio.to_thread(make)
    return f"{what} of scene {place_of(desk.plan, scene)} is made ({take.provider})."


def _all(scenes: list[Scene]) -> str:
    return "It is" if len(scenes) == 1 else f"All {len(scenes)} are"


def _move(guidance: str) -> Camera | None:
    for camera, pattern in CAMERA_WORDS:
        if re.search(rf"\b(?:{pattern})", guidance, re.IGNORECASE):
            return Camera(camera)
    return None


def _line(desk: Desk, job: Job) -> str:
    scene = job.inputs.get("scene")
    place = next((n for n, s in enumerate(desk.plan.scenes, 1) if s.id == scene), None)
    what = f"draft of scene {place}" if place else job.kind.value
    doing = f"{job.percent:.0f} %" if job.state is JobState.RUNNING else job.state.value
    return f"{what}: {doing}{', ' + job.phase if job.phase else ''}"
