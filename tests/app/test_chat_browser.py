"""A film made in the chat, in a real browser: files, words, a refresh, a greenlight, threads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from studio.actions.chat import finish_answer
from studio.actions.clock import now
from studio.actions.events import message_topic
from studio.actions.projects import create_project
from studio.actions.threads import new_thread
from studio.domain.brief import Brief
from studio.domain.chat import Message, MessageState, Role
from studio.domain.ids import JobId, MessageId, TraceId, new_id
from studio.domain.job import Job, JobKind, JobState
from studio.studio import Studio, open_studio
from studio.worker.presence import holding
from tests.app.browsing import await_, served, settle, turn_to, violations, visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

NOTES = """# Why the sea is salty

## Rivers

Rivers carry salt from the stones.

## Sun

The sun takes only the water away.
"""
TOLD = "".join(f"w{n} " for n in range(2000))


def test_a_film_is_made_in_the_chat(
    page: Page, folder: Path, tmp_path: Path, troubles: list[str]
) -> None:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "empty.pdf").touch()
    Image.new("RGB", (320, 180), "teal").save(tmp_path / "sea.png")
    with served(folder) as (address, _):
        visit(page, f"{address}/chat")
        _say(page, "Make a film of these notes", tmp_path / "notes.md", tmp_path / "sea.png")
        page.wait_for_url("**/chat?*")
        page.get_by_text("The plan is ready").last.wait_for()
        settle(page)
        _sees_what_was_sent(page)
        _is_told_what_cannot_be_read(page, tmp_path / "empty.pdf")
        _gives_the_greenlight(page)
        _looks_at_the_trace(page)
        _goes_through_the_conversations(page)
        assert violations(page) == []
        page.goto("about:blank")
    assert troubles == []


def test_a_refresh_and_a_second_tab_find_an_answer_where_it_is(
    page: Page, folder: Path, troubles: list[str]
) -> None:
    studio = open_studio(folder)
    # The test is the worker: what it writes is what the director says.
    with holding(folder), served(folder) as (address, _):
        answer = _half_an_answer(studio)
        place = f"{address}/chat?thread={answer.thread}"
        visit(page, place, is_quiet=False)
        page.get_by_text("w1998 w1999").wait_for()
        page.reload()
        page.get_by_text("w1998 w1999").wait_for()
        page.get_by_role("button", name="Stop").wait_for()
        second = page.context.new_page()
        visit(second, place, is_quiet=False)
        more = {"text": "And on it goes."}
        studio.store.events.append("text.added", topic=message_topic(answer.id), payload=more)
        for tab in (page, second):
            tab.get_by_text("And on it goes.").wait_for()
        whole = f"{TOLD}And on it goes. The end."
        finish_answer(studio, answer.id, MessageState.DONE, whole)
        for tab in (page, second):
            _says_once(tab)
            tab.goto("about:blank")
    studio.close()
    assert troubles == []


def _say(page: Page, text: str, *files: Path) -> None:
    # An answer that just ended leaves the box shut until the page has heard of it.
    page.locator("[data-testid=stChatInputTextArea]:enabled").wait_for()
    if files:
        page.get_by_test_id("stChatInput").locator("input[type=file]").set_input_files(files)
        for file in files:
            page.get_by_test_id("stChatInput").get_by_text(file.name).wait_for()
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(text)
    # While a file is still on its way, Enter does nothing.
    page.locator("[data-testid=stChatInputSubmitButton]:enabled").wait_for()
    box.press("Enter")


def _sees_what_was_sent(page: Page) -> None:
    assert _messages(page).first.get_by_text("notes.md").count() == 1
    picture = _messages(page).first.get_by_role("img", name="sea.png")
    await_(lambda: picture.evaluate("image => image.naturalWidth > 0"), "the picture")
    assert _messages(page).count() == 2


def _is_told_what_cannot_be_read(page: Page, file: Path) -> None:
    _say(page, "And this", file)
    page.get_by_text("empty.pdf: there is nothing in it.").wait_for()
    settle(page)
    box = page.get_by_test_id("stChatInputTextArea")
    assert box.input_value() == "And this"
    assert _messages(page).count() == 2
    box.fill("")


def _gives_the_greenlight(page: Page) -> None:
    _say(page, "Make the film")
    page.get_by_text("Your greenlight, please").wait_for()
    yes = page.get_by_role("button", name="Greenlight")
    yes.wait_for()
    settle(page)
    assert yes.evaluate(_IS_IN_SIGHT)
    for height in (720, 1000):
        page.set_viewport_size({"width": 1600, "height": height})
        assert page.evaluate(_HIDDEN_PX) <= 0
    yes.click()
    page.get_by_text("You gave your greenlight").wait_for()
    page.get_by_text(re.compile(r"^(\d) of \1 scenes approved$")).wait_for()
    page.get_by_text("The film is being made").last.wait_for()
    settle(page)


def _looks_at_the_trace(page: Page) -> None:
    page.get_by_role("link", name="How it was made").first.click()
    page.wait_for_url("**/activity?*trace=*")
    page.get_by_role("row", name=re.compile("The director")).first.wait_for()
    page.get_by_role("row", name=re.compile("Agent: Director")).first.wait_for()
    page.get_by_role("row", name=re.compile("Draft of scene 1")).first.wait_for()
    settle(page)
    assert violations(page) == []
    turn_to(page, "Chat")


def _says_once(tab: Page) -> None:
    tab.get_by_text("The end.").wait_for()
    tab.get_by_role("button", name="Stop").wait_for(state="detached")
    settle(tab)
    text = _messages(tab).last.inner_text()
    assert (text.count("w7 "), text.count("w1999"), text.count("The end.")) == (1, 1, 1)


def _half_an_answer(studio: Studio) -> Message:
    """A message that a worker is at work on, as far as the store can tell."""
    project = create_project(studio, Brief(title="Tides", text="Notes."))
    job = Job(
        id=JobId(new_id(12)),
        kind=JobKind.TURN,
        project=project.id,
        state=JobState.RUNNING,
        trace=TraceId(new_id(12)),
        created_at=now(),
        started_at=now(),
    )
    answer = Message(
        id=MessageId(new_id(12)),
        thread=new_thread(studio, project.id).id,
        role=Role.DIRECTOR,
        state=MessageState.OPEN,
        job=job.id,
        created_at=now(),
    )
    with studio.store.transaction():
        studio.store.jobs.add(job)
        studio.store.chats.put_message(answer)
        for word in TOLD.split():
            payload = {"text": f"{word} "}
            studio.store.events.append(
                "text.added", topic=message_topic(answer.id), payload=payload
            )
    return answer


def _goes_through_the_conversations(page: Page) -> None:
    page.locator(".st-key-talks button").first.click()
    page.get_by_label("Search all conversations").fill("greenlight")
    page.keyboard.press("Enter")
    page.locator("[class*=st-key-hit-] button").first.wait_for()
    settle(page)
    assert violations(page) == []
    page.locator("[class*=st-key-hit-] button").first.click()
    page.get_by_text("The plan is ready").last.wait_for()
    settle(page)


def _messages(page: Page) -> Locator:
    return page.get_by_test_id("stChatMessage")


_HIDDEN_PX = """() => {
  const edge = (name, side) => document.querySelector(name).getBoundingClientRect()[side];
  return edge('.st-key-talk', 'bottom') - edge('[data-testid=stBottom]', 'top');
}"""
"""How much of the conversation the box to write in covers."""

_IS_IN_SIGHT = """button => {
  const box = button.closest('.st-key-talk').getBoundingClientRect();
  return button.getBoundingClientRect().bottom <= box.bottom + 1;
}"""
