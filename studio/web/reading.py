"""Read a website: fetch its page, ask the page everything, and bring its pictures along."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from studio.domain.errors import GreenlightError, SiteUnreadable
from studio.domain.site import Findings, Found, SitePicture, SiteStyle
from studio.graphics.svg import svg_picture
from studio.web.addresses import policy_for
from studio.web.cascade import Cascade
from studio.web.chromium import Browser, Shown, Window
from studio.web.colours import style_of_page
from studio.web.fetching import PAGE, PICTURE, SHEET, Fetched, Fetcher
from studio.web.hosts import refuse_video_host
from studio.web.identity import (
    description_of,
    language_of_page,
    name_of,
    promise_of,
    structured,
)
from studio.web.offers import features_of, sections_of, steps_of
from studio.web.pictures import (
    Candidate,
    SiteFile,
    logo_candidates,
    picture_candidates,
    raster_file,
)
from studio.web.proof import call_of, figures_of, numbers_of, prices_of, sayings_of
from studio.web.robots import Robots
from studio.web.sheets import rules_of
from studio.web.tone import tone_of
from studio.web.tree import Page, is_bottomless

THIN_CHARACTERS = 200
SCREENSHOT = "screenshot"
"""The place of a page's screenshot among its pictures."""

_LEAST_CHARACTERS = 10
_NEEDS_SCRIPTS = "Without a browser on this machine, what the page writes by script is not read."

OnStep = Callable[[str], None]


@dataclass(frozen=True)
class Reading:
    """What was found, and the files of pictures by the `place` they were found at."""

    findings: Findings
    files: Mapping[str, SiteFile] = field(default_factory=dict)


@dataclass(frozen=True)
class Opened:
    """A page that was read. `reading` has no screenshot yet while a `window` shows it."""

    reading: Reading
    window: Window | None = None

    async def whole(self) -> Reading:
        """The reading with the screenshot; without one where the browser could make none."""
        shown = await self.window.shown() if self.window else None
        return _with_screenshot(self.reading, shown)


async def read_website(
    url: str,
    at: datetime,
    *,
    allows_loopback: bool = False,
    browser: Browser | None = None,
    on_step: OnStep = lambda step: None,
) -> Reading:
    """Everything that a film needs of the page at `url`, its screenshot too.

    As `opened_website`, which does not wait for that.
    """
    async with opened_website(
        url, at, allows_loopback=allows_loopback, browser=browser, on_step=on_step
    ) as opened:
        return await opened.whole()


@asynccontextmanager
async def opened_website(
    url: str,
    at: datetime,
    *,
    allows_loopback: bool = False,
    browser: Browser | None = None,
    on_step: OnStep = lambda step: None,
) -> AsyncIterator[Opened]:
    """What the page at `url` says and shows, as soon as it was read.

    `browser` renders it where there is one: for a screenshot, which is made beside all else, and
    for pages that are written by scripts. It is stopped when the context ends. `on_step` is told
    what is being done, in plain words.

    Raises:
        UnusableAddress: the address may not be read.
        SiteUnreadable: there is nothing to read.
    """
    refuse_video_host(url)
    policy = policy_for(url, allows_loopback=allows_loopback)
    policy.check(url)
    async with Fetcher(policy) as fetcher:
        robots = Robots(fetcher)
        await robots.check(url)
        on_step("Opening the page")
        fetched = await fetcher.get(url, PAGE)
        refuse_video_host(fetched.url)
        if fetched.url != url:
            await robots.check(fetched.url)
        window = Window(browser, policy, fetched.url) if browser else None
        try:
            yield await _Reader(fetcher, robots, window, on_step).read(fetched, at)
        finally:
            if window:
                await window.close()


async def screenshot_of(
    url: str, *, allows_loopback: bool = False, browser: Browser | None = None
) -> bytes:
    """What a window of `browser` shows of the page at `url`, as PNG; b"" where it shows nothing.

    Raises UnusableAddress: the address may not be read.
    """
    if browser is None:
        return b""
    policy = policy_for(url, allows_loopback=allows_loopback)
    policy.check(url)
    async with Fetcher(policy) as fetcher:
        await Robots(fetcher).check(url)
    window = Window(browser, policy, url)
    try:
        shown = await window.shown()
    finally:
        await window.close()
    return shown.screenshot if shown else b""


class _Reader:
    """One reading of one page."""

    def __init__(
        self, fetcher: Fetcher, robots: Robots, window: Window | None, on_step: OnStep
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._window = window
        self._on_step = on_step
        self._remarks: list[str] = []
        self._files: dict[str, SiteFile] = {}

    async def read(self, fetched: Fetched, at: datetime) -> Opened:
        page = _page(fetched.text, fetched.url)
        is_thin = len(page.text) < THIN_CHARACTERS
        shown: Shown | None = None
        if is_thin and page.raw.css_first("script") and self._window:
            self._on_step("Letting the page write itself")
            shown = await self._window.shown()
            page = _page(shown.html, fetched.url) if shown and shown.html else page
        elif is_thin and page.raw.css_first("script"):
            self._remarks.append(_NEEDS_SCRIPTS)
        if (
            len(page.text) < _LEAST_CHARACTERS
            and not page.meta("description", "og:description").text
        ):
            raise SiteUnreadable(fetched.url, "there are no words on the page")
        things = structured(page)
        self._on_step("Reading its words, colours and pictures")
        rules, pictures = await asyncio.gather(rules_of(page, self._sheet), self._pictures(page))
        # Off the loop: others are talked to while a large page is taken apart.
        style = await asyncio.to_thread(lambda: style_of_page(page, Cascade(page, rules)))
        logo = await self._logo(page, things, style.palette.ink)
        findings = await asyncio.to_thread(findings_of, page, things, style, at)
        reading = Reading(
            findings.model_copy(
                update={
                    "logo": logo,
                    "pictures": pictures,
                    "is_rendered": shown is not None,
                    "remarks": tuple(dict.fromkeys(self._remarks))[:20],
                }
            ),
            self._files,
        )
        if shown is not None:
            return Opened(_with_screenshot(reading, shown))
        return Opened(reading, self._window)

    async def _sheet(self, url: str) -> str:
        fetched = await self._tried(url, "a style sheet")
        return fetched.text if fetched else ""

    async def _tried(self, url: str, what: str) -> Fetched | None:
        """What is at `url`, or a remark: a page is read as far as it goes."""
        try:
            await self._robots.check(url)
            return await self._fetcher.get(url, SHEET if what == "a style sheet" else PICTURE)
        except GreenlightError as fault:
            self._remarks.append(f"Left out {what}: {fault.sentence}"[:300])
            return None

    async def _logo(self, page: Page, things: tuple[dict[str, Any], ...], ink: str) -> SitePicture:
        for candidate in logo_candidates(page, things):
            file = await self._logo_file(candidate, ink)
            if file is not None:
                place = f"logo: {candidate.picture.place}"[:400]
                self._files[place] = file
                return candidate.picture.model_copy(update={"place": place})
        return SitePicture()

    async def _logo_file(self, candidate: Candidate, ink: str) -> SiteFile | None:
        if candidate.drawing:
            return self._drawing(candidate.drawing, ink)
        fetched = await self._tried(candidate.picture.address, "a logo")
        if fetched is None:
            return None
        if "svg" in fetched.content_type.lower() or b"<svg" in fetched.body[:600]:
            return self._drawing(fetched.body, ink)
        return raster_file(fetched)

    def _drawing(self, source: bytes, ink: str) -> SiteFile | None:
        try:
            return SiteFile(svg_picture(source, "The logo", ink), "png")
        except GreenlightError as fault:
            self._remarks.append(f"Left out a drawing: {fault.sentence}"[:300])
            return None

    async def _pictures(self, page: Page) -> tuple[SitePicture, ...]:
        wanted = picture_candidates(page)
        found = await asyncio.gather(*(self._tried(p.address, "a picture") for p in wanted))
        kept: list[SitePicture] = []
        for picture, fetched in zip(wanted, found, strict=True):
            file = raster_file(fetched) if fetched else None
            if file is not None:
                self._files[picture.place] = file
                kept.append(picture)
        return tuple(kept)


def _with_screenshot(reading: Reading, shown: Shown | None) -> Reading:
    if shown is None or not shown.screenshot:
        return reading
    url = reading.findings.url
    place = SitePicture(url=url, place=SCREENSHOT, address=url)
    return Reading(
        reading.findings.model_copy(update={"screenshot": place}),
        {**reading.files, SCREENSHOT: SiteFile(shown.screenshot, "png")},
    )


def _page(html: str, url: str) -> Page:
    if is_bottomless(html):
        raise SiteUnreadable(url, "its elements lie in each other by the thousand")
    return Page(html, url)


def findings_of(
    page: Page, things: tuple[dict[str, Any], ...], style: SiteStyle, at: datetime
) -> Findings:
    """What a page says, without its pictures."""
    name = name_of(page, things)
    sections = sections_of(page)
    return Findings(
        url=page.url,
        read_at=at,
        language=language_of_page(page),
        title=name,
        promise=promise_of(page, things, name.text),
        description=_unless_name(description_of(page, things, name.text), name),
        sections=sections,
        features=features_of(page),
        steps=steps_of(page),
        figures=figures_of(page, sections),
        sayings=sayings_of(page),
        prices=prices_of(page),
        call=call_of(page, sections),
        style=style,
        tone=tone_of(page.text, style),
        numbers=numbers_of(page),
    )


def _unless_name(found: Found, name: Found) -> Found:
    return Found() if found.text.casefold() == name.text.casefold() else found
