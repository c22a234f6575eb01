"""One plan to any shape, rate and codec, the project left as it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import av
import pytest

from studio.actions.caches import GIGABYTE, VARIABLE, cache_limit, set_cache_limit
from studio.actions.plans import latest_plan
from studio.actions.renders import current_render, make_render, render_inputs, request_render
from studio.compose.eviction import LIMIT_BYTES
from studio.compose.processes import Crew
from studio.domain.delivery import Codec, Delivery, Encoding
from studio.domain.errors import BadInput
from studio.domain.format import Aspect, Quality
from studio.domain.project import Project
from studio.domain.time import RATES, FrameRate
from studio.studio import Studio

TALL = Delivery(aspect=Aspect.TALL, rate=RATES["25"], codec=Codec.HEVC)


def test_deliveries_are_jobs_of_their_own(studio: Studio, film: Project) -> None:
    own = request_render(studio, film.id, Quality.DRAFT)
    tall = request_render(studio, film.id, Quality.DRAFT, delivery=TALL)
    again = request_render(studio, film.id, Quality.DRAFT, delivery=TALL)

    assert "delivery" not in own.inputs
    assert tall.id != own.id
    assert again.id == tall.id
    assert Delivery.model_validate(tall.inputs["delivery"]) == TALL


def test_what_a_delivery_does_not_change_is_the_same_film(studio: Studio, film: Project) -> None:
    plan = latest_plan(studio, film.id)

    def inputs(**fields: Any) -> str:
        return render_inputs(studio, film, plan, Quality.HIGH, Delivery(**fields))

    assert inputs() == inputs(aspect=Aspect.WIDE) == inputs(rate=FrameRate())
    others = [
        inputs(),
        inputs(aspect=Aspect.PORTRAIT),
        inputs(rate=RATES["29.97"]),
        inputs(codec=Codec.AV1),
        inputs(encoding=Encoding.HARDWARE),
    ]
    assert len(set(others)) == len(others)


@pytest.mark.slow
def test_a_film_of_another_shape_rate_and_codec(studio: Studio, film: Project) -> None:
    job = request_render(studio, film.id, Quality.DRAFT, delivery=TALL)
    with Crew(workers=1) as crew:
        made = make_render(studio, job, crew, lambda _: None, lambda: False)

    with av.open(str(studio.store.media.path(made.film))) as file:
        stream: Any = file.streams.video[0]
        shape = (stream.width, stream.height, stream.average_rate, stream.codec_context.codec_tag)
        assert shape == (540, 960, Fraction(25), "hvc1")
        assert sum(1 for _ in file.decode(video=0)) == made.report.frames
    assert [check.title for check in made.report.checks if not check.is_ok] == []
    assert (made.format, made.codec) == (TALL.format(film.format), Codec.HEVC)
    assert studio.store.projects.get(film.id) == film
    plan = latest_plan(studio, film.id)
    assert current_render(studio, film, plan, Quality.DRAFT, TALL) == made
    assert current_render(studio, film, plan, Quality.DRAFT) is None


def test_the_size_of_the_cache_is_a_setting(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert cache_limit(studio) == LIMIT_BYTES
    set_cache_limit(studio, 2.5)
    assert cache_limit(studio) == 2.5 * GIGABYTE
    monkeypatch.setenv(VARIABLE, "4")
    assert cache_limit(studio) == 4 * GIGABYTE
    monkeypatch.setenv(VARIABLE, "plenty")
    assert cache_limit(studio) == 2.5 * GIGABYTE
    for wrong in (-1, float("nan")):
        with pytest.raises(BadInput):
            set_cache_limit(studio, wrong)
