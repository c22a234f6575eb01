"""Ask outside providers for takes of greenlit scenes, and decide what came of doubtful ones.

request ─ checked ─ `produce` job ─ row in the ledger ─ POST ─ receipt ─ looks ─ take
                                    └ found again after a crash: nobody knows ─ `settle`
"""

from __future__ import annotations

from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.actions.plans import latest_plan
from studio.actions.produced import PRODUCED, rest_motion, subject_of
from studio.actions.reviews import waiting_scenes
from studio.actions.spending import spend_limits
from studio.actions.wishes import Wish, content_of, media_ask, request_inputs
from studio.domain.errors import (
    BadInput,
    MissingKey,
    NotApproved,
    OverLimit,
    UncertainOutcome,
)
from studio.domain.ids import ContentHash, ProjectId, SceneId, TakeId, TraceId, new_id
from studio.domain.job import Job, JobKind
from studio.domain.plan import Plan
from studio.domain.production import PaidRequest, RequestId, RequestState
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.spend import Scope
from studio.domain.take import Take, TakeKind
from studio.providers.interface import MediaAsk, OutsideProvider
from studio.queue import JobOrder
from studio.studio import Studio

PRODUCE_PRIORITY = 10


def request_picture(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    *,
    provider: str,
    guidance: str = "",
    trace: TraceId | None = None,
) -> Job:
    """Ask for a picture of a scene, to be shown in place of its visual. Raises as `request`."""
    return request(studio, project_id, scene_id, Wish(TakeKind.ARTWORK, provider, guidance), trace)


def request_motion(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    *,
    provider: str,
    guidance: str = "",
    trace: TraceId | None = None,
) -> Job:
    """Ask for a moving picture that begins with the picture a scene has. Raises as `request`."""
    wish = Wish(TakeKind.FOOTAGE, provider, guidance, is_from_picture=True)
    return request(studio, project_id, scene_id, wish, trace)


def request_video(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    *,
    provider: str,
    guidance: str = "",
    trace: TraceId | None = None,
) -> Job:
    """Ask for a moving picture of a scene, from its words alone. Raises as `request`."""
    return request(studio, project_id, scene_id, Wish(TakeKind.FOOTAGE, provider, guidance), trace)


def request_speech(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId,
    *,
    provider: str,
    guidance: str = "",
    voice: str = "",
    trace: TraceId | None = None,
) -> Job:
    """Ask for the narration of a scene; `guidance` is how to speak. Raises as `request`."""
    wish = Wish(TakeKind.NARRATION, provider, guidance, voice)
    return request(studio, project_id, scene_id, wish, trace)


def request_music(
    studio: Studio,
    project_id: ProjectId,
    *,
    provider: str,
    guidance: str = "",
    trace: TraceId | None = None,
) -> Job:
    """Ask for the music of a film, all of whose scenes are greenlit. Raises as `request`."""
    return request(studio, project_id, None, Wish(TakeKind.TRACK, provider, guidance), trace)


def request(
    studio: Studio,
    project_id: ProjectId,
    scene_id: SceneId | None,
    wish: Wish,
    trace: TraceId | None = None,
) -> Job:
    """Ask for a take; what was made of the same before is found and costs nothing.

    Raises:
        NotFound: no such project, scene or provider.
        BadInput: the provider makes no such thing of this scene.
        NotApproved: it costs money and the scene, or for music one of them, is not greenlit.
        MissingKey: the provider wants a key.
        OverLimit: the film's limit of money would be passed.
        UncertainOutcome: the same was asked for and nobody knows what came of it: `settle`.
        QueueFull: too many jobs wait.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        plan = latest_plan(studio, project_id)
        scene = plan.scene(scene_id) if scene_id else None
        inputs = request_inputs(studio, project, plan, scene, wish)
        if produced_before(studio, project, scene, wish.kind, inputs) is None:
            provider = studio.providers.elsewhere(wish.provider)
            require_allowed(studio, project, plan, scene, provider)
            require_within_budget(studio, project, price_of(provider, project, plan, scene, wish))
            _require_makes(provider, media_ask(project, plan, scene, wish), wish)
            _require_certain(studio, project, scene, inputs)
        return studio.queue.submit(
            JobOrder(
                kind=JobKind.PRODUCE,
                project=project_id,
                inputs={
                    **wish.to_inputs(),
                    "scene": scene_id or "",
                    "content": content_of(plan, scene),
                    "inputs": inputs,
                },
                key=f"produce:{project_id}:{scene_id or 'film'}:{inputs[:24]}",
                trace=trace or TraceId(new_id(12)),
                priority=PRODUCE_PRIORITY,
            )
        )


def settle(studio: Studio, request_id: RequestId, *, is_sent_again: bool) -> Job | None:
    """A person's word on a request whose outcome nobody knows: let it be, or send it once more.

    What it may have cost stays counted. Returns the new job, None when it is let be.
    Raises NotFound, BadInput for one that is not uncertain, and as `request`.
    """
    with studio.store.transaction():
        known = studio.store.paid.get(request_id)
        if known.state is not RequestState.UNCERTAIN:
            remedy = "Only what is uncertain needs a word of yours."
            raise BadInput("The request", f"it is {known.state.value}.", remedy)
        job = studio.store.jobs.get(known.job)
        studio.store.paid.change(request_id, state=RequestState.SETTLED, ended_at=now())
        _tell(studio, known.project, "take.settled", {"request": request_id, "scene": known.scene})
        if not is_sent_again:
            return None
        return request(studio, known.project, known.scene, Wish.from_inputs(job.inputs))


def uncertain_requests(
    studio: Studio, project_id: ProjectId, scene_id: SceneId | None = None
) -> tuple[PaidRequest, ...]:
    """The requests that wait for a person's word, newest first."""
    return studio.store.paid.list(project_id, scene_id, RequestState.UNCERTAIN)


def choose_take(studio: Studio, project_id: ProjectId, take_id: TakeId) -> Take:
    """Use a produced take again, for the scene as it is now, though it was made for another.

    A picture that is chosen takes the place of a moving one.
    Raises NotFound; BadInput for a narration of other words than the scene has.
    """
    with studio.store.transaction():
        take = studio.store.takes.get(take_id)
        plan = latest_plan(studio, project_id)
        scene = plan.scene(take.scene) if take.scene else None
        if take.kind not in PRODUCED:
            raise BadInput("The take", "it is made here by itself.", "Choose a produced one.")
        subject = subject_of(scene, take.kind)
        if take.kind is TakeKind.NARRATION and take.subject != subject:
            remedy = "Go back to the version with those words, or have it spoken anew."
            raise BadInput("The take", "it speaks other words.", remedy)
        studio.store.takes.put(take.model_copy(update={"subject": subject, "is_active": True}))
        rest_motion(studio, take)
        _tell(studio, project_id, "take.chosen", {"take": take_id, "scene": take.scene})
        return studio.store.takes.get(take_id)


def rest_take(studio: Studio, project_id: ProjectId, take_id: TakeId) -> Take:
    """Use what is made here in place of a produced take, which stays. Raises NotFound."""
    with studio.store.transaction():
        take = studio.store.takes.rest(take_id)
        _tell(studio, project_id, "take.chosen", {"take": None, "scene": take.scene})
        return take


def produced_before(
    studio: Studio, project: Project, scene: Scene | None, kind: TakeKind, inputs: ContentHash
) -> Take | None:
    """The take of these inputs whose file is still there; None without one."""
    found = studio.store.takes.find(project.id, kind, inputs, scene.id if scene else None)
    if found is None or not studio.store.media.path(found.file).is_file():
        return None
    return found


def require_allowed(
    studio: Studio, project: Project, plan: Plan, scene: Scene | None, provider: OutsideProvider
) -> None:
    """Let it be asked for, or not. Raises NotApproved, MissingKey."""
    card = provider.card
    if not card.is_free:
        waiting = waiting_scenes(studio, plan)
        open_ones = [each for each in waiting if scene is None or each.id == scene.id]
        if open_ones:
            raise NotApproved([each.title or each.id for each in open_ones])
    if card.key_name and not studio.keys.has(card.key_name):
        where = f"Get one at {card.keys_at}, then add" if card.keys_at else "Add"
        remedy = f"{where} it in Settings, or set {card.key_name} and start Greenlight again."
        raise MissingKey(card.title, card.key_name, remedy)


def require_within_budget(studio: Studio, project: Project, price: float | None) -> None:
    """Raises OverLimit when the film's limit of money would be passed; None is no price known."""
    cap = spend_limits(studio, project).per_project.usd
    if cap is None or price == 0:
        return
    gone = studio.store.spends.total(Scope.PROJECT, project.id).cost
    if gone + (price or 0) > cap or (price is None and gone >= cap):
        more = f" and ${price:.2f} more" if price else ""
        raise OverLimit("this film", f"${gone:.2f}{more}", f"${cap:.2f}")


def price_of(
    provider: OutsideProvider, project: Project, plan: Plan, scene: Scene | None, wish: Wish
) -> float | None:
    """About what a wish costs, in US dollars; None when that is not known."""
    if provider.card.is_free:
        return 0.0
    return provider.price(media_ask(project, plan, scene, wish))


def _require_makes(provider: OutsideProvider, ask: MediaAsk, wish: Wish) -> None:
    is_able = wish.kind in provider.kinds and (wish.is_from_picture or provider.can_make(ask))
    if not is_able:
        remedy = "Choose another provider, or write what the scene is about."
        raise BadInput(provider.card.title, "it cannot make that of this scene.", remedy)


def _require_certain(
    studio: Studio, project: Project, scene: Scene | None, inputs: ContentHash
) -> None:
    known = studio.store.paid.open_for(project.id, scene.id if scene else None, inputs)
    if known and known.state is RequestState.UNCERTAIN:
        raise UncertainOutcome(known.provider, known.id)


def _tell(studio: Studio, project_id: ProjectId, kind: str, payload: dict[str, object]) -> None:
    studio.store.events.append(
        kind, project=project_id, topic=project_topic(project_id), payload=payload
    )
