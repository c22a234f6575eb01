"""The library of designs, and the attempts at them."""

from __future__ import annotations

from studio.domain.component import Build, Component
from studio.domain.errors import NotFound
from studio.domain.ids import ComponentId, ProjectId
from studio.store.database import Database
from studio.store.texts import from_text, to_text


class Components:
    """Designs of all projects, and the builds of each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, component: Component) -> None:
        """Store a design, new or changed; changed, it keeps its place."""
        self._database.put("components", {"id": component.id, "document": to_text(component)})

    def get(self, component_id: ComponentId) -> Component:
        """The design named `component_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM components WHERE id = ?", (component_id,))
        if row is None:
            raise NotFound("design", component_id)
        return from_text(Component, row[0])

    def list(self) -> tuple[Component, ...]:
        """Every design, newest first."""
        rows = self._database.rows("SELECT document FROM components ORDER BY number DESC", ())
        return tuple(from_text(Component, text) for (text,) in rows)

    def remove(self, component_id: ComponentId) -> None:
        """Take a design out of the library; scenes that use it keep theirs. Raises NotFound."""
        with self._database.transaction():
            self.get(component_id)
            self._database.write("DELETE FROM components WHERE id = ?", (component_id,))

    def put_build(self, build: Build) -> None:
        """Store a build, new or changed."""
        self._database.put(
            "builds",
            {
                "id": build.id,
                "project": build.project,
                "scene": build.scene,
                "document": to_text(build),
            },
        )

    def build(self, build_id: str) -> Build:
        """The build named `build_id`. Raises NotFound."""
        row = self._database.row("SELECT document FROM builds WHERE id = ?", (build_id,))
        if row is None:
            raise NotFound("build", build_id)
        return from_text(Build, row[0])

    def builds(self, project_id: ProjectId) -> tuple[Build, ...]:
        """The builds of a project, newest first."""
        rows = self._database.rows(
            "SELECT document FROM builds WHERE project = ? ORDER BY number DESC", (project_id,)
        )
        return tuple(from_text(Build, text) for (text,) in rows)
