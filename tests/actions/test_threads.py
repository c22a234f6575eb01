import json

import pytest

from studio.actions.chat import finish_answer, send
from studio.actions.threads import (
    UNTITLED,
    export_thread,
    new_thread,
    rename_thread,
    search_messages,
    talks,
)
from studio.domain.chat import Attachment, Message, MessageState, Step
from studio.domain.errors import EmptyInput, NotFound
from studio.domain.ids import AssetId, ProjectId, ThreadId
from studio.domain.job import Fault
from studio.domain.project import Project
from studio.studio import Studio

NOTES = Attachment(asset=AssetId("a" * 64), title="Größe.pdf", kind="text", text="Words.")


@pytest.fixture
def answer(studio: Studio, film: Project) -> Message:
    asked = send(studio, film.id, "Make the SEA calmer, please. " * 5, attachments=[NOTES])
    steps = (Step(title="Rewriting", outcome="Two scenes"),)
    return finish_answer(studio, asked.id, MessageState.DONE, "It is *calm* now.", steps)


def test_a_conversation_is_called_by_its_first_words_until_it_has_a_name(
    studio: Studio, film: Project, answer: Message
) -> None:
    [talk] = talks(studio, film.id)
    assert talk.title == "Make the SEA calmer, please. Make the SEA calmer, please…"
    assert talk.messages == 2
    rename_thread(studio, talk.id, "  The   calm one ")
    assert talks(studio, film.id)[0].title == "The calm one"
    with pytest.raises(EmptyInput):
        rename_thread(studio, talk.id, " ")


def test_a_new_conversation_is_begun_once_and_the_last_spoken_in_comes_first(
    studio: Studio, film: Project, answer: Message
) -> None:
    begun = new_thread(studio, film.id)
    assert new_thread(studio, film.id) == begun
    assert [talk.id for talk in talks(studio, film.id)] == [begun.id, answer.thread]
    assert talks(studio, film.id)[0].title == UNTITLED
    send(studio, film.id, "Hello", thread=answer.thread)
    assert [talk.id for talk in talks(studio, film.id)] == [answer.thread, begun.id]
    with pytest.raises(NotFound):
        new_thread(studio, ProjectId("none"))


@pytest.mark.parametrize(
    ("words", "found"),
    [("sea CALMER", 1), ("calm", 2), ("größe", 1), ("sea absent", 0), ("  ", 0)],
)
def test_words_are_found_in_all_conversations(
    words: str, found: int, studio: Studio, film: Project, answer: Message
) -> None:
    hits = search_messages(studio, film.id, words)
    assert len(hits) == found
    assert all(hit.thread == answer.thread and hit.excerpt for hit in hits)


def test_a_hit_shows_the_words_around_it(studio: Studio, film: Project) -> None:
    send(studio, film.id, "a " * 200 + "needle" + " b" * 200)
    [hit] = search_messages(studio, film.id, "NEEDLE")
    assert "needle" in hit.excerpt
    assert hit.excerpt.startswith("…")
    assert len(hit.excerpt) < 140


def test_a_conversation_is_taken_along_as_markdown(
    studio: Studio, film: Project, answer: Message
) -> None:
    broken = send(studio, film.id, "Again", thread=answer.thread)
    fault = Fault(error="Unreachable", sentence="Acme did not answer.", remedy="Wait.")
    finish_answer(studio, broken.id, MessageState.FAILED, "", fault=fault)
    text = export_thread(studio, answer.thread, "markdown")
    assert text.startswith("# Make the SEA calmer")
    for part in ("## You, ", "- Attached: Größe.pdf", "- Rewriting: Two scenes", "*calm*"):
        assert part in text
    assert "> Acme did not answer. Wait." in text


def test_a_conversation_is_taken_along_as_json_that_can_be_read_again(
    studio: Studio, film: Project, answer: Message
) -> None:
    document = json.loads(export_thread(studio, answer.thread, "json"))
    told = [Message.from_document(message) for message in document["messages"]]
    assert told == list(studio.store.chats.messages(answer.thread))
    with pytest.raises(NotFound):
        export_thread(studio, ThreadId("none"), "json")
