"""Render processes: they crash alone, stop at once, and never outlive their parent."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from concurrent.futures import CancelledError, wait
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from studio.compose.processes import Crew, cores
from studio.compose.segments import Look, segments
from studio.domain.brand import Brand
from studio.domain.errors import (
    DiskFull,
    GreenlightError,
    MediaMissing,
    SegmentFailed,
    WorkerLost,
)
from studio.domain.format import Quality, Size
from studio.domain.project import Captions

if TYPE_CHECKING:
    from conftest import Filming

LONG_S = 60.0

PARENT = """
import os, sys, time
from studio.compose.processes import Crew

if __name__ == "__main__":
    crew = Crew(workers=2)
    tasks = [crew.run(os.getpid) for _ in range(2)]
    print(*{task.result() for task in tasks}, flush=True)
    crew.run(time.sleep, 60)
    time.sleep(60)
"""


def test_work_is_done_in_other_processes(crew: Crew) -> None:
    assert crew.run(os.getpid).result(30) != os.getpid()


def test_a_segment_is_rendered(crew: Crew, filming: Filming) -> None:
    look = Look(Size(width=160, height=90), Quality.DRAFT, Brand(), Captions.WORDS)
    spec = segments(filming.cut([filming.still("a")]), look)[0].spec
    target = filming.folder / "segment.mp4"

    seen = crew.submit(spec, filming.pictures, target).result(30)

    assert seen.frames == 30
    assert seen.size == target.stat().st_size


def test_a_crash_is_told_and_the_crew_goes_on(crew: Crew) -> None:
    with pytest.raises(WorkerLost):
        crew.run(os._exit, 11).result(30)

    assert crew.run(abs, -3).result(30) == 3


def test_a_crash_leaves_other_work_alone(crew: Crew) -> None:
    other = crew.run(time.sleep, 0.5)
    crashed = crew.run(os.abort)

    with pytest.raises(WorkerLost):
        crashed.result(30)
    assert other.result(30) is None


def test_all_processes_can_be_lost_at_once(crew: Crew) -> None:
    pids = {task.result(30) for task in [crew.run(os.getpid) for _ in range(4)]}
    for pid in pids:
        psutil.Process(pid).kill()
    psutil.wait_procs([psutil.Process(p) for p in pids if psutil.pid_exists(p)], timeout=10)

    for _ in range(3):
        try:
            assert crew.run(abs, -5).result(30) == 5
            return
        except WorkerLost:
            continue
    pytest.fail("the crew did not come back")


def test_a_warm_crew_has_its_processes_before_its_first_task() -> None:
    before = set(psutil.Process().children())
    with Crew(workers=1) as crew:
        crew.warm()
        ends = time.monotonic() + 30
        while not (started := set(psutil.Process().children()) - before):
            assert time.monotonic() < ends
        crew.warm()
        pid = crew.run(os.getpid).result(30)

    assert pid in {process.pid for process in started}


def test_cancelling_kills_what_runs() -> None:
    with Crew(workers=1) as crew:
        pid = crew.run(os.getpid).result(30)
        task = crew.run(time.sleep, LONG_S)
        wait([crew.run(abs, 1)], timeout=0.3)

        began = time.perf_counter()
        task.cancel()
        with pytest.raises(CancelledError):
            task.result()
        _, alive = psutil.wait_procs([psutil.Process(pid)], timeout=LONG_S / 4)
        assert not alive
        assert time.perf_counter() - began < LONG_S / 2
        assert crew.run(abs, -7).result(30) == 7


def test_closing_ends_every_process() -> None:
    crew = Crew(workers=1)
    process = psutil.Process(crew.run(os.getpid).result(30))
    crew.run(time.sleep, LONG_S)

    crew.close()

    _, alive = psutil.wait_procs([process], timeout=5)
    assert not alive


@pytest.mark.slow
def test_processes_end_with_their_parent_even_when_it_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=environment, text=True
    ) as parent:
        assert parent.stdout is not None
        children = [psutil.Process(int(pid)) for pid in parent.stdout.readline().split()]
        assert children
        parent.kill()

    _, alive = psutil.wait_procs(children, timeout=5)
    assert not alive


def test_errors_come_across_as_they_are(crew: Crew, filming: Filming) -> None:
    look = Look(Size(width=160, height=90), Quality.DRAFT, Brand(), Captions.WORDS)
    spec = segments(filming.cut([filming.still("a")]), look)[0].spec

    with pytest.raises(MediaMissing) as fault:
        crew.submit(spec, {}, filming.folder / "x.mp4").result(30)

    assert fault.value.file
    assert isinstance(fault.value, GreenlightError)


def test_other_errors_become_a_failed_segment(crew: Crew) -> None:
    with pytest.raises(SegmentFailed, match="ValueError"):
        crew.run(int, "x").result(30)


def test_a_full_disk_is_named(crew: Crew) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("only Linux has a disk that is always full")
    with pytest.raises(DiskFull):
        crew.run(full.write_bytes, b"x" * 100_000).result(30)


def test_a_quota_that_is_used_up_is_a_full_disk(crew: Crew) -> None:
    with pytest.raises(DiskFull):
        crew.run(write_beyond_the_quota).result(30)


def write_beyond_the_quota() -> None:
    raise OSError(errno.EDQUOT, "Disk quota exceeded", "film.mp4")


def test_there_is_at_least_one_core() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
