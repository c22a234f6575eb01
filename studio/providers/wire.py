"""HTTP to a provider of media: what is sent, what comes back, and what may be tried again.

Only three things are known of a request that costs money: it was answered, it was surely not
carried out, or nobody knows. The last is `UncertainOutcome`, and is never sent again from here.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx2

from studio.domain.errors import (
    GreenlightError,
    MissingKey,
    ModelRefused,
    RateLimited,
    UncertainOutcome,
    Unreachable,
)
from studio.providers.interface import Card

ANSWER_S = 300.0
"""How long the making of a picture or a speech may be waited for within one request."""

_CONNECT_S = 15.0
_READ_S = 60.0
_MOST_BYTES = 600 * 1024 * 1024
_MOST_HOPS = 4
_BUSY_S = 20.0
_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
_REDIRECTS = (301, 302, 303, 307, 308)


class Wire:
    """Asks one provider, `title`, at `base_url`. `transport` stands in for the network."""

    def __init__(
        self, title: str, base_url: str, transport: httpx2.BaseTransport | None = None
    ) -> None:
        self.title = title
        self.base_url = base_url.rstrip("/")
        self._transport = transport

    def post(
        self,
        path: str,
        headers: Mapping[str, str],
        request_id: str,
        *,
        json: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        files: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> httpx2.Response:
        """Send what may cost money, once.

        Raises:
            Unreachable, RateLimited: it surely was not carried out; it may be sent again.
            ModelRefused, MissingKey: it was refused.
            UncertainOutcome: it may have been carried out.
        """
        own = {**headers, "Idempotency-Key": request_id}
        try:
            with self._client(ANSWER_S) as client:
                answer = client.post(
                    self.base_url + path, headers=own, json=json, data=form, files=files
                )
        except _NOT_SENT as fault:
            raise Unreachable(self.title, _reason(fault)) from fault
        except httpx2.HTTPError as fault:
            raise UncertainOutcome(self.title, request_id) from fault
        if answer.status_code >= 500 and answer.status_code != 503:
            raise UncertainOutcome(self.title, request_id)
        self._require_success(answer)
        return answer

    def get(self, path: str, headers: Mapping[str, str]) -> dict[str, Any]:
        """The JSON object at `path`. Raises Unreachable, RateLimited, ModelRefused, MissingKey."""
        try:
            with self._client(_READ_S) as client:
                answer = client.get(self.base_url + path, headers=dict(headers))
        except httpx2.HTTPError as fault:
            raise Unreachable(self.title, _reason(fault)) from fault
        if answer.status_code >= 500:
            raise Unreachable(self.title, f"HTTP {answer.status_code}")
        self._require_success(answer)
        found = body(answer)
        if found is None:
            raise Unreachable(self.title, "its answer is no JSON")
        return found

    def cancel(self, method: str, path: str, headers: Mapping[str, str]) -> None:
        """Ask to stop what runs; that it cannot be stopped any more is no fault."""
        try:
            with self._client(_READ_S) as client:
                client.request(method, self.base_url + path, headers=dict(headers))
        except httpx2.HTTPError as fault:
            raise Unreachable(self.title, _reason(fault)) from fault

    def download(self, address: str, target: Path) -> None:
        """Write the file at `address` (https, or a data: URL) at `target`. No key is sent along.

        Raises Unreachable, ModelRefused for an address that is not fetched or too large a file.
        """
        if address.startswith("data:"):
            target.write_bytes(self._inline(address))
            return
        try:
            with self._client(_READ_S) as client:
                self._stream(client, address, target)
        except httpx2.InvalidURL as fault:
            raise ModelRefused(
                self.title, "its file has no address.", "Try again later."
            ) from fault
        except httpx2.HTTPError as fault:
            raise Unreachable(self.title, _reason(fault)) from fault

    def path_of(self, address: str) -> str:
        """The path of one of the provider's own addresses, to be asked at `base_url`."""
        url = httpx2.URL(address)
        prefix = httpx2.URL(self.base_url).path.rstrip("/")
        path = url.raw_path.decode("ascii")
        return path[len(prefix) :] if prefix and path.startswith(f"{prefix}/") else path

    def _client(self, read_s: float) -> httpx2.Client:
        timeout = httpx2.Timeout(read_s, connect=_CONNECT_S)
        is_elsewhere = not _is_private(httpx2.URL(self.base_url).host)
        return httpx2.Client(timeout=timeout, transport=self._transport, trust_env=is_elsewhere)

    def _stream(self, client: httpx2.Client, address: str, target: Path) -> None:
        for _ in range(_MOST_HOPS):
            self._require_fetchable(address)
            with client.stream("GET", address) as answer:
                if answer.status_code in _REDIRECTS:
                    address = str(httpx2.URL(address).join(answer.headers.get("location", "")))
                    continue
                if answer.status_code >= 500:
                    raise Unreachable(self.title, f"HTTP {answer.status_code}")
                self._require_success(answer)
                self._write(answer, target)
                return
        raise ModelRefused(self.title, "its file moves from place to place.", "Try again later.")

    def _write(self, answer: httpx2.Response, target: Path) -> None:
        size = 0
        with target.open("wb") as file:
            for part in answer.iter_bytes(1 << 18):
                size += len(part)
                if size > _MOST_BYTES:
                    raise ModelRefused(self.title, "its file is too large.", "Ask for less.")
                file.write(part)

    def _require_fetchable(self, address: str) -> None:
        """A provider's files lie on public servers; a local one's beside it."""
        url, own = httpx2.URL(address), httpx2.URL(self.base_url)
        is_beside = (url.scheme, url.host, url.port) == (own.scheme, own.host, own.port)
        if is_beside or (url.scheme == "https" and not _is_private(url.host)):
            return
        raise ModelRefused(self.title, "its file lies where none is fetched from.", "Try another.")

    def _inline(self, address: str) -> bytes:
        head, _, text = address.partition(",")
        try:
            return base64.b64decode(text, validate=True) if head.endswith(";base64") else b""
        except binascii.Error as fault:
            raise Unreachable(self.title, "its file is damaged") from fault

    def _require_success(self, answer: httpx2.Response) -> None:
        if answer.is_success:
            return
        answer.read()
        raise _refusal(self.title, answer)


def body(answer: httpx2.Response) -> dict[str, Any] | None:
    """The JSON object of an answer; None when it is none."""
    try:
        found = answer.json()
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def require_key(title: str, key_name: str, key: str) -> str:
    """The key, which is there. Raises MissingKey."""
    if key:
        return key
    remedy = f"Set {key_name} in the environment, or add it in Settings."
    raise MissingKey(title, key_name, remedy)


def bearer(card: Card, key: str) -> dict[str, str]:
    """The header that shows a key; a server of one's own may want none. Raises MissingKey."""
    if card.key_name and not card.is_local:
        key = require_key(card.title, card.key_name, key)
    return {"Authorization": f"Bearer {key}"} if key else {}


def _refusal(title: str, answer: httpx2.Response) -> GreenlightError:
    status = answer.status_code
    if status == 429:
        return RateLimited(title, _wait_s(answer))
    if status == 503:
        return Unreachable(title, "it is busy")
    reason = _told(answer) or f"HTTP {status}."
    if status in (401, 403):
        return ModelRefused(title, reason, "Look at the key and at what it may do.")
    if status == 402:
        return ModelRefused(title, reason, "Your account there has no credit left.")
    return ModelRefused(title, reason, "Change the words or the picture, or choose another.")


def _wait_s(answer: httpx2.Response) -> float:
    try:
        return min(600.0, max(1.0, float(answer.headers.get("retry-after", _BUSY_S))))
    except ValueError:
        return _BUSY_S


def _told(answer: httpx2.Response) -> str:
    """What a provider says of its refusal, in at most 240 characters."""
    found = body(answer) or {}
    error = found.get("error")
    told = error.get("message") if isinstance(error, dict) else error
    told = told or found.get("detail") or found.get("title") or ""
    if isinstance(told, list):
        told = "; ".join(str(each.get("msg", each)) for each in told if isinstance(each, dict))
    return " ".join(str(told).split())[:240]


def _reason(fault: Exception) -> str:
    return type(fault).__name__


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
