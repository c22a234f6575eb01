"""A worker that can do test jobs only; run as a script it is a real worker process.

A job's `inputs["do"]` names what it does. Run with the arguments of `python -m studio.worker`.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from filelock import FileLock, Timeout

from studio.domain.errors import BadInput, Cancelled, RateLimited, Unreachable
from studio.domain.job import JobKind
from studio.queue import Queue
from studio.store import open_store
from studio.worker.backoff import Backoff
from studio.worker.parts import Parts
from studio.worker.work import Kind, Work

if TYPE_CHECKING:
    from studio.studio import Studio

QUICK = Backoff(first_s=0.01, longest_s=0.02)
PIECES = 20


class Crew:
    """Stands in for the render processes: says whether it was closed."""

    def __init__(self) -> None:
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


def bench_studio(folder: Path) -> Studio:
    store = open_store(folder)
    queue = Queue(store)

    def close() -> None:
        queue.close()
        store.close()

    return cast("Studio", SimpleNamespace(store=store, queue=queue, close=close))


async def count_up(work: Work) -> dict[str, Any]:
    for number in range(3):
        work.report(number * 30, f"Counting {number}")
    return {"sum": await work.off_loop(sum, [1, 2])}


async def wait(work: Work) -> dict[str, Any]:
    await asyncio.sleep(60)
    return {}


async def wait_in_thread(work: Work) -> dict[str, Any]:
    await work.off_loop(_until_cancelled, work)
    return {}


async def wait_then_give_up(work: Work) -> dict[str, Any]:
    await work.off_loop(_give_up, work)
    return {}


async def stumble(work: Work) -> dict[str, Any]:
    """Meets a passing fault twice."""
    if work.job.attempt < 3:
        raise Unreachable("Acme", "no answer")
    return {"attempt": work.job.attempt}


async def stumble_always(work: Work) -> dict[str, Any]:
    raise RateLimited("Acme", 0.001)


async def refuse(work: Work) -> dict[str, Any]:
    raise BadInput("The picture", "it is torn.", "Bring another.")


async def break_down(work: Work) -> dict[str, Any]:
    raise ZeroDivisionError("by nought")


async def make_pieces(work: Work) -> dict[str, Any]:
    """Make files one by one, as a render makes segments; those that are there are found."""
    return await work.off_loop(_make_pieces, work)


DEEDS: dict[str, Callable[[Work], Any]] = {
    deed.__name__: deed
    for deed in (
        count_up,
        wait,
        wait_in_thread,
        wait_then_give_up,
        stumble,
        stumble_always,
        refuse,
        break_down,
        make_pieces,
    )
}


async def do(work: Work) -> dict[str, Any]:
    result: dict[str, Any] = await DEEDS[work.job.inputs["do"]](work)
    return result


def bench_parts(backoff: Backoff = QUICK, crew: Callable[[], Any] = Crew) -> Parts:
    kinds = {kind: Kind(do) for kind in (JobKind.TURN, JobKind.RENDER)}
    return Parts(kinds=kinds, open_studio=bench_studio, open_crew=crew, backoff=backoff)


def _until_cancelled(work: Work) -> None:
    while not work.is_cancelled():
        time.sleep(0.01)
    (work.studio.store.folder / f"{work.job.id}.stopped").touch()


def _give_up(work: Work) -> None:
    _until_cancelled(work)
    raise Cancelled


def _make_pieces(work: Work) -> dict[str, Any]:
    folder = work.studio.store.cache("segments") / work.job.id
    folder.mkdir(exist_ok=True)
    try:
        with FileLock(folder / "alone.lock", timeout=0):
            for number in range(PIECES):
                _find_or_make(folder / f"{number}.piece")
                work.report(100 * (number + 1) / PIECES, "Making pieces")
    except Timeout:
        note(folder, "twice at once")
    return {"pieces": PIECES}


def _find_or_make(piece: Path) -> None:
    if piece.exists():
        return
    note(piece.parent, f"begin {piece.name}")
    time.sleep(random.uniform(0.01, 0.05))
    part = piece.with_suffix(".part")
    part.write_text("made", encoding="utf-8")
    note(piece.parent, f"made {piece.name}")
    os.replace(part, piece)


def note(folder: Path, line: str) -> None:
    with (folder / "journal.txt").open("a", encoding="utf-8") as journal:
        journal.write(f"{line}\n")


if __name__ == "__main__":
    from studio.worker.__main__ import main

    main(parts=bench_parts())
