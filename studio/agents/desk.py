"""What a tool is given to work with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from studio.actions.plans import Edit, latest_plan
from studio.actions.takes import request_scratch
from studio.agents.naming import find_scene, name_of
from studio.agents.requests import SceneName
from studio.domain.errors import MissingPart, NotFound, QueueFull
from studio.domain.ids import MessageId, ProjectId, SceneId, ThreadId, TraceId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.llm.models import Model, models
from studio.studio import Studio

AUTHOR = "director"
ABOUT_WORDS = 40
OnText = Callable[[str], None]


class Floor(Protocol):
    """The answer that is being written, and the specialists at hand, as a tool sees them."""

    def say(self, text: str) -> None:
        """Add a paragraph to the answer."""
        ...

    def note(self, doing: str) -> None:
        """Say what the running step is doing now."""
        ...

    async def think(self, specialist: str, prompt: str, on_text: OnText | None) -> str:
        """Ask a specialist; its words come to `on_text` piece by piece and back whole."""
        ...


class NoFloor:
    """Outside of a conversation: nobody listens, and no specialist is at hand."""

    def say(self, text: str) -> None:
        """Nobody listens."""

    def note(self, doing: str) -> None:
        """Nobody watches."""

    async def think(self, specialist: str, prompt: str, on_text: OnText | None) -> str:
        """Raises MissingPart."""
        raise MissingPart("A language model", "Choose one in the chat; the rest works without.")


def embedded_model() -> Model:
    """The model that is always there. It thinks by rules."""
    return next(model for model in models() if model.api == "embedded")


@dataclass(frozen=True)
class Desk:
    """The project a tool works on. Edits of one message are one `batch`, undone together.

    `thread` and `message` are the conversation and the answer being written; `model` is who
    speaks in it.
    """

    studio: Studio
    project_id: ProjectId
    batch: str
    trace: TraceId
    thread: ThreadId = field(default=ThreadId(""))
    message: MessageId = field(default=MessageId(""))
    speaker: Model | None = None
    floor: Floor = field(default_factory=NoFloor)

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.studio.store.projects.get(self.project_id)

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return latest_plan(self.studio, self.project_id)

    @property
    def said(self) -> str:
        """What a film can be planned from in what the person said and attached; or nothing.

        A few words beside an attached text are about it, not of it.
        """
        try:
            question = self.studio.store.chats.message(MessageId(self.batch))
        except NotFound:
            return ""
        read = [attached.text for attached in question.attachments if attached.text.strip()]
        is_about = bool(read) and len(question.text.split()) <= ABOUT_WORDS
        own = [] if is_about or not question.text else [question.text]
        return "\n\n".join([*own, *read])

    @property
    def edit(self) -> Edit:
        """By whom and for which message a change is made."""
        return Edit(author=AUTHOR, batch=self.batch, trace=self.trace)

    @property
    def model(self) -> Model:
        """Who speaks."""
        return self.speaker or embedded_model()

    @property
    def is_embedded(self) -> bool:
        """True when no language model is asked: tools then do what rules can do."""
        return self.model.api == "embedded"

    def scene(self, name: SceneName) -> Scene:
        """The scene that a person or model means: "3", "-1", "the last", words, an id.

        Raises NotFound.
        """
        plan = self.plan
        for scene in plan.scenes:
            if scene.id == name:
                return scene
        return find_scene(plan, name_of(name))

    def draft(self, *scenes: SceneId) -> bool:
        """Ask for drafts of these scenes, or of all; False when too much work waits already."""
        try:
            request_scratch(self.studio, self.project_id, scenes or None, self.trace)
        except QueueFull:
            return False
        return True

    def say(self, text: str) -> None:
        """Add a paragraph to the answer."""
        self.floor.say(text)

    def note(self, doing: str) -> None:
        """Say what this step is doing now, in a few plain words."""
        self.floor.note(doing)

    async def think(self, specialist: str, prompt: str, *, on_text: OnText | None = None) -> str:
        """Ask a specialist of the project's model; its words stream to `on_text`.

        Raises MissingPart on the embedded model, OverLimit at a cap, Transient and its like.
        """
        return await self.floor.think(specialist, prompt, on_text)


Effect = Callable[[], str]
"""A change that is ready to be made; it returns its outcome in plain words."""

Tool = Callable[..., str] | Callable[..., Awaitable[Effect]] | Callable[..., Awaitable[str]]
"""Acts at once, or thinks first and gives back what it will do: either acts in one transaction.

One that thinks and gives words back has made its changes itself, each in its own transaction
and so that running it again makes none twice.
"""
