"""When the page asks for a rerun by itself, in a real browser whose clock stands still."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from studio.ui.components import web_text

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PAGE = """<div data-testid=stApp data-test-script-state=notRunning>
<button>Approve</button><a href="#elsewhere">Elsewhere</a><div id=live></div></div>"""
START = """async (source) => {
  window.greenlightBus = () => ({ subscribe: (hear) => { window.tell = hear; return () => {}; } });
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const component = await import(address);
  window.asked = [];
  component.default({
    data: { project: 'p', kinds: ['scene.'], after: 0 },
    parentElement: document.querySelector('#live'),
    setTriggerValue: (name, id) => window.asked.push(id),
  });
}"""
NEWS = "id => window.tell({ events: [{ id, kind: 'scene.changed' }] })"
STATE = """(state) => {
  document.querySelector('[data-testid=stApp]').dataset.testScriptState = state;
}"""


@pytest.fixture
def live(page: Page) -> Page:
    """A page with the follower on it, quiet for a while."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    page.set_content(PAGE)
    page.evaluate(START, web_text("live.js"))
    page.clock.run_for(5000)
    return page


def test_news_asks_for_a_run_once(live: Page) -> None:
    live.evaluate(NEWS, 7)
    live.evaluate(NEWS, 8)
    live.clock.run_for(3000)
    assert _asked(live) == [8]


def test_news_of_other_things_asks_for_nothing(live: Page) -> None:
    live.evaluate("window.tell({ events: [{ id: 9, kind: 'take.added' }] })")
    live.clock.run_for(10_000)
    assert _asked(live) == []


def test_a_click_is_heard_first(live: Page) -> None:
    live.get_by_role("button").click()
    live.evaluate(NEWS, 7)
    live.clock.run_for(1900)
    assert _asked(live) == []
    live.evaluate(STATE, "running")
    live.clock.run_for(3000)
    assert _asked(live) == []
    live.evaluate(STATE, "notRunning")
    live.clock.run_for(400)
    assert _asked(live) == []
    live.clock.run_for(400)
    assert _asked(live) == [7]


def test_the_end_of_an_earlier_run_is_not_taken_for_the_run_of_a_click(live: Page) -> None:
    live.evaluate(STATE, "running")
    live.clock.run_for(300)
    live.get_by_role("button").click()
    live.evaluate(STATE, "notRunning")
    live.evaluate(NEWS, 7)
    live.clock.run_for(1800)
    assert _asked(live) == []


@pytest.mark.parametrize(("role", "held_ms"), [("button", 2000), ("link", 4000)])
def test_an_act_that_starts_no_run_holds_for_a_while_only(
    live: Page, role: str, held_ms: int
) -> None:
    live.get_by_role("button" if role == "button" else "link").click()
    live.evaluate(NEWS, 7)
    live.clock.run_for(held_ms - 300)
    assert _asked(live) == []
    live.clock.run_for(900)
    assert _asked(live) == [7]


def _asked(page: Page) -> list[int]:
    found: list[int] = json.loads(page.evaluate("JSON.stringify(window.asked)"))
    return found
