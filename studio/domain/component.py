"""Designs that a model or a person made: kept to be used again, with how they came to be."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.ids import ComponentId, MessageId, ProjectId, SceneId, ThreadId

MAX_ATTEMPTS = 3
"""How often a model may write a design for one wish."""


class Component(Document):
    """A motion document in the library, as it is saved. It can be used in any project's scenes.

    `design` is the document; `author` the model that wrote it, or "you".
    """

    name = "Component"

    id: ComponentId
    title: str = Field(min_length=1, max_length=120)
    wish: str = Field(default="", max_length=2000)
    author: str = Field(default="you", max_length=120)
    project: ProjectId | None = None
    design: dict[str, Any]
    created_at: datetime


class Attempt(Value):
    """What a model wrote for a design, and why it could not be used; no `problems`: it could."""

    number: int = Field(ge=1)
    model: str = ""
    text: str = Field(default="", max_length=200_000)
    problems: tuple[str, ...] = ()
    at: datetime


class BuildState(StrEnum):
    """Where a build stands. FELL_BACK: no attempt could be used, a template is shown instead."""

    OPEN = "open"
    MADE = "made"
    FELL_BACK = "fell-back"


class Build(Document):
    """One wish for a design of one scene, with every attempt at it.

    `thread` and `message` say where it was wished for, if in a conversation; `said` is the
    outcome in plain words.
    """

    name = "Build"

    id: str
    project: ProjectId
    scene: SceneId
    wish: str = Field(default="", max_length=2000)
    thread: ThreadId | None = None
    message: MessageId | None = None
    state: BuildState = BuildState.OPEN
    attempts: tuple[Attempt, ...] = ()
    component: ComponentId | None = None
    said: str = ""
    created_at: datetime
