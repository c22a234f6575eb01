"""A whole film of what was produced: seen, heard, and clean."""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest

from studio.actions.producing import carry_out
from studio.actions.production import (
    request_music,
    request_picture,
    request_speech,
    request_video,
)
from studio.actions.renders import make_render, request_render
from studio.actions.reviews import approve_scenes
from studio.compose.processes import Crew
from studio.domain.format import Quality
from studio.domain.ids import SceneId
from studio.domain.project import Project
from studio.llm.keys import Keys
from studio.providers import OUTSIDE
from studio.studio import Studio
from tests.media import MediaServer

KEYS = ("OPENAI_API_KEY", "REPLICATE_API_TOKEN", "FAL_KEY")


@pytest.mark.slow
def test_the_film_shows_and_speaks_what_was_produced(studio: Studio, film: Project) -> None:
    outside = tuple(build(MediaServer(looks=0).transport) for build in OUTSIDE)
    providers = replace(studio.providers, open_outside=lambda: outside)
    keys = Keys(environment=dict.fromkeys(KEYS, "key-4711"))
    keyed = replace(studio, providers=providers, keys=keys)
    approve_scenes(keyed, film.id)
    for job in (
        request_picture(keyed, film.id, SceneId("a"), provider="openai-pictures"),
        request_speech(keyed, film.id, SceneId("a"), provider="openai-speech"),
        request_video(keyed, film.id, SceneId("b"), provider="fal-kling"),
        request_music(keyed, film.id, provider="replicate-stable-audio"),
    ):
        carry_out(keyed, job, lambda _: None, lambda: False)

    with Crew(workers=2) as crew:
        job = request_render(keyed, film.id, Quality.DRAFT)
        made = make_render(keyed, job, crew, lambda _: None, lambda: False)

    failed = {check.title for check in made.report.checks if not check.is_ok}
    assert failed <= {"Frozen picture"}, made.report.checks
    with av.open(str(studio.store.media.path(made.film))) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(frames) == made.report.frames
    red, green, blue = np.median(frames[40][:200].reshape(-1, 3), axis=0)
    assert red > 150 > 100 > green > blue
    moving = [float(frames[n][:200].mean()) for n in (100, 130, 160)]
    assert moving[0] < moving[1] < moving[2]
