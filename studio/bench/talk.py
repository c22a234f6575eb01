"""How quick a conversation is: first words, first scenes, re-attaching, planning, a full line."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from studio.actions.chat import send
from studio.actions.events import message_topic, project_topic
from studio.actions.models import add_model, choose_model
from studio.actions.projects import create_project
from studio.actions.streams import streamed
from studio.bench.provider import Saying, Script, provider
from studio.domain.brief import Brief, BriefKind
from studio.domain.chat import Message
from studio.domain.errors import GreenlightError, QueueFull
from studio.domain.job import JobKind, JobState
from studio.domain.project import Project
from studio.llm.models import Model
from studio.queue import Queue
from studio.studio import Studio, open_studio

LOOK_S = 0.05
"""How often the page looks for news while the director speaks."""
TURNS, EVENTS, WAITING = 20, 2_000, 50
BRIEF = """\
# Tides

Twice a day the sea leaves this harbour. Twice a day it comes home.

## The moon

The moon pulls the water towards it. The sun helps, with half the strength.

## The harbour

Six metres lie between low and high water. Boats wait for nobody else.

- At low water children look for crabs
- At high water the ferry lands

> I set my clock by the ferry, and the ferry by the moon.

What would this town be without its tide?
"""


@dataclass(frozen=True)
class Talk:
    """Seconds, each from its beginning to what a person sees of it.

    `first_word_s` is the 95th percentile over `TURNS` answers, from the provider's first piece;
    `card_s` from the closing brace of the first scene, `gap_s` to the next scene's beginning
    (the stream goes on); `attach_s` for an answer of `EVENTS` events; `plan_s` a plan of sixty
    seconds by Embedded; `line_s` all of `WAITING` turns sent at once; `has_refused` whether one
    more than the line holds was refused clearly.
    """

    first_word_s: float
    card_s: float
    gap_s: float
    attach_s: float
    plan_s: float
    line_s: float
    has_refused: bool


def talk(say: Callable[[str], None]) -> Talk:
    """Measure a conversation in a temporary folder, with a provider on loopback."""
    with tempfile.TemporaryDirectory(prefix="greenlight-talk-") as folder, _worker() as loop:
        home = Path(folder)
        say("first words")
        first_word_s = _first_word_s(home / "words", loop)
        say("first scene")
        card_s, gap_s = _card_s(home / "card", loop)
        say("re-attaching, planning")
        attach_s, plan_s = _attach_s(home / "attach"), _plan_s(home / "plan", loop)
        say("a full line")
        line_s, has_refused = _line_s(home / "line")
    return Talk(first_word_s, card_s, gap_s, attach_s, plan_s, line_s, has_refused)


@contextmanager
def _worker() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop of its own for turns, as the worker has one, with all they need loaded."""
    import studio.agents.turn  # noqa: F401 (two seconds, that no person waits for)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Studio, Project]]:
    studio = open_studio(folder)
    try:
        yield studio, create_project(studio, Brief(kind=BriefKind.MARKDOWN, text=BRIEF))
    finally:
        studio.close()


def _directed(studio: Studio, project: Project, address: str) -> None:
    """Let a model of the provider direct the film."""
    known = {
        "name": "bench/model",
        "title": "Bench",
        "provider": "Bench",
        "api": "chat",
        "model": "bench",
        "base_url": address,
        "has_tools": True,
        "is_free": True,
    }
    add_model(studio, Model.model_validate(known))
    choose_model(studio, project.id, "bench/model")


def _begun(studio: Studio, message: Message, loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    """Begin the turn of a message; the function waits for its end."""
    from studio.agents.turn import run_turn
    from studio.worker.kinds.turn import turn_order

    assert message.job
    order = turn_order(studio.store.jobs.get(message.job))
    future = asyncio.run_coroutine_threadsafe(run_turn(studio, order), loop)

    def wait() -> None:
        try:
            future.result(timeout=120)
        except GreenlightError as fault:
            raise RuntimeError(f"a turn of the benchmark failed: {fault}") from fault

    return wait


def _seen(studio: Studio, topic: str, kind: str) -> float:
    """When a page that looks every `LOOK_S` sees the first event of a kind."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if any(event.kind == kind for event in studio.store.events.after(0, topic=topic)):
            return time.monotonic()
        time.sleep(LOOK_S)
    raise RuntimeError(f"no {kind} was seen")


def _first_word_s(folder: Path, loop: asyncio.AbstractEventLoop) -> float:
    script = Script([Saying("Well, "), Saying("there it is.", 0.4)])
    waits = []
    with provider(script) as address, _opened(folder) as (studio, project):
        _directed(studio, project, address)
        for _ in range(TURNS):
            message = send(studio, project.id, "How is the film?")
            wait = _begun(studio, message, loop)
            seen = _seen(studio, message_topic(message.id), "text.added")
            waits.append(seen - script.sent[0])
            wait()
    return sorted(waits)[round(0.95 * (TURNS - 1))]


def _card_s(folder: Path, loop: asyncio.AbstractEventLoop) -> tuple[float, float]:
    scenes = [
        {"title": f"Part {n}", "narration": f"Here the tide is at its hour {n}, as ever."}
        for n in range(1, 5)
    ]
    texts = [json.dumps(scene) for scene in scenes]
    pieces = [f'{{"scenes": [{texts[0]}', *(f", {text}" for text in texts[1:]), "]}"]
    script = Script(
        [Saying(piece, 0.0 if n == 0 else 1.5) for n, piece in enumerate(pieces)],
        tool="generate_scene_breakdown",
    )
    with provider(script) as address, _opened(folder) as (studio, project):
        _directed(studio, project, address)
        message = send(studio, project.id, BRIEF)
        wait = _begun(studio, message, loop)
        seen = _seen(studio, project_topic(project.id), "scene.added")
        card_s = seen - script.sent[0]
        gap_s = 1.5 * (len(pieces) - 1) - card_s
        wait()
    return card_s, gap_s


def _attach_s(folder: Path) -> float:
    with _opened(folder) as (studio, project):
        message = send(studio, project.id, "Tell me everything")
        with studio.store.transaction():
            for n in range(EVENTS):
                topic, words = message_topic(message.id), {"text": f"word {n} "}
                studio.store.events.append("text.added", topic=topic, payload=words)
        began = time.monotonic()
        text, _ = streamed(studio, studio.store.chats.message(message.id))
        took = time.monotonic() - began
        if text.count("word") != EVENTS:
            raise RuntimeError("words were lost on the way back")
    return took


def _plan_s(folder: Path, loop: asyncio.AbstractEventLoop) -> float:
    with _opened(folder) as (studio, project):
        began = time.monotonic()
        message = send(studio, project.id, f"{BRIEF}\n\nMake it 60 seconds.")
        wait = _begun(studio, message, loop)
        wait()
        return time.monotonic() - began


def _line_s(folder: Path) -> tuple[float, bool]:
    """Fifty turns of fifty films through a worker of its own, and one more than the line holds."""
    with _opened(folder) as (studio, _):
        narrow = replace(studio, queue=Queue(studio.store, limit=WAITING))
        films = [create_project(studio, Brief(text=f"Film {n}")) for n in range(WAITING + 1)]
        for film in films[:-1]:
            send(narrow, film.id, f"call it “Number {film.id}”")
        has_refused = _is_refused(narrow, films[-1])
        narrow.queue.close()
        command = [sys.executable, "-m", "studio.worker", "--data-dir", str(folder), "--watched"]
        quiet = subprocess.DEVNULL
        began = time.monotonic()
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet, env=os.environ
        ) as worker:
            while studio.store.jobs.count([JobState.QUEUED, JobState.RUNNING, JobState.WAITING]):
                time.sleep(LOOK_S)
                if time.monotonic() - began > 120 or worker.poll() is not None:
                    worker.terminate()
                    raise RuntimeError("the line came to a stop")
            took = time.monotonic() - began
            assert worker.stdin
            worker.stdin.close()
        jobs = studio.store.jobs.list(states=[JobState.DONE])
        if sum(job.kind is JobKind.TURN for job in jobs) != WAITING:
            raise RuntimeError("not every turn was answered")
    return took, has_refused


def _is_refused(studio: Studio, film: Project) -> bool:
    try:
        send(studio, film.id, "call it “One too many”")
    except QueueFull as fault:
        return bool(fault.remedy) and not studio.store.jobs.list(project=film.id)
    return False
