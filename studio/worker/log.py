"""The worker's log: JSON lines in a file for machines, plain lines on stderr for people."""

from __future__ import annotations

import json
import logging
import logging.handlers
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from studio.domain.job import Job

FILE_BYTES = 5_000_000
FILES_KEPT = 5
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_QUIET = {"studio": logging.INFO, "dbos": logging.ERROR}


class JobLog(logging.LoggerAdapter[logging.Logger]):
    """A logger that puts the job and its trace id into every line.

    Facts are passed as `extra`: `log.info("segment made", extra={"segment": key})`.
    """

    @classmethod
    def of(cls, job: Job) -> JobLog:
        """The log of one job."""
        facts = {"trace": job.trace, "job": job.id, "kind": job.kind.value}
        return cls(logging.getLogger("studio.worker.job"), facts)

    def process(
        self, msg: object, kwargs: MutableMapping[str, Any]
    ) -> tuple[object, MutableMapping[str, Any]]:
        """Add the job's facts to those of this line."""
        return msg, {**kwargs, "extra": {**(self.extra or {}), **kwargs.get("extra", {})}}


class JsonLines(logging.Formatter):
    """One JSON object a line: at (UTC), level, logger, message, the facts, the error if any."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of JSON."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({key: value for key, value in vars(record).items() if key not in _OWN})
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """One short line for a person: time, level, message, trace id."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line of text, without the details of an error."""
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        trace = getattr(record, "trace", "")
        scene = getattr(record, "scene", "")
        tail = (f" “{scene}”" if scene else "") + (f" [{trace}]" if trace else "")
        return f"{at} {record.levelname.lower():7} {record.getMessage()}{tail}"


@contextmanager
def worker_log(folder: Path) -> Iterator[logging.Logger]:
    """Log to `logs/worker.jsonl` in the data folder and to stderr, while the worker runs."""
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    file = logging.handlers.RotatingFileHandler(
        folder / "logs" / "worker.jsonl",
        maxBytes=FILE_BYTES,
        backupCount=FILES_KEPT,
        encoding="utf-8",
    )
    file.setFormatter(JsonLines())
    people = logging.StreamHandler()
    people.setFormatter(PlainLines())
    handlers: tuple[logging.Handler, ...] = (file, people)
    root = logging.getLogger()
    for handler in handlers:
        root.addHandler(handler)
    for name, level in _QUIET.items():
        logging.getLogger(name).setLevel(level)
    try:
        yield logging.getLogger("studio.worker")
    finally:
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()
