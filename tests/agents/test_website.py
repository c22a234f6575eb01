"""A web address in the conversation: what is read, shown, corrected, and made of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from studio.actions.sites import Corrections, correct_findings
from studio.agents.reading import read_message
from studio.agents.requests import FilmFromWebsite, PlanText, ReadWebsite
from studio.agents.rules.web import goes_on
from studio.agents.tools import web as web_tools
from studio.agents.turn import run_turn
from studio.domain.chat import MessageState


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")


SALT = "https://salt.example/a"


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        (f"Make a video of {SALT}", ReadWebsite(SALT)),
        (SALT, ReadWebsite(SALT)),
        ("a film about acme.dev, please", ReadWebsite("https://acme.dev")),
        (f"Make a film of {SALT} straight away", FilmFromWebsite(SALT)),
        ("Make the film of this website", FilmFromWebsite()),
        (f"{SALT} " + "The tide rises twice a day and falls again. " * 20, None),
        (
            f"My grandmother wrote down, long before {SALT} was there, how one salts a fish.",
            None,
        ),
    ],
)
def test_an_address_asks_for_a_website(text: str, request_: Any) -> None:
    found = read_message(text, has_plan=False)
    assert found == (request_,) if request_ else isinstance(found[0], PlanText)


def test_a_few_words_let_it_go_on() -> None:
    assert all(map(goes_on, ("Go on", "go ahead!", "Continue, please", "Make the film")))
    assert not goes_on("Make it about bread")


def test_what_was_found_is_told_and_the_film_waits(person: Any, serve: Any) -> None:
    answer = person.say(f"Make a video of {serve('firm').url}")
    assert answer.state is MessageState.DONE
    assert "Saltmarsh Bakery" in answer.text
    assert "go on" in answer.text
    assert [step.title for step in answer.steps] == ["Reading the website"]
    assert person.plan.scenes == ()


def test_the_film_streams_scene_by_scene_in_the_corrected_words(person: Any, serve: Any) -> None:
    person.say(f"Make a video of {serve('firm').url}")
    correct_findings(person.studio, person.project.id, Corrections(offer="Two loaves for one"))
    answer = person.say("Go on")
    assert answer.state is MessageState.DONE
    lines = [line for line in answer.text.splitlines() if line.endswith("✅")]
    assert lines[1] == "Creating scene 2 of 5: The discovery ✅"
    assert len(lines) == len(person.plan.scenes) == 5
    assert person.plan.scenes[-1].visual.words.headline == "Two loaves for one"
    assert "#2F6B4F" in answer.text
    assert answer.text.count("Saltmarsh Bakery") == 1
    drafts = [
        job for job in person.studio.store.jobs.list(person.project.id) if "scene" in job.inputs
    ]
    assert len(drafts) == 5


def test_at_once_means_at_once(person: Any, serve: Any) -> None:
    answer = person.say(f"A film of {serve('library').url} straight away")
    assert len(person.plan.scenes) == 5
    assert "Oxbow Town Library" in answer.text


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://youtu.be/abc", "hosts videos"),
        ("http://192.168.1.1/", "private network"),
        ("{site}gone", "404"),
    ],
)
def test_what_cannot_be_read_is_said_with_a_way_on(
    person: Any, site: Any, address: str, reason: str
) -> None:
    answer = person.say(f"Make a film of {address.format(site=site.url)}")
    assert reason in answer.text
    assert "your" in answer.text
    assert person.plan.scenes == ()
    assert not answer.steps[0].is_ok


def test_interrupted_it_goes_on_where_it_stopped(
    person: Any, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.say(f"Make a video of {serve('firm').url}")
    ids = person.ask("Go on")
    task: list[asyncio.Task[Any]] = []
    announced = web_tools.announced

    def until_the_third(place: int, count: int, title: str) -> str:
        if place == 3:
            task[0].cancel()
        return announced(place, count, title)

    async def killed() -> None:
        task.append(asyncio.ensure_future(run_turn(person.studio, person.order(ids[0]))))
        with pytest.raises(asyncio.CancelledError):
            await task[0]

    monkeypatch.setattr(web_tools, "announced", until_the_third)
    asyncio.run(killed())
    begun = person.plan.scenes
    assert 2 <= len(begun) < 5
    monkeypatch.setattr(web_tools, "announced", announced)
    answer = person.answer(ids)
    assert person.plan.scenes[: len(begun)] == begun
    assert len(person.plan.scenes) == 5
    assert sum(line.endswith("✅") for line in answer.text.splitlines()) == 5
