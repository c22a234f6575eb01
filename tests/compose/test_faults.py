"""What goes wrong in mid-render is told clearly, loses nothing, and is taken up where it was."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import psutil
import pytest

from studio.compose.encoder import Encoder
from studio.compose.film import Film, FilmOrder, make_film
from studio.compose.processes import Crew, _sheltered
from studio.compose.specs import SegmentSpec
from studio.compose.statistics import SegmentStatistics
from studio.domain.errors import (
    DiskFull,
    FileInUse,
    GreenlightError,
    MediaMissing,
    SegmentFailed,
    WorkerLost,
)
from studio.domain.ids import AssetId

if TYPE_CHECKING:
    from conftest import Filming

T = TypeVar("T")
COLOURS = ("#C04020", "#20C040", "#4020C0", "#C0C020")


class Alone(Crew):
    """Does all work at once in this process, so that faults can be put in its way."""

    def __init__(self) -> None:
        super().__init__(workers=1)

    def run(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(_sheltered(function, args, kwargs))
        except GreenlightError as fault:
            done.set_exception(fault)
        return done


class Crashing(Crew):
    """A crew in which the codec takes its process down in one of the segments."""

    def __init__(self, at: int) -> None:
        super().__init__(workers=2)
        self._left = at

    def submit(
        self, spec: SegmentSpec, paths: Mapping[AssetId, Path], target: Path
    ) -> Future[SegmentStatistics]:
        self._left -= 1
        if self._left == 0:
            return self.run(os.abort)
        return super().submit(spec, paths, target)


def four_scenes(filming: Filming, **fields: Any) -> FilmOrder:
    scenes = [filming.still(f"s{n}", colour) for n, colour in enumerate(COLOURS)]
    return filming.order(filming.cut(scenes), **fields)


def make(order: FilmOrder, crew: Crew, after_first: Callable[[], None] | None = None) -> Film:
    waiting = [after_first] if after_first else []

    def on_progress(progress: Any) -> None:
        if progress.percent > 0 and waiting:
            waiting.pop()()

    return make_film(order, crew, on_progress, lambda: False)


def parts_left(filming: Filming) -> list[str]:
    return [path.name for path in filming.folder.rglob("*.part*")]


@pytest.mark.slow
def test_killed_processes_are_told_and_the_rest_is_found(filming: Filming) -> None:
    order = four_scenes(filming)

    with Crew(workers=2) as crew:
        crew.run(abs, -1).result(30)

        def kill() -> None:
            for child in psutil.Process().children(recursive=True):
                if "spawn_main" in " ".join(child.cmdline()):
                    child.kill()

        with pytest.raises(WorkerLost) as fault:
            make(order, crew, kill)
        assert fault.value.remedy
        assert not order.target.exists()
        film = _made_in_the_end(order, crew)

    assert film.found >= 1
    assert film.report.is_clean


def _made_in_the_end(order: FilmOrder, crew: Crew) -> Film:
    """The film after as many attempts as a job makes of a lost worker."""
    for _ in range(3):
        try:
            return make(order, crew)
        except WorkerLost:
            continue
    return make(order, crew)


@pytest.mark.slow
def test_a_codec_that_crashes_takes_one_segment_down(filming: Filming) -> None:
    order = four_scenes(filming)

    with Crashing(at=4) as crew:
        with pytest.raises(WorkerLost):
            make(order, crew)
        film = _made_in_the_end(order, crew)

    assert film.found >= 1
    assert film.report.is_clean


def test_a_full_disk_in_mid_render(filming: Filming, monkeypatch: pytest.MonkeyPatch) -> None:
    order, show, left = four_scenes(filming), Encoder.show, [75]

    def show_until_full(self: Encoder, picture: Any, n: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device", "film.mp4")
        show(self, picture, n)

    with monkeypatch.context() as full:
        full.setattr(Encoder, "show", show_until_full)
        with pytest.raises(DiskFull) as fault:
            make(order, Alone())
    assert "full" in fault.value.sentence
    assert not order.target.exists()
    assert not parts_left(filming)

    film = make(order, Alone())
    assert film.found >= 2
    assert film.report.is_clean


def test_a_disk_that_fills_while_joining(filming: Filming, monkeypatch: pytest.MonkeyPatch) -> None:
    order = four_scenes(filming)

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("studio.compose.join.join", full)
        with pytest.raises(DiskFull):
            make(order, Alone())
    assert not order.target.exists()
    assert not parts_left(filming)

    assert make(order, Alone()).made == ()


def test_a_picture_deleted_in_mid_render(filming: Filming) -> None:
    order = four_scenes(filming)
    path = list(filming.pictures.values())[-1]
    kept = path.read_bytes()

    with pytest.raises(MediaMissing) as fault:
        make(order, Alone(), path.unlink)
    assert "S3" in fault.value.sentence
    assert path.name in fault.value.sentence
    assert not parts_left(filming)

    path.write_bytes(kept)
    film = make(order, Alone())
    assert film.found >= 1
    assert film.report.is_clean


def test_a_codec_that_fails_names_its_scene(
    filming: Filming, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise ValueError("avcodec_send_frame")

    monkeypatch.setattr(Encoder, "show", fail)
    with pytest.raises(SegmentFailed, match=r"“S\d” .*avcodec_send_frame"):
        make(four_scenes(filming), Alone())


class Held:
    """A program that has `target` open for some attempts to replace it, as on Windows."""

    def __init__(self, target: Path, attempts: int) -> None:
        self._target, self._left = target, attempts
        self._replace = os.replace

    def replace(self, source: Path, target: Path) -> None:
        if target == self._target and self._left:
            self._left -= 1
            fault = PermissionError(errno.EACCES, "Access is denied", str(source), 5, str(target))
            fault.winerror = 5  # only Windows sets it by itself
            raise fault
        self._replace(source, target)


def test_a_film_that_is_being_watched_is_replaced_when_it_is_let_go(
    filming: Filming, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = four_scenes(filming)
    order.target.write_bytes(b"the old film")
    monkeypatch.setattr(os, "replace", Held(order.target, 2).replace)

    make(order, Alone())

    assert order.target.read_bytes() != b"the old film"


def test_a_film_that_is_not_let_go_stays_and_is_named(
    filming: Filming, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = four_scenes(filming)
    order.target.write_bytes(b"the old film")
    waited: list[float] = []

    with monkeypatch.context() as held:
        held.setattr(os, "replace", Held(order.target, 99).replace)
        held.setattr(time, "sleep", waited.append)
        with pytest.raises(FileInUse) as fault:
            make(order, Alone())
    assert order.target.name in fault.value.sentence
    assert order.target.read_bytes() == b"the old film"
    assert 1.0 < sum(waited) < 3.0
    assert not parts_left(filming)

    assert make(order, Alone()).made == ()
