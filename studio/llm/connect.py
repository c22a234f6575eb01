"""From a row of the registry to a model that the agents can ask."""

from __future__ import annotations

import asyncio
import weakref
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from studio.domain.errors import MissingKey
from studio.llm.keys import Keys
from studio.llm.models import Model
from studio.llm.readiness import key_remedy

if TYPE_CHECKING:
    import agents
    from openai import AsyncOpenAI

RETRIES = 2
READ_S = 120.0
"""How long a provider may be silent, before its first word and between two."""
_CONNECT_S = 10.0
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_ACCOUNT = ("OpenAI-Organization", "OpenAI-Project")
"""Read by the client from the environment; nobody else's business than OpenAI's."""
_NO_KEY = "none"
"""Sent to servers that want no key, because the client wants to send one."""


class Clients:
    """One client for every endpoint and event loop, kept: their connections stay warm."""

    def __init__(self, *, read_s: float = READ_S, retries: int = RETRIES) -> None:
        self._read_s = read_s
        self._retries = retries
        self._kept: weakref.WeakKeyDictionary[
            asyncio.AbstractEventLoop, dict[tuple[str, str], AsyncOpenAI]
        ] = weakref.WeakKeyDictionary()

    def __repr__(self) -> str:
        return "Clients()"

    def client(self, base_url: str, key: str) -> AsyncOpenAI:
        """The client of this loop for that endpoint. Call it within a running loop."""
        kept = self._kept.setdefault(asyncio.get_running_loop(), {})
        if (base_url, key) not in kept:
            kept[base_url, key] = self._new(base_url, key)
        return kept[base_url, key]

    async def aclose(self) -> None:
        """Close the clients of the running loop."""
        for client in self._kept.pop(asyncio.get_running_loop(), {}).values():
            await client.close()

    def _new(self, base_url: str, key: str) -> AsyncOpenAI:
        import httpx2
        from openai import AsyncOpenAI, Omit

        from studio.llm.transport import RepairingTransport

        way = httpx2.AsyncHTTPTransport(proxy=_proxy(base_url))
        return AsyncOpenAI(
            api_key=key,
            base_url=base_url,
            max_retries=self._retries,
            default_headers=None if _is_openai(base_url) else _left_out(Omit()),
            http_client=httpx2.AsyncClient(
                transport=RepairingTransport(way),
                timeout=httpx2.Timeout(self._read_s, connect=_CONNECT_S),
            ),
        )


def connect(model: Model, keys: Keys, clients: Clients | None = None) -> agents.Model:
    """`model` as the agents ask it. Call it within the event loop that will ask.

    Give the `clients` of the studio, so that connections are used again.

    Raises:
        MissingKey: the provider wants a key that is not there.
    """
    from studio.llm.outside import OutsideModel

    key = keys.get(model.key_name) if model.key_name else _NO_KEY
    if key is None:
        raise MissingKey(model.provider, model.key_name, key_remedy(model))
    return OutsideModel(model, (clients or Clients()).client(model.base_url, key))


def _left_out(nothing: Any) -> dict[str, Any]:
    return dict.fromkeys(_ACCOUNT, nothing)


def _is_openai(base_url: str) -> bool:
    return (urlsplit(base_url).hostname or "").endswith("openai.com")


def _proxy(base_url: str) -> str | None:
    """The proxy that the environment names for an endpoint; none for this machine itself."""
    parts = urlsplit(base_url)
    host = parts.hostname or ""
    if host in _LOOPBACK or proxy_bypass(host):
        return None
    return getproxies().get(parts.scheme)
