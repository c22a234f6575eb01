"""Paid takes: only what was greenlit, within the limit, once, and found again."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import numpy as np
import pytest
from PIL import Image

from studio.actions.plans import latest_plan, undo, update_scene
from studio.actions.produced import fitting_speech, produced_plan, shown_take
from studio.actions.producing import carry_out
from studio.actions.production import (
    choose_take,
    request_motion,
    request_music,
    request_picture,
    request_speech,
    request_video,
    rest_take,
    settle,
    uncertain_requests,
)
from studio.actions.renders import plan_timeline, render_inputs
from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.actions.spending import set_spend_limits, spent
from studio.actions.takes import make_music, make_speech, motion_inputs
from studio.compose.progress import Progress
from studio.domain.errors import (
    BadInput,
    Cancelled,
    GreenlightError,
    MissingKey,
    ModelRefused,
    NotApproved,
    NotFound,
    OverLimit,
    Transient,
    UncertainOutcome,
)
from studio.domain.format import Quality
from studio.domain.ids import SceneId
from studio.domain.job import Job
from studio.domain.production import RequestState
from studio.domain.project import Project
from studio.domain.scene import Footage, Graphic, Scene, Still
from studio.domain.spend import Cap, SpendLimits
from studio.domain.take import Take, TakeKind
from studio.llm.keys import Keys
from studio.providers import OUTSIDE
from studio.studio import Studio
from tests.media import MediaServer

A = SceneId("a")
KEYS = {
    "OPENAI_API_KEY": "openai-4711",
    "REPLICATE_API_TOKEN": "replicate-4711",
    "FAL_KEY": "fal-key-4711",
}


@dataclass
class Stage:
    """A film, and the services it may ask."""

    studio: Studio
    film: Project
    server: MediaServer

    def carry(self, job: Job, is_cancelled: Callable[[], bool] = lambda: False) -> Take:
        return carry_out(self.studio, job, lambda _: None, is_cancelled)

    @property
    def scene(self) -> Scene:
        return latest_plan(self.studio, self.film.id).scene(A)

    def shown(self) -> Scene:
        plan = produced_plan(self.studio, self.film, latest_plan(self.studio, self.film.id))
        return plan.scene(A)


@pytest.fixture
def stage(studio: Studio, film: Project, monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.setattr("studio.actions.producing.FIRST_LOOK_S", 0.001)
    monkeypatch.setattr("studio.actions.producing._STEP_S", 0.001)
    server = MediaServer()
    outside = tuple(build(server.transport) for build in OUTSIDE)
    providers = replace(studio.providers, open_outside=lambda: outside)
    keyed = replace(studio, providers=providers, keys=Keys(environment=KEYS))
    return Stage(keyed, film, server)


@pytest.fixture
def greenlit(stage: Stage) -> Stage:
    approve_scenes(stage.studio, stage.film.id)
    return stage


def test_nothing_is_asked_for_that_is_not_greenlit(stage: Stage) -> None:
    with pytest.raises(NotApproved, match="Scene a"):
        request_picture(stage.studio, stage.film.id, A, provider="openai-pictures")
    with pytest.raises(NotApproved):
        request_music(stage.studio, stage.film.id, provider="replicate-stable-audio")
    assert stage.server.seen == []
    assert stage.studio.store.jobs.list(stage.film.id) == ()


def test_a_scene_changed_after_it_was_asked_for_is_not_sent(greenlit: Stage) -> None:
    job = request_picture(greenlit.studio, greenlit.film.id, A, provider="openai-pictures")
    changed = greenlit.scene.model_copy(update={"narration": "Something else."})
    update_scene(greenlit.studio, greenlit.film.id, changed)
    approve_scenes(greenlit.studio, greenlit.film.id)

    with pytest.raises(NotApproved):
        greenlit.carry(job)
    assert greenlit.server.posts == []


def test_a_picture_is_made_paid_for_and_shown(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    before = render_inputs(studio, film, latest_plan(studio, film.id), Quality.STANDARD)
    drafted = motion_inputs(studio, film, greenlit.scene)
    job = request_picture(
        studio, film.id, A, provider="openai-pictures", guidance="In the fog of morning."
    )

    take = greenlit.carry(job)

    assert (take.kind, take.provider, take.is_active) == (
        TakeKind.ARTWORK,
        "openai-pictures",
        True,
    )
    assert take.price == pytest.approx(0.06)
    assert spent(studio, project=film.id).cost == pytest.approx(0.06)
    assert studio.store.jobs.get(job.id).cost == pytest.approx(0.06)
    assert "In the fog of morning." in greenlit.server.sent()["prompt"]
    assert greenlit.server.sent()["size"] == "1536x864"
    shown = greenlit.shown().visual
    assert isinstance(shown, Still)
    assert shown.picture == take.asset
    assert shown.words == greenlit.scene.visual.words
    plan = latest_plan(studio, film.id)
    assert waiting_scenes(studio, plan) == ()
    assert isinstance(plan.scene(A).visual, Graphic)
    assert render_inputs(studio, film, plan, Quality.STANDARD) != before
    assert motion_inputs(studio, film, greenlit.scene) != drafted
    [clip, *_] = plan_timeline(studio, film, plan).pictures
    assert clip.visual == shown
    [request] = studio.store.paid.list(film.id)
    assert (request.state, request.take) == (RequestState.DONE, take.id)


def test_the_same_is_found_and_not_paid_again(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    first = greenlit.carry(request_picture(studio, film.id, A, provider="fal-flux"))
    rest_take(studio, film.id, first.id)
    assert isinstance(greenlit.shown().visual, Graphic)

    again = greenlit.carry(request_picture(studio, film.id, A, provider="fal-flux"))

    assert again.id == first.id
    assert again.is_active
    assert len(greenlit.server.posts) == 1
    assert isinstance(greenlit.shown().visual, Still)


def test_motion_begins_with_the_picture_and_stands_before_it(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.carry(request_picture(studio, film.id, A, provider="openai-pictures"))
    job = request_motion(studio, film.id, A, provider="fal-kling", guidance="Waves roll in.")

    take = greenlit.carry(job)

    sent = greenlit.server.sent()
    assert sent["image_url"].startswith("data:image/jpeg;base64,")
    assert "Waves roll in." in sent["prompt"]
    assert take.length_s == pytest.approx(1.0, abs=0.05)
    shown = greenlit.shown().visual
    assert isinstance(shown, Footage)
    assert shown.film == take.asset
    rest_take(studio, film.id, take.id)
    assert isinstance(greenlit.shown().visual, Still)


def test_motion_of_a_design_begins_without_its_words(greenlit: Stage) -> None:
    """They are set over what moves, and would be there twice."""
    studio, film = greenlit.studio, greenlit.film
    greenlit.carry(request_motion(studio, film.id, A, provider="fal-kling"))
    sent = greenlit.server.sent()["image_url"].partition(",")[2]
    with Image.open(io.BytesIO(base64.b64decode(sent))) as began:
        bright = np.asarray(began.convert("L")).max()
    assert bright < 200
    assert studio.store.takes.active(film.id, A, TakeKind.PICTURE) is None


def test_a_picture_that_is_chosen_takes_the_place_of_what_moves(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    picture = greenlit.carry(request_picture(studio, film.id, A, provider="openai-pictures"))
    moving = greenlit.carry(request_motion(studio, film.id, A, provider="fal-kling"))
    choose_take(studio, film.id, picture.id)
    assert shown_take(studio, film, greenlit.scene) == picture
    choose_take(studio, film.id, moving.id)
    assert shown_take(studio, film, greenlit.scene) == moving
    newer = greenlit.carry(
        request_picture(studio, film.id, A, provider="openai-pictures", guidance="Rain.")
    )
    assert shown_take(studio, film, greenlit.scene) == newer


def test_video_is_made_of_words_alone(greenlit: Stage) -> None:
    job = request_video(greenlit.studio, greenlit.film.id, A, provider="replicate-kling")
    take = greenlit.carry(job)
    assert "start_image" not in greenlit.server.sent()["input"]
    assert take.kind is TakeKind.FOOTAGE


def test_speech_is_used_while_the_words_are_the_same(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    job = request_speech(
        studio, film.id, A, provider="openai-speech", guidance="Warmly.", voice="nova"
    )

    take = greenlit.carry(job)

    assert greenlit.server.sent()["voice"] == "nova"
    assert greenlit.server.sent()["instructions"] == "Warmly."
    assert [word.text for word in take.words][:3] == ["The", "sea", "rises."]
    assert make_speech(studio, film, greenlit.scene) == take
    [first, *_] = plan_timeline(studio, film, latest_plan(studio, film.id)).speech
    assert first.take == take.id
    changed = greenlit.scene.model_copy(update={"narration": "The sea is still."})
    update_scene(studio, film.id, changed)
    assert make_speech(studio, film, greenlit.scene).provider != "openai-speech"
    with pytest.raises(BadInput, match="other words"):
        choose_take(studio, film.id, take.id)
    undo(studio, film.id)
    assert make_speech(studio, film, greenlit.scene) == take
    assert A in fitting_speech(studio, film, latest_plan(studio, film.id).scenes)


def test_a_picture_stays_when_words_change_and_rests_when_another_look_is_chosen(
    greenlit: Stage,
) -> None:
    studio, film = greenlit.studio, greenlit.film
    take = greenlit.carry(request_picture(studio, film.id, A, provider="openai-pictures"))
    update_scene(studio, film.id, greenlit.scene.model_copy(update={"narration": "New words."}))
    assert shown_take(studio, film, greenlit.scene) == take
    other = greenlit.scene.model_copy(update={"visual": Graphic(template="question")})
    update_scene(studio, film.id, other)
    assert isinstance(greenlit.shown().visual, Graphic)

    chosen = choose_take(studio, film.id, take.id)

    assert chosen.is_active
    assert isinstance(greenlit.shown().visual, Still)


def test_music_is_the_films(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    job = request_music(studio, film.id, provider="replicate-stable-audio", guidance="A cello.")
    take = greenlit.carry(job)
    assert "A cello" in greenlit.server.sent()["input"]["prompt"]
    assert make_music(studio, film) == take
    [clip] = plan_timeline(studio, film, latest_plan(studio, film.id)).music
    assert clip.take == take.id


def test_a_missing_key_is_named_before_anything_is_sent(greenlit: Stage) -> None:
    keyless = replace(greenlit.studio, keys=Keys(environment={}))
    with pytest.raises(MissingKey, match="OpenAI") as missing:
        request_picture(keyless, greenlit.film.id, A, provider="openai-pictures")
    assert "OPENAI_API_KEY" in missing.value.remedy
    assert greenlit.server.seen == []


def test_the_limit_holds_before_and_counts_what_runs(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    set_spend_limits(studio, SpendLimits(per_project=Cap(usd=0.10)), film.id)
    first = request_picture(studio, film.id, A, provider="openai-pictures")
    second = request_picture(studio, film.id, SceneId("b"), provider="openai-pictures")

    greenlit.carry(first)

    with pytest.raises(OverLimit, match="this film"):
        request_picture(studio, film.id, SceneId("c"), provider="openai-pictures")
    with pytest.raises(OverLimit):
        greenlit.carry(second)
    assert len(greenlit.server.posts) == 1


def test_what_was_refused_costs_nothing_and_may_be_asked_again(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.server.faults = [400, 429, httpx2.ConnectError("down")]
    job = request_picture(studio, film.id, A, provider="openai-pictures")
    for fault in (ModelRefused, Transient, Transient):
        with pytest.raises(fault):
            greenlit.carry(job)
    assert spent(studio, project=film.id).cost == 0
    assert [r.state for r in studio.store.paid.list(film.id)] == [RequestState.FAILED] * 3

    assert greenlit.carry(job).price == pytest.approx(0.06)


def test_a_lost_answer_is_uncertain_and_never_sent_again_by_itself(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.server.faults = [httpx2.ReadTimeout("silence")]
    job = request_picture(studio, film.id, A, provider="openai-pictures")
    for _ in range(3):
        with pytest.raises(UncertainOutcome):
            greenlit.carry(job)
    with pytest.raises(UncertainOutcome):
        request_picture(studio, film.id, A, provider="openai-pictures")
    assert len(greenlit.server.posts) == 1
    assert spent(studio, project=film.id).cost == pytest.approx(0.06)
    [doubt] = uncertain_requests(studio, film.id, A)

    again = settle(studio, doubt.id, is_sent_again=True)

    assert again is not None
    assert greenlit.carry(again).kind is TakeKind.ARTWORK
    assert len(greenlit.server.posts) == 2
    assert uncertain_requests(studio, film.id) == ()
    with pytest.raises(BadInput):
        settle(studio, doubt.id, is_sent_again=True)


def test_a_doubt_may_be_let_be(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.server.faults = [500]
    with pytest.raises(UncertainOutcome):
        greenlit.carry(request_picture(studio, film.id, A, provider="openai-pictures"))
    [doubt] = uncertain_requests(studio, film.id)
    assert settle(studio, doubt.id, is_sent_again=False) is None
    assert len(greenlit.server.posts) == 1


def test_a_request_written_down_and_not_answered_is_a_doubt(greenlit: Stage) -> None:
    """As after a crash between the row and the answer."""
    studio, film = greenlit.studio, greenlit.film
    job = request_picture(studio, film.id, A, provider="fal-flux")

    class Killed(BaseException):
        pass

    def die(_: httpx2.Request) -> httpx2.Response:
        raise Killed

    broken = replace(studio.providers.elsewhere("fal-flux"), transport=httpx2.MockTransport(die))
    dying = replace(studio, providers=replace(studio.providers, open_outside=lambda: (broken,)))
    with pytest.raises(Killed):
        carry_out(dying, job, lambda _: None, lambda: False)
    [row] = studio.store.paid.list(film.id)
    assert row.state is RequestState.SENDING

    with pytest.raises(UncertainOutcome):
        greenlit.carry(job)
    assert studio.store.paid.get(row.id).state is RequestState.UNCERTAIN
    assert greenlit.server.posts == []


def test_an_accepted_request_is_looked_for_and_not_sent_again(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.server.looks = 10**6
    job = request_picture(studio, film.id, A, provider="replicate-flux")
    with pytest.raises(Cancelled):
        greenlit.carry(job, is_cancelled=lambda: bool(greenlit.server.posts))
    [row] = studio.store.paid.list(film.id)
    assert (row.state, row.remote) == (RequestState.ACCEPTED, "r1")
    greenlit.server.looks = 0

    take = greenlit.carry(job)

    assert take.kind is TakeKind.ARTWORK
    assert len(greenlit.server.posts) == 1


def test_a_person_who_stops_it_stops_it_there_too(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.server.looks = 10**6
    job = request_picture(studio, film.id, A, provider="fal-flux")
    studio.store.jobs.change(job.id, is_cancelling=True)
    with pytest.raises(Cancelled):
        greenlit.carry(job, is_cancelled=lambda: True)
    assert greenlit.server.seen[-1].url.path.endswith("/cancel")
    [row] = studio.store.paid.list(film.id)
    assert row.state is RequestState.SETTLED


def test_what_failed_there_gives_its_price_back(greenlit: Stage) -> None:
    studio, film = greenlit.studio, greenlit.film
    greenlit.server.outcome, greenlit.server.looks = "failed", 0
    with pytest.raises(ModelRefused, match="went wrong"):
        greenlit.carry(request_video(studio, film.id, A, provider="replicate-kling"))
    assert spent(studio, project=film.id).cost == 0


def test_a_server_of_ones_own_needs_no_greenlight_and_no_word(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREENLIGHT_PICTURE_SERVER", "http://127.0.0.1:9/v1")
    own = tuple(build(stage.server.transport) for build in OUTSIDE)
    providers = replace(stage.studio.providers, open_outside=lambda: own)
    studio = replace(stage.studio, providers=providers)
    stage.server.faults = [500]
    job = request_picture(studio, stage.film.id, A, provider="own-pictures")
    with pytest.raises(Transient):
        carry_out(studio, job, lambda _: None, lambda: False)

    take = carry_out(studio, job, lambda _: None, lambda: False)

    assert take.price == 0
    assert spent(studio, project=stage.film.id).cost == 0


@pytest.mark.parametrize("provider", ["openai-speech", "nobody", "scratch"])
def test_who_cannot_make_it_is_told(greenlit: Stage, provider: str) -> None:
    with pytest.raises((BadInput, NotFound)):
        request_picture(greenlit.studio, greenlit.film.id, A, provider=provider)


def test_all_progress_goes_forward(greenlit: Stage) -> None:
    told: list[Progress] = []
    job = request_motion(greenlit.studio, greenlit.film.id, A, provider="fal-kling")
    carry_out(greenlit.studio, job, told.append, lambda: False)
    percents = [progress.percent for progress in told]
    assert percents == sorted(percents)
    assert all(progress.phase for progress in told)


@pytest.mark.parametrize("gone", ["file", "scene"])
def test_what_is_gone_is_no_trouble(greenlit: Stage, gone: str) -> None:
    studio, film = greenlit.studio, greenlit.film
    take = greenlit.carry(request_picture(studio, film.id, A, provider="openai-pictures"))
    if gone == "file":
        Path(studio.store.media.path(take.file)).unlink()
        assert isinstance(greenlit.shown().visual, Graphic)
        return
    job: Any = request_picture(studio, film.id, SceneId("b"), provider="openai-pictures")
    from studio.actions.plans import delete_scenes

    delete_scenes(studio, film.id, [SceneId("b")])
    with pytest.raises(GreenlightError):
        greenlit.carry(job)
    assert len(greenlit.server.posts) == 1
