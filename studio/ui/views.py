"""Read models: what pages show, gathered from the store in one pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from studio.actions.plans import latest_plan
from studio.actions.produced import produced_plan, produced_scene
from studio.actions.renders import plan_timeline
from studio.actions.takes import motion_inputs
from studio.domain.asset import Asset, AssetKind
from studio.domain.errors import GreenlightError
from studio.domain.ids import ContentHash, JobId, ProjectId, SceneId
from studio.domain.job import Fault, Job, JobKind, JobState
from studio.domain.look import Grade
from studio.domain.plan import Plan
from studio.domain.project import Captions, Project
from studio.domain.review import unapproved
from studio.domain.scene import Scene
from studio.domain.take import Take, TakeKind
from studio.studio import Studio
from studio.ui.phrases import first_words

OPEN_STATES = tuple(state for state in JobState if not state.is_final)
_MANY = 2000


class SceneState(StrEnum):
    """Where a scene stands, as its card shows it."""

    DRAFT = "draft"
    MAKING = "making"
    REVIEW = "review"
    APPROVED = "approved"
    FAILED = "failed"


@dataclass(frozen=True)
class SceneCard:
    """A scene as a card shows it. `place` counts from 1; `percent` is that of its open job.

    `draft` is the motion take to play, `is_fresh` whether it was made of the present content.
    """

    scene: Scene
    place: int
    state: SceneState
    seconds: float
    picture: str
    percent: float = 0.0
    comments: int = 0
    draft: Take | None = None
    is_fresh: bool = False
    is_approved: bool = False
    fault: Fault | None = None
    job: JobId | None = None

    @property
    def words(self) -> str:
        """The first words of what is said, else of what is seen."""
        said = self.scene.narration or self.scene.visual.words.headline
        return first_words(said or self.scene.visual.description or "No words yet.")

    def matches(self, wanted: str) -> bool:
        """True when `wanted` occurs in what is said or seen."""
        words = self.scene.visual.words
        seen = [self.scene.title, self.scene.narration, self.scene.visual.description]
        seen += [words.headline, words.detail, words.quotation, words.number, *words.points]
        return wanted.casefold().strip() in " ".join(seen).casefold()


@dataclass(frozen=True)
class ProjectCard:
    """A project as the gallery shows it; `picture` is the path of its poster, or empty."""

    project: Project
    scenes: int
    approved: int
    seconds: float
    picture: str
    open_jobs: int


@dataclass(frozen=True)
class SceneWork:
    """The open and the failed scratch jobs of a project, by scene, and its open comments.

    `shown` holds the scenes as the film shows them, with what was produced for them.
    """

    motion: Mapping[SceneId, Take]
    making: Mapping[SceneId, Job]
    failed: Mapping[SceneId, Job]
    comments: Mapping[SceneId, int]
    waiting: frozenset[SceneId]
    shown: Mapping[SceneId, Scene]


def scene_cards(studio: Studio, project: Project, plan: Plan) -> tuple[SceneCard, ...]:
    """A card for every scene of the plan, in order."""
    work = scene_work(studio, project, plan)
    return tuple(_card(studio, project, plan, n, work) for n in range(len(plan.scenes)))


def film_s(studio: Studio, project: Project, plan: Plan) -> float:
    """How long the film of a plan lasts, in seconds, with the voices there are."""
    return _film_s(studio, project, plan, f"{plan.id}:{studio.store.events.last_id()}")


@st.cache_data(show_spinner=False, max_entries=64)
def _film_s(_studio: Studio, _project: Project, _plan: Plan, when: str) -> float:
    """Measured once until the next event: whatever changes a length leaves one.

    Captions take most of a timeline's making and none of its length: it is laid out without.
    """
    uncaptioned = _project.model_copy(update={"captions": Captions.OFF})
    line = plan_timeline(_studio, uncaptioned, _plan)
    return line.rate.seconds(line.length)


def card_of(studio: Studio, project: Project, plan: Plan, scene: Scene) -> SceneCard:
    """The card of one scene. Raises NotFound."""
    return _card(studio, project, plan, plan.index(scene.id), scene_work(studio, project, plan))


def scene_work(studio: Studio, project: Project, plan: Plan) -> SceneWork:
    """What is made, being made or noted for the scenes of a plan, in six queries."""
    jobs = studio.store.jobs
    counted: dict[SceneId, int] = {}
    for comment in studio.store.reviews.comments(project.id):
        if not comment.is_resolved:
            counted[comment.scene] = counted.get(comment.scene, 0) + 1
    approvals = studio.store.reviews.approvals(project.id)
    return SceneWork(
        motion=studio.store.takes.active_by_scene(project.id, TakeKind.MOTION),
        making=_by_scene(jobs.list(project.id, OPEN_STATES, _MANY)),
        failed=_by_scene(jobs.list(project.id, (JobState.FAILED,), _MANY)),
        comments=counted,
        waiting=frozenset(scene.id for scene in unapproved(plan, approvals)),
        shown={scene.id: scene for scene in produced_plan(studio, project, plan).scenes},
    )


def project_cards(studio: Studio) -> tuple[ProjectCard, ...]:
    """A card for every project, newest first."""
    return tuple(_project_card(studio, project) for project in studio.store.projects.list())


def pictures(studio: Studio, project_id: ProjectId) -> tuple[Asset, ...]:
    """The pictures a project was given, in their order."""
    assets = studio.store.assets.list(project_id)
    return tuple(asset for asset in assets if asset.kind is AssetKind.PICTURE)


def assets_of(studio: Studio, project_id: ProjectId, kind: AssetKind) -> tuple[Asset, ...]:
    """What a project was given of one kind, in the order it came."""
    return tuple(a for a in studio.store.assets.list(project_id) if a.kind is kind)


def scene_picture(project: Project, scene: Scene) -> str:
    """The path of a scene's thumbnail; it changes with the look, so browsers may keep it."""
    graded = scene_grade(project, scene).content_hash[:4]
    look = f"{scene.visual.content_hash[:12]}{project.brand.content_hash[:4]}{graded}"
    shape = project.format.aspect.value.replace(":", "x")
    return f"/thumbs/scene/{project.id}/{scene.id}.jpg?v={look}-{shape}"


def scene_grade(project: Project, scene: Scene) -> Grade:
    """The scene's own grade, or the film's."""
    return project.grade if scene.grade is None else scene.grade


def _card(studio: Studio, project: Project, plan: Plan, n: int, work: SceneWork) -> SceneCard:
    scene = plan.scenes[n]
    draft = work.motion.get(scene.id)
    inputs = _motion_inputs(studio, project, scene)
    is_fresh = draft is not None and draft.inputs == inputs
    making, failed = work.making.get(scene.id), work.failed.get(scene.id)
    is_failed = failed is not None and failed.inputs.get("inputs") == inputs and not is_fresh
    wished = plan.rate.seconds(scene.frames)
    return SceneCard(
        scene=scene,
        place=n + 1,
        state=_state(making, is_failed, scene.id in work.waiting, is_fresh),
        seconds=draft.length_s if draft and is_fresh else wished,
        picture=scene_picture(project, work.shown[scene.id]),
        percent=making.percent if making else 0.0,
        comments=work.comments.get(scene.id, 0),
        draft=draft,
        is_fresh=is_fresh,
        is_approved=scene.id not in work.waiting,
        fault=failed.fault if is_failed and failed else None,
        job=making.id if making else None,
    )


def _state(making: Job | None, is_failed: bool, is_waiting: bool, is_fresh: bool) -> SceneState:
    if making:
        return SceneState.MAKING
    if is_failed:
        return SceneState.FAILED
    if not is_waiting:
        return SceneState.APPROVED
    return SceneState.REVIEW if is_fresh else SceneState.DRAFT


def _motion_inputs(studio: Studio, project: Project, scene: Scene) -> ContentHash | None:
    """What a fresh draft would be made of; None where a picture or a provider is missing."""
    try:
        return motion_inputs(studio, project, scene)
    except GreenlightError:
        return None


def _by_scene(jobs: tuple[Job, ...]) -> dict[SceneId, Job]:
    """The newest scratch job of each scene; `jobs` come newest first."""
    scratch = [job for job in jobs if job.kind is JobKind.SCRATCH]
    return {SceneId(str(job.inputs.get("scene"))): job for job in reversed(scratch)}


def _first_picture(studio: Studio, project: Project, plan: Plan) -> str:
    """The picture of a film's first scene; "" without one."""
    if not plan.scenes:
        return ""
    return scene_picture(project, produced_scene(studio, project, plan.scenes[0]))


def _project_card(studio: Studio, project: Project) -> ProjectCard:
    plan = latest_plan(studio, project.id)
    waiting = unapproved(plan, studio.store.reviews.approvals(project.id))
    return ProjectCard(
        project=project,
        scenes=len(plan.scenes),
        approved=len(plan.scenes) - len(waiting),
        seconds=film_s(studio, project, plan),
        picture=_first_picture(studio, project, plan),
        open_jobs=len(studio.store.jobs.list(project.id, OPEN_STATES, _MANY)),
    )
