"""What the worker writes down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studio.worker.log import JobLog, worker_log

if TYPE_CHECKING:
    from studio.studio import Studio


def test_lines_are_json_with_trace_and_job(
    folder: Path, studio: Studio, submit, capsys: pytest.CaptureFixture[str]
) -> None:
    job = submit("count_up")
    with worker_log(folder):
        log = JobLog.of(job)
        log.info("Größe %d", 3, extra={"segment": "s1"})
        try:
            raise KeyError("x")
        except KeyError:
            log.exception("Broken")
    first, second = (
        json.loads(line)
        for line in (folder / "logs" / "worker.jsonl").read_text(encoding="utf-8").splitlines()
    )
    assert first["message"] == "Größe 3"
    assert (first["trace"], first["job"], first["segment"]) == ("trace-1", job.id, "s1")
    assert first["at"].endswith("+00:00")
    assert second["level"] == "error"
    assert "KeyError: 'x'" in second["traceback"]
    people = capsys.readouterr().err
    assert "info    Größe 3 [trace-1]" in people
    assert "Traceback" not in people


def test_nothing_is_written_after_the_end(folder: Path, studio: Studio, submit) -> None:
    with worker_log(folder) as log:
        log.info("one")
    log.info("two")
    assert "two" not in (folder / "logs" / "worker.jsonl").read_text(encoding="utf-8")
