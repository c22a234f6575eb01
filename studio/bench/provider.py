"""A provider of language models on loopback that says what it is told, and notes when."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Chunk = dict[str, Any]


@dataclass(frozen=True)
class Saying:
    """Words that are sent together, after a pause of `pause_s`."""

    words: str
    pause_s: float = 0.0


@dataclass
class Script:
    """What is answered: a call where tools are offered and none was answered yet, else words.

    `sent` are the moments (monotonic, seconds) at which each saying was sent, of the latest
    answer in words.
    """

    sayings: Sequence[Saying] = ()
    tool: str = ""
    closing: str = "Done."
    sent: list[float] = field(default_factory=list)

    def answer(self, asked: dict[str, Any]) -> Iterator[Chunk]:
        """The chunks of an answer; the last says why it ends."""
        has_answers = any(message["role"] == "tool" for message in asked["messages"])
        if self.tool and asked.get("tools") and not has_answers:
            call = {"name": self.tool, "arguments": "{}"}
            yield _chunk({"tool_calls": [{"index": 0, "id": "call_1", "function": call}]})
            yield _chunk({}, "tool_calls")
            return
        sayings = [Saying(self.closing)] if self.tool and has_answers else self.sayings
        self.sent = []
        for saying in sayings:
            time.sleep(saying.pause_s)
            self.sent.append(time.monotonic())
            yield _chunk({"content": saying.words})
        yield _chunk({}, "stop")


@contextmanager
def provider(script: Script) -> Iterator[str]:
    """The base address of a provider that answers by `script`, by the Chat protocol."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            """Answer one question as a stream."""
            size = int(self.headers["Content-Length"])
            asked = json.loads(self.rfile.read(size))
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            self.end_headers()
            for chunk in script.answer(asked):
                self._send(json.dumps(chunk))
            self._send("[DONE]")
            self.close_connection = True

        def _send(self, text: str) -> None:
            self.wfile.write(f"data: {text}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_given: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _chunk(delta: dict[str, Any], reason: str | None = None) -> Chunk:
    return {
        "id": "answer",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "bench",
        "choices": [{"index": 0, "delta": delta, "finish_reason": reason}],
    }
