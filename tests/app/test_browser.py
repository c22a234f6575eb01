"""The whole way in a real browser: from an idea to a film on the disk."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest

from studio.ui.shell import PAGES
from studio.worker.presence import live_worker
from tests.app.browsing import (
    UNNAMED,
    await_,
    served,
    settle,
    turn_to,
    violations,
    visit,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

TEXT = """# Why the sea is salty

## Rivers

Rivers carry salt from the stones.

## Sun

The sun takes only the water away.
"""


def test_from_an_idea_to_a_film(
    page: Page, folder: Path, tmp_path: Path, troubles: list[str]
) -> None:
    with served(folder) as (address, _):
        visit(page, address)
        _begin(page)
        _watch_and_change(page)
        _look_at_the_line(page)
        file = _make(page, tmp_path)
        _look_everywhere(page)
        page.goto("about:blank")
    assert troubles == []
    _check(file)


def test_a_second_server_points_to_the_first_and_both_end_cleanly(page: Page, folder: Path) -> None:
    with served(folder) as (first, process):
        await_(lambda: live_worker(folder) is not None, "the worker")
        with served(folder) as (second, _):
            visit(page, second)
            page.get_by_text("is in use by another Greenlight").wait_for()
            link = page.get_by_role("link", name="Go to the studio that is open")
            assert link.get_attribute("href") == first
        worker = live_worker(folder)
        process.send_signal(signal.SIGBREAK if sys.platform == "win32" else signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
        assert worker is not None
        assert live_worker(folder) is None


def _begin(page: Page) -> None:
    page.get_by_text("What is your film about?").wait_for()
    page.get_by_label("Your idea, or your text").fill(TEXT)
    page.get_by_role("button", name="Make this film").click()
    page.wait_for_url("**/chat?project=*")
    page.get_by_text("The plan is ready").last.wait_for()


def _watch_and_change(page: Page) -> None:
    from playwright.sync_api import expect

    turn_to(page, "Scenes")
    narration = page.get_by_label("Narration", exact=True)
    narration.fill("Taste the sea: it is salty.")
    narration.blur()
    card = page.locator("[class*=st-key-card-]").first
    card.get_by_text("Taste the sea: it is salty.").wait_for()
    card.get_by_text("review").wait_for(timeout=60_000)
    video = page.locator(".st-key-inspector-box video")
    await_(lambda: video.evaluate("v => v.readyState >= 2 && v.duration > 1"), "the draft")
    page.reload()
    settle(page)
    expect(page.get_by_label("Narration", exact=True)).to_have_value("Taste the sea: it is salty.")
    page.get_by_role("button", name="Approve all").click()
    page.get_by_text(re.compile(r"^(\d) of \1 scenes approved$")).wait_for()
    settle(page)


def _look_at_the_line(page: Page) -> None:
    turn_to(page, "Timeline")
    clips = page.get_by_role("listbox", name="Picture track").get_by_role("option")
    clips.first.wait_for()
    before = clips.evaluate_all("all => all.map((clip) => clip.dataset.id)")
    assert len(before) >= 2
    clips.first.focus()
    _redraw(page)
    assert clips.first.evaluate("clip => clip.getRootNode().activeElement === clip")
    page.keyboard.press("Alt+ArrowRight")
    moved = [before[1], before[0], *before[2:]]
    await_(
        lambda: clips.evaluate_all("all => all.map((clip) => clip.dataset.id)") == moved,
        "the scene in its new place",
    )
    settle(page)


def _redraw(page: Page) -> None:
    """Have the line drawn anew, as news from the worker would at any moment."""
    inner = page.locator(".inner")
    wide = inner.evaluate("inner => inner.clientWidth")
    page.set_viewport_size({"width": 1500, "height": 1000})
    await_(lambda: inner.evaluate("inner => inner.clientWidth") != wide, "another width")
    page.set_viewport_size({"width": 1600, "height": 1000})
    await_(lambda: inner.evaluate("inner => inner.clientWidth") == wide, "the width of before")


def _make(page: Page, tmp_path: Path) -> Path:
    turn_to(page, "Export")
    page.get_by_role("button", name="Make the film").click()
    save = page.get_by_role("link", name="Save the film")
    save.wait_for(timeout=120_000)
    with page.expect_download() as saving:
        save.click()
    assert saving.value.suggested_filename.endswith(".mp4")
    target = tmp_path / "saved.mp4"
    saving.value.save_as(target)
    return target


def _look_everywhere(page: Page) -> None:
    """Every page in wide and narrow: nothing without a name, nothing wider than the window."""
    for _, name, _ in PAGES:
        turn_to(page, name)
        assert page.evaluate(UNNAMED) == [], name
        assert violations(page) == [], name
        page.set_viewport_size({"width": 390, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 1600, "height": 1000})
        assert wide <= 390, name


def _check(file: Path) -> None:
    """It decodes from end to end, with sound of the same length."""
    with av.open(str(file)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.codec_context.name, sound.codec_context.name) == ("h264", "aac")
        assert (picture.width, picture.height) == (1920, 1080)
        frames = sum(1 for _ in film.decode(picture))
        assert frames > 60
        assert film.duration is not None
        assert abs(film.duration / av.time_base - frames / 30) < 0.2
