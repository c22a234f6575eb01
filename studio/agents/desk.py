"""What a tool is given to work with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from studio.actions.plans import Edit, latest_plan
from studio.actions.takes import request_scratch
from studio.agents.naming import find_scene
from studio.agents.requests import SceneName
from studio.domain.errors import QueueFull
from studio.domain.ids import ProjectId, SceneId, TraceId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.studio import Studio

AUTHOR = "director"


@dataclass(frozen=True)
class Desk:
    """The project a tool works on. Edits of one message are one `batch`, undone together."""

    studio: Studio
    project_id: ProjectId
    batch: str
    trace: TraceId

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return self.studio.store.projects.get(self.project_id)

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return latest_plan(self.studio, self.project_id)

    @property
    def edit(self) -> Edit:
        """By whom and for which message a change is made."""
        return Edit(author=AUTHOR, batch=self.batch, trace=self.trace)

    def scene(self, name: SceneName) -> Scene:
        """The scene that a person means. Raises NotFound."""
        return find_scene(self.plan, name)

    def draft(self, *scenes: SceneId) -> bool:
        """Ask for drafts of these scenes, or of all; False when too much work waits already."""
        try:
            request_scratch(self.studio, self.project_id, scenes or None, self.trace)
        except QueueFull:
            return False
        return True


Effect = Callable[[], str]
"""A change that is ready to be made; it returns its outcome in plain words."""

Tool = Callable[..., str] | Callable[..., Awaitable[Effect]]
"""Acts at once, or thinks first and gives back what it will do. Either acts in one transaction."""
