"""The one way out that the browser is given: a small proxy that asks the address policy."""

from __future__ import annotations

import asyncio
import contextlib
import re
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from studio.domain.errors import UnusableAddress
from studio.web.addresses import AddressPolicy, port_of

MAX_BYTES = 80_000_000
MAX_CONNECTIONS = 400
_HEAD_BYTES = 32_768
_CONNECT_S = 6.0
_PIECE = 65_536
_FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


class GuardingProxy:
    """Listens on loopback, and goes only where `policy` lets it. An asynchronous context."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._server: asyncio.Server | None = None
        self._left = MAX_BYTES
        self._connections = 0
        self.refused: list[str] = []

    @property
    def address(self) -> str:
        """Where it listens, as host:port."""
        if self._server is None:
            return ""
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"{host}:{port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_HEAD_BYTES)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections += 1
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _CONNECT_S)
        method, target = _asked(head)
        parts = urlsplit(f"https://{target}" if method == "CONNECT" else target)
        try:
            self._policy.check(parts.geturl())
            host, port = parts.hostname or "", port_of(parts)
            addresses = await self._policy.vetted(host, port)
        except (UnusableAddress, OSError, ValueError):
            addresses = ()
        if not addresses or self._connections > MAX_CONNECTIONS:
            self.refused.append(target[:200])
            writer.write(_FORBIDDEN)
            await writer.drain()
            return
        opening = asyncio.open_connection(addresses[0], port)
        away_reader, away_writer = await asyncio.wait_for(opening, _CONNECT_S)
        try:
            if method == "CONNECT":
                writer.write(_ESTABLISHED)
            else:
                away_writer.write(_forwarded(head, method, target))
            await asyncio.gather(self._pipe(reader, away_writer), self._pipe(away_reader, writer))
        finally:
            away_writer.close()

    async def _pipe(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while self._left > 0 and (piece := await source.read(_PIECE)):
                self._left -= len(piece)
                target.write(piece)
                await target.drain()
        with contextlib.suppress(OSError, RuntimeError):
            if target.can_write_eof():
                target.write_eof()


def _asked(head: bytes) -> tuple[str, str]:
    line = head.split(b"\r\n", 1)[0].decode("latin-1")
    found = re.fullmatch(r"([A-Z]{3,8}) (\S{1,4000}) HTTP/1\.[01]", line)
    return (found[1], found[2]) if found else ("", "")


def _forwarded(head: bytes, method: str, target: str) -> bytes:
    """The request as the website wants it: its own path, and one request a connection."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = head.decode("latin-1").split("\r\n")[1:-2]
    kept = [
        line
        for line in lines
        if not re.match(r"(?:proxy-[\w-]+|connection|keep-alive|upgrade):", line, re.IGNORECASE)
    ]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *kept, "connection: close", "", ""]).encode(
        "latin-1"
    )
