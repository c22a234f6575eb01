"""Connections that go only where the address policy lets them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

from studio.web.addresses import AddressPolicy

_ATTEMPTS = 3


class GuardedBackend(httpcore2.AsyncNetworkBackend):
    """Looks a name up, lets the policy look at all its addresses, and connects to one of them."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._policy = policy
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to an address that was looked at. Raises UnusableAddress."""
        try:
            addresses = await self._policy.vetted(host, port)
        except OSError as fault:
            raise httpcore2.ConnectError(str(fault)) from fault
        last: Exception = httpcore2.ConnectError("no address answered")
        for address in addresses[:_ATTEMPTS]:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as fault:
                last = fault
        raise last

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.AsyncNetworkStream:
        """Never: nothing on the web is there."""
        raise httpcore2.ConnectError("sockets of this machine are not read")

    async def sleep(self, seconds: float) -> None:
        """Wait between attempts."""
        await asyncio.sleep(seconds)


class GuardedTransport(httpx2.AsyncBaseTransport):
    """httpx2's way to the network, over `GuardedBackend`; it knows no proxy and no redirect."""

    def __init__(self, policy: AddressPolicy) -> None:
        self._inner = httpx2.AsyncHTTPTransport(trust_env=False)
        self._inner._pool = httpcore2.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=12,
            network_backend=GuardedBackend(policy),
        )

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request."""
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()
