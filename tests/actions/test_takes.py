"""Asking for the takes of many scenes at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio.actions.takes import request_scratch
from studio.domain.errors import QueueFull
from studio.domain.project import Project
from studio.queue import Queue
from studio.studio import Studio


@pytest.fixture
def short_line(studio: Studio) -> Iterator[Studio]:
    """A studio in which two jobs may wait."""
    queue = Queue(studio.store, limit=2)
    yield replace(studio, queue=queue)
    queue.close()


def test_of_more_scenes_than_may_wait_the_first_stand_in_line(
    short_line: Studio, film: Project
) -> None:
    jobs = request_scratch(short_line, film.id)
    assert [job.inputs["scene"] for job in jobs] == ["a", "b"]
    assert {job.id for job in short_line.queue.list(film.id)} == {job.id for job in jobs}


def test_no_room_for_any_is_told(short_line: Studio, film: Project) -> None:
    request_scratch(short_line, film.id)
    with pytest.raises(QueueFull):
        request_scratch(short_line, film.id, ["c"])
