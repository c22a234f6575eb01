"""The shelf: what is shipped, added and found, by name; and what a page waits for."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from studio.domain.errors import NotFound, UnreadableDocument
from studio.llm.keys import Keys
from studio.llm.local import LocalModels, LocalServer
from studio.llm.models import EMBEDDED, models
from studio.llm.prices import price_of
from studio.llm.readiness import readiness
from studio.llm.shelf import ModelShelf
from tests.llm.outside import Nothing, mock_model
from tests.mocks import free_port

Serve = Callable[..., str]

OLLAMA: dict[str, Any] = {
    "/api/tags": {
        "models": [
            {"name": "qwen3:8b", "details": {"parameter_size": "8.2B"}},
            {"name": "nomic-embed-text", "details": {}},
        ]
    },
    "/api/show qwen3:8b": {
        "capabilities": ["completion", "tools", "vision"],
        "model_info": {"qwen3.context_length": 40960},
    },
    "/api/show nomic-embed-text": {"capabilities": ["embedding"]},
}
LM_STUDIO: dict[str, Any] = {
    "/api/v0/models": {
        "data": [
            {"id": "gemma-4-12b", "type": "vlm", "max_context_length": 131072,
             "quantization": "Q4_K_M", "capabilities": ["tool_use"]},
            {"id": "tiny", "type": "llm", "max_context_length": 4096, "capabilities": []},
            {"id": "embed", "type": "embeddings"},
        ]
    }
}  # fmt: skip


class Kept(dict[str, str]):
    """Preferences in memory."""

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        return super().get(key, default)

    def put(self, key: str, value: str) -> None:
        self[key] = value


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serves answers by path on loopback; gives the address."""
    running: list[ThreadingHTTPServer] = []

    def start(answers: dict[str, Any], wait: threading.Event | None = None) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(self.path)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                self.answer(f"{self.path} {body['model']}")

            def answer(self, path: str) -> None:
                if wait:
                    wait.wait(5)
                body = json.dumps(answers.get(path, {})).encode()
                self.send_response(200 if path in answers else 404)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *said: object) -> None:
                return

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        running.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def ollama(address: str) -> LocalServer:
    return LocalServer("ollama", "Ollama", address, "Install it.")


def lm_studio(address: str) -> LocalServer:
    return LocalServer("lmstudio", "LM Studio", address, "Install it.")


def test_a_local_ollama_is_found_with_the_abilities_of_its_models(serve: Serve) -> None:
    address = serve(OLLAMA)
    [model] = LocalModels((ollama(address),)).look()
    assert model.name == "ollama/qwen3:8b"
    assert model.base_url == f"{address}/v1"
    assert (model.has_tools, model.has_vision, model.context) == (True, True, 40960)
    assert model.is_local
    assert model.is_free
    assert readiness(model, Keys(Nothing(), {})).is_ready
    assert price_of(model, 10**9, 10**9) == 0


def test_a_local_lm_studio_is_found_too_and_a_model_without_tools_says_so(serve: Serve) -> None:
    able, unable = LocalModels((lm_studio(serve(LM_STUDIO)),)).look()
    assert (able.name, able.has_tools, able.has_vision) == ("lmstudio/gemma-4-12b", True, True)
    state = readiness(unable, Keys(Nothing(), {}))
    assert not state.is_ready
    assert "tools" in state.missing


def test_an_older_lm_studio_is_asked_by_the_common_protocol(serve: Serve) -> None:
    [model] = LocalModels((lm_studio(serve({"/v1/models": {"data": [{"id": "m"}]}})),)).look()
    assert model.name == "lmstudio/m"
    assert model.has_tools


@pytest.mark.parametrize("answers", [{}, {"/api/tags": []}, {"/api/tags": {"models": [{}]}},
                                     {"/api/tags": {"models": "no"}}])  # fmt: skip
def test_another_program_at_that_port_is_no_model_server(serve: Serve, answers: Any) -> None:
    assert LocalModels((ollama(serve(answers)),)).look() == ()


def test_nobody_there_is_no_fault() -> None:
    assert LocalModels((ollama(f"http://127.0.0.1:{free_port()}"),)).look() == ()


def test_a_server_that_hangs_keeps_no_page_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without end it hangs here; a page waits the first time only, and a tenth of a second."""
    hanging, waited = threading.Event(), list[float | None]()

    class Looking(threading.Thread):
        def join(self, timeout: float | None = None) -> None:
            waited.append(timeout)
            super().join(timeout)

    monkeypatch.setattr("studio.llm.local.threading.Thread", Looking)
    monkeypatch.setattr("studio.llm.local._offered", lambda _: (hanging.wait(60), ())[1])
    local = LocalModels((ollama("http://127.0.0.1:9"),))
    assert [local.found() for _ in range(100)] == [()] * 100
    assert waited == [0.1]
    hanging.set()


def test_what_is_found_is_kept_for_some_seconds(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = dict(OLLAMA)
    local = LocalModels((ollama(serve(answers)),))
    assert len(local.look()) == 1
    answers.clear()
    assert len(local.found()) == 1
    assert local.look() == ()


def test_all_of_them_stand_in_order_and_a_persons_own_replace_shipped_ones(serve: Serve) -> None:
    local = LocalModels((ollama(serve(OLLAMA)),))
    local.look()
    shelf = ModelShelf(Kept(), local)
    mine = mock_model("https://mock.test/v1", name=models()[1].name)
    shelf.put_added((mine,))
    names = [model.name for model in shelf.all()]
    assert names[:3] == [EMBEDDED, "ollama/qwen3:8b", mine.name]
    assert names.count(mine.name) == 1
    assert shelf.get(mine.name) == mine
    assert len(names) == len(models()) + 1


def test_a_model_that_is_not_there_is_not_found_and_a_local_one_is_looked_for(serve: Serve) -> None:
    shelf = ModelShelf(Kept(), LocalModels((ollama(serve(OLLAMA)),)))
    assert shelf.get("ollama/qwen3:8b").title == "qwen3:8b on Ollama"
    for name in ("nobody/nothing", "ollama/none"):
        with pytest.raises(NotFound):
            shelf.get(name)


def test_the_order_always_ends_with_embedded() -> None:
    shelf = ModelShelf(Kept(), LocalModels(()))
    assert shelf.order() == (EMBEDDED,)
    shelf.put_order(("b", EMBEDDED, "a", "b"))
    assert shelf.order() == ("b", "a", EMBEDDED)


def test_a_damaged_list_of_models_is_told() -> None:
    shelf = ModelShelf(Kept({"models.added": '[{"name": 1}]'}), LocalModels(()))
    with pytest.raises(UnreadableDocument):
        shelf.all()


def test_a_retired_model_is_not_ready() -> None:
    old = mock_model("https://mock.test/v1", key_name="", retires=date(2026, 11, 1))
    keys = Keys(Nothing(), {})
    assert readiness(old, keys, date(2026, 10, 31)).is_ready
    assert not readiness(old, keys, date(2026, 11, 1)).is_ready


def test_cached_tokens_cost_less_and_unknown_prices_nothing() -> None:
    model = mock_model("https://mock.test/v1", price_in=2.0, price_out=10.0, price_cached=0.5)
    assert price_of(model, 1_000_000, 0, cached=400_000) == pytest.approx(0.6 * 2 + 0.4 * 0.5)
    assert price_of(model, 10, 0, cached=99) == pytest.approx(10 * 0.5 / 1e6)
    assert price_of(model.model_copy(update={"price_cached": None}), 100, 0, 100) == 100 * 2 / 1e6
    assert price_of(model.model_copy(update={"price_in": None}), 100, 100) == 0
