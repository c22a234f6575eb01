"""Servers that play providers, started on loopback: `aimock` and `llmock`, neither written here.

Where they are stands in GREENLIGHT_AIMOCK and GREENLIGHT_LLMOCK. Without them these tests are
skipped, saying why; with GREENLIGHT_REQUIRE_MOCKS=1, as in CI, they fail instead.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx2
import pytest

_START_S = 30.0


class MockServer:
    """A server that is running: its address, and its own control interface."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.base_url = f"{address}/v1"
        self._client = httpx2.Client(base_url=address, trust_env=False, timeout=20)

    def get(self, path: str) -> Any:
        return self._client.get(path).raise_for_status().json()

    def post(self, path: str, body: Mapping[str, Any] | None = None) -> Any:
        return self._client.post(path, json=dict(body or {})).raise_for_status().json()

    def delete(self, path: str) -> None:
        self._client.delete(path).raise_for_status()

    def close(self) -> None:
        self._client.close()


class Aimock(MockServer):
    """`@copilotkit/aimock`: answers by fixtures, which match on what was asked."""

    def script(self, *fixtures: Mapping[str, Any]) -> None:
        """Answer by these from now on, the first that matches; see its `write-fixtures`."""
        self.post("/__aimock/fixtures", {"fixtures": list(fixtures)})

    def say(self, text: str, **match: Any) -> None:
        """Answer with a text, whatever is asked or where `match` fits."""
        self.script({"match": match, "response": {"content": text}})

    def call(self, *calls: tuple[str, Mapping[str, Any]], **match: Any) -> None:
        """Answer with tool calls, each a name and its arguments."""
        listed = [{"name": name, "arguments": dict(arguments)} for name, arguments in calls]
        self.script({"match": match, "response": {"toolCalls": listed}})

    def requests(self) -> list[dict[str, Any]]:
        """What was asked, in order."""
        entries = self.get("/__aimock/journal")
        return entries if isinstance(entries, list) else entries["entries"]

    def reset(self) -> None:
        self.post("/__aimock/reset")
        self.delete("/__aimock/chaos")


class Llmock(MockServer):
    """`llmock`: answers by itself, misbehaves as scripted, and judges its client."""

    def script(self, *behaviours: Mapping[str, Any]) -> None:
        """Misbehave so: {"type": "fail", "status": 429, "retry_after": 1}, …"""
        self.post("/_llmock/scenario", {"behaviors": list(behaviours)})

    def requests(self) -> list[dict[str, Any]]:
        return list(self.get("/_llmock/requests")["requests"])

    def findings(self) -> list[str]:
        """What the client did wrong, in llmock's words."""
        return [finding["code"] for finding in self.get("/_llmock/verdict")["findings"]]

    def reset(self) -> None:
        self.post("/_llmock/reset")


@pytest.fixture(scope="session")
def _aimock_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aimock]:
    program = _program("GREENLIGHT_AIMOCK")
    folder = tmp_path_factory.mktemp("aimock")
    port = free_port()
    config = {"port": port, "host": "127.0.0.1", "llm": {"fixtures": str(folder / "fixtures")}}
    (folder / "fixtures").mkdir()
    nothing = {"fixtures": [{"match": {}, "response": {"content": "Nothing was scripted."}}]}
    (folder / "fixtures" / "none.json").write_text(json.dumps(nothing))
    (folder / "aimock.json").write_text(json.dumps(config))
    command = [program, "--config", str(folder / "aimock.json"), "--port", str(port)]
    with_server = _running(command, port, folder, "/health")
    server = Aimock(next(with_server))
    yield server
    server.close()
    next(with_server, None)


@pytest.fixture
def aimock(_aimock_server: Aimock) -> Iterator[Aimock]:
    """aimock with nothing scripted."""
    _aimock_server.reset()
    yield _aimock_server
    _aimock_server.reset()


@pytest.fixture(scope="session")
def _llmock_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Llmock]:
    program = _program("GREENLIGHT_LLMOCK")
    folder = tmp_path_factory.mktemp("llmock")
    port = free_port()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port)]
    with_server = _running(command, port, folder, "/health")
    server = Llmock(next(with_server))
    yield server
    server.close()
    next(with_server, None)


@pytest.fixture
def llmock(_llmock_server: Llmock) -> Iterator[Llmock]:
    """llmock, behaving well until it is scripted otherwise."""
    _llmock_server.reset()
    yield _llmock_server
    _llmock_server.reset()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as seat:
        seat.bind(("127.0.0.1", 0))
        return int(seat.getsockname()[1])


def _program(variable: str) -> str:
    """The server's program; skips, or fails where mocks are required."""
    program = os.environ.get(variable, "")
    if program and Path(program).exists():
        return program
    reason = f"{variable} names no program; install it with .ci/mocks FOLDER"
    if os.environ.get("GREENLIGHT_REQUIRE_MOCKS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _running(command: Sequence[str], port: int, folder: Path, healthy: str) -> Iterator[str]:
    """Start a server, give its address once it answers, and end it."""
    address = f"http://127.0.0.1:{port}"
    log = folder / "log.txt"
    with log.open("wb") as written:
        process = subprocess.Popen(command, stdout=written, stderr=written, cwd=folder)
    try:
        until = time.monotonic() + _START_S
        while not _answers(address + healthy):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"{command[0]} did not start: {log.read_text()[-2000:]}")
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _answers(address: str) -> bool:
    try:
        return httpx2.get(address, trust_env=False, timeout=1).is_success
    except httpx2.HTTPError:
        return False
