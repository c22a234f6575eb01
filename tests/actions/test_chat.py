import pytest

from studio.actions.chat import (
    answer_again,
    finish_answer,
    open_answer,
    open_thread,
    send,
    stop_answer,
)
from studio.actions.events import message_topic
from studio.domain.chat import MessageState, Role
from studio.domain.errors import BadInput, EmptyInput, TooLarge
from studio.domain.job import JobState
from studio.domain.project import Project
from studio.studio import Studio


def test_sending_stores_both_messages_and_one_job(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, " Make it shorter ")
    thread = open_thread(studio, film.id)
    messages = studio.store.chats.messages(thread.id)
    assert [(m.role, m.state) for m in messages] == [
        (Role.USER, MessageState.DONE),
        (Role.DIRECTOR, MessageState.OPEN),
    ]
    assert messages[0].text == "Make it shorter"
    job = studio.store.jobs.get(answer.job)
    assert job.inputs == {"message": answer.id, "question": messages[0].id}


def test_one_answer_at_a_time(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    with pytest.raises(BadInput):
        send(studio, film.id, "Two")
    finish_answer(studio, answer.id, MessageState.DONE, "Done.")
    assert open_answer(studio, open_thread(studio, film.id)) is None
    send(studio, film.id, "Two")


def test_nothing_and_too_much_are_refused(studio: Studio, film: Project) -> None:
    with pytest.raises(EmptyInput):
        send(studio, film.id, "  ")
    with pytest.raises(TooLarge):
        send(studio, film.id, "x" * 400_001)
    assert studio.store.jobs.list(project=film.id) == ()


def test_events_are_folded_into_the_message(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    topic = message_topic(answer.id)
    studio.store.events.append("text.added", topic=topic, payload={"text": "Hel"})
    finish_answer(studio, answer.id, MessageState.DONE, "Hello")
    assert studio.store.events.after(0, topic=topic) == ()
    assert studio.store.chats.message(answer.id).text == "Hello"


def test_an_answer_can_be_stopped_and_asked_for_again(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    stop_answer(studio, answer.id)
    assert studio.store.jobs.get(answer.job).state is JobState.CANCELLED
    finish_answer(studio, answer.id, MessageState.CANCELLED, "")
    again = answer_again(studio, film.id, answer.id)
    assert (
        studio.store.jobs.get(again.job).inputs["question"]
        == (studio.store.jobs.get(answer.job).inputs["question"])
    )
