"""A browser, a server of its own, and the few moves that all browser tests make."""

from __future__ import annotations

import os
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
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
NOT_OURS = (
    'presentation-role-conflict: <section role="presentation" tabindex="-1" data-testid="stFile',
    'aria-dialog-name: <div data-testid="stToast"',
)
UNNAMED = """() => [...document.querySelectorAll('button, input, textarea, select, a, video')]
  .filter((e) => e.checkVisibility() && !e.closest('[aria-hidden=true]'))
  .filter((e) => !(e.innerText || '').trim() && !e.ariaLabel && !e.title && !e.labels?.length
    && !e.getAttribute('aria-labelledby') && !e.querySelector('img[alt]:not([alt=""])'))
  .map((e) => e.outerHTML.slice(0, 160))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium: the system's where there is one, else the one Playwright brought."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        skip("Playwright is not installed")
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
            skip(f"no Chromium could be started: {str(fault).splitlines()[0]}")
        yield opened
        opened.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`streamlit run app.py` on a free port of this machine."""
    port = free_port()
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
        await_health(address, process)
        yield address, process
    finally:
        end(process)
        log.close()


def visit(page: Page, address: str, *, is_quiet: bool = True) -> None:
    page.goto(address)
    if is_quiet:
        settle(page)


def turn_to(page: Page, name: str) -> None:
    page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
    page.wait_for_url(lambda url: name.lower() in url or name == "Projects")
    settle(page)


def settle(page: Page) -> None:
    page.locator(QUIET).wait_for(timeout=30_000)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page, where GREENLIGHT_AXE names its script.

    What Streamlit's own parts lack (`NOT_OURS`) is not ours to mend.
    """
    script = os.environ.get("GREENLIGHT_AXE", "")
    if not script:
        reason = "GREENLIGHT_AXE names no axe-core"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{REQUIRED} is set, but {reason}")
        sys.stderr.write(f"\nbarriers are not looked for: {reason}\n")
        return []
    page.evaluate(Path(script).read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(
        """async () => (await axe.run(document)).violations
          .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 200)}`))"""
    )
    return [line for line in found if not any(part in line for part in NOT_OURS)]


def skip(reason: str) -> NoReturn:
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED} is set, but {reason}")
    sys.stderr.write(f"\nbrowser tests skipped: {reason}\n")
    pytest.skip(reason)


def free_port() -> int:
    with socket.socket() as seat:
        seat.bind(("127.0.0.1", 0))
        return int(seat.getsockname()[1])


def await_(is_so: Callable[[], bool], what: str, within_s: float = 30.0) -> None:
    end = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)


def await_health(address: str, process: subprocess.Popen[bytes]) -> None:
    def is_up() -> bool:
        assert process.poll() is None, "the server ended early"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    await_(is_up, "the server", 60.0)


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGBREAK if sys.platform == "win32" else signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
