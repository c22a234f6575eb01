"""Talk to the director."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studio.actions.clock import now
from studio.actions.events import message_topic, project_topic
from studio.actions.reviews import approve_scenes
from studio.actions.streams import streamed
from studio.domain.chat import (
    ApprovalAsk,
    Attachment,
    Message,
    MessageState,
    Role,
    Step,
    StepState,
    Thread,
)
from studio.domain.consent import consent_of
from studio.domain.errors import BadInput, EmptyInput, NotFound, TooLarge
from studio.domain.ids import JobId, MessageId, ProjectId, SceneId, ThreadId, TraceId, new_id
from studio.domain.job import Fault, Job, JobKind, JobState
from studio.llm.keys import has_key
from studio.queue import JobOrder
from studio.studio import Studio

TURN_PRIORITY = 1
MAX_CHARACTERS = 400_000
MAX_ATTACHMENTS = 20
KEY_PLACE = "Put it in Settings under Models, and say the rest without it."
GO, NOT_YET = "Looks good, go.", "Not yet."


def open_thread(studio: Studio, project_id: ProjectId) -> Thread:
    """The project's latest conversation; begun when there is none. Raises NotFound."""
    with studio.store.transaction():
        studio.store.projects.get(project_id)
        threads = studio.store.chats.threads(project_id)
        if threads:
            return threads[0]
        thread = Thread(id=ThreadId(new_id()), project=project_id, created_at=now())
        studio.store.chats.put_thread(thread)
    return thread


def send(
    studio: Studio,
    project_id: ProjectId,
    text: str,
    *,
    thread: ThreadId | None = None,
    attachments: Sequence[Attachment] = (),
) -> Message:
    """Say something to the director; returns the message he will write, still empty.

    It returns at once: a turn job does the rest, and its events carry every word. Where he
    waits for a greenlight, a plain yes or no is the decision; anything else takes the ask
    back, and he asks again when he must.

    Raises:
        EmptyInput: nothing was said.
        TooLarge: more was said than a film can hold.
        BadInput: the director is still answering, or the message holds a key.
        NotFound: there is no such conversation in this project.
        QueueFull: too much work waits already.
    """
    _require_sayable(text, attachments)
    with studio.store.transaction():
        talk = _thread(studio, project_id, thread)
        _require_quiet(studio, talk)
        waiting = waiting_answer(studio, talk)
        consent = consent_of(text) if waiting and not attachments else None
        if waiting is not None and consent is not None:
            return decide(studio, waiting.id, is_approved=consent, note=text)
        question = _said(studio, talk, text.strip(), attachments)
        if waiting is not None:
            _decided(studio, waiting, is_approved=False, answer=None)
        return _submit(studio, talk, question)


def answer_again(
    studio: Studio, project_id: ProjectId, message_id: MessageId, *, model: str = ""
) -> Message:
    """Let the director answer the same question anew, or let another model answer it.

    What was done for that question is found in the ledger, not done again.
    Raises NotFound, BadInput while he is still answering, QueueFull.
    """
    with studio.store.transaction():
        failed = studio.store.chats.message(message_id)
        thread = studio.store.chats.thread(failed.thread)
        _require_quiet(studio, thread)
        question = question_of(studio, failed)
        if failed.state is MessageState.WAITING:
            _decided(studio, failed, is_approved=False, answer=None)
        return _submit(studio, thread, question, **({"model": model} if model else {}))


def continue_answer(studio: Studio, message_id: MessageId) -> Message:
    """Let the director go on where his answer broke off, in the same message.

    Raises NotFound, QueueFull; BadInput while he is answering, or when the answer is whole.
    """
    with studio.store.transaction():
        message = studio.store.chats.message(message_id)
        thread = studio.store.chats.thread(message.thread)
        _require_quiet(studio, thread)
        if message.role is not Role.DIRECTOR or message.state in (
            MessageState.DONE,
            MessageState.WAITING,
        ):
            raise BadInput("The answer", "it did not break off.", "Say what you want instead.")
        question = question_of(studio, message)
        inputs = {"message": message.id, "question": question.id, "model": message.model}
        job = _job(studio, thread, message.id, inputs)
        going = message.model_copy(update={"state": MessageState.OPEN, "job": job, "fault": None})
        studio.store.chats.put_message(going)
        _tell(studio, thread, "message.continued", going)
    return going


def decide(studio: Studio, message_id: MessageId, *, is_approved: bool, note: str = "") -> Message:
    """Answer a greenlight the director asks for; returns the message in which he goes on.

    Approved, the scenes concerned are greenlit as they are now, in the same transaction.
    Decided once, the first decision stands, and its message is given back.

    Raises NotFound; BadInput when nothing is asked there; QueueFull.
    """
    with studio.store.transaction():
        message = studio.store.chats.message(message_id)
        asks = message.asks
        if asks is not None and asks.answer is not None:
            return studio.store.chats.message(asks.answer)
        if asks is None or message.state is not MessageState.WAITING:
            raise BadInput("The message", "it asks for no greenlight now.", "Ask for the film.")
        thread = studio.store.chats.thread(message.thread)
        _require_quiet(studio, thread)
        if is_approved:
            approve_scenes(studio, thread.project, _still_there(studio, thread.project, asks))
        question = _said(studio, thread, note.strip() or (GO if is_approved else NOT_YET))
        answer = _submit(studio, thread, question, model=message.model, resumes=message.id)
        _decided(studio, message, is_approved=is_approved, answer=answer.id)
    return answer


def stop_answer(studio: Studio, message_id: MessageId) -> None:
    """Ask the director to stop writing; what he wrote and made is kept. Raises NotFound.

    A turn that has not begun is over at once.
    """
    message = studio.store.chats.message(message_id)
    if message.state is not MessageState.OPEN:
        return
    job = studio.queue.cancel(message.job) if message.job else None
    if job is None or job.state.is_final:
        _settle(studio, message, MessageState.CANCELLED)


def finish_answer(
    studio: Studio,
    message_id: MessageId,
    state: MessageState,
    text: str,
    steps: tuple[Step, ...] = (),
    **more: Any,
) -> Message:
    """Fold what was streamed into the message, and let its events go.

    `more` are other fields of a message, such as `model` or `fault`. A message that is not
    OPEN any more stays as it is.
    """
    with studio.store.transaction():
        before = studio.store.chats.message(message_id)
        if before.state is not MessageState.OPEN:
            return before
        ended = before.model_copy(update={"state": state, "text": text, "steps": steps, **more})
        studio.store.chats.put_message(ended)
        studio.store.events.fold(message_topic(message_id))
        is_waiting = state is MessageState.WAITING
        kind = "message.waiting" if is_waiting else "message.finished"
        _tell(studio, studio.store.chats.thread(ended.thread), kind, ended)
    return ended


def settle_answers(studio: Studio) -> tuple[Message, ...]:
    """End the open answers whose job has ended without them; what was streamed is kept.

    A job stopped in line is a stop; any other end is an interruption, to be continued.
    """
    settled = []
    for message in studio.store.chats.open_messages():
        with studio.store.transaction():
            job = _job_of(studio, message)
            if job is not None and not job.state.is_final:
                continue
            is_stopped = job is not None and job.state is JobState.CANCELLED
            state = MessageState.CANCELLED if is_stopped else MessageState.INTERRUPTED
            settled.append(_settle(studio, message, state, job.fault if job else None))
    return tuple(settled)


def open_answer(studio: Studio, thread: Thread) -> Message | None:
    """The message the director is writing in this thread, if any."""
    return _last(studio, thread, MessageState.OPEN)


def waiting_answer(studio: Studio, thread: Thread) -> Message | None:
    """The message in which the director asks for a greenlight in this thread, if any."""
    return _last(studio, thread, MessageState.WAITING)


def question_of(studio: Studio, answer: Message) -> Message:
    """The person's message that an answer answers. Raises NotFound."""
    if answer.job is not None:
        try:
            asked = studio.store.jobs.get(answer.job).inputs["question"]
            return studio.store.chats.message(MessageId(str(asked)))
        except (NotFound, KeyError):
            pass
    earlier = [m for m in studio.store.chats.messages(answer.thread) if m.role is Role.USER]
    asked_before = [m for m in earlier if m.created_at <= answer.created_at]
    if not asked_before:
        raise NotFound("question to", answer.id)
    return asked_before[-1]


def _thread(studio: Studio, project_id: ProjectId, thread_id: ThreadId | None) -> Thread:
    if thread_id is None:
        return open_thread(studio, project_id)
    thread = studio.store.chats.thread(thread_id)
    if thread.project != project_id:
        raise NotFound("conversation", thread_id)
    return thread


def _require_sayable(text: str, attachments: Sequence[Attachment]) -> None:
    if not text.strip() and not attachments:
        raise EmptyInput("The message")
    if has_key(text):
        raise BadInput(
            "The message", "it holds a provider's key; nothing of it was kept.", KEY_PLACE
        )
    if len(text) > MAX_CHARACTERS:
        size, limit = f"{len(text):,} characters", f"{MAX_CHARACTERS:,}"
        raise TooLarge("The message", size, limit, "Bring a part of it, or several films.")
    if len(attachments) > MAX_ATTACHMENTS:
        size, limit = f"{len(attachments)} files", f"{MAX_ATTACHMENTS}"
        raise TooLarge("The message", size, limit, "Send some of them with the next message.")


def _require_quiet(studio: Studio, thread: Thread) -> None:
    if open_answer(studio, thread):
        raise BadInput("The director", "he is still answering.", "Wait a moment, or press Stop.")


def _last(studio: Studio, thread: Thread, state: MessageState) -> Message | None:
    messages = studio.store.chats.messages(thread.id)
    return next((m for m in reversed(messages) if m.state is state), None)


def _said(
    studio: Studio, thread: Thread, text: str, attachments: Sequence[Attachment] = ()
) -> Message:
    """Store what the person says."""
    question = Message(
        id=MessageId(new_id(12)),
        thread=thread.id,
        role=Role.USER,
        text=text,
        attachments=tuple(attachments),
        created_at=now(),
    )
    studio.store.chats.put_message(question)
    return question


def _decided(
    studio: Studio, message: Message, *, is_approved: bool, answer: MessageId | None
) -> None:
    """A greenlight waits no more: the message is done, and its run kept only to go on."""
    asks = message.asks or ApprovalAsk(id="", text="")
    settled = asks.model_copy(update={"is_approved": is_approved, "answer": answer})
    done = message.model_copy(update={"state": MessageState.DONE, "asks": settled})
    studio.store.chats.put_message(done)
    if answer is None:
        studio.store.turns.drop_run(message.id)
    _tell(studio, studio.store.chats.thread(message.thread), "message.finished", done)


def _job_of(studio: Studio, message: Message) -> Job | None:
    try:
        return studio.store.jobs.get(message.job) if message.job else None
    except NotFound:
        return None


def _settle(
    studio: Studio, message: Message, state: MessageState, fault: Fault | None = None
) -> Message:
    """End an answer from outside its turn, with what it had streamed."""
    text, steps = streamed(studio, message)
    outcome = "Stopped." if state is MessageState.CANCELLED else "It was cut off."
    cut = {"state": StepState.FAILED, "is_ok": False, "outcome": outcome}
    ended = tuple(
        step.model_copy(update=cut) if step.state is StepState.RUNNING else step for step in steps
    )
    return finish_answer(studio, message.id, state, text, ended, fault=fault)


def _still_there(studio: Studio, project_id: ProjectId, asks: ApprovalAsk) -> list[SceneId] | None:
    """The scenes asked about that are in the plan yet; None, for all, when none was named."""
    plan = studio.store.plans.latest(project_id)
    there = {scene.id for scene in plan.scenes} if plan else set()
    return [scene for scene in asks.scenes if scene in there] if asks.scenes else None


def _submit(studio: Studio, thread: Thread, question: Message, **more: str) -> Message:
    message_id = MessageId(new_id(12))
    inputs = {"message": message_id, "question": question.id, **more}
    answer = Message(
        id=message_id,
        thread=thread.id,
        role=Role.DIRECTOR,
        state=MessageState.OPEN,
        job=_job(studio, thread, message_id, inputs),
        created_at=now(),
    )
    studio.store.chats.put_message(answer)
    return answer


def _job(studio: Studio, thread: Thread, message: MessageId, inputs: dict[str, str]) -> JobId:
    order = JobOrder(
        kind=JobKind.TURN,
        project=thread.project,
        inputs=inputs,
        key=f"turn:{message}",
        trace=TraceId(new_id(12)),
        priority=TURN_PRIORITY,
    )
    return studio.queue.submit(order).id


def _tell(studio: Studio, thread: Thread, kind: str, message: Message) -> None:
    studio.store.events.append(
        kind,
        project=thread.project,
        topic=project_topic(thread.project),
        payload={"message": message.id, "state": message.state.value},
    )
