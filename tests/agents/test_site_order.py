"""The film of a website begins before its screenshot is there, and shows it nevertheless."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from studio.actions.sites import Corrections, correct_findings, latest_findings
from studio.agents.tools import web as web_tools
from studio.agents.turn import run_turn
from studio.domain.chat import Message, MessageState
from studio.domain.job import JobKind
from tests.websites import FIRM

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the browser here is a shell script")

BROWSER = """#!/bin/sh
for word in "$@"; do
  case $word in --screenshot=*) target=${word#--screenshot=};; esac
done
echo begun >> "$ROOM/begun"
while [ ! -e "$ROOM/open" ]; do sleep 0.01; done
[ -e "$ROOM/loaf.png" ] && cp "$ROOM/loaf.png" "$target"
echo "<html>"
"""


@dataclass
class Slow:
    """A browser that shows its page when it is let."""

    room: Path

    def opens(self) -> None:
        (self.room / "open").touch()

    @property
    def starts(self) -> int:
        return len((self.room / "begun").read_text().split())


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Slow:
    script = tmp_path / "chromium"
    script.write_text(BROWSER)
    script.chmod(0o755)
    (tmp_path / "loaf.png").write_bytes((FIRM / "loaf.png").read_bytes())
    monkeypatch.setenv("ROOM", str(tmp_path))
    monkeypatch.setenv("GREENLIGHT_BROWSER", str(script))
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    return Slow(tmp_path)


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Has something done when the second scene is about to be made."""
    announced = web_tools.announced

    def have(act: Callable[[], None]) -> None:
        acts = [act]

        def around(place: int, count: int, title: str) -> str:
            if place == 2 and acts:
                acts.pop()()
            return announced(place, count, title)

        monkeypatch.setattr(web_tools, "announced", around)

    return have


def drafts(person: Any) -> int:
    jobs = person.studio.store.jobs.list(person.project.id)
    return sum(job.kind is JobKind.SCRATCH for job in jobs)


def shows(person: Any) -> bool:
    """Whether the second scene shows the screenshot that was kept."""
    shot = latest_findings(person.studio, person.project.id).screenshot.asset
    return bool(shot) and person.plan.scenes[1].visual.words.pictures == (shot,)


def film(person: Any, url: str) -> Message:
    answer: Message = person.say(f"A film of {url} straight away")
    return answer


def test_the_first_scene_is_drafted_before_there_is_a_screenshot(
    person: Any, serve: Any, slow: Slow, second: Any
) -> None:
    site = serve("firm")
    seen: list[Any] = []

    def look() -> None:
        found = latest_findings(person.studio, person.project.id)
        seen.extend((len(person.plan.scenes), found.awaits_screenshot, found.screenshot.asset))
        slow.opens()

    second(look)
    answer = film(person, site.url)
    assert answer.state is MessageState.DONE
    assert seen == [1, True, None]
    assert len(person.plan.scenes) == drafts(person) == 5
    assert shows(person)
    assert not latest_findings(person.studio, person.project.id).awaits_screenshot
    assert len(site.asked) == len(set(site.asked))
    assert slow.starts == 1


def test_a_browser_that_shows_nothing_holds_up_nothing(
    person: Any, serve: Any, slow: Slow, second: Any
) -> None:
    (slow.room / "loaf.png").unlink()
    second(slow.opens)
    film(person, serve("firm").url)
    found = latest_findings(person.studio, person.project.id)
    assert (found.screenshot.place, found.awaits_screenshot) == ("", False)
    assert len(person.plan.scenes) == 5
    assert person.plan.scenes[1].visual.words.pictures == (found.pictures[0].asset,)


def test_what_a_person_corrects_meanwhile_is_kept(
    person: Any, serve: Any, slow: Slow, second: Any
) -> None:
    def correct() -> None:
        correct_findings(person.studio, person.project.id, Corrections(title="Salt & Marsh"))
        slow.opens()

    second(correct)
    film(person, serve("firm").url)
    found = latest_findings(person.studio, person.project.id)
    assert found.title.text == "Salt & Marsh"
    assert shows(person)


@pytest.mark.parametrize("is_still_allowed", [True, False])
def test_ended_while_it_waits_it_goes_on_with_the_screenshot(
    person: Any,
    serve: Any,
    slow: Slow,
    second: Any,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_still_allowed: bool,
) -> None:
    site = serve("firm")
    ids = person.ask(f"A film of {site.url} straight away")
    task: list[asyncio.Task[Any]] = []
    second(lambda: task[0].cancel())

    async def killed() -> None:
        task.append(asyncio.ensure_future(run_turn(person.studio, person.order(ids[0]))))
        with pytest.raises(asyncio.CancelledError):
            await task[0]

    asyncio.run(killed())
    begun = person.plan.scenes
    assert len(begun) == 1
    children = psutil.Process().children(recursive=True)
    assert not [child for child in children if "chromium" in " ".join(child.cmdline())]

    slow.opens()
    if not is_still_allowed:
        monkeypatch.delenv("GREENLIGHT_ALLOW_LOOPBACK")
    answer = person.answer(ids)
    assert answer.state is MessageState.DONE
    assert person.plan.scenes[:1] == begun
    assert len(person.plan.scenes) == 5
    assert shows(person) is is_still_allowed
    assert not latest_findings(person.studio, person.project.id).awaits_screenshot
    assert site.asked.count("/") == 1
