"""What a website allows to be read, by its robots.txt (RFC 9309)."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from protego import Protego

from studio.domain.errors import SiteUnreadable, UnusableAddress
from studio.web.addresses import IN_OWN_WORDS
from studio.web.fetching import AGENT, RULES, Fetcher

_FORBIDS = "its robots.txt does not allow programs to read it."
_REMEDY = f"Ask whoever runs it, or {IN_OWN_WORDS}"


class Robots:
    """The rules of the websites of one reading, each asked for once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, asyncio.Task[Protego | None]] = {}

    async def check(self, url: str) -> None:
        """Raise UnusableAddress when the website does not want `url` to be read."""
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place not in self._rules:
            self._rules[place] = asyncio.create_task(self._read(place))
        rules = await self._rules[place]
        if rules is None or not rules.can_fetch(url, AGENT):
            raise UnusableAddress(url, _FORBIDS, _REMEDY)

    async def _read(self, place: str) -> Protego | None:
        """The rules; all is allowed where there are none, nothing (None) where they are broken."""
        try:
            found = await self._fetcher.get(f"{place}/robots.txt", RULES)
        except SiteUnreadable as fault:
            return None if fault.status >= 500 else Protego.parse("")
        return Protego.parse(found.text)
