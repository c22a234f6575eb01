import pytest

from studio.actions.chat import (
    answer_again,
    continue_answer,
    finish_answer,
    open_answer,
    open_thread,
    send,
    settle_answers,
    stop_answer,
)
from studio.actions.events import message_topic
from studio.domain.chat import ApprovalAsk, MessageState, Role
from studio.domain.errors import BadInput, EmptyInput, NotFound, TooLarge
from studio.domain.ids import ThreadId
from studio.domain.job import Fault, JobState
from studio.domain.project import Project
from studio.queue.record import mark_cancelled, mark_failed
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


def test_an_answer_whose_job_ended_without_it_is_interrupted(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    topic = message_topic(answer.id)
    studio.store.events.append("text.added", topic=topic, payload={"text": "Hel"})
    assert settle_answers(studio) == ()
    fault = Fault(error="WorkerLost", sentence="The job ended.", remedy="Press Retry.")
    mark_failed(studio.store, answer.job, fault)
    (settled,) = settle_answers(studio)
    assert (settled.state, settled.text) == (MessageState.INTERRUPTED, "Hel")
    assert settled.fault == fault
    going = continue_answer(studio, answer.id)
    assert (going.state, going.text, going.fault) == (MessageState.OPEN, "Hel", None)
    assert going.job != answer.job
    with pytest.raises(BadInput, match="still answering"):
        continue_answer(studio, answer.id)


def test_an_answer_stopped_between_attempts_is_a_stop(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    mark_cancelled(studio.store, answer.job)
    (settled,) = settle_answers(studio)
    assert settled.state is MessageState.CANCELLED


def test_what_is_whole_is_not_continued(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    finish_answer(studio, answer.id, MessageState.DONE, "Done.")
    with pytest.raises(BadInput, match="did not break off"):
        continue_answer(studio, answer.id)
    finish_answer(studio, answer.id, MessageState.FAILED, "Other.")
    assert studio.store.chats.message(answer.id).text == "Done."


def test_another_model_answers_the_same_question(studio: Studio, film: Project) -> None:
    answer = send(studio, film.id, "One")
    finish_answer(studio, answer.id, MessageState.FAILED, "")
    again = answer_again(studio, film.id, answer.id, model="acme/large")
    inputs = studio.store.jobs.get(again.job).inputs
    assert inputs["model"] == "acme/large"
    assert inputs["question"] == studio.store.jobs.get(answer.job).inputs["question"]


def test_a_conversation_of_another_film_is_not_found(studio: Studio, film: Project) -> None:
    with pytest.raises(NotFound):
        send(studio, film.id, "One", thread=ThreadId("elsewhere"))


def test_a_plain_yes_is_the_decision(studio: Studio, film: Project) -> None:
    asking = send(studio, film.id, "Make the film")
    asks = ApprovalAsk(id="a", text="Shall I?")
    finish_answer(studio, asking.id, MessageState.WAITING, "", asks=asks)
    answer = send(studio, film.id, "Looks good, go!")
    assert studio.store.jobs.get(answer.job).inputs["resumes"] == asking.id
    settled = studio.store.chats.message(asking.id)
    assert settled.state is MessageState.DONE
    assert settled.asks
    assert (settled.asks.is_approved, settled.asks.answer) == (True, answer.id)
    said = studio.store.chats.messages(answer.thread)[-2]
    assert (said.role, said.text) == (Role.USER, "Looks good, go!")


@pytest.mark.parametrize(
    "key",
    [
        "sk-proj-" + "a1B2c3D4" * 4,
        "AIza" + "Sy0" * 11,
        "gsk_" + "ab12" * 6,
        "01234567-89ab-cdef-0123-456789abcdef:" + "0f" * 16,
    ],
)
def test_a_message_with_a_key_is_not_kept(studio: Studio, film: Project, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        send(studio, film.id, f"use this key: {key}")
    assert key not in str(refused.value)
    assert "Settings" in refused.value.remedy
    assert not studio.store.chats.threads(film.id)


def test_words_that_only_look_like_a_key_are_said(studio: Studio, film: Project) -> None:
    text = "a risk-free-and-quite-long-hyphenated-word-1, then sk-short"
    assert send(studio, film.id, text).job
