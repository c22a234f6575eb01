"""The brand of a film on the Settings page, and the card of a website in the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from studio.actions.projects import set_brand
from studio.actions.sitereading import read_site
from studio.actions.sites import latest_findings
from studio.domain.brand import Brand, Corners, Palette
from studio.domain.job import JobKind
from studio.domain.project import Project
from studio.graphics.palettes import PALETTES, is_readable
from studio.studio import Studio

OpenPage = Callable[..., AppTest]


def labelled(widgets: Any, label: str) -> Any:
    return next(widget for widget in widgets if widget.label == label)


def test_fonts_corners_and_name_save_themselves(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("settings", project=film.id)
    labelled(at.selectbox, "Headline font").set_value("Newsreader").run()
    labelled(at.segmented_control, "Corners").set_value(Corners.ROUND).run()
    labelled(at.text_input, "Name").set_value("Acme").run()
    brand = house.store.projects.get(film.id).brand
    assert (brand.display_font, brand.corners, brand.name) == ("Newsreader", Corners.ROUND, "Acme")


def test_colours_that_cannot_be_read_are_mended_on_request(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    dim = Palette(ground="#202020", surface="#242424", ink="#505050", muted="#404040")
    set_brand(house, film.id, Brand(palette=dim))
    at = open_page("settings", project=film.id)
    at.button(key="brand-readable").click().run()
    palette = house.store.projects.get(film.id).brand.palette
    assert is_readable(palette)
    assert palette.ground == "#202020"


def test_a_kit_is_kept_and_put_on(house: Studio, film: Project, open_page: OpenPage) -> None:
    set_brand(house, film.id, Brand(name="Warm", palette=PALETTES["warm"]))
    at = open_page("settings", project=film.id)
    at.button(key="kit-save").click().run()
    assert house.store.kits.titles() == ("Warm",)
    set_brand(house, film.id, Brand())
    at.run()
    at.button(key="kit-apply").click().run()
    assert house.store.projects.get(film.id).brand.palette == PALETTES["warm"]
    at.button(key="kit-remove").click().run()
    assert house.store.kits.titles() == ()


def test_a_website_is_asked_for_its_brand(
    house: Studio, film: Project, open_page: OpenPage
) -> None:
    at = open_page("settings", project=film.id)
    at.text_input(key="brand-address").set_value("acme.dev").run()
    at.button(key="brand-site").click().run()
    jobs = [job for job in house.store.jobs.list(film.id) if job.kind is JobKind.SITE]
    assert [job.inputs for job in jobs] == [{"url": "https://acme.dev", "wears": True}]


def test_what_was_found_is_corrected_and_filmed(
    house: Studio,
    film: Project,
    open_page: OpenPage,
    serve: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")
    asyncio.run(read_site(house, film.id, serve("firm").url))
    at = open_page("chat", project=film.id)
    ground = latest_findings(house, film.id).style.palette.ground
    assert any(f".st-key-found-logo img {{ background: {ground}" in h.body for h in at.get("html"))
    labelled(at.text_input, "Name").set_value("Salt & Marsh")
    labelled(at.text_area, "How it works, one a line").set_value("Choose a loaf\nEat it")
    labelled(at.button, "Make the film").click().run()
    found = latest_findings(house, film.id)
    assert found.title.text == "Salt & Marsh"
    assert [step.text for step in found.steps] == ["Choose a loaf", "Eat it"]
    thread = house.store.chats.threads(film.id)[0]
    assert house.store.chats.messages(thread.id)[0].text == "Make the film of this website"
