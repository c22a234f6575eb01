"""Model servers on this machine, found by themselves: Ollama and LM Studio.

Only loopback addresses are looked at. A look takes half a second at most and happens in a
thread; what it found holds for some seconds, so that a page never waits for it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import httpx2

from studio.llm.models import Model

VARIABLE = "GREENLIGHT_LOCAL_SERVERS"
"""Set to `off`, no local server is looked for."""

_LOOK_S = 0.5
_FIRST_WAIT_S = 0.1
_HOLDS_S = 8.0
_MOST = 24
_Kind = Literal["ollama", "lmstudio"]


@dataclass(frozen=True)
class LocalServer:
    """A program that may serve models on this machine, and where."""

    kind: _Kind
    title: str
    address: str
    remedy: str


SERVERS = (
    LocalServer(
        "ollama",
        "Ollama",
        "http://127.0.0.1:11434",
        "Install Ollama from https://ollama.com and run: ollama pull qwen3",
    ),
    LocalServer(
        "lmstudio",
        "LM Studio",
        "http://127.0.0.1:1234",
        "Install LM Studio from https://lmstudio.ai, load a model and start its server.",
    ),
)


class LocalModels:
    """The models that local servers offer now."""

    def __init__(self, servers: tuple[LocalServer, ...] | None = None) -> None:
        is_off = os.environ.get(VARIABLE, "").strip().lower() == "off"
        self.servers = (() if is_off else SERVERS) if servers is None else servers
        self._found: tuple[Model, ...] = ()
        self._looked_at = float("-inf")
        self._was_asked = False
        self._looking: threading.Thread | None = None
        self._guard = threading.Lock()

    def found(self) -> tuple[Model, ...]:
        """What was found last; at most a tenth of a second goes by, the first time only.

        When that is some seconds old, a new look begins behind the page's back.
        """
        if not self.servers:
            return ()
        with self._guard:
            is_first, self._was_asked = not self._was_asked, True
            is_stale = time.monotonic() - self._looked_at > _HOLDS_S
            if is_stale and (self._looking is None or not self._looking.is_alive()):
                self._looking = threading.Thread(target=self.look, name="local", daemon=True)
                self._looking.start()
            looking = self._looking
        if is_first and looking is not None:
            looking.join(_FIRST_WAIT_S)
        return self._found

    def look(self) -> tuple[Model, ...]:
        """Look now, and wait for it (half a second a server at most)."""
        found = tuple(model for server in self.servers for model in _offered(server))
        with self._guard:
            self._found = found
            self._looked_at = time.monotonic()
        return found


def is_local_name(name: str) -> bool:
    """True when a model of this name would come from a local server."""
    return name.partition("/")[0] in {server.kind for server in SERVERS}


def _offered(server: LocalServer) -> tuple[Model, ...]:
    """The models of one server; none when it does not run, or is something else."""
    until = time.monotonic() + _LOOK_S
    try:
        with httpx2.Client(base_url=server.address, timeout=_LOOK_S / 2, trust_env=False) as client:
            if server.kind == "ollama":
                return _of_ollama(server, client, until)
            return _of_lm_studio(server, client)
    except (httpx2.HTTPError, ValueError, LookupError, TypeError, AttributeError):
        return ()


def _of_ollama(server: LocalServer, client: httpx2.Client, until: float) -> tuple[Model, ...]:
    """By `/api/tags`, each asked for its abilities by `/api/show` while there is time."""
    rows = client.get("/api/tags").raise_for_status().json()["models"][:_MOST]
    models = []
    for row in rows:
        shown: Mapping[str, Any] = {}
        if time.monotonic() < until:
            answer = client.post("/api/show", json={"model": row["name"]})
            shown = answer.json() if answer.is_success else {}
        abilities = shown.get("capabilities", ["completion", "tools"])
        if "completion" not in abilities:
            continue
        sizes = [n for key, n in shown.get("model_info", {}).items() if "context_length" in key]
        size = row.get("details", {}).get("parameter_size", "")
        models.append(_model(server, row["name"], size, abilities, sizes[0] if sizes else 0))
    return tuple(models)


def _of_lm_studio(server: LocalServer, client: httpx2.Client) -> tuple[Model, ...]:
    """By its own `/api/v0/models`, which knows abilities; by `/v1/models` where that is missing."""
    own = client.get("/api/v0/models")
    if own.is_success:
        rows = [row for row in own.json()["data"] if row.get("type") in ("llm", "vlm")]
    else:
        rows = client.get("/v1/models").raise_for_status().json()["data"]
    models = []
    for row in rows[:_MOST]:
        abilities = [*row.get("capabilities", ["tool_use"])]
        abilities = ["tools" if ability == "tool_use" else ability for ability in abilities]
        abilities += ["vision"] if row.get("type") == "vlm" else []
        context = row.get("loaded_context_length") or row.get("max_context_length") or 0
        models.append(_model(server, row["id"], row.get("quantization", ""), abilities, context))
    return tuple(models)


def _model(server: LocalServer, name: str, size: str, abilities: list[str], context: int) -> Model:
    detail = f", {size}" if size else ""
    return Model(
        name=f"{server.kind}/{name}",
        title=f"{name} on {server.title}",
        provider=server.title,
        api="chat",
        model=name,
        base_url=f"{server.address}/v1",
        says=f"Runs on this machine{detail}. Nothing leaves it, and it costs nothing.",
        has_tools="tools" in abilities,
        has_vision="vision" in abilities,
        has_json_mode=True,
        context=int(context),
        price_in=0.0,
        price_out=0.0,
        is_local=True,
        is_free=True,
    )
