"""Spans by OpenTelemetry, where `OTEL_EXPORTER_OTLP_ENDPOINT` says where to and it is installed."""

from __future__ import annotations

import hashlib
import logging
import os
from typing import Any, Protocol

from studio.domain.chat import Span

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
_NANOSECONDS = 1_000_000_000


class Exporter(Protocol):
    """Takes finished spans."""

    def send(self, span: Span) -> None:
        """Send one, now or soon; a fault is no fault of the turn."""
        ...

    def close(self) -> None:
        """Send what waits."""
        ...


def exporter() -> Exporter | None:
    """The exporter that the environment asks for; None without one."""
    if not os.environ.get(ENDPOINT):
        return None
    try:
        return OtelExporter()
    except ImportError:
        logging.getLogger(__name__).warning(
            "%s is set, but OpenTelemetry is not installed: pip install greenlight-studio[otel]",
            ENDPOINT,
        )
        return None


class OtelExporter:
    """Sends spans with our own ids: one trace id gives one OpenTelemetry trace."""

    def __init__(self, exporter: Any = None) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        if exporter is None:
            from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

            exporter = OTLPSpanExporter()
        self._resource = Resource.create({"service.name": "greenlight"})
        self._processor: Any = BatchSpanProcessor(exporter)

    def send(self, span: Span) -> None:
        """Hand the span to the batch."""
        from opentelemetry.sdk.trace import ReadableSpan
        from opentelemetry.trace import SpanContext, TraceFlags

        def context(name: str) -> SpanContext:
            return SpanContext(
                trace_id=number(span.trace, 16),
                span_id=number(name, 8),
                is_remote=False,
                trace_flags=TraceFlags(TraceFlags.SAMPLED),
            )

        facts = {key: _plain(value) for key, value in span.attributes.items() if value is not None}
        readable = ReadableSpan(
            name=span.name,
            context=context(span.id),
            parent=context(span.parent) if span.parent else None,
            resource=self._resource,
            attributes={"greenlight.kind": span.kind, **facts},
            start_time=int(span.began_at.timestamp() * _NANOSECONDS),
            end_time=int((span.ended_at or span.began_at).timestamp() * _NANOSECONDS),
        )
        self._processor.on_end(readable)

    def close(self) -> None:
        """Send what waits."""
        self._processor.shutdown()


def number(name: str, size: int) -> int:
    """A name of ours as an id of OpenTelemetry, of `size` bytes."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:size], "big") or 1


def _plain(value: Any) -> str | bool | int | float:
    return value if isinstance(value, str | bool | int | float) else str(value)
