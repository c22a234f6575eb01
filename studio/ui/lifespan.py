"""From the server's start to its end: the studio opened once, the worker beside it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from streamlit import config

from studio.ui.opening import Opening, tell_address
from studio.ui.session import opening
from studio.worker.watch import WorkerWatch


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Open the studio, keep a worker running, and end both cleanly.

    A studio that cannot be opened is no reason to refuse: the page says why.
    """
    opened = await asyncio.to_thread(opening)
    if opened.studio is None:
        _say_why(opened)
        yield {}
        return
    tell_address(opened.folder, own_address())
    watch = WorkerWatch(opened.folder)
    watch.start()
    try:
        yield {}
    finally:
        await asyncio.to_thread(watch.stop)
        opened.close()


def own_address() -> str:
    """Where this server is reached."""
    host, port = config.get_option("server.address"), config.get_option("server.port")
    return f"http://{host or '127.0.0.1'}:{port}"


def _say_why(opened: Opening) -> None:
    if opened.fault is None:
        return
    where = f"Open here instead: {opened.running_at}\n" if opened.running_at else ""
    sys.stderr.write(f"\n{opened.fault.sentence} {opened.fault.remedy}\n{where}")
