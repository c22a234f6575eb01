"""How far a job is: told often enough, and not more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.worker.progress import Progress

if TYPE_CHECKING:
    from studio.studio import Studio


def told(studio: Studio) -> list[tuple[float, str]]:
    events = studio.store.events.after(0)
    return [
        (event.payload["percent"], event.payload["phase"])
        for event in events
        if event.kind == "job.progressed"
    ]


def test_five_a_second_at_most(studio: Studio, submit) -> None:
    moment = [0.0]
    job = submit("count_up")
    progress = Progress(studio.store, job, clock=lambda: moment[0])
    for step in range(100):
        moment[0] = step / 50
        progress.report(step, "Counting")
    assert len(told(studio)) == 10
    assert studio.store.jobs.get(job.id).percent == told(studio)[-1][0]


def test_a_new_phase_is_told_at_once_and_the_same_twice_never(studio: Studio, submit) -> None:
    progress = Progress(studio.store, submit("count_up"), clock=lambda: 0.0)
    for percent, phase in [(1, "Drawing"), (2, "Drawing"), (2, "Speaking"), (2, "Speaking")]:
        progress.report(percent, phase)
    assert told(studio) == [(1, "Drawing"), (2, "Speaking")]


def test_percent_stays_within_its_bounds(studio: Studio, submit) -> None:
    progress = Progress(studio.store, submit("count_up"))
    progress.report(-5, "a")
    progress.report(250, "b")
    assert told(studio) == [(0, "a"), (100, "b")]
