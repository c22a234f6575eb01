"""The media folder: where every file has its place, under a name a person can read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from datetime import datetime
from pathlib import Path, PurePosixPath

from studio.domain.errors import NotFound
from studio.domain.ids import AssetId, ProjectId, RenderId, SceneId, TakeId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.take import TakeKind
from studio.store.database import Database
from studio.store.faults import disk_faults
from studio.store.files import is_orphan, writing
from studio.store.makers import is_running, maker
from studio.store.names import extension as safe_extension
from studio.store.names import safe_id, slug

_NAMED = (
    "SELECT file FROM takes UNION SELECT value FROM renders, json_each(json_array("
    "document ->> 'film', document ->> 'thumbnail', document ->> 'srt', document ->> 'vtt', "
    "document ->> 'ass', document ->> 'karaoke', document ->> 'words'))"
)


class MediaFolder:
    """The files of all projects. Documents name a file relative to `root`, with slashes."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self.root = root

    def path(self, relative: str) -> Path:
        """The absolute path of a file below the media folder. Raises NotFound outside it."""
        is_plain = not any(mark in relative for mark in "\\:\0")
        parts = PurePosixPath(relative).parts
        if not parts or not is_plain or ".." in parts:
            raise NotFound("file", relative)
        path = self.root / relative
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise NotFound("file", relative)
        return path

    def relative(self, path: Path) -> str:
        """The name that documents use for `path`. Raises NotFound outside the folder."""
        if not path.is_relative_to(self.root):
            raise NotFound("file", str(path))
        return path.relative_to(self.root).as_posix()

    def project_folder(self, created_at: datetime, title: str, project_id: ProjectId) -> str:
        """Such as "2026-11-20-eight-days-to-the-moon-ab12cd34"."""
        return f"{created_at.date().isoformat()}-{slug(title, 'film')}-{safe_id(project_id)}"

    def scene_folder(self, project: Project, scene: Scene, place: int) -> str:
        """Such as "<project>/scenes/03-lift-off-ab12cd34" for `place` 2 (from 0).

        It is settled the first time and stays when the scene is moved or renamed.
        """
        with self._database.transaction():
            return self._known_folder(project, scene.id) or self._allot(project, scene, place)

    def take_target(
        self,
        project: Project,
        scene: Scene | None,
        kind: TakeKind,
        take_id: TakeId,
        extension: str,
    ) -> Path:
        """Where a take is to be written; without a scene beside the project's music.

        A file made there that no take names is removed by `sweep` once its maker is gone.
        """
        name = f"{safe_id(take_id)}.{safe_extension(extension)}"
        if scene is None:
            return self._target(f"{self._folder(project)}/music/{name}")
        with self._database.transaction():
            folder = self.scene_folder(project, scene, self._allotted(project))
            return self._target(f"{folder}/{kind.value}/{name}")

    def render_target(self, project: Project, render_id: RenderId, extension: str) -> Path:
        """Where a film, or a file that goes with it, is to be written."""
        name = f"{safe_id(render_id)}-{slug(project.title, 'film')}.{safe_extension(extension)}"
        return self._target(f"{self._folder(project)}/renders/{name}")

    def export_target(self, project: Project, name: str) -> Path:
        """Where a file about the film is kept; `name` is made by the studio, with its ending."""
        stem, _, ending = name.partition(".")
        return self._ready(f"{self._folder(project)}/exports/{safe_id(stem)}.{ending}")

    def asset_target(self, project: Project, asset_id: AssetId, extension: str) -> Path:
        """Where a file that the user brought is to be kept, named by its content."""
        name = f"{safe_id(asset_id[:16])}.{safe_extension(extension)}"
        return self._ready(f"{self._folder(project)}/assets/{name}")

    def write_scripts(self, project: Project, plan: Plan) -> tuple[Path, ...]:
        """Write script.json beside each scene that changed since; the files written.

        Raises DiskFull, FolderUnwritable.
        """
        with self._database.transaction():
            known = self._scripts(project)
            for place, scene in enumerate(plan.scenes):
                if scene.id not in known:
                    known[scene.id] = (self._allot(project, scene, place), "")
        changed = [scene for scene in plan.scenes if self._is_outdated(scene, *known[scene.id])]
        targets = tuple(self.path(f"{known[scene.id][0]}/script.json") for scene in changed)
        for target, scene in zip(targets, changed, strict=True):
            _write_script(target, scene)
        self._remember_scripts(project, changed)
        return targets

    def sweep(self, known: Collection[str] = ()) -> tuple[Path, ...]:
        """Remove what was begun and never finished; the files removed.

        That is part files, and files at a take's or film's place which no row names, when
        the process that made them is gone. Files in `known` (relative) stay. Files that
        the store did not name itself are not touched.
        """
        parts = [file for file in self.root.rglob(".*.part*") if is_orphan(file)]
        targets = [name for name in self._orphans() if name not in known]
        gone = [*parts, *(file for file in map(self.path, targets) if file.is_file())]
        with disk_faults(self.root):
            for file in gone:
                file.unlink(missing_ok=True)
        with self._database.transaction():
            for name in targets:
                self._database.write("DELETE FROM targets WHERE file = ?", (name,))
        return tuple(gone)

    def remove_project(self, project: Project) -> None:
        """Remove all files of a project. Raises FolderUnwritable when one is held."""
        folder = self.path(self._folder(project))
        with disk_faults(folder):
            if folder.exists():
                shutil.rmtree(folder)

    def _folder(self, project: Project) -> str:
        """The project's folder; one not stored yet has the name that it will be given."""
        return project.folder or self.project_folder(project.created_at, project.title, project.id)

    def _ready(self, relative: str) -> Path:
        """The path of `relative`, its folder made."""
        path = self.path(relative)
        with disk_faults(self.root):
            path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _target(self, relative: str) -> Path:
        """The path of `relative`, remembered as being made until a row names it."""
        self._database.put("targets", {"file": relative, "maker": maker()}, key="file")
        return self._ready(relative)

    def _orphans(self) -> list[str]:
        """Targets that no row names and nobody makes any more."""
        rows = self._database.rows(f"SELECT file, maker FROM targets WHERE file NOT IN ({_NAMED})")
        return [file for file, by in rows if not is_running(by)]

    def _known_folder(self, project: Project, scene: SceneId) -> str | None:
        """The folder settled for a scene before."""
        row = self._database.row(
            "SELECT folder FROM scene_folders WHERE project = ? AND scene = ?", (project.id, scene)
        )
        return None if row is None else str(row[0])

    def _allotted(self, project: Project) -> int:
        """How many scenes of the project have a folder."""
        row = self._database.row(
            "SELECT count(*) FROM scene_folders WHERE project = ?", (project.id,)
        )
        return int(row[0]) if row else 0

    def _allot(self, project: Project, scene: Scene, place: int) -> str:
        """Settle the folder of a scene."""
        name = f"{place + 1:02d}-{slug(scene.title, 'scene')}-{safe_id(scene.id)}"
        folder = f"{self._folder(project)}/scenes/{name}"
        row = {"project": project.id, "scene": scene.id, "folder": folder}
        self._database.put("scene_folders", row, key="project, scene")
        return folder

    def _scripts(self, project: Project) -> dict[SceneId, tuple[str, str]]:
        """The folder of each scene, and the content of the script written there."""
        rows = self._database.rows(
            "SELECT scene, folder, script FROM scene_folders WHERE project = ?", (project.id,)
        )
        return {scene: (folder, script) for scene, folder, script in rows}

    def _is_outdated(self, scene: Scene, folder: str, content: str) -> bool:
        """True when the script in `folder` is gone or tells another content than `scene`."""
        return content != scene.content_hash or not (self.root / folder / "script.json").is_file()

    def _remember_scripts(self, project: Project, scenes: list[Scene]) -> None:
        """Write down which content each script has."""
        if not scenes:
            return
        with self._database.transaction() as connection:
            connection.conn.executemany(
                "UPDATE scene_folders SET script = ? WHERE project = ? AND scene = ?",
                [(scene.content_hash, project.id, scene.id) for scene in scenes],
            )


def _write_script(target: Path, scene: Scene) -> None:
    """Write a scene for people to read; it is made again from the store when lost."""
    text = json.dumps(scene.to_document(), ensure_ascii=False, indent=2)
    with writing(target, durable=False) as part:
        part.write_text(f"{text}\n", encoding="utf-8", newline="\n")
