"""Read a website for a project: its words at once, its screenshot when the browser has it."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from studio.actions.assets import add_media
from studio.actions.clock import now
from studio.actions.projects import rename_project, title_of
from studio.actions.sites import OnStep, allows_loopback, store_findings
from studio.domain.errors import BadInput, GreenlightError
from studio.domain.ids import AssetId, ProjectId
from studio.domain.site import Findings, SitePicture
from studio.llm import language_of
from studio.llm.embedded.sentences import tidy
from studio.providers.intake import inspect_media
from studio.studio import Studio
from studio.web.chromium import find_browser
from studio.web.pictures import SiteFile
from studio.web.reading import SCREENSHOT, Opened, Reading, opened_website, screenshot_of

_LEAST_WIDTH, _LEAST_HEIGHT = 320, 200
Whole = Callable[[], Awaitable[Findings]]


@dataclass(frozen=True)
class OpenSite:
    """A website that was read: what was found, and a wait for the screenshot of it.

    `whole` may be asked once; it gives the findings that a film goes on with.
    """

    findings: Findings
    whole: Whole


async def read_site(
    studio: Studio,
    project_id: ProjectId,
    url: str,
    *,
    on_step: OnStep = lambda step: None,
) -> Findings:
    """Read the website at `url` and keep what was found, its pictures as the project's.

    Raises UnusableAddress, SiteUnreadable; nothing is changed then. NotFound.
    """
    async with _opened(studio, project_id, url, on_step) as opened:
        return await _keep(studio, project_id, await opened.whole())


@asynccontextmanager
async def open_site(
    studio: Studio,
    project_id: ProjectId,
    url: str,
    *,
    on_step: OnStep = lambda step: None,
) -> AsyncIterator[OpenSite]:
    """As `read_site`, but what was found is kept before there is a screenshot, and again with it.

    The browser is stopped when the context ends. Findings that were left without their
    screenshot say so, and `known_site` goes on with them.
    """
    async with _opened(studio, project_id, url, on_step) as opened:
        awaits = opened.window is not None
        found = await _keep(studio, project_id, opened.reading, awaits=awaits)

        async def whole() -> Findings:
            files = (await opened.whole()).files if awaits else {}
            return await _shown(studio, project_id, found, files.get(SCREENSHOT))

        yield OpenSite(found, whole)


def known_site(studio: Studio, project_id: ProjectId, found: Findings) -> OpenSite:
    """A website that was read before; a screenshot that never came is made now, if it can be."""

    async def whole() -> Findings:
        if not found.awaits_screenshot:
            return found
        try:
            shot = await screenshot_of(
                found.url, allows_loopback=allows_loopback(studio), browser=find_browser()
            )
        except GreenlightError as fault:
            logging.getLogger(__name__).warning("No screenshot of %s: %s", found.url, fault)
            shot = b""
        return await _shown(studio, project_id, found, SiteFile(shot, "png") if shot else None)

    return OpenSite(found, whole)


@asynccontextmanager
async def _opened(
    studio: Studio, project_id: ProjectId, url: str, on_step: OnStep
) -> AsyncIterator[Opened]:
    studio.store.projects.get(project_id)
    async with opened_website(
        url,
        now(),
        allows_loopback=allows_loopback(studio),
        browser=find_browser(),
        on_step=on_step,
    ) as opened:
        yield opened


async def _keep(
    studio: Studio, project_id: ProjectId, reading: Reading, *, awaits: bool = False
) -> Findings:
    """Keep a reading with its pictures, and call the project what its website is called."""
    found = await asyncio.to_thread(_with_assets, studio, project_id, reading)
    language = found.language or language_of(_all_words(found))
    _name(studio, project_id, found)
    changes = {"language": language, "awaits_screenshot": awaits}
    return store_findings(studio, project_id, found.model_copy(update=changes))


async def _shown(
    studio: Studio, project_id: ProjectId, found: Findings, file: SiteFile | None
) -> Findings:
    """The findings with their screenshot; in the store, corrections made meanwhile stay."""
    if not found.awaits_screenshot:
        return found
    place = SitePicture(url=found.url, place=SCREENSHOT, address=found.url)
    shot = await asyncio.to_thread(
        _one_kept, studio, project_id, place, file, f"Page of {found.title.text}"
    )
    changes = {"screenshot": shot or SitePicture(), "awaits_screenshot": False}
    with studio.store.transaction():
        latest = studio.store.sites.latest(project_id)
        if latest and (latest.url, latest.read_at) == (found.url, found.read_at):
            store_findings(studio, project_id, latest.model_copy(update=changes))
    return found.model_copy(update=changes)


def _with_assets(studio: Studio, project_id: ProjectId, reading: Reading) -> Findings:
    """The findings with their files as the project's pictures; unfit ones are left out."""
    found, name = reading.findings, reading.findings.title.text

    def keep(picture: SitePicture, title: str, least: tuple[int, int]) -> SitePicture | None:
        file = reading.files.get(picture.place)
        return _one_kept(studio, project_id, picture, file, title, least)

    wide = (_LEAST_WIDTH, _LEAST_HEIGHT)
    pictures = [keep(p, p.text or f"Picture of {name}", wide) for p in found.pictures]
    return found.model_copy(
        update={
            "logo": keep(found.logo, f"Logo of {name}", (16, 16)) or SitePicture(),
            "screenshot": keep(found.screenshot, f"Page of {name}", (1, 1)) or SitePicture(),
            "pictures": tuple(picture for picture in pictures if picture),
        }
    )


def _one_kept(
    studio: Studio,
    project_id: ProjectId,
    picture: SitePicture,
    file: SiteFile | None,
    title: str,
    least: tuple[int, int] = (1, 1),
) -> SitePicture | None:
    """A picture as the project's, at least so wide and high; None where it is unfit."""
    if file is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
            path = Path(folder) / f"picture.{file.extension}"
            path.write_bytes(file.body)
            facts = inspect_media(path, title)
            if facts.width < least[0] or facts.height < least[1]:
                return None
            asset = add_media(studio, project_id, path, title)
    except BadInput:
        # A picture of a website that cannot be read is one less to show, and no fault of a film.
        return None
    sides = {"width": asset.width, "height": asset.height, "asset": AssetId(asset.id)}
    return picture.model_copy(update=sides)


def _name(studio: Studio, project_id: ProjectId, findings: Findings) -> None:
    """Call a project what its website is called, where the person gave it no other title."""
    project, name = studio.store.projects.get(project_id), tidy(findings.title.text)
    if name and project.title == title_of(project.brief) and not project.brief.title:
        rename_project(studio, project_id, name)


def _all_words(findings: Findings) -> str:
    return " ".join(found.text for found in findings.found)[:5000]
