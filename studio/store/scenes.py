"""Scenes, stored once for each content, and the ones read lately."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence

from studio.domain.errors import NotFound
from studio.domain.ids import ContentHash, ProjectId
from studio.domain.scene import Scene
from studio.store.database import Database
from studio.store.texts import from_text, to_text

_KEPT = 4096
_BY_NUMBER = (
    "SELECT number, hash, document FROM scenes WHERE number IN (SELECT value FROM json_each(?))"
)


class RecentScenes:
    """The last `limit` scenes by content, for all threads. A content never changes."""

    def __init__(self, limit: int = _KEPT) -> None:
        self._limit = limit
        self._scenes: OrderedDict[ContentHash, Scene] = OrderedDict()
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._scenes)

    def find(self, contents: Iterable[ContentHash]) -> dict[ContentHash, Scene]:
        """Those of `contents` that are at hand."""
        with self._guard:
            found = {key: self._scenes[key] for key in contents if key in self._scenes}
            for key in found:
                self._scenes.move_to_end(key)
        return found

    def keep(self, scenes: dict[ContentHash, Scene]) -> None:
        """Remember `scenes` and forget those not asked for the longest."""
        with self._guard:
            self._scenes.update(scenes)
            while len(self._scenes) > self._limit:
                self._scenes.popitem(last=False)


class Scenes:
    """Rows of scenes: a plan names them by number, a content has one row in a project."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent = RecentScenes()

    def put(self, project: ProjectId, scenes: Sequence[Scene]) -> list[int]:
        """The row numbers of `scenes`, in order; contents not yet stored are. Raises BadInput."""
        contents = [scene.content_hash for scene in scenes]
        with self._database.transaction() as connection:
            known = self._numbers(project, contents)
            connection.conn.executemany(
                "INSERT INTO scenes (project, hash, document) VALUES (?, ?, ?)",
                [
                    (project, content, to_text(scene))
                    for content, scene in zip(contents, scenes, strict=True)
                    if content not in known
                ],
            )
            numbers = self._numbers(project, contents)
        return [numbers[content] for content in contents]

    def get(self, numbers: Sequence[int]) -> tuple[Scene, ...]:
        """The scenes of these rows, in order.

        Raises NotFound when their project was removed meanwhile, UnreadableDocument.
        """
        rows = {
            number: (content, text)
            for number, content, text in self._database.rows(_BY_NUMBER, (json.dumps(numbers),))
        }
        lost = set(numbers) - rows.keys()
        if lost:
            raise NotFound("scene", str(min(lost)))
        scenes = self._recent.find(content for content, _ in rows.values())
        read = {
            content: from_text(Scene, text)
            for content, text in rows.values()
            if content not in scenes
        }
        self._recent.keep(read)
        return tuple((scenes.get(c) or read[c]) for c, _ in (rows[n] for n in numbers))

    def _numbers(
        self, project: ProjectId, contents: Collection[ContentHash]
    ) -> dict[ContentHash, int]:
        """The row number of each of `contents` that is stored."""
        return dict(
            self._database.rows(
                "SELECT hash, number FROM scenes"
                " WHERE project = ? AND hash IN (SELECT value FROM json_each(?))",
                (project, json.dumps(contents)),
            )
        )
