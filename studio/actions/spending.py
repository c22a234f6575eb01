"""Count what models cost, and hold the caps."""

from __future__ import annotations

from dataclasses import dataclass

from studio.actions.clock import now
from studio.actions.projects import change_project
from studio.domain.errors import BadInput, OverLimit
from studio.domain.ids import MessageId, ProjectId, ThreadId, TraceId, new_id
from studio.domain.project import Project
from studio.domain.spend import Cap, Scope, Spend, SpendId, SpendLimits, Spent
from studio.llm.models import Model
from studio.llm.prices import Usage, cost_of, price_of
from studio.studio import Studio

_LIMITS = "spend.limits"
_LEAST_OUT = 64
"""Tokens without which an answer is not worth its question."""
_USUAL_OUT = 2_000
"""Tokens put aside for an answer while it is written, where a cap leaves room for them."""
_LONG_ANSWER = 16_000
"""Tokens that every model can write at once, where it is not known how many it can."""
_NAMES = {
    Scope.MESSAGE: "one message",
    Scope.THREAD: "this conversation",
    Scope.PROJECT: "this film",
}


@dataclass(frozen=True)
class SpendPlace:
    """The project, conversation and message that calls are made for, and their trace."""

    project: ProjectId
    thread: ThreadId
    message: MessageId
    trace: TraceId


@dataclass(frozen=True)
class Hold:
    """What is put aside for a call: settle it with `record_spend(…, hold=hold)`.

    `tokens_out` is the most to ask for, for every cap to hold; None where the longest answer of
    the model has room, because providers refuse more than that.
    """

    id: SpendId
    tokens_out: int | None


def spend_limits(studio: Studio, project: Project | None = None) -> SpendLimits:
    """The caps of a film, or those of everyone."""
    if project is not None and project.limits is not None:
        return project.limits
    text = studio.store.preferences.get(_LIMITS)
    return SpendLimits.model_validate_json(text) if text else SpendLimits()


def set_spend_limits(
    studio: Studio, limits: SpendLimits | None, project_id: ProjectId | None = None
) -> None:
    """Set the caps of one film, or of all that have none of their own.

    None takes a film's own caps away. Raises NotFound; BadInput for none without a film.
    """
    if project_id is not None:
        change_project(studio, project_id, limits=limits)
        return
    if limits is None:
        raise BadInput("The limits", "there are none.", "Write a number, or 0 for no limit.")
    studio.store.preferences.put(_LIMITS, limits.model_dump_json())


def spent(
    studio: Studio,
    *,
    project: ProjectId | None = None,
    thread: ThreadId | None = None,
    message: MessageId | None = None,
) -> Spent:
    """What went for the narrowest of those named; a sum over an index, cheap for a page."""
    named = ((Scope.MESSAGE, message), (Scope.THREAD, thread), (Scope.PROJECT, project))
    for scope, key in named:
        if key is not None:
            return studio.store.spends.total(scope, key)
    return Spent()


def require_within(
    studio: Studio, place: SpendPlace, model: Model | None = None, tokens_in: int = 0
) -> int | None:
    """Let a call of `model` with a question of about `tokens_in` tokens be made, or not.

    Returns the most tokens that its answer may have for every cap to hold, None without one.

    Raises:
        OverLimit: a cap is reached, or would be by the question alone.
        NotFound: there is no such project.
    """
    limits = spend_limits(studio, studio.store.projects.get(place.project))
    keys = {
        Scope.MESSAGE: place.message,
        Scope.THREAD: place.thread,
        Scope.PROJECT: place.project,
    }
    room = [
        _room(scope, limits.cap(scope), studio.store.spends.total(scope, key), model, tokens_in)
        for scope, key in keys.items()
    ]
    bounded = [tokens for tokens in room if tokens is not None]
    return min(bounded) if bounded else None


def hold_spend(studio: Studio, place: SpendPlace, model: Model, tokens_in: int) -> Hold:
    """Put aside what a call may cost, before it is made, so that parallel calls share the caps.

    A hold that is never settled counts as spent: the provider may well have been paid.
    Raises as `require_within`.
    """
    with studio.store.transaction():
        most = require_within(studio, place, model, tokens_in)
        tokens_out = _USUAL_OUT if most is None else min(most, _USUAL_OUT)
        cost = price_of(model, tokens_in, tokens_out)
        aside = Spent(tokens_in=tokens_in, tokens_out=tokens_out, cost=cost)
        held = _spend(place, model, aside).model_copy(update={"is_held": True})
        studio.store.spends.put(held)
    longest = model.longest_answer or _LONG_ANSWER
    return Hold(held.id, None if most is None or most >= longest else most)


def release_spend(studio: Studio, hold: Hold) -> None:
    """Give back what was put aside for a call that failed before it cost anything."""
    studio.store.spends.release(hold.id)


def record_spend(
    studio: Studio, place: SpendPlace, model: Model, usage: Usage, hold: Hold | None = None
) -> Spent:
    """Write down what a call of `model` cost; `hold` is settled by it. Raises NotFound."""
    cost = cost_of(model, usage)
    gone = Spent(tokens_in=usage.input_tokens, tokens_out=usage.output_tokens, cost=cost)
    spend = _spend(place, model, gone)
    studio.store.spends.put(spend.model_copy(update={"id": hold.id}) if hold else spend)
    return gone


@dataclass(frozen=True)
class SpendPurse:
    """The purse that models of `studio.llm.capped` ask, for calls made at `place`."""

    studio: Studio
    place: SpendPlace

    def hold(self, model: Model, tokens_in: int) -> tuple[Hold, int | None]:
        """Put aside what a call may cost. Raises OverLimit."""
        held = hold_spend(self.studio, self.place, model, tokens_in)
        return held, held.tokens_out

    def settle(self, receipt: object, model: Model, usage: Usage) -> None:
        """Put down what it did cost."""
        assert isinstance(receipt, Hold)
        record_spend(self.studio, self.place, model, usage, receipt)

    def release(self, receipt: object) -> None:
        """Take back what was put aside."""
        assert isinstance(receipt, Hold)
        release_spend(self.studio, receipt)


def _spend(place: SpendPlace, model: Model, gone: Spent) -> Spend:
    return Spend(
        id=SpendId(new_id(12)),
        project=place.project,
        thread=place.thread,
        message=place.message,
        trace=place.trace,
        model=model.name,
        spent=gone,
        at=now(),
    )


def _room(scope: Scope, cap: Cap, gone: Spent, model: Model | None, tokens_in: int) -> int | None:
    """Tokens that an answer may have under one cap. Raises OverLimit when that is too few."""
    bounds: list[int] = []
    if cap.tokens is not None:
        left = cap.tokens - gone.tokens - tokens_in
        if left < _LEAST_OUT:
            raise OverLimit(_NAMES[scope], f"{gone.tokens:,} tokens", f"{cap.tokens:,}")
        bounds.append(left)
    if cap.usd is not None and model is not None and not model.is_free:
        bounds += _room_for_money(scope, cap.usd, gone, model, tokens_in)
    return min(bounds) if bounds else None


def _room_for_money(
    scope: Scope, usd: float, gone: Spent, model: Model, tokens_in: int
) -> list[int]:
    """The same under a cap of money; nothing where the price is not known."""
    if model.price_out is None:
        return []
    left = usd - gone.cost - price_of(model, tokens_in, 0)
    tokens = int(left * 1_000_000 / model.price_out) if model.price_out else None
    is_too_little = left <= 0 or (tokens is not None and tokens < _LEAST_OUT)
    if is_too_little:
        raise OverLimit(_NAMES[scope], f"${gone.cost:.2f}", f"${usd:.2f}")
    return [] if tokens is None else [tokens]
