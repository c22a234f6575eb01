"""Talk to the director."""

from __future__ import annotations

from studio.actions.clock import now
from studio.actions.events import message_topic, project_topic
from studio.domain.chat import Message, MessageState, Role, Step, Thread
from studio.domain.errors import BadInput, EmptyInput, TooLarge
from studio.domain.ids import MessageId, ProjectId, ThreadId, TraceId, new_id
from studio.domain.job import JobKind
from studio.queue import JobOrder
from studio.studio import Studio

TURN_PRIORITY = 1
MAX_CHARACTERS = 400_000


def open_thread(studio: Studio, project_id: ProjectId) -> Thread:
    """The project's conversation; begun when there is none. Raises NotFound."""
    with studio.store.transaction():
        studio.store.projects.get(project_id)
        threads = studio.store.chats.threads(project_id)
        if threads:
            return threads[0]
        thread = Thread(id=ThreadId(new_id()), project=project_id, created_at=now())
        studio.store.chats.put_thread(thread)
    return thread


def send(studio: Studio, project_id: ProjectId, text: str) -> Message:
    """Say something to the director; returns the message he will write, still empty.

    It returns at once: a turn job does the rest, and its events carry every word.

    Raises:
        EmptyInput: nothing was said.
        TooLarge: more was said than a film can hold.
        BadInput: the director is still answering.
        QueueFull: too much work waits already.
    """
    if not text.strip():
        raise EmptyInput("The message")
    if len(text) > MAX_CHARACTERS:
        size, limit = f"{len(text):,} characters", f"{MAX_CHARACTERS:,}"
        raise TooLarge("The message", size, limit, "Bring a part of it, or several films.")
    with studio.store.transaction():
        thread = open_thread(studio, project_id)
        _require_quiet(studio, thread)
        question = Message(
            id=MessageId(new_id(12)),
            thread=thread.id,
            role=Role.USER,
            text=text.strip(),
            created_at=now(),
        )
        studio.store.chats.put_message(question)
        return _submit(studio, project_id, thread, question)


def answer_again(studio: Studio, project_id: ProjectId, message_id: MessageId) -> Message:
    """Let the director answer the same question anew, after a fault or a stop.

    Raises NotFound, BadInput while he is still answering, QueueFull.
    """
    with studio.store.transaction():
        failed = studio.store.chats.message(message_id)
        thread = studio.store.chats.thread(failed.thread)
        _require_quiet(studio, thread)
        earlier = [m for m in studio.store.chats.messages(thread.id) if m.role is Role.USER]
        asked = [m for m in earlier if m.created_at <= failed.created_at]
        return _submit(studio, project_id, thread, asked[-1])


def stop_answer(studio: Studio, message_id: MessageId) -> None:
    """Ask the director to stop writing; what he wrote and made is kept. Raises NotFound."""
    message = studio.store.chats.message(message_id)
    if message.state is MessageState.OPEN and message.job:
        studio.queue.cancel(message.job)


def finish_answer(
    studio: Studio,
    message_id: MessageId,
    state: MessageState,
    text: str,
    steps: tuple[Step, ...] = (),
) -> Message:
    """Fold what was streamed into the message, and let its events go."""
    with studio.store.transaction():
        message = studio.store.chats.message(message_id)
        done = message.model_copy(update={"state": state, "text": text, "steps": steps})
        studio.store.chats.put_message(done)
        studio.store.events.fold(message_topic(message_id))
        thread = studio.store.chats.thread(message.thread)
        studio.store.events.append(
            "message.finished",
            project=thread.project,
            topic=project_topic(thread.project),
            payload={"message": message_id, "state": state.value},
        )
    return done


def open_answer(studio: Studio, thread: Thread) -> Message | None:
    """The message the director is writing in this thread, if any."""
    messages = studio.store.chats.messages(thread.id)
    return next((m for m in reversed(messages) if m.state is MessageState.OPEN), None)


def _require_quiet(studio: Studio, thread: Thread) -> None:
    if open_answer(studio, thread):
        raise BadInput("The director", "he is still answering.", "Wait a moment, or press Stop.")


def _submit(studio: Studio, project_id: ProjectId, thread: Thread, question: Message) -> Message:
    message_id = MessageId(new_id(12))
    job = studio.queue.submit(
        JobOrder(
            kind=JobKind.TURN,
            project=project_id,
            inputs={"message": message_id, "question": question.id},
            key=f"turn:{message_id}",
            trace=TraceId(new_id(12)),
            priority=TURN_PRIORITY,
        )
    )
    answer = Message(
        id=message_id,
        thread=thread.id,
        role=Role.DIRECTOR,
        state=MessageState.OPEN,
        job=job.id,
        created_at=now(),
    )
    studio.store.chats.put_message(answer)
    return answer
