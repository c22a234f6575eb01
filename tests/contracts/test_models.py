"""Every model of the registry: complete, askable, and honest about what it needs."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from studio.domain.errors import MissingKey
from studio.llm.connect import Clients, connect
from studio.llm.keys import Keys
from studio.llm.models import EMBEDDED, Model, checked_on, models
from studio.llm.prices import price_of
from studio.llm.readiness import readiness
from tests.llm.outside import Nothing

OUTSIDE = [model for model in models() if not model.is_embedded]
each = pytest.mark.parametrize("model", OUTSIDE, ids=lambda model: model.name)
TODAY = datetime.now(UTC).date()


def test_there_is_a_choice() -> None:
    assert len(OUTSIDE) >= 14
    wanted = {"OpenAI", "Google", "Anthropic", "DeepSeek", "Mistral", "Groq", "OpenRouter"}
    wanted |= {"Alibaba", "xAI", "Moonshot"}
    assert wanted <= {model.provider for model in OUTSIDE}


def test_names_are_told_apart_and_embedded_comes_first() -> None:
    names = [model.name for model in models()]
    assert len(set(names)) == len(names)
    assert names[0] == EMBEDDED
    assert models()[0].is_free


def test_the_day_it_was_checked_is_not_in_the_future() -> None:
    assert date(2026, 11, 1) <= checked_on() <= TODAY + timedelta(days=1)


@each
class TestEveryModel:
    def test_has_an_address_without_secrets(self, model: Model) -> None:
        parts = urlsplit(model.base_url)
        assert parts.scheme == "https"
        assert parts.hostname
        assert [parts.username, parts.query, parts.fragment] == [None, "", ""]
        assert not model.base_url.endswith("/")

    def test_says_what_it_is_and_where_a_key_is_had(self, model: Model) -> None:
        assert model.says
        assert model.title
        assert model.model
        assert model.key_name.endswith("_API_KEY")
        assert model.keys_at.startswith("https://")

    def test_can_direct(self, model: Model) -> None:
        assert model.has_tools
        assert model.context >= 100_000

    def test_has_prices_that_make_sense(self, model: Model) -> None:
        assert model.is_priced
        assert not model.is_free
        assert model.price_in is not None
        assert model.price_out is not None
        assert 0 < model.price_in <= model.price_out < 200
        assert (model.price_cached or 0) <= model.price_in
        both = price_of(model, 1_000_000, 1_000_000)
        assert both == pytest.approx(model.price_in + model.price_out)

    def test_is_still_offered(self, model: Model) -> None:
        assert not model.is_retired(checked_on())

    def test_without_its_key_says_how_to_get_one(self, model: Model) -> None:
        state = readiness(model, Keys(Nothing(), {}))
        assert not state.is_ready
        assert model.provider in state.missing
        assert model.keys_at in state.remedy
        assert model.key_name in state.remedy

    def test_without_its_key_is_not_connected(self, model: Model) -> None:
        with pytest.raises(MissingKey) as caught:
            connect(model, Keys(Nothing(), {}))
        assert model.keys_at in caught.value.remedy

    def test_with_its_key_is_ready_and_connected(self, model: Model) -> None:
        keys = Keys(Nothing(), {model.key_name: "sk-canary-123456"})
        assert readiness(model, keys).is_ready

        async def connected() -> str:
            clients = Clients()
            try:
                return repr(connect(model, keys, clients))
            finally:
                await clients.aclose()

        assert asyncio.run(connected()) == f"OutsideModel('{model.name}')"
