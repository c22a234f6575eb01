"""A Chromium of this machine, where there is one: renders a page and takes its picture.

It runs as a process of its own with a profile that is thrown away. All it asks for goes
through our proxy, which holds it to the same address policy as everything else.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from studio.web.addresses import AddressPolicy
from studio.web.proxy import GuardingProxy

BROWSER_VARIABLE = "GREENLIGHT_BROWSER"
TOTAL_S = 15.0
WIDTH, HEIGHT, SCALE = 1140, 590, 1.5
"""A window as wide as a film shows one, its words large enough to be read there."""
MAX_HTML = 5_000_000
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_SWITCHES = (
    "--headless=new",
    "--hide-scrollbars",
    "--disable-gpu",
    "--mute-audio",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-quic",
    "--disable-component-update",
    "--disable-background-networking",
    "--disable-domain-reliability",
    "--disable-dev-shm-usage",
    "--deny-permission-prompts",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",
    "--virtual-time-budget=4000",
    "--dump-dom",
)


@dataclass(frozen=True)
class Browser:
    """The program that renders."""

    executable: Path


@dataclass(frozen=True)
class Shown:
    """A rendered page: its elements as HTML, and what a window of it shows, as PNG."""

    html: str
    screenshot: bytes


def find_browser() -> Browser | None:
    """The Chromium of this machine: the one named by $GREENLIGHT_BROWSER ("off" for none)."""
    named = os.environ.get(BROWSER_VARIABLE, "")
    if named:
        chosen = Path(named).expanduser()
        return Browser(chosen) if chosen.is_file() else None
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Browser(Path(found))
    place = next((Path(place) for place in _PLACES if Path(place).is_file()), None)
    return Browser(place) if place else None


class Window:
    """One page in a browser, begun at once so that it renders while the page is being read."""

    def __init__(self, browser: Browser, policy: AddressPolicy, url: str) -> None:
        self._task = asyncio.create_task(_render(browser, policy, url))

    async def shown(self) -> Shown | None:
        """The rendered page; None when the browser could not show it in time."""
        return await self._task

    async def close(self) -> None:
        """Stop the browser if it still runs."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task


async def _render(browser: Browser, policy: AddressPolicy, url: str) -> Shown | None:
    with _profile() as folder:
        picture = folder / "page.png"
        async with GuardingProxy(policy) as proxy:
            process = await asyncio.create_subprocess_exec(
                str(browser.executable),
                *_SWITCHES,
                *_unsandboxed(),
                f"--user-data-dir={folder / 'profile'}",
                f"--proxy-server=http://{proxy.address}",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--force-device-scale-factor={SCALE}",
                f"--screenshot={picture}",
                url,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                cwd=folder,
            )
            try:
                async with asyncio.timeout(TOTAL_S):
                    html = await _read(process)
            except TimeoutError:
                html = b""
            finally:
                await _end(process)
        shot = picture.read_bytes() if picture.is_file() else b""
    return Shown(html.decode("utf-8", "replace"), shot) if html or shot else None


async def _read(process: asyncio.subprocess.Process) -> bytes:
    body = bytearray()
    while process.stdout and (piece := await process.stdout.read(65_536)):
        body += piece[: MAX_HTML - len(body)]
    await process.wait()
    return bytes(body)


async def _end(process: asyncio.subprocess.Process) -> None:
    """End the browser and every process it began, each by its own number."""
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(process.pid)
        for child in (*root.children(recursive=True), root):
            with contextlib.suppress(psutil.Error):
                child.kill()
    await process.wait()


@contextlib.contextmanager
def _profile() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="greenlight-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _unsandboxed() -> tuple[str, ...]:
    """Chromium refuses its sandbox to root, as in a container, which is a box of its own."""
    is_root = sys.platform == "linux" and os.geteuid() == 0
    return ("--no-sandbox",) if is_root else ()
