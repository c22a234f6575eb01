"""Conversations about a project: begin, name, find and take them along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.domain.chat import Message, Role, Thread
from studio.domain.errors import EmptyInput, NotFound
from studio.domain.ids import MessageId, ProjectId, ThreadId, new_id
from studio.store.talks import Said
from studio.studio import Studio

TITLE_LENGTH = 60
UNTITLED = "New conversation"
_AROUND = 60
_MOST = 50

ExportKind = Literal["markdown", "json"]


@dataclass(frozen=True)
class Talk:
    """A thread as a list shows it. `title` is never empty."""

    id: ThreadId
    title: str
    messages: int
    last_at: datetime


@dataclass(frozen=True)
class Hit:
    """A message in which words were found, and the words around them."""

    thread: ThreadId
    message: MessageId
    title: str
    role: Role
    excerpt: str
    at: datetime


def talks(studio: Studio, project_id: ProjectId) -> tuple[Talk, ...]:
    """The conversations of a project, the one spoken in last first."""
    said: dict[ThreadId, list[Said]] = {}
    for one in studio.store.talks.said(project_id):
        said.setdefault(one.thread, []).append(one)
    return tuple(
        _talk(thread, said.get(thread.id, [])) for thread in studio.store.talks.threads(project_id)
    )


def new_thread(studio: Studio, project_id: ProjectId) -> Thread:
    """Begin a conversation; one that was begun and not spoken in is used. Raises NotFound."""
    with studio.store.transaction():
        studio.store.projects.get(project_id)
        for thread in studio.store.chats.threads(project_id):
            if not thread.is_renamed and not studio.store.chats.messages(thread.id):
                return thread
        thread = Thread(id=ThreadId(new_id()), project=project_id, created_at=now())
        studio.store.chats.put_thread(thread)
    return thread


def rename_thread(studio: Studio, thread_id: ThreadId, title: str) -> Thread:
    """Give a conversation a title of your own. Raises EmptyInput, NotFound."""
    words = " ".join(title.split())
    if not words:
        raise EmptyInput("The title")
    with studio.store.transaction():
        known = studio.store.chats.thread(thread_id)
        named = known.model_copy(update={"title": words[:200], "is_renamed": True})
        studio.store.chats.put_thread(named)
        studio.store.events.append(
            "thread.renamed",
            project=named.project,
            topic=project_topic(named.project),
            payload={"thread": thread_id, "title": named.title},
        )
    return named


def search_messages(studio: Studio, project_id: ProjectId, words: str) -> tuple[Hit, ...]:
    """The messages of a project that hold all of `words`, newest first, at most 50.

    Case does not matter, and the names of files that were sent along count as said.
    """
    wanted = words.casefold().split()
    if not wanted:
        return ()
    titles = {talk.id: talk.title for talk in talks(studio, project_id)}
    found = [
        Hit(
            thread=one.thread,
            message=one.message,
            title=titles[one.thread],
            role=one.role,
            excerpt=excerpt(_all_of(one), wanted[0]),
            at=one.at,
        )
        for one in reversed(studio.store.talks.said(project_id))
        if all(word in _all_of(one).casefold() for word in wanted)
    ]
    return tuple(found[:_MOST])


def export_thread(studio: Studio, thread_id: ThreadId, kind: ExportKind) -> str:
    """A conversation as Markdown to read or JSON to keep. Raises NotFound."""
    thread = studio.store.chats.thread(thread_id)
    messages = studio.store.chats.messages(thread_id)
    if kind == "markdown":
        return _markdown(title_of(studio, thread), messages)
    document = {
        "thread": thread.to_document(),
        "messages": [message.to_document() for message in messages],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def title_of(studio: Studio, thread: Thread) -> str:
    """The title of a conversation: its own, else its first words."""
    match = (talk.title for talk in talks(studio, thread.project) if talk.id == thread.id)
    title = next(match, None)
    if title is None:
        raise NotFound("conversation", thread.id)
    return title


def excerpt(text: str, word: str) -> str:
    """The words around the first `word` in `text`, on one line."""
    line = " ".join(text.split())
    at = max(0, line.casefold().find(word))
    start, end = max(0, at - _AROUND), at + len(word) + _AROUND
    left, right = "…" if start else "", "…" if end < len(line) else ""
    return f"{left}{line[start:end]}{right}"


def _talk(thread: Thread, said: list[Said]) -> Talk:
    asked = next((one for one in said if one.role is Role.USER), None)
    first = _short(asked.text or asked.files) if asked else ""
    return Talk(
        id=thread.id,
        title=thread.title or first or UNTITLED,
        messages=len(said),
        last_at=said[-1].at if said else thread.created_at,
    )


def _short(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    line = " ".join(first.split()).lstrip("#>*- ")
    if len(line) <= TITLE_LENGTH:
        return line
    return line[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" .,;:–-") + "…"


def _all_of(one: Said) -> str:
    return f"{one.text}\n{one.files}"


def _markdown(title: str, messages: tuple[Message, ...]) -> str:
    return "\n\n".join([f"# {title}", *(part for m in messages for part in _told(m))]) + "\n"


def _told(message: Message) -> Iterator[str]:
    """A message as paragraphs of Markdown."""
    who = "You" if message.role is Role.USER else "Director"
    yield f"## {who}, {message.created_at:%Y-%m-%d %H:%M}"
    if message.attachments:
        yield "\n".join(f"- Attached: {file.title}" for file in message.attachments)
    if message.steps:
        yield "\n".join(
            f"- {step.title}{f': {step.outcome}' if step.outcome else ''}" for step in message.steps
        )
    if message.text:
        yield message.text
    if message.fault:
        yield f"> {message.fault.sentence} {message.fault.remedy}".rstrip()
