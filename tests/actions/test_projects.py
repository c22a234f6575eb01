import pytest

from studio.actions.models import choose_model
from studio.actions.projects import (
    brief_kind,
    create_project,
    remove_project,
    rename_project,
    set_score,
    set_voice,
    title_of,
)
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import EmptyInput, NotFound
from studio.domain.project import Project, Score, Voice
from studio.studio import Studio


def kinds(studio: Studio, project: Project) -> list[str]:
    return [event.kind for event in studio.store.events.after(0, project=project.id)]


def test_a_project_is_named_after_its_first_heading(studio: Studio) -> None:
    project = create_project(studio, Brief(text="Some preface.\n\n# Eight days\n\nText."))
    assert project.title == "Eight days"
    assert studio.store.projects.get(project.id) == project
    assert kinds(studio, project) == ["project.created"]


def test_a_project_from_nothing_is_refused_and_leaves_nothing(studio: Studio) -> None:
    with pytest.raises(EmptyInput):
        create_project(studio, Brief(text=" \n\t"))
    assert studio.store.projects.list() == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Backups fail quietly. Nobody notices.", "Backups fail quietly"),
        ("- One thing\n- Another", "One thing"),
        ("word " * 60, ("word " * 16).strip() + "…"),
        ("", "Untitled"),
        ("# Red\x1b[31m\ttide\x00\n\nText.", "Red [31m tide"),
    ],
)
def test_titles_come_from_the_first_words(text: str, title: str) -> None:
    assert title_of(Brief(text=text)) == title


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Create a cinematic 60 second video about space.", BriefKind.IDEA),
        ("The tides of the Baltic", BriefKind.IDEA),
        ("The tide rises twice a day.", BriefKind.IDEA),
        ("Die Flut kommt zweimal am Tag.", BriefKind.TEXT),
        ("Le pain est fait chaque matin.", BriefKind.TEXT),
        ("海の水は塩辛いです。", BriefKind.TEXT),
        ("Die Flut am Meer", BriefKind.IDEA),
        ("Ein Film über das Meer und die Flut.", BriefKind.IDEA),
        ("# Heading\n\n" + "Text of some length here. " * 10, BriefKind.MARKDOWN),
        (
            "Backups fail quietly. Nobody notices until the day they are needed. " * 8,
            BriefKind.TEXT,
        ),
    ],
)
def test_ideas_are_told_from_texts(text: str, kind: BriefKind) -> None:
    assert brief_kind(text) is kind


def test_a_setting_is_changed_once_and_told_once(studio: Studio, film: Project) -> None:
    before = len(kinds(studio, film))
    set_score(studio, film.id, Score(mood="hopeful"))
    set_score(studio, film.id, Score(mood="hopeful"))
    assert studio.store.projects.get(film.id).score.mood == "hopeful"
    assert kinds(studio, film)[before:] == ["project.changed"]


def test_a_voice_or_director_that_is_not_there_changes_nothing(
    studio: Studio, film: Project
) -> None:
    with pytest.raises(NotFound):
        set_voice(studio, film.id, Voice(provider="nobody"))
    with pytest.raises(NotFound):
        choose_model(studio, film.id, "nobody")
    assert studio.store.projects.get(film.id) == film


def test_a_title_may_not_be_empty(studio: Studio, film: Project) -> None:
    assert rename_project(studio, film.id, "  High water ").title == "High water"
    with pytest.raises(EmptyInput):
        rename_project(studio, film.id, " ")
    assert studio.store.projects.get(film.id).title == "High water"


def test_a_title_is_one_line_without_control_characters(studio: Studio, film: Project) -> None:
    dirty = " High\n\x1b[2Jwater\u2028rises\x07\u202e 👩‍🚀"
    project = create_project(studio, Brief(title=dirty, text="Tides."))
    assert project.title == project.brief.title == "High [2Jwater rises 👩‍🚀"
    assert studio.store.projects.get(project.id) == project
    assert rename_project(studio, film.id, dirty).title == project.title
    assert create_project(studio, Brief(title="\x1b\n", text="Tides.")).title == "Tides"
    with pytest.raises(EmptyInput):
        rename_project(studio, film.id, "\x1b\n")


def test_a_removed_project_is_gone_from_the_list(studio: Studio, film: Project) -> None:
    remove_project(studio, film.id)
    assert studio.store.projects.list() == ()
