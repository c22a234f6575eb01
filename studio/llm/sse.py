"""Server-sent events out of bytes, as they come (WHATWG HTML, “Event stream interpretation”)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class ServerEvent:
    """One event: its kind (often empty) and its data."""

    kind: str
    data: str

    def encode(self) -> bytes:
        """The event as it goes over the wire."""
        head = f"event: {self.kind}\n" if self.kind else ""
        body = "".join(f"data: {line}\n" for line in self.data.split("\n"))
        return f"{head}{body}\n".encode()


class EventReader:
    """Cuts a stream of bytes into events, wherever the pieces were cut."""

    def __init__(self) -> None:
        self._rest = b""
        self._kind = ""
        self._data: list[str] = []

    def feed(self, piece: bytes) -> Iterator[ServerEvent]:
        """The events that `piece` completes."""
        *lines, self._rest = (self._rest + piece).split(b"\n")
        for line in lines:
            yield from self._read(line.rstrip(b"\r"))

    def close(self) -> Iterator[ServerEvent]:
        """What came before the end without an empty line after it."""
        yield from self._read(self._rest.rstrip(b"\r"))
        yield from self._read(b"")

    def _read(self, line: bytes) -> Iterator[ServerEvent]:
        if not line:
            if self._data:
                yield ServerEvent(self._kind, "\n".join(self._data))
            self._kind, self._data = "", []
            return
        name, _, value = line.decode("utf-8", errors="replace").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._kind = value
