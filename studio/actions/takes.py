"""Make a scene watchable: its speech, its picture, its draft; and the music of a film.

What is made is found again by the hash of what went in, so asking twice costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.actions.plans import latest_plan
from studio.actions.produced import (
    produced_inputs,
    produced_music,
    produced_speech,
)
from studio.compose.tasks import trim_speech
from studio.domain.documents import hash_of
from studio.domain.errors import QueueFull
from studio.domain.format import Quality
from studio.domain.ids import AssetId, ContentHash, ProjectId, SceneId, TakeId, TraceId, new_id
from studio.domain.job import Job, JobKind
from studio.domain.look import Cards, Grade
from studio.domain.plan import Plan
from studio.domain.project import Loudness, Project
from studio.domain.scene import Footage, Graphic, Scene, Still, Visual
from studio.domain.take import Take, TakeKind
from studio.graphics.documents import MotionDocument, named_files
from studio.providers.interface import MusicAsk, PictureAsk, SpeechAsk
from studio.queue import JobOrder
from studio.store.files import writing
from studio.studio import Studio

SCRATCH_PRIORITY = 20
Make = Callable[[Path], dict[str, Any]]


@dataclass(frozen=True)
class Slot:
    """Where a take belongs and what it is made from; `scene` is None for music."""

    project: Project
    scene: Scene | None
    kind: TakeKind
    inputs: ContentHash
    provider: str
    extension: str


def request_scratch(
    studio: Studio,
    project_id: ProjectId,
    scene_ids: Sequence[SceneId] | None = None,
    trace: TraceId | None = None,
) -> tuple[Job, ...]:
    """Ask for the drafts of these scenes, or of all that have none, one job a scene.

    Where the line is too short for all of them, the first ones stand in it.
    Raises NotFound, QueueFull when there is no room for any.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        plan = latest_plan(studio, project_id)
        chosen = plan.scenes if scene_ids is None else [plan.scene(s) for s in scene_ids]
        active = studio.store.takes.active_by_scene(project_id, TakeKind.MOTION)
        fresh = [
            s for s in chosen if _is_stale(active.get(s.id), motion_inputs(studio, project, s))
        ]
        return _in_line(studio, [_scratch_order(studio, project, s, trace) for s in fresh])


def _in_line(studio: Studio, orders: Sequence[JobOrder]) -> tuple[Job, ...]:
    """The jobs of as many orders as there is room for; the others can be asked for again."""
    jobs: list[Job] = []
    for order in orders:
        try:
            jobs.append(studio.queue.submit(order))
        except QueueFull:
            if not jobs:
                raise
            break
    return tuple(jobs)


def make_speech(studio: Studio, project: Project, scene: Scene) -> Take:
    """Find or speak the narration of a scene, without the silence at its ends.

    What an outside provider spoke of these very words is used, and not spoken over.
    Raises MissingPart, Transient, UnreadableInput, DiskFull.
    """
    produced = produced_speech(studio, project, scene)
    if produced:
        return produced
    voice = scene.voice or project.voice
    provider = studio.providers.speech(voice.provider)
    ask = SpeechAsk(text=scene.narration, voice=voice.voice, pace=voice.pace)
    inputs = speech_inputs(studio, project, scene)

    def speak(target: Path) -> dict[str, Any]:
        speech = provider.speak(ask, target)
        length_s, words = speech.length_s, speech.words
        if not provider.card.is_trimmed:
            length_s, words = trim_speech(target, length_s, words)
        return {"length_s": length_s, "words": words}

    slot = Slot(
        project, scene, TakeKind.SPEECH, inputs, provider.card.name, provider.card.extension
    )
    return find_or_make(studio, slot, speak)


def make_picture(studio: Studio, project: Project, scene: Scene) -> Take:
    """Find or make the picture that stands for a scene on its card. Raises BadInput."""
    ask = picture_ask(studio, project, scene)
    provider = studio.providers.picture(ask)

    def draw(target: Path) -> dict[str, Any]:
        provider.make(ask, target)
        return {}

    inputs = picture_inputs(studio, project, scene)
    slot = Slot(
        project, scene, TakeKind.PICTURE, inputs, provider.card.name, provider.card.extension
    )
    return find_or_make(studio, slot, draw)


def make_music(studio: Studio, project: Project) -> Take | None:
    """Find or compose the music of a project, or use what was produced; None when it is off."""
    if not project.score.is_on:
        return None
    produced = produced_music(studio, project)
    if produced:
        return produced
    provider = studio.providers.music(project.score.provider)
    ask = MusicAsk(mood=project.score.mood, seed=project.score.seed)
    inputs = hash_of(["music", provider.card.name, provider.card.version, ask.mood, ask.seed])

    def compose(target: Path) -> dict[str, Any]:
        music = provider.compose(ask, target)
        return {"length_s": music.length_s, "marks": music.marks}

    slot = Slot(project, None, TakeKind.MUSIC, inputs, provider.card.name, provider.card.extension)
    return find_or_make(studio, slot, compose)


def speech_inputs(studio: Studio, project: Project, scene: Scene) -> ContentHash:
    """The hash of all that a scene's speech depends on."""
    speaks = scene.voice or project.voice
    card = studio.providers.speech(speaks.provider).card
    voice = speaks.model_dump(mode="json", include={"provider", "voice", "pace"})
    return hash_of(["speech", card.name, card.version, voice, scene.narration])


def picture_inputs(studio: Studio, project: Project, scene: Scene) -> ContentHash:
    """The hash of all that a scene's picture depends on."""
    card = studio.providers.picture(picture_ask(studio, project, scene)).card
    look = [scene.visual.model_dump(mode="json"), project.brand.drawn.model_dump(mode="json")]
    return hash_of(["picture", card.name, card.version, look, project.format.aspect.value])


def motion_inputs(studio: Studio, project: Project, scene: Scene) -> ContentHash:
    """The hash of all that the draft of a scene depends on."""
    parts = [
        speech_inputs(studio, project, scene),
        picture_inputs(studio, project, scene),
        project.format.model_dump(mode="json"),
        project.captions.value,
        scene.frames,
        *dressing_inputs(project.model_copy(update={"cards": Cards()})),
        *([scene.grade.content_hash] if scene.grade else []),
        *(["fits"] if project.voice.fits_scene else []),
        *([project.loudness.value] if project.loudness is not Loudness.WEB else []),
        *produced_inputs(studio, project, (scene,)),
    ]
    return hash_of(["motion", *parts])


def dressing_inputs(project: Project) -> list[ContentHash]:
    """Hashes of what lies over all scenes; none of what a film had before there was such."""
    dressing = (project.grade, project.watermark, project.cards)
    usual = (Grade(), None, Cards())
    return [
        part.content_hash
        for part, before in zip(dressing, usual, strict=True)
        if part is not None and part != before
    ]


def picture_ask(studio: Studio, project: Project, scene: Scene) -> PictureAsk:
    """What is asked of a picture provider for the card of a scene."""
    return PictureAsk(
        visual=scene.visual,
        size=project.format.size(Quality.DRAFT),
        brand=project.brand,
        source=_source(studio, project, scene),
        files=shown_files(studio, project, scene.visual),
    )


def shown_files(studio: Studio, project: Project, visual: Visual) -> dict[AssetId, Path]:
    """The files that the words of `visual`, or its own design, name and that are still there."""
    wanted = {*visual.words.pictures, *_named_by_design(visual)}
    if not wanted:
        return {}
    found = {
        asset.id: studio.store.media.path(asset.file)
        for asset in studio.store.assets.list(project.id)
        if asset.id in wanted
    }
    return {asset: path for asset, path in found.items() if path.is_file()}


def _named_by_design(visual: Visual) -> frozenset[AssetId]:
    if not isinstance(visual, Graphic) or visual.document is None:
        return frozenset()
    named = named_files(MotionDocument.from_document(visual.document))
    return frozenset(AssetId(name) for name in named)


def find_take(studio: Studio, slot: Slot) -> Take | None:
    """The take of the slot's inputs whose file is still there, made active; or None."""
    scene_id = slot.scene.id if slot.scene else None
    found = studio.store.takes.find(slot.project.id, slot.kind, slot.inputs, scene_id)
    if found is None or not studio.store.media.path(found.file).exists():
        return None
    if not found.is_active:
        studio.store.takes.activate(found.id)
    return found


def has_take(studio: Studio, project: Project, scene: Scene, kind: TakeKind) -> bool:
    """True when the scene as it is now has this take, and its file is there."""
    hashed = {TakeKind.SPEECH: speech_inputs, TakeKind.PICTURE: picture_inputs}
    inputs = hashed.get(kind, motion_inputs)(studio, project, scene)
    found = studio.store.takes.find(project.id, kind, inputs, scene.id)
    return found is not None and studio.store.media.path(found.file).exists()


def find_or_make(studio: Studio, slot: Slot, make: Make) -> Take:
    """The take of the slot's inputs: found, or made by `make` and stored as the active one.

    `make` writes the file it is given and returns what else the take holds. A file is
    seen under its name only when it is whole.
    """
    found = find_take(studio, slot)
    if found:
        return found
    take_id = TakeId(new_id(12))
    target = studio.store.media.take_target(
        slot.project, slot.scene, slot.kind, take_id, slot.extension
    )
    with writing(target) as part:
        made = make(part)
    take = Take(
        id=take_id,
        project=slot.project.id,
        scene=slot.scene.id if slot.scene else None,
        kind=slot.kind,
        inputs=slot.inputs,
        provider=slot.provider,
        file=studio.store.media.relative(target),
        made_at=now(),
        **made,
    )
    return _record(studio, take)


def _record(studio: Studio, take: Take) -> Take:
    with studio.store.transaction():
        studio.store.takes.put(take)
        studio.store.events.append(
            "take.finished",
            project=take.project,
            topic=project_topic(take.project),
            payload={"take": take.id, "scene": take.scene, "kind": take.kind.value},
        )
    return take


def _source(studio: Studio, project: Project, scene: Scene) -> Path | None:
    if isinstance(scene.visual, Still):
        asset = studio.store.assets.get(scene.visual.picture, project.id)
    elif isinstance(scene.visual, Footage):
        asset = studio.store.assets.get(scene.visual.film, project.id)
    else:
        return None
    return studio.store.media.path(asset.file)


def _is_stale(take: Take | None, inputs: ContentHash) -> bool:
    return take is None or take.inputs != inputs


def _scratch_order(
    studio: Studio, project: Project, scene: Scene, trace: TraceId | None
) -> JobOrder:
    inputs = motion_inputs(studio, project, scene)
    return JobOrder(
        kind=JobKind.SCRATCH,
        project=project.id,
        inputs={"scene": scene.id, "inputs": inputs},
        key=f"scratch:{scene.id}:{inputs[:16]}",
        trace=trace or TraceId(new_id(12)),
        priority=SCRATCH_PRIORITY,
    )


def scenes_without_drafts(studio: Studio, project: Project, plan: Plan) -> tuple[Scene, ...]:
    """The scenes whose draft is missing or older than their content."""
    active = studio.store.takes.active_by_scene(project.id, TakeKind.MOTION)
    return tuple(
        s for s in plan.scenes if _is_stale(active.get(s.id), motion_inputs(studio, project, s))
    )
