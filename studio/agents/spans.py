"""Spans of turns: kept in the store under the trace id, and exported where that is wished."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

from agents.tracing import TracingProcessor
from agents.tracing.spans import Span as SdkSpan
from agents.tracing.traces import Trace

from studio.actions.clock import now
from studio.agents.telemetry import Exporter, exporter
from studio.domain.chat import Span
from studio.domain.ids import ProjectId, TraceId, new_id
from studio.llm.tracing import quiet_tracing
from studio.store import Store

PREFIX = "trace_"
Kind = Literal["turn", "agent", "model", "tool", "job", "http"]
_KINDS: Mapping[str, Kind] = {"agent": "agent", "function": "tool"}


@dataclass
class _Watched:
    """One turn whose spans are kept."""

    store: Store
    project: ProjectId
    root: Span
    parents: dict[str, str] = field(default_factory=dict)


class SpanKeeper(TracingProcessor):
    """Writes the SDK's spans into the store of the turn they belong to.

    What the SDK puts between (its own turns and requests) is left out; what lies below takes
    the next one above for its parent.
    """

    def __init__(self, export: Exporter | None = None) -> None:
        self._watched: dict[str, _Watched] = {}
        self._guard = threading.Lock()
        self._export = export

    @contextmanager
    def watching(
        self, store: Store, project: ProjectId, trace: TraceId, facts: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """Keep the spans of a turn within the block; what is put into the dict it gives too."""
        attributes: dict[str, Any] = dict(facts)
        root = Span(
            id=new_id(16),
            trace=trace,
            parent=str(attributes.get("job", "")),
            name="Turn",
            kind="turn",
            began_at=now(),
        )
        watched = _Watched(store, project, root)
        store.turns.put_span(root.model_copy(update={"attributes": dict(attributes)}), project)
        with self._guard:
            self._watched[f"{PREFIX}{trace}"] = watched
        try:
            yield attributes
        finally:
            with self._guard:
                self._watched.pop(f"{PREFIX}{trace}", None)
            self._put(watched, root, attributes, now())

    def on_trace_start(self, trace: Trace) -> None:
        """The turn itself is the root."""

    def on_trace_end(self, trace: Trace) -> None:
        """The turn ends by itself."""

    def on_span_start(self, span: SdkSpan[Any]) -> None:
        """Remember what lies above it, and show that it began."""
        watched = self._of(span)
        if watched is None:
            return
        kind = _kind(span)
        above = watched.parents.get(span.parent_id or "", watched.root.id)
        watched.parents[span.span_id] = span.span_id if kind else above
        if kind:
            watched.store.turns.put_span(_begun(span, kind, watched, above), watched.project)

    def on_span_end(self, span: SdkSpan[Any]) -> None:
        """Keep it whole."""
        watched, kind = self._of(span), _kind(span)
        if watched is None or kind is None:
            return
        above = watched.parents.get(span.parent_id or "", watched.root.id)
        begun = _begun(span, kind, watched, above)
        self._put(watched, begun, _attributes(span), _at(span.ended_at) or now())

    def shutdown(self) -> None:
        """Send what waits to be exported."""
        if self._export is not None:
            self._export.close()

    def force_flush(self) -> None:
        """Nothing waits in the store."""

    def _of(self, span: SdkSpan[Any]) -> _Watched | None:
        with self._guard:
            return self._watched.get(span.trace_id)

    def _put(
        self, watched: _Watched, begun: Span, attributes: Mapping[str, Any], ended_at: datetime
    ) -> None:
        ended = begun.model_copy(update={"ended_at": ended_at, "attributes": dict(attributes)})
        watched.store.turns.put_span(ended, watched.project)
        if self._export is not None:
            self._export.send(ended)


@lru_cache(maxsize=1)
def span_keeper() -> SpanKeeper:
    """The keeper of this process. Made first, it takes the place of the SDK's own exporter."""
    keeper = SpanKeeper(exporter())
    quiet_tracing(keeper)
    return keeper


def _kind(span: SdkSpan[Any]) -> Kind | None:
    """What the span is to us; None for what is left out."""
    if span.span_data.type == "custom":
        kind = span.span_data.data.get("kind")
        return kind if kind in ("model", "http", "job") else None
    return _KINDS.get(span.span_data.type)


def _begun(span: SdkSpan[Any], kind: Kind, watched: _Watched, above: str) -> Span:
    return Span(
        id=span.span_id,
        trace=watched.root.trace,
        parent=above,
        name=str(getattr(span.span_data, "name", "")),
        kind=kind,
        began_at=_at(span.started_at) or now(),
        attributes=_attributes(span),
    )


def _attributes(span: SdkSpan[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if span.span_data.type == "custom":
        found.update({k: v for k, v in span.span_data.data.items() if k != "kind"})
    if span.error:
        found["error"] = str(span.error.get("message", ""))
    return found


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
