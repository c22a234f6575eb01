"""How loud a voice is over time, for the timeline to draw."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from studio.domain.ids import ProjectId
from studio.domain.take import Take, TakeKind
from studio.store.files import writing
from studio.studio import Studio
from studio.ui.routes.answers import FOR_GOOD, answering, open_studio_or_503

A_SECOND = 20
"""Peaks for a second of sound."""


@answering
def peaks(request: Request) -> Response:
    """For each scene with a voice its peaks, 20 a second, each from 0 to 255."""
    studio = open_studio_or_503()
    project = studio.store.projects.get(ProjectId(str(request.path_params["project"])))
    takes = studio.store.takes.active_by_scene(project.id, TakeKind.SPEECH)
    return JSONResponse(
        {scene: _kept(studio, take) for scene, take in takes.items()}, headers=FOR_GOOD
    )


def peaks_of(file: Path) -> list[int]:
    """The peaks of a 16-bit WAV file; none for another kind or a damaged file."""
    try:
        with wave.open(str(file), "rb") as sound:
            if sound.getsampwidth() != 2:
                return []
            rate, channels = sound.getframerate(), sound.getnchannels()
            samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")
    except (wave.Error, EOFError):
        return []
    loud = np.abs(samples.astype(np.int32)[::channels])
    step = max(1, rate // A_SECOND)
    whole = loud[: loud.size - loud.size % step].reshape(-1, step)
    top = whole.max(axis=1) if whole.size else np.zeros(0, dtype=np.int32)
    highest = max(1, int(top.max(initial=1)))
    return [int(value) for value in top * 255 // highest]


def _kept(studio: Studio, take: Take) -> list[int]:
    source = studio.store.media.path(take.file)
    target = studio.store.cache("peaks") / f"{take.id}.json"
    if target.is_file():
        return [int(value) for value in json.loads(target.read_text(encoding="utf-8"))]
    if not source.is_file():
        return []
    found = peaks_of(source)
    with writing(target) as part:
        part.write_text(json.dumps(found), encoding="utf-8")
    return found
