"""Characters, memory, versions and the second look, as a person works with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.actions.characters import create_character
from studio.actions.memories import memories, notice, remember
from studio.actions.plans import Edit, delete_scenes, latest_plan, update_scene
from studio.actions.revisions import compare_revisions
from studio.domain.ids import ProjectId, SceneId
from studio.domain.memory import Topic
from studio.domain.project import Project
from studio.llm.review import Remark, Weight
from studio.studio import Studio
from studio.ui.comparison import corrected
from studio.ui.memory_settings import why
from studio.ui.remarks import wish_of

if TYPE_CHECKING:
    from conftest import OpenPage, ReadWords

FIRST = SceneId("scene1")


def test_a_character_is_added_changed_and_removed(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("scenes", project=film.id)
    at.text_input(key="character-new-title").set_value("Mara")
    at.text_area(key="character-new-look").set_value("grey coat")
    next(b for b in at.button if b.label == "Add" and b.form_id).click().run()
    mara = house.store.characters.list(film.id)[0]
    assert (mara.title, mara.look) == ("Mara", "grey coat")
    at = open_page("scenes", project=film.id)
    at.text_area(key=f"character-{mara.id}-look").set_value("red hat")
    at.multiselect(key=f"character-{mara.id}-scenes").set_value([FIRST])
    form = f"character-form-{mara.id}"
    next(b for b in at.button if b.form_id == form).click().run()
    assert house.store.characters.get(film.id, mara.id).look == "red hat"
    assert latest_plan(house, film.id).scene(FIRST).characters == (mara.id,)
    at = open_page("scenes", project=film.id)
    at.button(key=f"character-{mara.id}-remove").click().run()
    assert house.store.characters.list(film.id) == ()


def test_a_name_that_is_taken_is_told_kindly(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    create_character(house, film.id, "Mara")
    at = open_page("scenes", project=film.id)
    at.text_input(key="character-new-title").set_value("mara")
    next(b for b in at.button if b.label == "Add" and b.form_id).click().run()
    assert not at.exception
    assert [c.title for c in house.store.characters.list(film.id)] == ["Mara"]


def test_memory_is_seen_added_rested_and_forgotten(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    notice(house, film.id, Topic.CAPTIONS, "no captions", "off")
    note = remember(house, "Never shout")
    at = open_page("settings", project=film.id)
    assert "no captions" in words(at)
    assert "in 1 film, not followed yet" in words(at).replace("\\", "")
    at.text_input(key="memory-new").set_value("Short sentences").run()
    assert [m.text for m in memories(house)] == ["no captions", "Never shout", "Short sentences"]
    at = open_page("settings", project=film.id)
    at.text_input(key=f"memory-{note.key}-text").set_value("Whisper").run()
    at.toggle(key="memory-captions-on-True").set_value(False).run()
    known = {m.key: m for m in memories(house)}
    assert known[note.key].text == "Whisper"
    assert not known["captions"].is_on
    at = open_page("settings", project=film.id)
    at.button(key="memory-captions-forget").click().run()
    assert "captions" not in {m.key for m in memories(house)}


def test_why_something_is_remembered_is_told(house: Studio) -> None:
    for film in ("a", "b"):
        notice(house, ProjectId(film), Topic.MOOD, "calm films", "calm")
    assert [why(m) for m in (*memories(house), remember(house, "x"))] == [
        "in 2 films",
        "you said so",
    ]


def test_a_corrected_text_shows_what_went_and_what_came(house: Studio, film: Project) -> None:
    scene = latest_plan(house, film.id).scene(FIRST)
    said = scene.narration.replace("told", "shown")
    update_scene(house, film.id, scene.model_copy(update={"narration": said}), Edit(batch="x"))
    change = compare_revisions(house, film.id).changes[0]
    assert ":red[~~told~~] :green[**shown**]" in corrected(change.spans)


def test_versions_are_compared_from_the_rail(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    delete_scenes(house, film.id, [FIRST], Edit(batch="x"))
    at = open_page("scenes", project=film.id)
    at.sidebar.button(key="rail-compare").click().run()
    assert not at.exception
    assert "gone" in words(at)


def test_a_second_look_finds_what_is_amiss_and_asks_for_it(
    house: Studio, film: Project, open_page: OpenPage, words: ReadWords
) -> None:
    scene = latest_plan(house, film.id).scene(FIRST)
    update_scene(house, film.id, scene.model_copy(update={"narration": "It cost 9,000 euros."}))
    at = open_page("scenes", project=film.id)
    at.button(key="remarks-look").click().run()
    assert "The brief does not hold the figure 9,000" in words(at).replace("\\", "")
    next(b for b in at.button if str(b.key).startswith("remark-0")).click().run()
    thread = house.store.talks.threads(film.id)[0]
    said = [m.text for m in house.store.chats.messages(thread.id) if m.role == "user"]
    assert said == ["scene 1: leave out 9,000"]


def test_a_remark_is_a_wish_in_plain_words() -> None:
    said = [
        wish_of(Remark(Weight.COULD, place, "x", advice))
        for place, advice in ((2, "shorter"), (2, "delete"), (3, "split"), (None, "more air"))
    ]
    assert said == ["scene 2: shorter", "delete scene 2", "split scene 3", "more air"]
