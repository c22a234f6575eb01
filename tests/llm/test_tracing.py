"""The agents' own tracing reaches nobody but us."""

from __future__ import annotations

from typing import Any

import agents
import pytest
from agents.tracing import TracingProcessor, trace
from agents.tracing.processors import BackendSpanExporter

from studio.llm.tracing import quiet_tracing


class Kept(TracingProcessor):
    def __init__(self) -> None:
        self.names: list[str] = []

    def on_trace_start(self, trace: Any) -> None:
        self.names.append(trace.name)

    def on_trace_end(self, trace: Any) -> None: ...
    def on_span_start(self, span: Any) -> None: ...

    def on_span_end(self, span: Any) -> None:
        self.names.append(span.span_data.name)

    def shutdown(self) -> None: ...
    def force_flush(self) -> None: ...


def test_spans_come_to_us_and_are_sent_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def sent(*items: Any) -> None:
        raise AssertionError("spans were sent")

    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-123456")
    monkeypatch.setattr(BackendSpanExporter, "export", sent)
    ours = Kept()
    quiet_tracing(ours)
    with trace("turn"), agents.custom_span("step"):
        pass
    agents.flush_traces()
    assert ours.names == ["turn", "step"]
    quiet_tracing()
    with trace("again"):
        pass
    assert ours.names == ["turn", "step"]
