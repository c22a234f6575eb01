"""A design's own words, its backdrop and its code can be edited on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.actions.plans import latest_plan
from studio.domain.project import Project
from studio.studio import Studio

if TYPE_CHECKING:
    from conftest import OpenPage
    from streamlit.testing.v1 import AppTest


def labelled(found: object, label: str):
    return next(each for each in found if each.label.startswith(label))


def opened(open_page: OpenPage, film: Project) -> AppTest:
    return open_page("scenes", project=film.id, scene="scene2")


def test_features_are_written_as_lines(house: Studio, film: Project, open_page: OpenPage) -> None:
    at = opened(open_page, film)
    labelled(at.selectbox, "Template").set_value("feature-grid").run()
    labelled(at.text_area, "Items").set_value("Fast: in seconds\nSafe: yours").run()
    words = latest_plan(house, film.id).scenes[1].visual.words
    assert [(item.label, item.value) for item in words.items] == [
        ("Fast", "in seconds"),
        ("Safe", "yours"),
    ]
    assert not at.exception


def test_code_and_its_language_are_edited(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = opened(open_page, film)
    labelled(at.selectbox, "Template").set_value("code").run()
    labelled(at.text_area, "Code").set_value("x = 1\n    y").run()
    labelled(at.text_input, "Language").set_value("python").run()
    words = latest_plan(house, film.id).scenes[1].visual.words
    assert (words.code, words.language) == ("x = 1\n    y", "python")


def test_a_backdrop_is_chosen(house: Studio, film: Project, open_page: OpenPage) -> None:
    at = opened(open_page, film)
    labelled(at.selectbox, "Background").set_value("stars").run()
    assert latest_plan(house, film.id).scenes[1].visual.backdrop == "stars"
    assert not at.exception
