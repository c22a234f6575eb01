"""What an answer costs."""

from __future__ import annotations

from typing import Protocol

from studio.llm.models import Model

_MILLION = 1_000_000


class CachedTokens(Protocol):
    """How many tokens of the question were known to the provider already."""

    @property
    def cached_tokens(self) -> int: ...  # noqa: D102


class Usage(Protocol):
    """Counted tokens, as the agents report them; cached ones are a part of the input."""

    @property
    def input_tokens(self) -> int: ...  # noqa: D102
    @property
    def output_tokens(self) -> int: ...  # noqa: D102
    @property
    def input_tokens_details(self) -> CachedTokens: ...  # noqa: D102


def cost_of(model: Model, usage: Usage) -> float:
    """US dollars for `usage` of `model`; 0 where its price is not known."""
    cached = usage.input_tokens_details.cached_tokens or 0
    return price_of(model, usage.input_tokens, usage.output_tokens, cached)


def price_of(model: Model, tokens_in: int, tokens_out: int, cached: int = 0) -> float:
    """US dollars for so many tokens, of which `cached` of those in were cached."""
    if model.is_free or model.price_in is None or model.price_out is None:
        return 0.0
    cheap = model.price_in if model.price_cached is None else model.price_cached
    known = min(max(cached, 0), tokens_in)
    dollars = (tokens_in - known) * model.price_in + known * cheap + tokens_out * model.price_out
    return dollars / _MILLION
