"""Choosing, adding and ordering models; counting and capping what they cost."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from studio.actions import spending
from studio.actions.models import (
    add_model,
    choose_model,
    make_model,
    remove_model,
    set_fallbacks,
)
from studio.actions.spending import (
    SpendPlace,
    hold_spend,
    record_spend,
    release_spend,
    require_within,
    set_spend_limits,
    spend_limits,
    spent,
)
from studio.domain.errors import BadInput, NotFound, OverLimit
from studio.domain.ids import MessageId, ThreadId, TraceId
from studio.domain.project import Project
from studio.domain.spend import Cap, SpendLimits, Spent
from studio.llm.models import EMBEDDED, Model
from studio.studio import Studio

NONE = Cap()


def priced(**fields: Any) -> Model:
    made = make_model(title="M", provider="Mock", base_url="https://mock.test/v1/", model="m",
                      key_name="mock_api_key", price_in=1.0, price_out=10.0)  # fmt: skip
    return made.model_copy(update=fields)


def used(tokens_in: int, tokens_out: int, cached: int = 0) -> Any:
    details = SimpleNamespace(cached_tokens=cached)
    return SimpleNamespace(
        input_tokens=tokens_in, output_tokens=tokens_out, input_tokens_details=details
    )


@dataclass
class Talk:
    """A film, with places in its conversation."""

    film: Project

    def place(self, message: str = "m1", thread: str = "t1") -> SpendPlace:
        return SpendPlace(self.film.id, ThreadId(thread), MessageId(message), TraceId("trace"))


@pytest.fixture
def talk(film: Project) -> Talk:
    return Talk(film)


def limited(**caps: Cap) -> SpendLimits:
    wide = {"per_message": NONE, "per_thread": NONE, "per_project": NONE}
    return SpendLimits.model_validate({**wide, **caps})


class TestModels:
    def test_a_choice_is_remembered_by_the_film_and_told(
        self, studio: Studio, film: Project
    ) -> None:
        choose_model(studio, film.id, "openai/gpt-6-luna")
        assert studio.store.projects.get(film.id).director == "openai/gpt-6-luna"
        with pytest.raises(NotFound):
            choose_model(studio, film.id, "nobody/nothing")

    def test_what_is_added_is_on_the_shelf_and_survives(self, studio: Studio) -> None:
        added = add_model(studio, priced())
        assert studio.models.get("mock/m") == added
        assert added.base_url == "https://mock.test/v1"
        assert added.key_name == "MOCK_API_KEY"
        assert not added.is_local
        again = add_model(studio, priced(title="Again"))
        assert [model.title for model in studio.models.added()] == [again.title]
        remove_model(studio, "mock/m")
        with pytest.raises(NotFound):
            remove_model(studio, "mock/m")

    def test_a_local_endpoint_is_free_unless_a_price_is_said(self, studio: Studio) -> None:
        here = make_model(title="", provider="Here", base_url="http://localhost:9/v1", model="m")
        added = add_model(studio, here)
        assert (added.is_local, added.is_free, added.title) == (True, True, "m")

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"base_url": "mock.test/v1"}, "not a web address"),
            ({"base_url": "ftp://mock.test"}, "not a web address"),
            ({"base_url": "http://mock.test/v1"}, "unprotected"),
            ({"base_url": "https://a:b@mock.test/v1"}, "more than a place"),
            ({"key_name": "sk-this-is-a-key"}, "it is not one"),
            ({"model": ""}, "no name"),
            ({"name": EMBEDDED}, "Embedded"),
        ],
    )
    def test_what_cannot_be_asked_is_refused_and_changes_nothing(
        self, studio: Studio, fields: dict[str, Any], words: str
    ) -> None:
        with pytest.raises(BadInput, match=words):
            add_model(studio, priced(**fields))
        assert studio.models.added() == ()

    def test_the_order_of_fallbacks_ends_with_embedded(self, studio: Studio) -> None:
        set_fallbacks(studio, ["groq/gpt-oss-120b", EMBEDDED, "openai/gpt-6-luna"])
        assert studio.models.order() == ("groq/gpt-oss-120b", "openai/gpt-6-luna", EMBEDDED)
        with pytest.raises(NotFound):
            set_fallbacks(studio, ["nobody/nothing"])


class TestSpending:
    def test_sums_are_by_message_thread_and_film(self, studio: Studio, talk: Talk) -> None:
        for message, thread in (("m1", "t1"), ("m2", "t1"), ("m3", "t2")):
            record_spend(studio, talk.place(message, thread), priced(), used(1000, 100))
        once = Spent(tokens_in=1000, tokens_out=100, cost=0.002)
        assert spent(studio, message=MessageId("m1")) == once
        assert spent(studio, thread=ThreadId("t1")).tokens == 2200
        total = spent(studio, project=talk.film.id)
        assert total.tokens == 3300
        assert total.cost == pytest.approx(0.006)
        assert spent(studio, project=talk.film.id, message=MessageId("none")) == Spent()

    @pytest.mark.parametrize(
        ("cap", "words"),
        [
            ({"per_message": Cap(tokens=1000)}, "one message"),
            ({"per_thread": Cap(tokens=1000)}, "this conversation"),
            ({"per_project": Cap(tokens=1000)}, "this film"),
            ({"per_message": Cap(usd=0.002)}, "one message"),
            ({"per_project": Cap(usd=0.002)}, "this film"),
            ({"per_message": Cap(usd=0.0)}, "one message"),
        ],
    )
    def test_a_cap_is_held(
        self, studio: Studio, talk: Talk, cap: dict[str, Cap], words: str
    ) -> None:
        set_spend_limits(studio, limited(**cap))
        if cap.get("per_message") != Cap(usd=0.0):
            require_within(studio, talk.place(), priced())
            record_spend(studio, talk.place(), priced(), used(1000, 100))
        with pytest.raises(OverLimit, match=words) as caught:
            require_within(studio, talk.place(), priced())
        assert "Settings" in caught.value.remedy

    def test_an_answer_may_be_as_long_as_the_narrowest_cap_allows(
        self, studio: Studio, talk: Talk
    ) -> None:
        set_spend_limits(studio, limited(per_message=Cap(tokens=5000, usd=0.02)))
        assert require_within(studio, talk.place(), priced(), tokens_in=1000) == 1900
        assert require_within(studio, talk.place(), priced(price_out=1.0), tokens_in=1000) == 4000
        assert require_within(studio, talk.place(), priced(is_free=True), tokens_in=1000) == 4000
        with pytest.raises(OverLimit):
            require_within(studio, talk.place(), priced(), tokens_in=4990)

    def test_a_bound_is_asked_for_only_where_the_longest_answer_has_no_room(
        self, studio: Studio, talk: Talk
    ) -> None:
        """Providers refuse to be asked for more than they can write."""
        set_spend_limits(studio, limited(per_message=Cap(tokens=60_000)))
        short, long = priced(longest_answer=32_768), priced(longest_answer=128_000)
        assert hold_spend(studio, talk.place("a"), short, 1000).tokens_out is None
        assert hold_spend(studio, talk.place("b"), long, 1000).tokens_out == 59_000
        assert hold_spend(studio, talk.place("c"), priced(), 1000).tokens_out is None
        assert hold_spend(studio, talk.place("d"), priced(), 50_000).tokens_out == 10_000

    def test_without_caps_there_is_no_bound(self, studio: Studio, talk: Talk) -> None:
        set_spend_limits(studio, limited())
        assert require_within(studio, talk.place(), priced(), tokens_in=10**9) is None

    def test_parallel_calls_share_one_cap(
        self, studio: Studio, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Eight specialists at once: no more are let through than the cap has room for."""
        set_spend_limits(studio, limited(per_message=Cap(tokens=10_000)))
        begun, refused, start = [], [], threading.Barrier(8)
        another = threading.Event()

        def looked(*asked: Any) -> int | None:
            """Between the look and the hold, wait for others to look, if they can."""
            most = require_within(*asked)
            another.wait(0.05)
            another.set()
            return most

        monkeypatch.setattr(spending, "require_within", looked)

        def ask() -> None:
            start.wait()
            try:
                begun.append(hold_spend(studio, talk.place(), priced(), tokens_in=1000))
            except OverLimit as error:
                refused.append(error)

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert refused
        assert spent(studio, message=MessageId("m1")).tokens <= 10_000
        for hold in begun:
            record_spend(studio, talk.place(), priced(), used(1000, 500), hold)
        assert spent(studio, message=MessageId("m1")).tokens == len(begun) * 1500

    def test_what_was_put_aside_is_given_back(self, studio: Studio, talk: Talk) -> None:
        hold = hold_spend(studio, talk.place(), priced(), tokens_in=1000)
        assert spent(studio, message=MessageId("m1")).tokens > 1000
        release_spend(studio, hold)
        assert spent(studio, message=MessageId("m1")) == Spent()

    def test_a_film_can_have_caps_of_its_own(self, studio: Studio, talk: Talk) -> None:
        own = limited(per_project=Cap(usd=1.0))
        set_spend_limits(studio, own, talk.film.id)
        film = studio.store.projects.get(talk.film.id)
        assert spend_limits(studio, film) == own
        assert spend_limits(studio) == SpendLimits()
        set_spend_limits(studio, None, talk.film.id)
        assert spend_limits(studio, studio.store.projects.get(talk.film.id)) == SpendLimits()

    def test_a_film_that_goes_takes_its_sums_along(self, studio: Studio, talk: Talk) -> None:
        record_spend(studio, talk.place(), priced(), used(10, 10))
        studio.store.projects.remove(talk.film.id)
        assert spent(studio, message=MessageId("m1")) == Spent()

    def test_sums_of_ten_thousand_calls_come_from_the_index(
        self, studio: Studio, talk: Talk
    ) -> None:
        plan = studio.store._database.rows(
            "EXPLAIN QUERY PLAN SELECT sum(tokens_in), sum(tokens_out), sum(cost)"
            " FROM spends WHERE project = ?",
            (talk.film.id,),
        )
        assert "COVERING INDEX spends_of_project" in str(plan)
