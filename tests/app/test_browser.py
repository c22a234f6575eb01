"""The whole way in a real browser: from an idea to a film on the disk."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import pytest

from studio.worker.presence import live_worker

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
REQUIRED = "GREENLIGHT_REQUIRE_BROWSER"
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
QUIET = "[data-testid=stApp][data-test-script-state=notRunning]"
TEXT = """# Why the sea is salty

## Rivers

Rivers carry salt from the stones.

## Sun

The sun takes only the water away.
"""
UNNAMED = """() => [...document.querySelectorAll('button, input, textarea, select, a, video')]
  .filter((e) => e.checkVisibility() && !e.closest('[aria-hidden=true]'))
  .filter((e) => !(e.innerText || '').trim() && !e.ariaLabel && !e.title && !e.labels?.length
    && !e.getAttribute('aria-labelledby') && !e.querySelector('img[alt]:not([alt=""])'))
  .map((e) => e.outerHTML.slice(0, 160))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium: the system's where there is one, else the one Playwright brought."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        _skip("Playwright is not installed")
    found = next(
        (
            p
            for n in ("chromium", "chromium-browser", "google-chrome", "chrome")
            if (p := shutil.which(n))
        ),
        None,
    )
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        except Error as fault:
            _skip(f"no Chromium could be started: {str(fault).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture
def troubles() -> list[str]:
    """What the browser's console complained of."""
    return []


@pytest.fixture
def page(browser: Browser, troubles: list[str], tmp_path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    tab = context.new_page()
    tab.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.set_default_timeout(30_000)
    yield tab
    tab.screenshot(path=tmp_path / "last.png")
    context.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`streamlit run app.py` on a free port of this machine."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "GREENLIGHT_HOME": str(folder)}
    log = folder.with_name(f"server-{port}.log").open("wb")
    flags: dict[str, Any] = (
        {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if sys.platform == "win32" else {}
    )
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, **flags
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await_health(address, process)
        yield address, process
    finally:
        _end(process)
        log.close()


def test_from_an_idea_to_a_film(
    page: Page, folder: Path, tmp_path: Path, troubles: list[str]
) -> None:
    with served(folder) as (address, _):
        _open(page, address)
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
        _await(lambda: live_worker(folder) is not None, "the worker")
        with served(folder) as (second, _):
            _open(page, second)
            page.get_by_text("is in use by another Greenlight").wait_for()
            link = page.get_by_role("link", name="Go to the studio that is open")
            assert link.get_attribute("href") == first
        worker = live_worker(folder)
        process.send_signal(signal.SIGBREAK if sys.platform == "win32" else signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
        assert worker is not None
        assert live_worker(folder) is None


def _open(page: Page, address: str) -> None:
    page.goto(address)
    _settle(page)


def _begin(page: Page) -> None:
    page.get_by_text("What is your film about?").wait_for()
    page.get_by_label("Your idea, or your text").fill(TEXT)
    page.get_by_role("button", name="Make this film").click()
    page.wait_for_url("**/chat?project=*")
    page.get_by_text("The plan is ready").wait_for()


def _watch_and_change(page: Page) -> None:
    from playwright.sync_api import expect

    _turn_to(page, "Scenes")
    narration = page.get_by_label("Narration", exact=True)
    narration.fill("Taste the sea: it is salty.")
    narration.blur()
    card = page.locator("[class*=st-key-card-]").first
    card.get_by_text("Taste the sea: it is salty.").wait_for()
    card.get_by_text("review").wait_for(timeout=60_000)
    video = page.locator(".st-key-inspector-box video")
    page.wait_for_function("v => v.readyState >= 2", arg=video.element_handle())
    assert video.evaluate("v => v.duration") > 1
    page.reload()
    _settle(page)
    expect(page.get_by_label("Narration", exact=True)).to_have_value("Taste the sea: it is salty.")
    page.get_by_role("button", name="Approve all").click()
    page.get_by_text(re.compile(r"^(\d) of \1 scenes approved$")).wait_for()
    _settle(page)


def _look_at_the_line(page: Page) -> None:
    _turn_to(page, "Timeline")
    clips = page.get_by_role("listbox", name="Picture track").get_by_role("option")
    clips.first.wait_for()
    before = clips.evaluate_all("all => all.map((clip) => clip.dataset.id)")
    assert len(before) >= 2
    clips.first.focus()
    _redraw(page)
    assert clips.first.evaluate("clip => clip.getRootNode().activeElement === clip")
    page.keyboard.press("Alt+ArrowRight")
    moved = [before[1], before[0], *before[2:]]
    _await(
        lambda: clips.evaluate_all("all => all.map((clip) => clip.dataset.id)") == moved,
        "the scene in its new place",
    )
    _settle(page)


def _redraw(page: Page) -> None:
    """Have the line drawn anew, as news from the worker would at any moment."""
    inner = page.locator(".inner")
    wide = inner.evaluate("inner => inner.clientWidth")
    page.set_viewport_size({"width": 1500, "height": 1000})
    _await(lambda: inner.evaluate("inner => inner.clientWidth") != wide, "another width")
    page.set_viewport_size({"width": 1600, "height": 1000})
    _await(lambda: inner.evaluate("inner => inner.clientWidth") == wide, "the width of before")


def _make(page: Page, tmp_path: Path) -> Path:
    _turn_to(page, "Export")
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
    for name in ("Projects", "Chat", "Scenes", "Timeline", "Export", "Activity", "Settings"):
        _turn_to(page, name)
        assert page.evaluate(UNNAMED) == [], name
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


def _turn_to(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    page.wait_for_url(lambda url: name.lower() in url or name == "Projects")
    _settle(page)


def _settle(page: Page) -> None:
    page.locator(QUIET).wait_for(timeout=30_000)


def _skip(reason: str) -> None:
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED} is set, but {reason}")
    sys.stderr.write(f"\nbrowser tests skipped: {reason}\n")
    pytest.skip(reason)


def _free_port() -> int:
    with socket.socket() as seat:
        seat.bind(("127.0.0.1", 0))
        return int(seat.getsockname()[1])


def _await(is_so: Callable[[], bool], what: str, within_s: float = 30.0) -> None:
    end = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)


def _await_health(address: str, process: subprocess.Popen[bytes]) -> None:
    def is_up() -> bool:
        assert process.poll() is None, "the server ended early"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    _await(is_up, "the server", 60.0)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGBREAK if sys.platform == "win32" else signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
