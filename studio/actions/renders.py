"""Make the film, or the draft of one scene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from studio.actions.caches import cache_limit
from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.actions.facts import figure_checks
from studio.actions.plans import latest_plan
from studio.actions.produced import (
    fitting_speech,
    produced_inputs,
    produced_music,
    produced_music_inputs,
    produced_plan,
)
from studio.actions.reviews import require_approved
from studio.actions.takes import (
    Slot,
    dressing_inputs,
    find_or_make,
    make_music,
    make_speech,
    motion_inputs,
)
from studio.compose.cards import with_cards
from studio.compose.codecs import SOFTWARE
from studio.compose.film import Film, FilmOrder, make_film
from studio.compose.processes import Crew
from studio.compose.progress import IsCancelled, OnProgress, Progress
from studio.compose.timeline import Cut, timeline
from studio.compose.waiting import Errand
from studio.domain.delivery import Codec, Delivery, Encoding
from studio.domain.documents import hash_of
from studio.domain.errors import Cancelled, EmptyInput
from studio.domain.format import Quality
from studio.domain.ids import (
    AssetId,
    ContentHash,
    PlanId,
    ProjectId,
    RenderId,
    SceneId,
    TraceId,
    new_id,
)
from studio.domain.job import Job, JobKind
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.render import QualityReport, Render
from studio.domain.scene import Scene
from studio.domain.take import Take, TakeKind
from studio.domain.timeline import Timeline
from studio.queue import JobOrder
from studio.studio import Studio

DRAFT_PRIORITY = 15
FILM_PRIORITY = 10
_SPOKEN = 5.0
"""Percent when all is spoken."""


OWN = Delivery()
"""A film in the project's own format, as H.264."""


def request_render(
    studio: Studio,
    project_id: ProjectId,
    quality: Quality,
    trace: TraceId | None = None,
    delivery: Delivery = OWN,
) -> Job:
    """Ask for the film of the plan as it is now. A draft needs no greenlight, a film does.

    `delivery` makes it of another shape, rate or codec; the project stays as it is.

    Raises NotFound, EmptyInput for a plan without scenes, NotApproved, QueueFull.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        plan = latest_plan(studio, project_id)
        if not plan.scenes:
            raise EmptyInput("The plan")
        if quality is not Quality.DRAFT:
            require_approved(studio, plan)
        inputs = render_inputs(studio, project, plan, quality, delivery)
        wanted = delivery.model_dump(mode="json", exclude_defaults=True)
        return studio.queue.submit(
            JobOrder(
                kind=JobKind.RENDER,
                project=project_id,
                inputs={
                    "plan": plan.id,
                    "quality": quality.value,
                    "inputs": inputs,
                    **({"delivery": wanted} if wanted else {}),
                },
                key=f"render:{project_id}:{inputs[:16]}",
                trace=trace or TraceId(new_id(12)),
                priority=DRAFT_PRIORITY if quality is Quality.DRAFT else FILM_PRIORITY,
            )
        )


def render_inputs(
    studio: Studio, project: Project, plan: Plan, quality: Quality, delivery: Delivery = OWN
) -> ContentHash:
    """The hash of all that a film depends on."""
    settings = [delivery.format(project.format), project.brand, project.voice, project.score]
    return hash_of(
        [
            "render",
            project.title,
            [part.model_dump(mode="json") for part in settings],
            project.captions.value,
            project.loudness.value,
            quality.value,
            [scene.content_hash for scene in plan.scenes],
            *_encoded(delivery),
            *dressing_inputs(project),
            *produced_inputs(studio, project, plan.scenes),
            *produced_music_inputs(studio, project),
        ]
    )


def _encoded(delivery: Delivery) -> list[str]:
    """What of a delivery is not in the format; nothing for what films were always like."""
    is_usual = (delivery.codec, delivery.encoding) == (Codec.H264, Encoding.SOFTWARE)
    return [] if is_usual else [delivery.codec.value, delivery.encoding.value]


def current_render(
    studio: Studio, project: Project, plan: Plan, quality: Quality, delivery: Delivery = OWN
) -> Render | None:
    """The film of exactly this plan and these settings, when it was made and is still there."""
    inputs = render_inputs(studio, project, plan, quality, delivery)
    found = studio.store.renders.find(project.id, inputs)
    if found is None or not studio.store.media.path(found.film).exists():
        return None
    return found


def make_render(
    studio: Studio,
    job: Job,
    crew: Crew,
    on_progress: OnProgress,
    is_cancelled: IsCancelled,
) -> Render:
    """Carry out a render job: find the film, or make what is missing of it.

    Raises Cancelled, RenderError, MissingPart, Transient, DiskFull, NotFound.
    """
    plan = studio.store.plans.get(PlanId(job.inputs["plan"]))
    quality = Quality(job.inputs["quality"])
    delivery = Delivery.model_validate(job.inputs.get("delivery", {}))
    own = studio.store.projects.get(plan.project)
    found = current_render(studio, own, plan, quality, delivery)
    if found:
        return found
    inputs = render_inputs(studio, own, plan, quality, delivery)
    project = own.model_copy(update={"format": delivery.format(own.format)})
    speech = speak_all(studio, project, plan, Errand(crew, on_progress, is_cancelled), _SPOKEN)
    music = make_music(studio, project)
    cut = _timeline(project, _carded(studio, project, plan), speech, music)
    render_id = RenderId(hash_of(["render", job.id])[:8])
    target = studio.store.media.render_target(
        project, render_id, SOFTWARE[delivery.codec].container
    )
    order = replace(
        film_order(studio, project, cut, quality, target, music),
        codec=delivery.codec,
        encoding=delivery.encoding,
    )
    film = make_film(order, crew, on_progress, is_cancelled)
    render = Render(
        id=render_id,
        project=project.id,
        plan=plan.id,
        job=job.id,
        inputs=inputs,
        quality=quality,
        format=project.format,
        codec=delivery.codec,
        report=_with_facts(studio, plan, film.report),
        made_at=now(),
        **_files(studio, film),
    )
    return _record(studio, render, job.trace)


def _with_facts(studio: Studio, plan: Plan, report: QualityReport) -> QualityReport:
    checks = (*report.checks, *figure_checks(studio, plan))
    return report.model_copy(update={"checks": checks})


def make_motion(
    studio: Studio, project: Project, scene: Scene, crew: Crew, is_cancelled: IsCancelled
) -> Take:
    """Find or make the draft of one scene: its picture, speech and captions, to be watched.

    Raises Cancelled, RenderError, MissingPart, Transient, DiskFull.
    """
    inputs = motion_inputs(studio, project, scene)
    slot = Slot(project, scene, TakeKind.MOTION, inputs, "compositor", "mp4")

    def draft(target: Path) -> dict[str, Any]:
        speech = {scene.id: make_speech(studio, project, scene)}
        alone = produced_plan(studio, project, _plan_of(studio, project, scene))
        cut = _timeline(project, alone, speech, None)
        order = film_order(studio, project, cut, Quality.DRAFT, target, None)
        make_film(replace(order, has_files=False), crew, lambda _: None, is_cancelled)
        return {"length_s": cut.rate.seconds(cut.length)}

    return find_or_make(studio, slot, draft)


def plan_timeline(studio: Studio, project: Project, plan: Plan) -> Timeline:
    """The timeline of a plan with the takes there are; scenes not yet spoken have no speech."""
    speech = studio.store.takes.active_by_scene(project.id, TakeKind.SPEECH)
    speech |= fitting_speech(studio, project, plan.scenes)
    music = produced_music(studio, project) or studio.store.takes.active(
        project.id, None, TakeKind.MUSIC
    )
    score = music if project.score.is_on else None
    return _timeline(project, _carded(studio, project, plan), speech, score)


def film_order(
    studio: Studio,
    project: Project,
    cut: Timeline,
    quality: Quality,
    target: Path,
    music: Take | None,
) -> FilmOrder:
    """Everything the compositor needs, and nothing of the store."""
    return FilmOrder(
        title=project.title,
        timeline=cut,
        size=project.format.size(quality),
        quality=quality,
        brand=project.brand,
        captions=project.captions,
        pictures=_pictures(studio, project),
        root=studio.store.media.root,
        marks=music.marks if music else None,
        segments_folder=studio.store.cache("segments"),
        sound_folder=studio.store.cache("sound"),
        target=target,
        target_lufs=project.loudness.lufs,
        cache_bytes=cache_limit(studio),
        grade=project.grade,
        watermark=project.watermark,
    )


def _carded(studio: Studio, project: Project, plan: Plan) -> Plan:
    """The plan as the film shows it: with what was produced, between its cards."""
    shown = produced_plan(studio, project, plan)
    return with_cards(shown, project.cards, project.title, project.brand.name)


def _plan_of(studio: Studio, project: Project, scene: Scene) -> Plan:
    """A plan of this scene alone, at the rate its frames are counted in."""
    return Plan(
        id=PlanId(""),
        project=project.id,
        number=0,
        created_at=project.created_at,
        rate=latest_plan(studio, project.id).rate,
        scenes=(scene,),
    )


def _pictures(studio: Studio, project: Project) -> dict[AssetId, Path]:
    assets = studio.store.assets.list(project.id)
    return {asset.id: studio.store.media.path(asset.file) for asset in assets}


def _timeline(
    project: Project, plan: Plan, speech: Mapping[SceneId, Take], music: Take | None
) -> Timeline:
    return timeline(
        plan,
        Cut(
            rate=project.format.rate,
            captions=project.captions,
            aspect=project.format.aspect,
            speech=speech,
            music=music,
            level_db=project.score.level_db,
            fits_scene=project.voice.fits_scene,
        ),
    )


def speak_all(
    studio: Studio, project: Project, plan: Plan, errand: Errand, most: float
) -> dict[SceneId, Take]:
    """Find or speak the narration of every scene; `most` percent are done then.

    Raises Cancelled, and as `make_speech` does.
    """
    speech = {}
    for n, scene in enumerate(plan.scenes):
        if errand.is_cancelled():
            raise Cancelled
        phase = f"Speaking scene {n + 1} of {len(plan.scenes)}"
        errand.on_progress(Progress(most * n / len(plan.scenes), phase))
        speech[scene.id] = make_speech(studio, project, scene)
    return speech


def _files(studio: Studio, film: Film) -> dict[str, str]:
    """The film's files as places below the media folder, by their names in Render."""
    place = studio.store.media.relative
    return {
        "film": place(film.film),
        "thumbnail": place(film.thumbnail),
        **{name: place(file) for name, file in film.texts.items()},
    }


def _record(studio: Studio, render: Render, trace: TraceId) -> Render:
    with studio.store.transaction():
        studio.store.renders.put(render)
        studio.store.events.append(
            "film.finished",
            project=render.project,
            topic=project_topic(render.project),
            payload={"render": render.id, "quality": render.quality.value},
            trace=trace,
        )
    return render
