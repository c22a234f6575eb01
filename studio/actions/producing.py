"""Carry out a `produce` job: find the take, look for the request, or send it. Never twice."""

from __future__ import annotations

import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.actions.assets import add_media
from studio.actions.characters import characters_of
from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.actions.plans import latest_plan
from studio.actions.produced import rest_motion, subject_of
from studio.actions.production import (
    price_of,
    produced_before,
    require_allowed,
    require_within_budget,
)
from studio.actions.wishes import Wish, beginning, content_of, media_ask
from studio.compose.progress import IsCancelled, OnProgress, Progress
from studio.compose.tasks import trim_speech
from studio.domain.errors import (
    BadInput,
    Cancelled,
    GreenlightError,
    ModelRefused,
    NotApproved,
    Transient,
    UncertainOutcome,
    Unreachable,
)
from studio.domain.ids import ContentHash, MessageId, SceneId, TakeId, ThreadId, new_id
from studio.domain.job import Job
from studio.domain.plan import Plan
from studio.domain.production import PaidRequest, RequestId, RequestState
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.spend import Spend, SpendId, Spent
from studio.domain.take import Take, TakeKind
from studio.providers.alignment import aligned_words
from studio.providers.footage import footage_facts
from studio.providers.interface import Call, OutsideProvider, Receipt
from studio.store.files import writing
from studio.studio import Studio

FIRST_LOOK_S, LONGEST_LOOK_S = 0.5, 5.0
PATIENCE_S = 1800.0
"""How long one attempt waits for what was accepted; Retry goes on waiting."""

_STEP_S = 0.1


@dataclass(frozen=True)
class _Order:
    """What one job is to bring."""

    studio: Studio
    job: Job
    project: Project
    plan: Plan
    scene: Scene | None
    wish: Wish
    provider: OutsideProvider

    @property
    def inputs(self) -> ContentHash:
        """The hash of all that goes in, as it was when it was asked for."""
        return ContentHash(self.job.inputs["inputs"])

    @property
    def scene_id(self) -> SceneId | None:
        """The scene, None for music."""
        return self.scene.id if self.scene else None

    @property
    def price(self) -> float | None:
        """About what it costs."""
        return price_of(self.provider, self.project, self.plan, self.scene, self.wish)

    def call(self, request_id: str) -> Call:
        """Who asks, with the key there is."""
        name = self.provider.card.key_name
        return Call(key=(self.studio.keys.get(name) or "") if name else "", id=request_id)


def carry_out(studio: Studio, job: Job, on_progress: OnProgress, is_cancelled: IsCancelled) -> Take:
    """Bring the take of a job.

    Raises:
        NotApproved: the scene was changed, or its greenlight taken back, before it was sent.
        UncertainOutcome: it was sent and nobody knows what came of it; a person decides.
        ModelRefused, MissingKey, OverLimit, BadInput: it was not made, and nothing is owed.
        Transient: worth another attempt, which looks for the request that was accepted.
        Cancelled: stopped by the person.
        NotFound: the scene or the provider is gone.
    """
    order = _order(studio, job)
    found = produced_before(studio, order.project, order.scene, order.wish.kind, order.inputs)
    if found:
        with studio.store.transaction():
            rest_motion(studio, found)
            return studio.store.takes.activate(found.id)
    take_id = TakeId(new_id(12))
    target = studio.store.media.take_target(
        order.project, order.scene, order.wish.kind, take_id, order.provider.card.extension
    )
    with writing(target) as part:
        request = _accepted(order, part, on_progress)
        _wait(order, request, on_progress, is_cancelled)
        _fetch(order, request, part)
        facts = _facts(order, part)
    return _record(order, request, take_id, target, facts)


def _order(studio: Studio, job: Job) -> _Order:
    assert job.project is not None
    project = studio.store.projects.get(job.project)
    plan = latest_plan(studio, project.id)
    scene_id = SceneId(str(job.inputs["scene"]))
    wish = Wish.from_inputs(job.inputs)
    provider = studio.providers.elsewhere(wish.provider)
    scene = plan.scene(scene_id) if scene_id else None
    return _Order(studio, job, project, plan, scene, wish, provider)


def _accepted(order: _Order, part: Path, on_progress: OnProgress) -> PaidRequest:
    """The request as the provider took it: the one sent before, or a new one."""
    paid = order.studio.store.paid
    known = paid.open_for(order.project.id, order.scene_id, order.inputs)
    if known and known.state is RequestState.SENDING and order.provider.card.is_free:
        paid.change(known.id, state=RequestState.FAILED, ended_at=now())
        known = None
    if known is None:
        return _send(order, part, on_progress)
    if known.state is RequestState.SENDING:
        # Whoever sent it died before it had an answer.
        _doubt(order, known.id)
    if known.state is not RequestState.ACCEPTED:
        raise UncertainOutcome(order.provider.card.title, known.id)
    return known


def _send(order: _Order, part: Path, on_progress: OnProgress) -> PaidRequest:
    if content_of(order.plan, order.scene) != order.job.inputs["content"]:
        raise NotApproved([order.scene.title if order.scene else order.project.title])
    require_allowed(order.studio, order.project, order.plan, order.scene, order.provider)
    on_progress(Progress(2, f"Asking {order.provider.card.title}"))
    cast = characters_of(order.studio, order.project.id, order.scene) if order.scene else ()
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        source = _source(order, Path(folder))
        ask = media_ask(order.project, order.plan, order.scene, order.wish, source, cast)
        if not order.provider.can_make(ask):
            raise BadInput(order.provider.card.title, "it cannot make that.", "Choose another.")
        request = _begin(order)
        with _outcome_kept(order, request.id):
            receipt = order.provider.submit(ask, order.call(request.id), part)
    return order.studio.store.paid.change(
        request.id,
        state=RequestState.ACCEPTED,
        remote=receipt.remote,
        address=receipt.address,
    )


def _begin(order: _Order) -> PaidRequest:
    """Write the request into the ledger, and put its price aside, before it is sent."""
    store = order.studio.store
    with store.transaction():
        require_within_budget(order.studio, order.project, order.price)
        request = PaidRequest(
            id=RequestId(new_id(16)),
            project=order.project.id,
            scene=order.scene_id,
            kind=order.wish.kind,
            inputs=order.inputs,
            provider=order.provider.card.name,
            price=order.price,
            job=order.job.id,
            trace=order.job.trace,
            sent_at=now(),
        )
        store.paid.put(request)
        if request.price:
            store.spends.put(_spend(request, is_held=True))
    return request


def _spend(request: PaidRequest, *, is_held: bool) -> Spend:
    return Spend(
        id=SpendId(request.id),
        project=request.project,
        thread=ThreadId(""),
        message=MessageId(""),
        model=request.provider,
        spent=Spent(cost=request.price or 0.0),
        is_held=is_held,
        trace=request.trace,
        at=now(),
    )


@contextmanager
def _outcome_kept(order: _Order, request_id: RequestId) -> Iterator[None]:
    """What became of a request that is being sent, kept whatever happens.

    Only an error that says so means that nothing is owed; any other leaves a doubt, unless it
    costs nothing to ask again.
    """
    try:
        yield
    except UncertainOutcome as fault:
        if order.provider.card.is_free:
            _failed(order, request_id, fault)
            raise Unreachable(order.provider.card.title, "its answer was lost") from fault
        _doubt(order, request_id)
        raise
    except GreenlightError as fault:
        _failed(order, request_id, fault)
        raise
    except Exception:
        _doubt(order, request_id)
        raise


def _doubt(order: _Order, request_id: RequestId) -> None:
    store = order.studio.store
    with store.transaction():
        store.paid.change(request_id, state=RequestState.UNCERTAIN)
        store.events.append(
            "take.doubted",
            project=order.project.id,
            topic=project_topic(order.project.id),
            payload={"request": request_id, "scene": order.scene_id},
            trace=order.job.trace,
        )


def _failed(order: _Order, request_id: RequestId, fault: GreenlightError) -> None:
    """Nothing was made and nothing is owed: the price is given back."""
    store = order.studio.store
    with store.transaction():
        store.paid.change(
            request_id, state=RequestState.FAILED, reason=fault.sentence[:300], ended_at=now()
        )
        store.spends.release(SpendId(request_id))


def _wait(
    order: _Order, request: PaidRequest, on_progress: OnProgress, is_cancelled: IsCancelled
) -> None:
    """Look until it is made. Raises ModelRefused, Transient, Cancelled."""
    if not request.remote:
        return
    receipt, call = Receipt(request.remote, request.address), order.call(request.id)
    until, pause_s = time.monotonic() + PATIENCE_S, FIRST_LOOK_S
    while True:
        try:
            sight = order.provider.look(receipt, call)
        except ModelRefused as fault:
            _failed(order, request.id, fault)
            raise
        on_progress(Progress(sight.percent, sight.phase or "Fetching it"))
        if sight.is_done:
            return
        if time.monotonic() > until:
            raise Unreachable(order.provider.card.title, "it takes very long")
        _pause(order, request, receipt, pause_s, is_cancelled)
        pause_s = min(LONGEST_LOOK_S, pause_s * 1.5)


def _pause(
    order: _Order,
    request: PaidRequest,
    receipt: Receipt,
    pause_s: float,
    is_cancelled: IsCancelled,
) -> None:
    """Wait, ready to stop. A worker that ends leaves the request, to be looked for again."""
    until = time.monotonic() + pause_s
    while time.monotonic() < until:
        if is_cancelled():
            if order.studio.store.jobs.get(order.job.id).is_cancelling:
                _stop(order, request, receipt)
            raise Cancelled
        time.sleep(_STEP_S)


def _stop(order: _Order, request: PaidRequest, receipt: Receipt) -> None:
    """The person stopped it: say so there too. What it may have cost stays counted."""
    try:
        order.provider.cancel(receipt, order.call(request.id))
    except Transient as fault:
        reason = f"Stopped here; {fault.sentence}"
    else:
        reason = "Stopped, here and there"
    order.studio.store.paid.change(
        request.id, state=RequestState.SETTLED, reason=reason, ended_at=now()
    )


def _fetch(order: _Order, request: PaidRequest, part: Path) -> None:
    if not request.remote:
        return
    receipt = Receipt(request.remote, request.address)
    try:
        order.provider.fetch(receipt, order.call(request.id), part)
    except ModelRefused as fault:
        _failed(order, request.id, fault)
        raise


def _facts(order: _Order, part: Path) -> dict[str, Any]:
    """What else a take holds: its length, and when each word is heard."""
    kind = order.wish.kind
    if kind is TakeKind.FOOTAGE:
        return {"length_s": footage_facts(part, order.provider.card.title).length_s}
    if kind is TakeKind.ARTWORK:
        return {}
    with wave.open(str(part), "rb") as sound:
        length_s = sound.getnframes() / sound.getframerate()
    if kind is TakeKind.TRACK or order.scene is None:
        return {"length_s": length_s}
    words = aligned_words(part, order.scene.narration)
    length_s, words = trim_speech(part, length_s, words)
    return {"length_s": length_s, "words": words}


def _record(
    order: _Order, request: PaidRequest, take_id: TakeId, target: Path, facts: dict[str, Any]
) -> Take:
    """The take, in use from now on; the ledger and the price with it."""
    store = order.studio.store
    title = f"{order.scene.title if order.scene else order.project.title} · {request.provider}"
    is_seen = order.wish.kind in (TakeKind.ARTWORK, TakeKind.FOOTAGE)
    asset = add_media(order.studio, order.project.id, target, title).id if is_seen else None
    take = Take(
        id=take_id,
        project=order.project.id,
        scene=order.scene_id,
        kind=order.wish.kind,
        inputs=order.inputs,
        provider=request.provider,
        file=store.media.relative(target),
        price=request.price or 0.0,
        made_at=now(),
        subject=subject_of(order.scene, order.wish.kind),
        guidance=order.wish.guidance,
        asset=asset,
        **facts,
    )
    with store.transaction():
        store.takes.put(take)
        rest_motion(order.studio, take)
        store.paid.change(request.id, state=RequestState.DONE, take=take_id, ended_at=now())
        store.jobs.change(order.job.id, cost=take.price)
        if request.price:
            store.spends.put(_spend(request, is_held=False))
        store.events.append(
            "take.finished",
            project=take.project,
            topic=project_topic(take.project),
            payload={"take": take.id, "scene": take.scene, "kind": take.kind.value},
            trace=order.job.trace,
        )
    return take


def _source(order: _Order, folder: Path) -> Path | None:
    if order.scene is None or not order.wish.is_from_picture:
        return None
    return beginning(order.studio, order.project, order.scene, folder)
