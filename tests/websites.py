"""Websites on loopback: folders of files, and answers nobody would give in good faith."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import studio.bench

SITES = Path(__file__).parent / "web" / "sites"
FIRM = Path(studio.bench.__file__).parent / "site"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain",
}

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server on loopback: `answers` by path, else files below `folder`. `asked` keeps paths."""

    port: int
    folder: Path | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def serves(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> None:
        """Answer `path` with a body."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(200)
            request.send_header("content-type", kind)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            if "content_length" not in headers:
                request.send_header("content-length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer

    def leads(self, path: str, to: str) -> None:
        """Answer `path` with a redirect."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("location", to)
            request.end_headers()

        self.answers[path] = answer


@contextlib.contextmanager
def served(folder: Path | None = None) -> Iterator[Site]:
    """A site for as long as the context lasts."""
    site = Site(port=0, folder=folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            site.asked.append(path)
            with contextlib.suppress(OSError):
                if path in site.answers:
                    site.answers[path](self)
                else:
                    self._file(path)

        def _file(self, path: str) -> None:
            name = path.lstrip("/") or "index.html"
            file = site.folder / name if site.folder else None
            if file is None or not file.is_file():
                self.send_error(404)
                return
            body = file.read_bytes()
            self.send_response(200)
            self.send_header("content-type", _TYPES[file.suffix])
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=lambda: server.serve_forever(0.02), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as made:
        yield made


@pytest.fixture
def serve() -> Iterator[Callable[[str], Site]]:
    """Serves a folder of `sites` by its name; "firm" is the one that the benchmark films."""
    with contextlib.ExitStack() as stack:
        yield lambda name: stack.enter_context(served(FIRM if name == "firm" else SITES / name))
