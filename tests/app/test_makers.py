"""The inspector's tab for outside makers: who can make it, for how much, and what was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from studio.actions.clock import now
from studio.actions.plans import latest_plan
from studio.actions.produced import words_subject
from studio.actions.production import request_picture
from studio.actions.reviews import approve_scenes
from studio.domain.ids import ContentHash, SceneId, TakeId
from studio.domain.job import JobKind
from studio.domain.production import PaidRequest, RequestId, RequestState
from studio.domain.project import Project
from studio.domain.take import Take, TakeKind
from studio.studio import Studio
from tests.media import wav

if TYPE_CHECKING:
    from conftest import OpenPage, ReadWords
    from streamlit.testing.v1 import AppTest


@pytest.fixture
def inspected(
    house: Studio, film: Project, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], AppTest]:
    """Opens the tab for outside makers of the first scene, with a key for one of them."""
    monkeypatch.setenv("OPENAI_API_KEY", "openai-4711")

    def opened() -> AppTest:
        at = open_page("scenes", project=film.id, scene="scene1")
        at.session_state["inspector-tab"] = 3
        at.session_state["inspector-tabs:Comments"] = "Make with…"
        return at.run()

    return opened


def test_a_picture_is_asked_for_once_the_scene_is_greenlit(
    house: Studio, film: Project, inspected: Callable[[], AppTest], words: ReadWords
) -> None:
    at = inspected()
    assert at.button(key="make-go:scene1").disabled
    assert "Approve the scene first" in words(at)
    approve_scenes(house, film.id, [SceneId("scene1")])
    at = inspected()
    at.text_input(key="make-how:scene1:Picture").set_value("At dawn.").run()
    at.button(key="make-go:scene1").click().run()

    [job] = [j for j in house.store.jobs.list(film.id) if j.kind is JobKind.PRODUCE]
    assert (job.inputs["provider"], job.inputs["guidance"]) == ("openai-pictures", "At dawn.")
    assert job.inputs["scene"] == "scene1"


def test_who_wants_a_key_says_where_to_get_it(
    film: Project, inspected: Callable[[], AppTest], words: ReadWords
) -> None:
    at = inspected()
    at.selectbox(key="make-way:scene1").set_value("Motion from words").run()
    assert "wants a key" in words(at)
    assert not [b for b in at.button if b.key == "make-go:scene1"]


def test_a_doubt_is_told_and_decided_by_the_person(
    house: Studio, film: Project, inspected: Callable[[], AppTest], words: ReadWords
) -> None:
    approve_scenes(house, film.id)
    job = request_picture(house, film.id, SceneId("scene1"), provider="openai-pictures")
    house.store.paid.put(
        PaidRequest(
            id=RequestId("doubt1"),
            project=film.id,
            scene=SceneId("scene1"),
            kind=TakeKind.ARTWORK,
            inputs=job.inputs["inputs"],
            provider="openai-pictures",
            state=RequestState.UNCERTAIN,
            price=0.06,
            job=job.id,
            trace=job.trace,
            sent_at=now(),
        )
    )
    at = inspected()
    assert "Nobody knows whether OpenAI pictures made this" in "".join(w.value for w in at.warning)
    at.button(key="forget-doubt1").click().run()
    assert house.store.paid.get(RequestId("doubt1")).state is RequestState.SETTLED
    assert not at.warning


def test_takes_are_chosen_and_put_to_rest(
    house: Studio, film: Project, inspected: Callable[[], AppTest]
) -> None:
    scene = latest_plan(house, film.id).scenes[0]
    target = house.store.media.take_target(film, scene, TakeKind.NARRATION, TakeId("said"), "wav")
    target.write_bytes(wav())
    house.store.takes.put(
        Take(
            id=TakeId("said"),
            project=film.id,
            scene=scene.id,
            kind=TakeKind.NARRATION,
            inputs=ContentHash("x"),
            provider="openai-speech",
            file=house.store.media.relative(target),
            length_s=1.2,
            made_at=now(),
            subject=words_subject(scene),
        )
    )
    at = inspected()
    at.button(key="rest-said").click().run()
    assert not house.store.takes.get(TakeId("said")).is_active
    at.button(key="use-said").click().run()
    assert house.store.takes.get(TakeId("said")).is_active


def test_music_is_asked_for_once_every_scene_is_greenlit(
    house: Studio, film: Project, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPLICATE_API_TOKEN", "replicate-4711")

    def opened() -> AppTest:
        at = open_page("settings", project=film.id)
        at.session_state["music-elsewhere"] = True
        return at.run()

    assert opened().button(key="music-go").disabled
    approve_scenes(house, film.id)
    at = opened()
    at.text_input(key="music-how").set_value("A cello.").run()
    at.button(key="music-go").click().run()

    [job] = [j for j in house.store.jobs.list(film.id) if j.kind is JobKind.PRODUCE]
    assert (job.inputs["kind"], job.inputs["guidance"]) == ("track", "A cello.")
