"""Every page, empty, full, failing; and what its controls do to the store."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock

from studio.actions.caches import GIGABYTE, cache_limit
from studio.actions.chat import open_thread
from studio.actions.plans import latest_plan, update_scene
from studio.actions.projects import create_project
from studio.actions.reviews import add_comment, approve_scenes, waiting_scenes
from studio.compose.layers.caption_styles import STYLES
from studio.domain.brief import Brief, BriefKind
from studio.domain.delivery import Codec, Delivery
from studio.domain.format import Aspect
from studio.domain.ids import SceneId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.project import Captions, Project
from studio.domain.time import RATES
from studio.studio import Studio
from studio.ui.begun import Begun
from studio.ui.opening import LOCK_FILE
from studio.ui.phrases import told_apart
from studio.ui.shell import PAGES

if TYPE_CHECKING:
    from conftest import OpenPage, ReadWords

NAMES = [name for name, _, _ in PAGES]


@pytest.mark.parametrize("name", NAMES)
def test_a_new_studio_has_no_page_that_breaks(
    name: str, open_page: OpenPage, words: ReadWords
) -> None:
    at = open_page(name)
    assert not at.error
    assert words(at).strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_a_film_shows_it(
    name: str, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    at = open_page(name, project=film.id)
    assert not at.error
    assert at.sidebar.selectbox(key="rail-project").value == film.id
    assert at.sidebar.get("progress")[0].proto.text == "0 of 4 scenes approved"
    assert words(at).strip()


def test_a_new_person_is_told_in_three_lines_and_offered_a_sample(
    open_page: OpenPage, words: ReadWords
) -> None:
    text = words(open_page())
    assert "What is your film about?" in text
    assert "Try the sample: Eight days to the Moon" in text


def test_a_film_begins_from_an_idea_and_the_director_is_asked(
    house: Studio, open_page: OpenPage, words: ReadWords
) -> None:
    at = open_page()
    at.text_area[0].set_value("A film about why the sea is salty")
    next(b for b in at.button if b.label == "Make this film").click()
    at.run(timeout=20)
    project = house.store.projects.list()[0]
    assert project.brief.kind is BriefKind.IDEA
    assert project.format.aspect is Aspect.WIDE
    [job] = house.store.jobs.list(project.id)
    assert job.kind is JobKind.TURN
    thread = open_thread(house, project.id)
    assert house.store.chats.messages(thread.id)[0].text == "A film about why the sea is salty"


def test_an_empty_form_is_answered_with_one_sentence(house: Studio, open_page: OpenPage) -> None:
    at = open_page()
    next(b for b in at.button if b.label == "Make this film").click()
    at.run()
    assert "there is nothing in it" in at.error[0].value
    assert house.store.projects.list() == ()


def test_the_gallery_shows_how_far_a_film_is(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    approve_scenes(house, film.id, [SceneId("scene1")])
    assert "1 of 4 approved" in words(open_page())


def test_scenes_are_counted_and_their_states_told(
    house: Studio, drafted: Project, failed: Job, open_page: OpenPage, words: ReadWords
) -> None:
    approve_scenes(house, drafted.id, [SceneId("scene3")])
    text = words(open_page("scenes", project=drafted.id))
    assert ":orange-badge[review]" in text
    assert ":red-badge[failed]" in text
    assert ":green-badge[approved]" in text
    assert ":gray-badge[draft]" in text


def test_a_draft_that_failed_tells_why_and_what_to_do(
    drafted: Project, failed: Job, open_page: OpenPage
) -> None:
    at = open_page("scenes", project=drafted.id, scene="scene2")
    assert "**It broke in two.** Press Retry." in at.error[0].value
    assert any(button.label == "Make the draft" for button in at.button)


def test_films_of_one_title_are_told_apart_in_the_rail(house: Studio, open_page: OpenPage) -> None:
    made = [create_project(house, Brief(title="Sea", text="Notes.")) for _ in range(3)]
    at = open_page("settings", project=made[0].id)
    rail = at.selectbox(key="rail-project")
    assert sorted(rail.options) == ["Sea", "Sea (2)", "Sea (3)"]
    assert told_apart({1: "Sea", 2: "Sea (2)", 3: "Sea"}) == {1: "Sea", 2: "Sea (2)", 3: "Sea (3)"}
    for film in made:
        at.selectbox(key="rail-project").set_value(film.id).run()
        assert at.query_params["project"] in (film.id, [film.id])


def test_a_second_press_goes_on_to_the_film_that_the_first_began(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page()
    at.button(key="new-film-button").click().run()
    labelled = {area.label: area for area in at.text_area}
    labelled["Your idea, or your text"].set_value("Why the sea is salty")
    at.session_state["begun-film"] = Begun(film.id)
    next(b for b in at.button if b.label == "Make this film").click()
    at.run()
    assert house.store.projects.list() == (film,)
    assert len(at.chat_input) == 1


def test_a_click_on_a_card_opens_it_in_the_inspector(film: Project, open_page: OpenPage) -> None:
    at = open_page("scenes", project=film.id)
    at.button(key="edit-scene3").click().run()
    assert _narration(at).value.startswith("This is told in scene 3.")
    assert at.query_params["scene"] in ("scene3", ["scene3"])


@pytest.mark.parametrize(
    ("verb", "order"),
    [
        ("Move later", ["scene1", "scene3", "scene2", "scene4"]),
        ("Move earlier", ["scene2", "scene1", "scene3", "scene4"]),
        ("Merge with next", ["scene1", "scene2", "scene4"]),
        ("Delete", ["scene1", "scene3", "scene4"]),
    ],
)
def test_the_menu_of_a_scene(
    house: Studio, film: Project, open_page: OpenPage, verb: str, order: list[str]
) -> None:
    at = open_page("scenes", project=film.id)
    at.menu_button(key="do-scene2").set_value(verb).run()
    assert [scene.id for scene in latest_plan(house, film.id).scenes] == order


def test_the_search_finds_what_is_said_and_seen(film: Project, open_page: OpenPage) -> None:
    at = open_page("scenes", project=film.id)
    at.text_input(key="scene-search").set_value("headline 3").run()
    assert [b.key for b in at.button if str(b.key).startswith("edit-")] == ["edit-scene3"]


def test_the_filter_keeps_one_state(house: Studio, film: Project, open_page: OpenPage) -> None:
    approve_scenes(house, film.id, [SceneId("scene2")])
    at = open_page("scenes", project=film.id)
    at.segmented_control(key="scene-filter").set_value("Approved").run()
    assert [b.key for b in at.button if str(b.key).startswith("edit-")] == ["edit-scene2"]


def test_a_narration_saves_itself_and_asks_for_a_draft(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("scenes", project=film.id, scene="scene2")
    _narration(at).set_value("Said in another way.").run()
    plan = latest_plan(house, film.id)
    assert plan.scene(SceneId("scene2")).narration == "Said in another way."
    assert plan.number == 5
    assert [job.inputs["scene"] for job in house.store.jobs.list(film.id)] == ["scene2"]
    assert _narration(at).value == "Said in another way."


def test_an_edit_of_an_old_version_is_refused_kindly(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("scenes", project=film.id, scene="scene2")
    scene = latest_plan(house, film.id).scene(SceneId("scene2"))
    update_scene(house, film.id, scene.model_copy(update={"narration": "By somebody else."}))
    _narration(at).set_value("Mine.").run()
    assert "The plan is at version 5 now" in at.toast[0].value
    assert _narration(at).value == "By somebody else."
    assert at.code[0].value == "Mine."


def test_an_edit_holds_when_only_another_scene_changed(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("scenes", project=film.id, scene="scene2")
    other = latest_plan(house, film.id).scene(SceneId("scene4"))
    update_scene(house, film.id, other.model_copy(update={"narration": "By somebody else."}))
    _narration(at).set_value("Mine.").run()
    plan = latest_plan(house, film.id)
    assert plan.scene(SceneId("scene2")).narration == "Mine."
    assert plan.scene(SceneId("scene4")).narration == "By somebody else."


def test_a_scene_is_greenlit_and_taken_back(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("scenes", project=film.id, scene="scene2")
    at.button(key="verdict-scene2-False").click().run()
    plan = latest_plan(house, film.id)
    assert [s.id for s in waiting_scenes(house, plan)] == ["scene1", "scene3", "scene4"]
    at.button(key="verdict-scene2-True").click().run()
    assert len(waiting_scenes(house, plan)) == 4


def test_all_scenes_are_greenlit_at_once(house: Studio, film: Project, open_page: OpenPage) -> None:
    at = open_page("scenes", project=film.id)
    at.button(key="approve-all").click().run()
    assert waiting_scenes(house, latest_plan(house, film.id)) == ()


def test_comments_are_counted_written_and_resolved(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    add_comment(house, film.id, SceneId("scene1"), "Larger, please.")
    at = open_page("scenes", project=film.id, scene="scene1")
    at.session_state["inspector-tab"] = 1
    at.session_state["inspector-tabs:Comments · 1"] = "Comments · 1"
    at.run()
    at.text_area(key="comment-scene1-1").set_value("And calmer.")
    at.button(key="add-comment-scene1-1").click().run()
    notes = house.store.reviews.comments(film.id, SceneId("scene1"))
    assert [note.text for note in notes] == ["Larger, please.", "And calmer."]
    at.button(key=f"settle-{notes[0].id}-False").click().run()
    assert house.store.reviews.comments(film.id, SceneId("scene1"))[0].is_resolved


def test_the_line_asks_for_a_draft_of_the_film_once(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    open_page("timeline", project=film.id)
    open_page("timeline", project=film.id)
    [job] = house.store.jobs.list(film.id)
    assert (job.kind, job.inputs["quality"]) == (JobKind.RENDER, "draft")


def test_a_change_replaces_the_draft_that_was_asked_for(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    open_page("timeline", project=film.id)
    scene = latest_plan(house, film.id).scenes[0]
    update_scene(house, film.id, scene.model_copy(update={"narration": "Anew."}))
    open_page("timeline", project=film.id)
    newer, older = house.store.jobs.list(film.id)
    assert not newer.state.is_final
    assert older.is_cancelling or older.state is JobState.CANCELLED


def test_export_names_what_is_not_greenlit_and_does_both_at_once(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    at = open_page("export", project=film.id)
    assert "4 scenes wait for your greenlight" in words(at)
    at.button(key="make-True").click().run()
    assert waiting_scenes(house, latest_plan(house, film.id)) == ()
    [job] = house.store.jobs.list(film.id)
    assert job.inputs["quality"] == "standard"


def test_a_film_of_another_shape_rate_and_codec_leaves_the_project_alone(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("export", project=film.id)
    for label, choice in (("Shape", Aspect.PORTRAIT), ("Codec", Codec.HEVC)):
        next(s for s in at.selectbox if s.label == label).set_value(choice)
    next(s for s in at.selectbox if s.label == "Frames a second").set_value("25").run()
    at.button(key="make-True").click().run()
    [job] = house.store.jobs.list(film.id)
    wanted = Delivery(aspect=Aspect.PORTRAIT, rate=RATES["25"], codec=Codec.HEVC)
    assert Delivery.model_validate(job.inputs["delivery"]) == wanted
    assert house.store.projects.get(film.id).format == film.format


def test_a_poster_is_asked_for_made_and_offered(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("export", project=film.id)
    at.session_state[f"shelf-{film.id}"] = True
    at.run()
    at.button(key="shelf-ask-poster").click().run()
    [job] = house.store.jobs.list(film.id)
    assert (job.kind, job.inputs["kind"]) == (JobKind.EXPORT, "poster")


def test_the_cache_is_given_its_size_in_the_settings(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("settings", project=film.id)
    at.number_input(key="cache-gigabytes").set_value(5.0).run()
    assert cache_limit(house) == 5 * GIGABYTE


def test_captions_are_switched_where_the_film_is_made(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("export", project=film.id)
    next(t for t in at.toggle if t.label == "Captions in the picture").set_value(False).run()
    assert house.store.projects.get(film.id).captions is Captions.OFF


def test_a_caption_style_is_chosen_in_the_settings_and_kept_by_the_export(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("settings", project=film.id)
    [choice] = [group for group in at.get("button_group") if group.label == "Captions"]
    assert choice.options == [*(style.title for style in STYLES.values()), "Off"]
    choice.set_value(Captions.POP).run()
    assert house.store.projects.get(film.id).captions is Captions.POP

    at = open_page("export", project=film.id)
    for is_on, wanted in ((False, Captions.OFF), (True, Captions.POP)):
        toggle = next(t for t in at.toggle if t.label == "Captions in the picture")
        toggle.set_value(is_on).run()
        assert house.store.projects.get(film.id).captions is wanted


def test_activity_tells_why_a_job_failed_and_runs_it_again(
    house: Studio, failed: Job, open_page: OpenPage, words: ReadWords
) -> None:
    at = open_page("activity")
    assert "**It broke in two.** Press Retry." in at.error[0].value
    assert "trace4711" in words(at)
    at.button(key=f"retry-{failed.id}").click().run()
    assert len(house.store.jobs.list()) == 2


def test_settings_save_themselves(house: Studio, film: Project, open_page: OpenPage) -> None:
    at = open_page("settings", project=film.id)
    next(s for s in at.selectbox if s.label == "Mood").set_value("tense").run()
    next(s for s in at.segmented_control if s.label == "Shape").set_value(Aspect.TALL).run()
    project = house.store.projects.get(film.id)
    assert (project.score.mood, project.format.aspect) == ("tense", Aspect.TALL)
    assert len(house.store.jobs.list(film.id)) == 4


def test_another_film_is_chosen_in_the_rail(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    other = create_project(house, Brief(title="Salt", text="About salt."))
    at = open_page("scenes", project=film.id)
    at.sidebar.selectbox(key="rail-project").set_value(other.id).run()
    assert "No scenes yet" in words(at)


def test_an_unknown_project_in_the_address_is_no_dead_end(
    film: Project, open_page: OpenPage
) -> None:
    at = open_page("scenes", project="nosuch")
    assert at.sidebar.selectbox(key="rail-project").value == film.id


def test_a_second_server_on_the_folder_is_told(
    home: Path, open_page: OpenPage, words: ReadWords
) -> None:
    home.mkdir(parents=True)
    with FileLock(home / LOCK_FILE):
        text = words(open_page())
    assert "is in use by another Greenlight" in text
    assert "--data-dir" in text


@pytest.mark.skipif(sys.platform == "win32", reason="rights work otherwise on Windows")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(
    home: Path, open_page: OpenPage, words: ReadWords
) -> None:
    home.mkdir(parents=True)
    home.chmod(0o500)
    try:
        assert "cannot be written" in words(open_page())
    finally:
        home.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_told(
    home: Path, open_page: OpenPage, words: ReadWords
) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("not a folder", encoding="utf-8")
    assert "cannot be written" in words(open_page())


@pytest.mark.unforeseen
def test_whatever_breaks_is_one_sentence_with_a_trace(
    film: Project, open_page: OpenPage, words: ReadWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("studio.ui.activity_log._health", broken)
    at = open_page("activity", project=film.id)
    assert "Something unforeseen happened (RuntimeError: out of order)." in at.error[0].value
    assert "Trace " in words(at)


def _narration(at):  # type: ignore[no-untyped-def]
    return next(area for area in at.text_area if area.label == "Narration")
