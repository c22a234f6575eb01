"""A stand-in for services that make media: speaks their protocols, counts what is sent."""

from __future__ import annotations

import base64
import io
import json
import math
import struct
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import av
import httpx2
import numpy as np
from PIL import Image

Answer = Callable[[httpx2.Request], httpx2.Response]


@cache
def png(width: int = 96, height: int = 54) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#C04020").save(out, "PNG")
    return out.getvalue()


@cache
def wav(seconds: float = 1.2, *, is_streamed: bool = False) -> bytes:
    """Two bursts of a hum with a pause between; streamed, its header tells no length."""
    rate = 24_000
    times = np.arange(round(seconds * rate)) / rate
    loud = (times < seconds * 0.4) | (times > seconds * 0.6)
    samples = (9000 * np.sin(2 * math.pi * 180 * times) * loud).astype("<i2").tobytes()
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    raw = bytearray(out.getvalue())
    if is_streamed:
        raw[4:8] = raw[40:44] = struct.pack("<I", 0xFFFFFFFF)
    return bytes(raw)


@cache
def mp4() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for n in range(24):
            pixels = np.full((36, 64, 3), n * 8, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(pixels)))
        file.mux(stream.encode(None))
    return out.getvalue()


@dataclass
class MediaServer:
    """Answers OpenAI's pictures and speech, Replicate and fal's queue, from memory.

    `looks` is how often a request is still in the making when it is looked for. `faults` are
    given in place of the next answers to a POST: a status, or an exception to raise. Files lie
    at `files_at`.
    """

    looks: int = 1
    faults: list[int | Exception] = field(default_factory=list)
    posts: list[httpx2.Request] = field(default_factory=list)
    seen: list[httpx2.Request] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    outcome: str = "done"
    files_at: str = "https://fal.media"

    @property
    def transport(self) -> httpx2.MockTransport:
        return httpx2.MockTransport(self.answer)

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        self.seen.append(request)
        path = request.url.path
        if request.method == "POST" and not path.endswith("/cancel"):
            self.posts.append(request)
            if self.faults:
                return self._fault(self.faults.pop(0))
            return self._made(request, path)
        if path.endswith((".png", ".mp4", ".wav")):
            return httpx2.Response(200, content=self._file(path))
        return self._looked_at(path)

    def sent(self, n: int = -1) -> dict[str, Any]:
        """The JSON of a POST."""
        return dict(json.loads(self.posts[n].content))

    def _fault(self, fault: int | Exception) -> httpx2.Response:
        if isinstance(fault, Exception):
            raise fault
        told = {"error": {"message": "No, thank you."}}
        return httpx2.Response(fault, json=told, headers={"retry-after": "7"})

    def _made(self, request: httpx2.Request, path: str) -> httpx2.Response:
        if "/images/" in path:
            picture = base64.b64encode(png()).decode("ascii")
            return httpx2.Response(200, json={"data": [{"b64_json": picture}]})
        if path.endswith("/audio/speech"):
            return httpx2.Response(200, content=wav(is_streamed=True))
        name = f"r{len(self.posts)}"
        self.made[name] = 0
        if path.endswith("/predictions"):
            return httpx2.Response(201, json={"id": name, "status": "starting"})
        owner = "/".join(path.strip("/").split("/")[:2])
        base = f"https://queue.fal.run/{owner}/requests/{name}"
        urls = {"status_url": f"{base}/status", "response_url": base}
        return httpx2.Response(200, json={"request_id": name, "status": "IN_QUEUE", **urls})

    def _looked_at(self, path: str) -> httpx2.Response:
        parts = path.strip("/").split("/")
        name = parts[parts.index("requests") + 1] if "requests" in parts else parts[2]
        if name not in self.made:
            return httpx2.Response(404, json={"detail": "not found"})
        if path.endswith("/cancel"):
            return httpx2.Response(200, json={})
        is_result = "requests" in parts and parts[-1] == name
        if not is_result:
            self.made[name] += 1
        is_done = self.made[name] > self.looks
        if "requests" in parts:
            return self._fal(path, is_done, is_result)
        return self._replicate(name, is_done)

    def _fal(self, path: str, is_done: bool, is_result: bool) -> httpx2.Response:
        if not is_result:
            status = "COMPLETED" if is_done else "IN_PROGRESS"
            failed = {"error": "It went wrong."} if self.outcome == "failed" and is_done else {}
            return httpx2.Response(200, json={"status": status, **failed})
        if "kling" in path:
            return httpx2.Response(200, json={"video": {"url": f"{self.files_at}/a/b.mp4"}})
        return httpx2.Response(200, json={"images": [{"url": f"{self.files_at}/a/b.png"}]})

    def _replicate(self, name: str, is_done: bool) -> httpx2.Response:
        if not is_done:
            return httpx2.Response(200, json={"id": name, "status": "processing"})
        if self.outcome == "failed":
            found = {"id": name, "status": "failed", "error": "It went wrong."}
            return httpx2.Response(200, json=found)
        model = next(p.url.path for p in self.posts if p.url.path.endswith("/predictions"))
        ending = "wav" if "audio" in model else "mp4" if "kling" in model else "png"
        address = f"{self.files_at}/x/out.{ending}"
        output: Any = [address] if ending == "png" else address
        return httpx2.Response(200, json={"id": name, "status": "succeeded", "output": output})

    def _file(self, path: str) -> bytes:
        return {"png": png, "mp4": mp4, "wav": wav}[path.rsplit(".", 1)[1]]()


@contextmanager
def on_loopback(server: MediaServer) -> Iterator[str]:
    """The server at an address of this machine, for processes of their own."""

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            url = f"http://{self.headers['host']}{self.path}"
            headers = dict(self.headers.items())
            asked = httpx2.Request(
                self.command, url, headers=headers, content=self.rfile.read(length)
            )
            answer = server.answer(asked)
            self.send_response(answer.status_code)
            self.send_header("content-type", answer.headers.get("content-type", "video/mp4"))
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_GET = do_POST = do_PUT = handle_one  # noqa: N815  the names are the protocol

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A worker that was killed hears no answer."""

    web = Quiet(("127.0.0.1", 0), Handler)
    address = f"http://127.0.0.1:{web.server_port}"
    server.files_at = address
    thread = Thread(target=web.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield address
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
