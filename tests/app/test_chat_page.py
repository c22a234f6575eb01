"""The Chat page: what is said, asked, sent along, kept and traced."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from studio.actions.chat import finish_answer, open_thread, send
from studio.actions.events import message_topic
from studio.actions.plans import latest_plan
from studio.actions.projects import create_project
from studio.actions.reviews import waiting_scenes
from studio.domain.brief import Brief
from studio.domain.chat import ApprovalAsk, Attachment, MessageState, Role, Step
from studio.domain.ids import AssetId, SceneId
from studio.domain.job import JobState
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui.speaking import Said
from studio.ui.strip import Strip

if TYPE_CHECKING:
    from conftest import OpenPage, ReadWords


def test_an_answer_is_shown_with_its_steps(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "Plan it")
    steps = (Step(title="Read the notes", outcome="Two sections"),)
    finish_answer(house, answer.id, MessageState.DONE, "I planned **four** scenes.", steps)
    text = words(open_page("chat", project=film.id))
    assert "I planned **four** scenes." in text
    assert "Two sections" in text
    assert "Approve all 4 scenes" in text


def test_an_answer_that_broke_off_can_be_tried_again(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "Plan it")
    assert answer.job
    house.store.jobs.change(answer.job, state=JobState.FAILED)
    finish_answer(house, answer.id, MessageState.FAILED, "")
    at = open_page("chat", project=film.id)
    assert "The answer broke off." in at.error[0].value
    at.button(key=f"again-{answer.id}").click().run()
    thread = open_thread(house, film.id)
    assert len(house.store.chats.messages(thread.id)) == 3


def test_an_answer_is_read_along_while_scenes_come_in(
    house: Studio,
    film: Project,
    open_page: OpenPage,
    words: ReadWords,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = send(house, film.id, "Plan it")
    topic = message_topic(answer.id)
    house.store.events.append("step.started", topic=topic, payload={"step": 1, "title": "Read"})
    house.store.events.append("text.added", topic=topic, payload={"text": "I plan "})
    house.store.events.append("text.added", topic=topic, payload={"text": "it."})
    house.store.events.append("agent.started", topic=topic, payload={"agent": "planner"})
    monkeypatch.setattr("studio.ui.strip.APART_S", 0.0)
    monkeypatch.setattr("studio.ui.conversation.TICK_S", 0.0)
    monkeypatch.setattr("studio.ui.crew.lasted", lambda _: f"{time.perf_counter_ns()}")
    look = Strip.draw_if_moved

    def with_news(strip: Strip) -> None:
        house.store.events.append("scene.added", project=film.id)
        look(strip)

    monkeypatch.setattr(Strip, "draw_if_moved", with_news)
    at = open_page("chat", project=film.id)
    assert not at.error
    assert "I plan it." in words(at)
    assert at.status[0].label.startswith("Read")
    assert at.button(key=f"stop-{answer.id}").label == "Stop"


def test_an_answer_names_its_model_its_price_and_how_it_was_made(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "Plan it")
    spent = {"model": "Acme One", "tokens_in": 900, "tokens_out": 100, "cost": 0.0021}
    finish_answer(house, answer.id, MessageState.DONE, "Done.", **spent)
    at = open_page("chat", project=film.id)
    assert r"Acme One · 1,000 tokens · \$0\.0021" in words(at)
    trace = house.store.jobs.get(answer.job).trace
    link = at.get("page_link")[-2].proto
    assert (link.label, link.query_string) == ("How it was made", f"trace={trace}")


def test_a_greenlight_is_asked_for_with_its_scenes_and_given(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "Make the film")
    asks = ApprovalAsk(id="ask1", text="May I have it filmed?", scenes=(SceneId("scene2"),))
    finish_answer(house, answer.id, MessageState.WAITING, "One thing.", asks=asks)
    at = open_page("chat", project=film.id)
    assert "May I have it filmed?" in words(at)
    assert "1 scene · 0:03" in words(at)
    at.button(key=f"yes-{answer.id}").click().run()
    waiting = waiting_scenes(house, latest_plan(house, film.id))
    assert "scene2" not in [scene.id for scene in waiting]
    assert len(waiting) == 3
    assert "You gave your greenlight" in words(at)


def test_not_yet_takes_a_note_along(house: Studio, film: Project, open_page: OpenPage) -> None:
    answer = send(house, film.id, "Make the film")
    asks = ApprovalAsk(id="ask1", text="May I?")
    finish_answer(house, answer.id, MessageState.WAITING, "", asks=asks)
    at = open_page("chat", project=film.id)
    at.text_input(key=f"note-{answer.id}").set_value("Calmer first.")
    at.button(key=f"no-{answer.id}").click().run()
    said = house.store.chats.messages(answer.thread)
    assert said[-2].text == "Calmer first."
    assert house.store.chats.message(answer.id).asks.is_approved is False
    assert len(waiting_scenes(house, latest_plan(house, film.id))) == 4


def test_an_interrupted_answer_goes_on_in_the_same_message(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "Plan it")
    house.store.jobs.change(answer.job, state=JobState.FAILED)
    finish_answer(house, answer.id, MessageState.INTERRUPTED, "I plan ")
    at = open_page("chat", project=film.id)
    assert "The answer was interrupted" in at.warning[0].value
    at.button(key=f"continue-{answer.id}").click().run()
    assert house.store.chats.message(answer.id).state is MessageState.OPEN
    assert "I plan" in words(at)


def test_conversations_are_kept_apart_and_told_by_the_address(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    first = send(house, film.id, "The first question")
    finish_answer(house, first.id, MessageState.DONE, "The first answer.")
    at = open_page("chat", project=film.id)
    assert at.query_params["thread"] in (first.thread, [first.thread])
    at.button(key="talk-new").click().run()
    assert "The first answer." not in words(at)
    assert at.query_params["thread"] not in (first.thread, [first.thread])
    at.button(key="suggest-0").click().run()
    assert [len(house.store.chats.messages(t.id)) for t in house.store.talks.threads(film.id)] == [
        2,
        2,
    ]
    assert "The first answer." in words(open_page("chat", project=film.id, thread=first.thread))


def test_the_first_words_in_the_chat_make_a_film(
    house: Studio, open_page: OpenPage, words: ReadWords
) -> None:
    at = open_page("chat")
    assert "What shall we make?" in words(at)
    at.chat_input[0].set_value("A film about tides").run(timeout=20)
    [project] = house.store.projects.list()
    assert project.brief.text == "A film about tides"
    assert (
        house.store.chats.messages(open_thread(house, project.id).id)[0].text == project.brief.text
    )


def test_a_long_conversation_begins_with_its_newest_messages(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    for n in range(25):
        answer = send(house, film.id, f"Question {n}.")
        finish_answer(house, answer.id, MessageState.DONE, f"Answer {n}.")
    at = open_page("chat", project=film.id)
    assert "Question 4." not in words(at)
    assert "Question 5." in words(at)
    next(b for b in at.button if "10 earlier" in b.label).click().run()
    assert "Question 0." in words(at)


def test_a_link_to_a_conversation_finds_its_film(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "The first question")
    finish_answer(house, answer.id, MessageState.DONE, "The first answer.")
    create_project(house, Brief(title="A newer film", text="Notes."))
    assert "The first answer." in words(open_page("chat", thread=answer.thread))
    assert "The first answer." not in words(open_page("chat", thread="gone"))


def test_what_was_sent_along_is_shown(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    files = [
        Attachment(asset=AssetId("a" * 64), title="sea.png", kind="picture"),
        Attachment(asset=AssetId("b" * 64), title="notes.pdf", kind="text", text="Salt and sun."),
        Attachment(asset=AssetId("c" * 64), title="waves.wav", kind="sound"),
    ]
    answer = send(house, film.id, "", attachments=files)
    finish_answer(house, answer.id, MessageState.DONE, "Thank you.")
    at = open_page("chat", project=film.id)
    assert "Salt and sun." in words(at)
    assert at.expander[0].label.startswith("notes\\.pdf")
    assert "waves\\.wav" in words(at)
    assert f"/thumbs/asset/{film.id}/{'a' * 64}.jpg" in str(at.get("image")[0].proto)


def test_what_a_run_that_was_cut_short_left_is_sent_once(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("chat", project=film.id)
    at.session_state["chat-said"] = Said("Make it calmer", [])
    at.run()
    at.run()
    talk = house.store.chats.messages(open_thread(house, film.id).id)
    assert [one.text for one in talk if one.role is Role.USER] == ["Make it calmer"]


def test_files_that_cannot_be_read_give_the_words_back(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    class Upload:
        name = "broken.pdf"

        def getvalue(self) -> bytes:
            return b"%PDF-1.7 and nothing more"

    at = open_page("chat", project=film.id)
    at.session_state["chat-said"] = Said("Use this", [Upload()])
    at.run()
    assert "broken.pdf: the PDF is damaged" in at.toast[0].value
    assert at.chat_input[0].proto.value == "Use this"
    assert house.store.chats.messages(open_thread(house, film.id).id) == ()


def test_a_trace_is_drawn_and_can_be_copied(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    answer = send(house, film.id, "Plan it")
    trace = house.store.jobs.get(answer.job).trace
    at = open_page("activity", project=film.id, trace=trace)
    assert "> Plan it" in words(at)
    assert at.code[0].value == trace
    assert "Nothing is known" in words(open_page("activity", trace="none"))
