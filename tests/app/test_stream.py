"""An answer while it is written, its steps and its crew in words, and a prompt from end to end."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from studio.actions.chat import finish_answer, send
from studio.actions.events import message_topic
from studio.actions.streams import MANY
from studio.domain.chat import Message, MessageState, Role, Span, Step, StepState
from studio.domain.event import Event
from studio.domain.ids import JobId, MessageId, ThreadId, TraceId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui.crew import crew_text
from studio.ui.figures import Figures
from studio.ui.phrases import money, undollared
from studio.ui.step_card import step_label
from studio.ui.stream import Stream
from studio.ui.trail import trail

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def event(n: int, kind: str, **payload: object) -> Event:
    return Event(id=n, kind=kind, payload=payload, at=NOON + timedelta(seconds=n))


TOLD = (
    event(1, "model.chosen", model="acme/one", title="Acme One", why="The first was busy."),
    event(2, "agent.started", agent="planner", doing="Writing scene 1"),
    event(3, "text.added", text="I plan "),
    event(4, "step.started", step=1, title="Planning", tool="plan", agent="planner", doing="8"),
    event(5, "usage.added", tokens_in=100, tokens_out=20, cost=0.25),
    event(6, "agent.started", agent="planner", doing="Writing scene 2"),
    event(7, "step.finished", step=1, outcome="8 scenes", is_ok=True, ms=3000),
    event(8, "text.added", text="it."),
    event(9, "agent.finished", agent="planner"),
    event(10, "usage.added", tokens_in=1, tokens_out=1, cost=0.5),
)


def test_events_in_one_go_or_one_by_one_give_the_same() -> None:
    at_once = Stream().after(TOLD)
    one_by_one = Stream()
    for news in TOLD:
        one_by_one = one_by_one.after([news])
    assert at_once == one_by_one
    assert at_once.seen == 10
    assert (at_once.text, at_once.model) == ("I plan it.", "Acme One")
    assert (at_once.tokens_in, at_once.tokens_out, at_once.cost) == (101, 21, 0.75)
    [step] = at_once.steps
    assert (step.state, step.outcome) == (StepState.DONE, "8 scenes")
    [planner] = at_once.crew
    assert (planner.doing, planner.ended_at) == ("Writing scene 2", TOLD[8].at)


def test_an_answer_that_goes_on_begins_with_what_it_holds() -> None:
    held = Message(
        id=MessageId("m"),
        thread=ThreadId("t"),
        role=Role.DIRECTOR,
        text="Before. ",
        steps=(Step(title="Reading"),),
        created_at=NOON,
    )
    stream = Stream.of(held).after([event(1, "text.added", text="After.")])
    assert (stream.text, len(stream.steps)) == ("Before. After.", 1)


def test_a_turn_of_two_thousand_events_is_replayed_in_a_moment(
    house: Studio, film: Project
) -> None:
    answer = send(house, film.id, "Plan it")
    topic = message_topic(answer.id)
    with house.store.transaction():
        for n in range(2000):
            house.store.events.append("text.added", topic=topic, payload={"text": f"{n} "})
    begun = time.process_time()
    stream = Stream.of(answer).after(house.store.events.after(0, topic=topic, limit=MANY))
    assert stream.text.endswith("1998 1999 ")
    assert time.process_time() - begun < 0.35


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step(title="Reading"), "Reading"),
        (Step(title="Planning", outcome="8 scenes"), ":gray[:small[8 scenes]]"),
        (
            Step(title="Planning", state=StepState.RUNNING, doing="Scene 3", began_at=NOON),
            ":gray[:small[Scene 3 · 4 s]]",
        ),
        (
            Step(title="A", began_at=NOON, ended_at=NOON + timedelta(seconds=2.5)),
            r":gray[:small[2\.5 s]]",
        ),
        (Step(title="A", state=StepState.UNCERTAIN), "outcome unknown"),
        (Step(title="*A*"), r"\*A\*"),
    ],
)
def test_a_step_says_what_it_does_and_for_how_long(step: Step, said: str) -> None:
    assert said in step_label(step, NOON + timedelta(seconds=4))


def test_the_crew_says_who_is_at_work_on_what() -> None:
    text = crew_text(Stream().after(TOLD[:6]), NOON, NOON + timedelta(seconds=9))
    assert "**Director**" in text
    assert "0 of 1 step · 9 s" in text
    assert "Planner &ensp;:gray[:small[Writing scene 2 · 3 s]]" in text
    assert "material/check" in crew_text(Stream().after(TOLD), NOON)


@pytest.mark.parametrize(
    ("dollars", "words"),
    [(0, "$0.00"), (12.4, "$12.40"), (0.0021, "$0.0021"), (0.00001, "under $0.0001")],
)
def test_money_is_told_as_finely_as_it_needs(dollars: float, words: str) -> None:
    assert money(dollars) == words


def test_dollars_are_money_and_code_is_left_alone() -> None:
    assert undollared("From $1 to $2, `$x` and\n```\n$y\n```") == (
        "From \\$1 to \\$2, `$x` and\n```\n$y\n```"
    )


def test_the_running_figure_counts_what_was_and_what_is_written() -> None:
    class Place:
        said: ClassVar[list[str]] = []

        def caption(self, text: str) -> None:
            self.said.append(text)

    before = Message(
        id=MessageId("m"),
        thread=ThreadId("t"),
        role=Role.DIRECTOR,
        tokens_in=878,
        cost=0.5,
        created_at=NOON,
    )
    figures = Figures(Place(), [before])
    figures.show(Stream().after(TOLD))
    figures.show(Stream().after(TOLD))
    assert Place.said == [
        r"This conversation\: 878 tokens · \$0\.5000",
        r"This conversation\: 1,000 tokens · \$1\.25",
    ]


def test_a_prompt_is_shown_from_end_to_end(house: Studio, film: Project) -> None:
    answer = send(house, film.id, "Plan it")
    assert answer.job
    house.store.jobs.change(
        answer.job,
        state=JobState.DONE,
        created_at=NOON,
        started_at=NOON + timedelta(seconds=1),
        finished_at=NOON + timedelta(seconds=9),
    )
    finish_answer(house, answer.id, MessageState.DONE, "Done.")
    trace = house.store.jobs.get(answer.job).trace
    for span in (
        _span(trace, "b", "a", "Planner", "agent", 2, 8),
        _span(trace, "c", "b", "Acme One", "model", 3, 7, first_token_ms=500, tokens_in=1200),
        _span(trace, "a", "", "Answering", "turn", 1, 9),
        _span(trace, "d", "gone", "Ask", "http", 4, None, error="It broke."),
    ):
        house.store.turns.put_span(span, film.id)
    _scratch(house, film, trace)
    found = trail(house, trace)
    assert found.question == "Plan it"
    assert [(bar.kind, bar.depth) for bar in found.bars] == [
        ("job", 0),
        ("turn", 1),
        ("agent", 2),
        ("model", 3),
        ("http", 1),
        ("job", 0),
    ]
    turn, model, http = found.bars[0], found.bars[3], found.bars[4]
    assert (turn.wait_s, turn.begin_s, turn.end_s) == (1, 1, 9)
    assert model.first_s == 3.5
    assert model.note == "first token after 0.5 s · 1,200 tokens"
    assert (http.end_s, http.is_ok, http.note) == (None, False, "It broke.")
    assert found.is_going


def test_a_prompt_nobody_knows_has_no_bars(house: Studio) -> None:
    assert trail(house, TraceId("none")).bars == ()


def _span(
    trace: TraceId,
    id_: str,
    parent: str,
    name: str,
    kind: str,
    begin: float,
    end: float | None,
    **told: object,
) -> Span:
    return Span.model_validate(
        {
            "id": id_,
            "trace": trace,
            "parent": parent,
            "name": name,
            "kind": kind,
            "began_at": NOON + timedelta(seconds=begin),
            "ended_at": None if end is None else NOON + timedelta(seconds=end),
            "attributes": told,
        }
    )


def _scratch(house: Studio, film: Project, trace: TraceId) -> None:
    house.store.jobs.add(
        Job(
            id=JobId("scratch1"),
            kind=JobKind.SCRATCH,
            project=film.id,
            state=JobState.DONE,
            inputs={"scene": "scene1"},
            trace=trace,
            created_at=NOON + timedelta(seconds=5),
            started_at=NOON + timedelta(seconds=6),
            finished_at=NOON + timedelta(seconds=12),
        )
    )
