"""One prompt from end to end: the turn, its agents, models and tools, its jobs and their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from studio.agents.tools import TOOLS
from studio.domain.chat import Message, Span, StepState
from studio.domain.errors import NotFound
from studio.domain.ids import MessageId, RenderId, SceneId, TraceId
from studio.domain.job import Job, JobKind, JobState
from studio.studio import Studio
from studio.ui.health import job_title
from studio.ui.phrases import lasted, money, titled

_KINDS = {"turn": "Turn", "agent": "Agent", "model": "Model", "tool": "Tool", "http": "Request"}
_JUST_AFTER = timedelta(seconds=2)


@dataclass(frozen=True)
class Bar:
    """A row of the waterfall; times in seconds from the beginning of the trace.

    `wait_s` is how long it stood in line before `begin_s`; `first_s` when its first token came;
    `end_s` is None while it goes on. A file has no length.
    """

    title: str
    kind: str
    depth: int
    begin_s: float
    end_s: float | None
    wait_s: float = 0.0
    first_s: float | None = None
    note: str = ""
    is_ok: bool = True


@dataclass(frozen=True)
class Trail:
    """All that was done under one trace id. `question` is what the person had said."""

    trace: TraceId
    question: str = ""
    answer: Message | None = None
    began_at: datetime | None = None
    length_s: float = 0.0
    is_going: bool = False
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class _Piece:
    """A bar before it is placed: absolute times, and where it belongs."""

    title: str
    kind: str
    depth: int
    began_at: datetime
    ended_at: datetime | None
    asked_at: datetime | None = None
    first_ms: float | None = None
    note: str = ""
    is_ok: bool = True


def trail(studio: Studio, trace: TraceId) -> Trail:
    """What is known of a trace, its bars in the order of work; empty for one not known."""
    jobs = studio.store.traces.jobs(trace)
    turn = next((job for job in jobs if job.kind is JobKind.TURN), None)
    answer = _message(studio, turn, "message")
    question = _message(studio, turn, "question")
    pieces = list(_pieces(studio, trace, jobs, answer))
    if not pieces:
        return Trail(trace)
    zero = min(piece.asked_at or piece.began_at for piece in pieces)
    now = datetime.now(UTC)
    end = max(piece.ended_at or now for piece in pieces)
    return Trail(
        trace=trace,
        question=question.text if question else "",
        answer=answer,
        began_at=zero,
        length_s=max(0.001, (end - zero).total_seconds()),
        is_going=any(piece.ended_at is None for piece in pieces),
        bars=tuple(_placed(piece, zero) for piece in pieces),
    )


def _pieces(
    studio: Studio, trace: TraceId, jobs: tuple[Job, ...], answer: Message | None
) -> Iterator[_Piece]:
    spans = studio.store.chats.spans(trace)
    for job in jobs:
        yield _of_job(studio, job)
        if job.kind is JobKind.TURN:
            yield from _of_spans(spans) if spans else _of_steps(answer)
        else:
            yield from _files(studio, job)


def _of_job(studio: Studio, job: Job) -> _Piece:
    notes = [job.state.value if job.state is not JobState.DONE else ""]
    notes.append(f"attempt {job.attempt}" if job.attempt > 1 else "")
    notes.append(money(job.cost) if job.cost else "")
    notes.append(job.fault.sentence if job.fault and job.state is not JobState.DONE else "")
    return _Piece(
        title=job_title(studio, job),
        kind="job",
        depth=0,
        began_at=job.started_at or job.finished_at or datetime.now(UTC),
        ended_at=job.finished_at,
        asked_at=job.created_at,
        note=" · ".join(note for note in notes if note),
        is_ok=job.state is not JobState.FAILED,
    )


def _of_spans(spans: tuple[Span, ...]) -> Iterator[_Piece]:
    """Spans as a tree, each below the one it was begun in, in the order they began."""
    # The span of the job itself says what the job's own row says.
    inner = [span for span in spans if span.kind != "job"]
    known = {span.id for span in inner}
    below: dict[str, list[Span]] = {}
    for span in inner:
        below.setdefault(span.parent if span.parent in known else "", []).append(span)

    def walk(parent: str, depth: int) -> Iterator[_Piece]:
        for span in below.get(parent, ()):
            yield _of_span(span, depth)
            yield from walk(span.id, depth + 1)

    return walk("", 1)


def _of_span(span: Span, depth: int) -> _Piece:
    told = span.attributes
    first = told.get("first_token_ms")
    tokens = int(told.get("tokens_in") or 0) + int(told.get("tokens_out") or 0)
    cost = float(told.get("cost") or 0.0)
    notes = [
        f"first token after {lasted(first / 1000)}" if first else "",
        f"{tokens:,} tokens" if tokens else "",
        money(cost) if cost else "",
        str(told.get("outcome") or told.get("error") or ""),
    ]
    return _Piece(
        title=_title(span),
        kind=span.kind,
        depth=depth,
        began_at=span.began_at,
        ended_at=span.ended_at,
        first_ms=float(first) if first else None,
        note=" · ".join(note for note in notes if note),
        is_ok=not told.get("error"),
    )


def _title(span: Span) -> str:
    """What a span is in a person's words: its kind and, where it has one, its name."""
    kind = _KINDS.get(span.kind, titled(span.kind))
    name = span.name if span.kind in ("model", "http") else titled(span.name)
    if span.kind == "tool" and span.name in TOOLS:
        name = TOOLS[span.name].title
    return kind if name.casefold() == kind.casefold() else f"{kind}: {name}"


def _of_steps(answer: Message | None) -> Iterator[_Piece]:
    """The steps of an answer from before spans were kept."""
    for step in answer.steps if answer else ():
        if step.began_at:
            yield _Piece(
                title=f"Tool: {step.title}",
                kind="tool",
                depth=1,
                began_at=step.began_at,
                ended_at=step.ended_at or step.began_at,
                note=step.outcome,
                is_ok=step.is_ok and step.state is not StepState.UNCERTAIN,
            )


def _files(studio: Studio, job: Job) -> Iterator[_Piece]:
    """What a job left on the disk."""
    for title, file, at in _made(studio, job):
        yield _Piece(title=title, kind="file", depth=1, began_at=at, ended_at=at, note=file)


def _made(studio: Studio, job: Job) -> Iterable[tuple[str, str, datetime]]:
    if job.project is None or job.started_at is None or job.finished_at is None:
        return ()
    try:
        if job.kind is JobKind.RENDER:
            made = studio.store.renders.get(RenderId(str(job.result.get("render", ""))))
            return ((f"Film, {made.quality.value}", made.film, job.finished_at),)
        scene = SceneId(str(job.inputs.get("scene", "")))
        takes = studio.store.takes.of_scene(job.project, scene)
    except NotFound:
        return ()
    until = job.finished_at + _JUST_AFTER
    return tuple(
        (titled(take.kind.value), take.file, take.made_at)
        for take in sorted(takes, key=lambda take: take.made_at)
        if job.started_at <= take.made_at <= until
    )


def _placed(piece: _Piece, zero: datetime) -> Bar:
    begin = (piece.began_at - zero).total_seconds()
    asked = (piece.asked_at - zero).total_seconds() if piece.asked_at else begin
    return Bar(
        title=piece.title,
        kind=piece.kind,
        depth=piece.depth,
        begin_s=begin,
        end_s=(piece.ended_at - zero).total_seconds() if piece.ended_at else None,
        wait_s=max(0.0, begin - asked),
        first_s=begin + piece.first_ms / 1000 if piece.first_ms else None,
        note=piece.note,
        is_ok=piece.is_ok,
    )


def _message(studio: Studio, turn: Job | None, name: str) -> Message | None:
    if turn is None or name not in turn.inputs:
        return None
    try:
        return studio.store.chats.message(MessageId(str(turn.inputs[name])))
    except NotFound:
        return None
