"""No call without money put aside, and each call settled by what it did cost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest

from studio.actions.projects import create_project
from studio.actions.spending import SpendPlace, SpendPurse, set_spend_limits, spent
from studio.domain.brief import Brief
from studio.domain.errors import BrokenAnswer, OverLimit, Unreachable
from studio.domain.ids import MessageId, ThreadId, TraceId
from studio.domain.spend import Cap, SpendLimits, Spent
from studio.llm.capped import CappedModel
from studio.llm.connect import Clients, connect
from studio.llm.fallback import FallbackModel
from studio.llm.models import Model
from studio.llm.prices import price_of
from studio.studio import Studio, open_studio
from tests.llm.outside import Answer, keys, mock_model, question, streamed
from tests.mocks import Aimock, Llmock

MESSAGE = MessageId("m1")
Ask = Callable[..., Answer]
Api = Literal["chat", "responses"]
both = pytest.mark.parametrize("api", ["chat", "responses"])
NONE = Cap()


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    opened = open_studio(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def ask(studio: Studio) -> Ask:
    """Asks models in turn under the caps, for one message of a film."""
    film = create_project(studio, Brief(text="The tides."))
    place = SpendPlace(film.id, ThreadId("t1"), MESSAGE, TraceId("trace"))
    purse = SpendPurse(studio, place)

    def once(*asked: Model, said: object = "Where is the Moon?", is_whole: bool = False) -> Answer:
        async def run() -> Answer:
            clients = Clients(retries=0, read_s=2)
            chain = [(m, CappedModel(m, connect(m, keys(), clients), purse)) for m in asked]
            try:
                if is_whole:
                    await FallbackModel(chain).get_response(**question(said))  # type: ignore[arg-type]
                    return Answer()
                return await streamed(FallbackModel(chain), said)  # type: ignore[arg-type]
            finally:
                await clients.aclose()

        return asyncio.run(run())

    return once


def limit(studio: Studio, cap: Cap) -> None:
    set_spend_limits(studio, SpendLimits(per_message=cap, per_thread=NONE, per_project=NONE))


@both
@pytest.mark.parametrize("is_whole", [False, True])
def test_a_call_is_settled_by_what_the_provider_counted(
    aimock: Aimock, studio: Studio, ask: Ask, api: Api, is_whole: bool
) -> None:
    aimock.script({"match": {}, "response": {"content": "Up.", "usage": {
        "prompt_tokens": 1000, "completion_tokens": 50, "total_tokens": 1050,
        "input_tokens": 1000, "output_tokens": 50}}})  # fmt: skip
    model = mock_model(aimock.base_url, api)
    assert ask(model, is_whole=is_whole).error is None
    gone = spent(studio, message=MESSAGE)
    assert (gone.tokens_in, gone.tokens_out) == (1000, 50)
    assert gone.cost == pytest.approx(price_of(model, 1000, 50))


@both
def test_beyond_a_cap_nothing_is_asked(aimock: Aimock, studio: Studio, ask: Ask, api: Api) -> None:
    aimock.say("Up.")
    limit(studio, Cap(tokens=10))
    answer = ask(mock_model(aimock.base_url, api))
    assert isinstance(answer.error, OverLimit)
    assert aimock.requests() == []
    assert spent(studio, message=MESSAGE) == Spent()


@both
def test_an_answer_is_bounded_by_what_is_left(
    aimock: Aimock, studio: Studio, ask: Ask, api: Api
) -> None:
    aimock.say("Up.")
    limit(studio, Cap(usd=0.004))
    assert ask(mock_model(aimock.base_url, api)).error is None
    [request] = aimock.requests()
    asked = request["body"].get("max_tokens") or request["body"].get("max_output_tokens")
    assert 900 < asked < 1000


def test_a_wide_cap_sends_no_bound(aimock: Aimock, ask: Ask) -> None:
    aimock.say("Up.")
    ask(mock_model(aimock.base_url))
    assert "max_tokens" not in aimock.requests()[0]["body"]


def test_a_failed_call_gives_back_what_was_put_aside(
    llmock: Llmock, studio: Studio, ask: Ask
) -> None:
    llmock.script({"type": "fail", "status": 503, "times": None})
    assert isinstance(ask(mock_model(llmock.base_url)).error, Unreachable)
    assert spent(studio, message=MESSAGE) == Spent()
    with pytest.raises(Unreachable):
        ask(mock_model(llmock.base_url), is_whole=True)
    assert spent(studio, message=MESSAGE) == Spent()


def test_an_answer_that_broke_off_counts(llmock: Llmock, studio: Studio, ask: Ask) -> None:
    llmock.script({"type": "stream_fault", "kind": "disconnect", "after_chunks": 4})
    assert isinstance(ask(mock_model(llmock.base_url)).error, BrokenAnswer)
    assert spent(studio, message=MESSAGE).tokens_in > 0


def test_the_one_who_speaks_is_paid(
    aimock: Aimock, llmock: Llmock, studio: Studio, ask: Ask
) -> None:
    llmock.script({"type": "fail", "status": 503, "times": None})
    aimock.say("Up.")
    dear = mock_model(llmock.base_url, name="dear", price_in=900.0, price_out=900.0)
    free = mock_model(aimock.base_url, name="free", is_free=True)
    limit(studio, NONE)
    assert ask(dear, free).text == "Up."
    took = studio.store.spends.by_model(studio.store.projects.list()[0].id)
    assert list(took) == ["free"]
    assert took["free"].cost == 0
