"""Tells a page what happens: the events of its project, and what the worker is doing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from studio.domain.event import Event
from studio.domain.ids import ProjectId
from studio.studio import Studio
from studio.ui.health import status
from studio.ui.session import opening

LOOK_S = 0.12
"""How often the store is looked at, in seconds: a look costs 0.02 ms."""
STATUS_S = 2.0
_TEXT = "text.added"
_TRY_LATER = 1013


async def live(socket: WebSocket) -> None:
    """Send `{"events": […], "status": {…}}` whenever there is something new, until closed.

    `project` in the query names the project to follow, `after` the event seen last. Tokens
    of a conversation are left out: the chat page reads them itself.
    """
    studio = opening().studio
    await socket.accept()
    if studio is None:
        await socket.close(_TRY_LATER)
        return
    teller = Teller(studio, socket.query_params.get("project", ""), _after(socket, studio))
    farewell = asyncio.create_task(_until_left(socket))
    try:
        while not farewell.done():
            news = await asyncio.to_thread(teller.news)
            if news:
                await socket.send_json(news)
            await asyncio.wait([farewell], timeout=LOOK_S)
    except (WebSocketDisconnect, RuntimeError):
        return
    finally:
        farewell.cancel()


class Teller:
    """What one follower was told last, and what is new since."""

    def __init__(self, studio: Studio, project: str, after: int) -> None:
        self._studio = studio
        self._project = ProjectId(project) if project else None
        self._after = after
        self._status: dict[str, Any] = {}
        self._looked_at = float("-inf")

    def news(self) -> dict[str, Any]:
        """Events and status since the last call; empty when nothing changed."""
        last = self._studio.store.events.last_id()
        is_due = time.monotonic() - self._looked_at >= STATUS_S
        if last <= self._after and not is_due:
            return {}
        news: dict[str, Any] = {}
        if last > self._after:
            events = self._events()
            self._after = max(last, self._after)
            if events:
                news["events"] = events
        now = status(self._studio)
        self._looked_at = time.monotonic()
        if now != self._status:
            self._status = news["status"] = now
        return news

    def _events(self) -> list[dict[str, Any]]:
        found: Sequence[Event] = self._studio.store.events.after(self._after, project=self._project)
        return [
            {"id": event.id, "kind": event.kind, "topic": event.topic}
            for event in found
            if event.kind != _TEXT
        ]


async def _until_left(socket: WebSocket) -> None:
    """Return when the browser goes away; what it sends is not listened to."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return


def _after(socket: WebSocket, studio: Studio) -> int:
    text = socket.query_params.get("after", "")
    return int(text) if text.isdigit() else studio.store.events.last_id()
