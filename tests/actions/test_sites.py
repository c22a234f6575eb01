from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from studio.actions.projects import create_project, set_brand
from studio.actions.sitereading import read_site
from studio.actions.sites import (
    Corrections,
    address_of,
    correct_findings,
    dress_from_site,
    latest_findings,
    line_of,
    request_site,
    site_brand,
    wear_site,
)
from studio.domain.brand import Brand, Corners
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import BadInput, NotFound, SiteUnreadable, UnusableAddress
from studio.domain.facts import invented_numbers
from studio.domain.job import JobKind
from studio.domain.project import Project
from studio.domain.site import YOU
from studio.graphics.palettes import PALETTES
from studio.studio import Studio

Serve = Callable[[str], Any]


@pytest.fixture
def project(studio: Studio) -> Project:
    text = "Make a film of https://saltmarsh.example"
    return create_project(studio, Brief(kind=BriefKind.IDEA, text=text))


@pytest.fixture
def url(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")
    return str(serve("firm").url)


def read(studio: Studio, project: Project, url: str) -> Any:
    return asyncio.run(read_site(studio, project.id, url))


def test_a_website_is_kept_with_its_pictures(studio: Studio, project: Project, url: str) -> None:
    found = read(studio, project, url)
    assert latest_findings(studio, project.id) == found
    assets = {asset.id: asset for asset in studio.store.assets.list(project.id)}
    assert assets[found.logo.asset].title == "Logo of Saltmarsh Bakery"
    assert found.pictures[0].width == 640
    assert found.pictures[0].asset in assets
    kinds = [event.kind for event in studio.store.events.after(0, project=project.id)]
    assert "site.read" in kinds


def test_reading_again_keeps_the_reading_before(studio: Studio, project: Project, url: str) -> None:
    first = read(studio, project, url)
    second = read(studio, project, url)
    assert studio.store.sites.all(project.id) == (first, second)
    assert len(studio.store.assets.list(project.id)) == 2


def test_what_a_person_says_counts_and_is_theirs(
    studio: Studio, project: Project, url: str
) -> None:
    found = read(studio, project, url)
    lines = [line_of(feature) for feature in found.features]
    said = Corrections(title="Salt & Marsh", features=[*lines[:2], "Rye rolls: 12 to a bag"])
    corrected = correct_findings(studio, project.id, said)
    assert (corrected.title.text, corrected.title.place) == ("Salt & Marsh", YOU)
    assert corrected.features[:2] == found.features[:2]
    assert (corrected.features[2].detail, corrected.features[2].place) == ("12 to a bag", YOU)
    assert corrected.promise == found.promise
    assert invented_numbers("12 to a bag", found) == ("12",)
    assert invented_numbers("12 to a bag", corrected) == ()
    with pytest.raises(BadInput):
        correct_findings(studio, project.id, Corrections(title=" "))
    assert latest_findings(studio, project.id) == corrected


def test_a_film_wears_the_site_unless_the_person_chose(
    studio: Studio, project: Project, url: str
) -> None:
    found = read(studio, project, url)
    dressed = dress_from_site(studio, project.id, found)
    assert dressed.brand == site_brand(found)
    assert dressed.brand.palette == found.style.palette
    assert dressed.brand.text_font == "Newsreader"
    assert dressed.brand.corners is Corners.SOFT
    assert dressed.title == "Saltmarsh Bakery"
    assert dressed.score.mood == "warm"
    own = set_brand(studio, project.id, Brand(name="Mine", palette=PALETTES["bold"]))
    assert dress_from_site(studio, project.id, found).brand == own.brand
    assert wear_site(studio, project.id, found).brand == site_brand(found)


def test_a_site_that_cannot_be_read_changes_nothing(
    studio: Studio, project: Project, url: str, site: Any
) -> None:
    for address, fault in ((site.url, SiteUnreadable), ("http://10.0.0.1/", UnusableAddress)):
        with pytest.raises(fault):
            read(studio, project, address)
    assert studio.store.sites.latest(project.id) is None
    with pytest.raises(NotFound):
        latest_findings(studio, project.id)


def test_this_machine_is_read_only_when_that_is_allowed(
    studio: Studio, project: Project, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GREENLIGHT_ALLOW_LOOPBACK")
    with pytest.raises(UnusableAddress):
        read(studio, project, url)
    studio.store.preferences.put("web.loopback", "on")
    assert read(studio, project, url).title.text == "Saltmarsh Bakery"


def test_a_job_reads_it_for_the_settings(studio: Studio, project: Project, url: str) -> None:
    job = request_site(studio, project.id, url, wears=True)
    assert (job.kind, job.inputs) == (JobKind.SITE, {"url": url, "wears": True})
    assert request_site(studio, project.id, url, wears=True).id == job.id
    with pytest.raises(UnusableAddress, match="hosts videos"):
        request_site(studio, project.id, "https://youtu.be/x")


def test_an_idea_with_an_address_is_a_website(project: Project) -> None:
    assert address_of(project.brief) == "https://saltmarsh.example"
    notes = Brief(kind=BriefKind.TEXT, text="See https://saltmarsh.example")
    assert address_of(notes) == ""
