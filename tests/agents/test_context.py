"""What the director is told of the project, and what is told of its turns."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from studio.actions.memories import remember
from studio.actions.plans import add_scene
from studio.actions.reviews import add_comment, approve_scenes
from studio.agents.context import LETTERS_PER_TOKEN, project_state
from studio.agents.desk import embedded_model
from studio.agents.telemetry import ENDPOINT, OtelExporter, exporter, number
from studio.agents.transcript import Transcript
from studio.domain.chat import Span
from studio.domain.ids import SceneId, TraceId
from studio.domain.scene import Graphic, Scene, Transition


def test_the_state_names_scenes_settings_and_what_waits(planned: Any) -> None:
    scenes = planned.plan.scenes
    approve_scenes(planned.studio, planned.project.id, [scenes[0].id])
    add_comment(planned.studio, planned.project.id, scenes[1].id, "Too fast")
    remember(planned.studio, "Short sentences")
    state = project_state(planned.studio, planned.project.id, embedded_model())
    assert f"1. [{scenes[0].id}] “{scenes[0].title}”" in state
    assert "greenlit" in state.splitlines()[2]
    assert f"{len(scenes) - 1} not greenlit" in state
    assert "Open comment on scene 2: “Too fast”" in state
    assert "Short sentences" in state
    assert "16:9" in state


@pytest.mark.parametrize("tokens", [300, 800, 1500])
def test_the_state_keeps_to_its_budget(planned: Any, tokens: int) -> None:
    for n in range(150):
        scene = Scene(
            id=SceneId(f"more{n}"),
            title=f"More {n}",
            narration="Many words are said here about nothing at all. " * 4,
            visual=Graphic(),
            frames=90,
            transition=Transition(),
        )
        add_scene(planned.studio, planned.project.id, scene)
    state = project_state(planned.studio, planned.project.id, embedded_model(), tokens)
    assert len(state) <= tokens * LETTERS_PER_TOKEN
    assert "1. [" in state
    assert f"{len(planned.plan.scenes)}. [more149]" in state
    assert "are not listed here" in state


def test_words_are_told_at_once_and_then_gathered(planned: Any) -> None:
    answer = planned.ask("hello")[0]
    message = planned.studio.store.chats.message(answer)
    now = 0.0
    told = Transcript(planned.studio, planned.project.id, message, TraceId("t"), clock=lambda: now)

    def stored() -> list[str]:
        events = planned.studio.store.events.after(0, topic=f"message:{answer}")
        return [event.payload["text"] for event in events]

    async def speak() -> None:
        nonlocal now
        now = 1.0
        told.add("One")
        assert stored() == ["One"]
        told.add(" two")
        told.add(" three")
        assert stored() == ["One"]
        await asyncio.sleep(0.06)
        assert stored() == ["One", " two three"]

    asyncio.run(speak())


def test_spans_go_out_under_one_trace() -> None:
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    kept = InMemorySpanExporter()
    sender = OtelExporter(kept)
    at = datetime(2026, 11, 27, tzinfo=UTC)
    for name, parent in (("turn", ""), ("model", "turn")):
        span = Span(
            id=name,
            trace=TraceId("t1"),
            parent=parent,
            name=name.capitalize(),
            kind=name,  # type: ignore[arg-type]
            began_at=at,
            ended_at=at,
            attributes={"tokens_in": 12, "first_token_ms": None},
        )
        sender.send(span)
    sender.close()
    turn, model = kept.get_finished_spans()
    assert turn.context.trace_id == model.context.trace_id == number("t1", 16)
    assert model.parent.span_id == turn.context.span_id
    assert model.attributes == {"greenlight.kind": "model", "tokens_in": 12}


def test_nothing_goes_out_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENDPOINT, raising=False)
    assert exporter() is None
