"""The models that can direct, read from `models.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from pydantic import Field

from studio.domain.documents import Value
from studio.llm.interface import DirectorCard

EMBEDDED = "embedded"
Api = Literal["embedded", "chat", "responses"]


class Model(Value):
    """One row of the registry, one a person added, or one found on this machine.

    `name` is Greenlight's own (`provider/model`), `model` the provider's. Prices are US
    dollars a million tokens; None where nobody knows, and then `is_free` is False.
    `context` and `longest_answer` count tokens, 0 where it is not known. `has_short_ids` and
    `has_signed_calls` are what a provider wants of earlier tool calls (`studio.llm.history`).
    """

    name: str = Field(min_length=1, max_length=200)
    title: str = Field(min_length=1, max_length=200)
    provider: str = Field(min_length=1, max_length=80)
    api: Api
    model: str = Field(default="", max_length=200)
    base_url: str = Field(default="", max_length=500)
    key_name: str = Field(default="", max_length=80)
    keys_at: str = ""
    says: str = ""
    has_tools: bool = False
    has_vision: bool = False
    has_json_mode: bool = False
    has_parallel_calls: bool = False
    has_short_ids: bool = False
    has_signed_calls: bool = False
    context: int = Field(default=0, ge=0)
    longest_answer: int = Field(default=0, ge=0)
    price_in: float | None = Field(default=None, ge=0)
    price_out: float | None = Field(default=None, ge=0)
    price_cached: float | None = Field(default=None, ge=0)
    retires: date | None = None
    is_local: bool = False
    is_free: bool = False

    @property
    def is_embedded(self) -> bool:
        """True for the one that needs no network, no key and no server."""
        return self.api == "embedded"

    @property
    def is_priced(self) -> bool:
        """True when it is known what a token costs."""
        return self.is_free or (self.price_in is not None and self.price_out is not None)

    def is_retired(self, today: date) -> bool:
        """True from the day its provider ends it."""
        return self.retires is not None and today >= self.retires

    @property
    def card(self) -> DirectorCard:
        """What a person sees of it."""
        return DirectorCard(
            name=self.name,
            title=self.title,
            says=self.says,
            is_local=self.is_local,
            is_free=self.is_free,
            key_name=self.key_name,
        )


@lru_cache(maxsize=1)
def _registry() -> tuple[date, tuple[Model, ...]]:
    source = files("studio.llm").joinpath("models.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    return tables["checked"], tuple(Model.model_validate(row) for row in tables["model"])


def models() -> tuple[Model, ...]:
    """Every model shipped, in the order they are best offered."""
    return _registry()[1]


def checked_on() -> date:
    """The day on which ids and prices were last compared with what is published."""
    return _registry()[0]
