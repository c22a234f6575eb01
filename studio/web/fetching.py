"""Fetch one thing from the web: within limits of size, type and time, from public places only."""

from __future__ import annotations

import asyncio
import codecs
import re
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urldefrag, urljoin

import httpx2

from studio.domain.errors import SiteUnreadable
from studio.web.addresses import AddressPolicy
from studio.web.guard import GuardedTransport

AGENT = "GreenlightBot"
_HEADERS = {
    "user-agent": f"{AGENT}/1.0 (reads one page for its owner's film)",
    "accept-encoding": "gzip, deflate",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5
CONNECT_S = 6.0
READ_S = 8.0
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """What a thing may be: beginnings of its content type, decoded bytes, seconds in all."""

    what: str
    types: tuple[str, ...]
    max_bytes: int
    total_s: float


PAGE = Wanted("web page", ("text/html", "application/xhtml"), 5_000_000, 20.0)
SHEET = Wanted("style sheet", ("text/css", "text/plain"), 2_000_000, 10.0)
PICTURE = Wanted("picture", ("image/",), 15_000_000, 15.0)
RULES = Wanted("robots.txt", ("text/",), 500_000, 8.0)


@dataclass(frozen=True)
class Fetched:
    """What came back, decoded; `url` is where it was found after all redirects."""

    url: str
    content_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, by its header, its byte order mark or its own word, else UTF-8."""
        named = re.search(r"charset\s*=\s*[\"']?([\w\-]+)", self.content_type, re.IGNORECASE)
        if self.body.startswith(codecs.BOM_UTF8):
            return self.body.decode("utf-8-sig", "replace")
        said = _META.search(self.body[:4096])
        name = named[1] if named else said[1].decode("ascii") if said else "utf-8"
        try:
            return self.body.decode(name, "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


class Fetcher:
    """Reads from the web under one policy. Use it as an asynchronous context."""

    def __init__(self, policy: AddressPolicy) -> None:
        self.policy = policy
        self._client = httpx2.AsyncClient(
            transport=GuardedTransport(policy),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(READ_S, connect=CONNECT_S),
            headers=_HEADERS,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def get(self, url: str, wanted: Wanted) -> Fetched:
        """What stands at `url`, after at most five redirects, each looked at like the first.

        Raises:
            UnusableAddress: it may not be asked for.
            SiteUnreadable: no answer, an error, another type, too large, or too slow.
        """
        try:
            async with asyncio.timeout(wanted.total_s):
                return await self._followed(url, wanted)
        except TimeoutError as fault:
            took = f"it took longer than {wanted.total_s:.0f} seconds"
            raise SiteUnreadable(url, took) from fault
        except httpx2.TimeoutException as fault:
            raise SiteUnreadable(url, "it did not answer in time") from fault
        except (httpx2.HTTPError, httpx2.InvalidURL) as fault:
            raise SiteUnreadable(url, f"no connection ({_short(fault)})") from fault

    async def _followed(self, url: str, wanted: Wanted) -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            url = urldefrag(url).url
            self.policy.check(url)
            async with self._client.stream("GET", url) as response:
                if response.status_code in _REDIRECTS:
                    url = urljoin(url, response.headers.get("location", ""))
                    continue
                return await _received(url, response, wanted)
        raise SiteUnreadable(url, f"it leads on and on, more than {MAX_REDIRECTS} times")


async def _received(url: str, response: httpx2.Response, wanted: Wanted) -> Fetched:
    if response.status_code >= 400:
        reason = f"it answered {response.status_code} {response.reason_phrase}".strip()
        raise SiteUnreadable(url, reason, status=response.status_code)
    content_type = response.headers.get("content-type", "").strip().lower()
    if not content_type.startswith(wanted.types):
        found = content_type.split(";")[0] or "nothing known"
        raise SiteUnreadable(url, f"it is no {wanted.what} but {found}")
    _check_size(url, int(_digits(response.headers.get("content-length", ""))), wanted)
    body = bytearray()
    async for piece in _decoded(url, response, wanted.max_bytes):
        body += piece
        _check_size(url, len(body), wanted)
    return Fetched(url, response.headers.get("content-type", ""), bytes(body))


def _check_size(url: str, size: int, wanted: Wanted) -> None:
    if size > wanted.max_bytes:
        limit = wanted.max_bytes // 1_000_000 or 1
        raise SiteUnreadable(url, f"the {wanted.what} is larger than {limit} MB")


async def _decoded(url: str, response: httpx2.Response, most: int) -> AsyncIterator[bytes]:
    """The body unpacked in steps no longer than `most` bytes, so that a bomb stays small."""
    named = [part.strip() for part in response.headers.get("content-encoding", "").split(",")]
    packing = [part for part in named if part not in ("", "identity")]
    if packing and (len(packing) > 1 or packing[0] not in ("gzip", "x-gzip", "deflate")):
        raise SiteUnreadable(url, f"it is packed in a way that was not asked for ({packing[0]})")
    unpacker = zlib.decompressobj(47) if packing else None
    async for piece in response.aiter_raw():
        if unpacker is None:
            yield piece
            continue
        try:
            yield unpacker.decompress(piece, most + 1)
        except zlib.error as fault:
            raise SiteUnreadable(url, "its packing is damaged") from fault


def _digits(text: str) -> str:
    return text if re.fullmatch(r"\d{1,15}", text) else "0"


def _short(fault: Exception) -> str:
    return re.sub(r"\s+", " ", str(fault))[:120] or type(fault).__name__
