"""The agents' own tracing, kept on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agents.tracing import TracingProcessor


def quiet_tracing(*processors: TracingProcessor) -> None:
    """Give the spans of the agents to `processors`, and to nobody else.

    Left alone, the SDK sends them to its maker. Call it before the first run; called again,
    it replaces the processors.
    """
    from agents.tracing import set_trace_provider
    from agents.tracing.provider import DefaultTraceProvider

    provider = DefaultTraceProvider()
    provider.set_processors(list(processors))
    set_trace_provider(provider)
