from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from studio.domain.brief import Brief
from studio.domain.facts import invented_numbers
from studio.domain.format import Aspect
from studio.domain.ids import AssetId
from studio.domain.site import Call, Findings, Found, Section
from studio.domain.time import FrameRate
from studio.graphics.templates import TEMPLATES
from studio.llm.embedded.site import ActKind, SiteDirector, acts_of
from studio.llm.interface import DirectorCard, PlanAsk, SceneDraft
from studio.web.reading import read_website

NOW = datetime(2026, 11, 27, tzinfo=UTC)
SITES = ("firm", "devtool", "library")
Serve = Callable[[str], Any]


@pytest.fixture
def found(serve: Serve) -> Callable[[str], Findings]:
    def read(name: str) -> Findings:
        url = serve(name).url
        return asyncio.run(read_website(url, NOW, allows_loopback=True)).findings

    return read


def ask(**known: Any) -> PlanAsk:
    return PlanAsk(
        brief=Brief(**known),
        aspect=Aspect.WIDE,
        rate=FrameRate(),
        speech_s=lambda text: len(text.split()) / 2.4,
    )


def drafts(findings: Findings, **known: Any) -> list[SceneDraft]:
    director = SiteDirector(findings, frozenset(TEMPLATES), DirectorCard("x", "x", "x"))

    async def collect() -> list[SceneDraft]:
        return [draft async for draft in director.plan(ask(**known))]

    return asyncio.run(collect())


@pytest.mark.parametrize("name", SITES)
def test_every_site_becomes_five_acts_in_its_own_words(
    found: Callable[[str], Findings], name: str
) -> None:
    findings = found(name)
    acts = acts_of(findings)
    assert [act.kind for act in acts] == list(ActKind)
    assert all(act.sources and all(s.place for s in act.sources) for act in acts)
    said = [sentence for act in acts for sentence in act.narration.split(". ")]
    assert len(said) == len(set(said))
    for draft in drafts(findings):
        items = " ".join(f"{i.label} {i.value}" for i in draft.visual.words.items)
        shown = draft.visual.words
        text = f"{draft.narration} {shown.headline} {shown.number} {shown.detail} {items}"
        assert invented_numbers(text, findings) == ()
        assert draft.visual.description.startswith(f"From {findings.url}")


def test_the_problem_is_the_one_the_site_tells_of(found: Callable[[str], Findings]) -> None:
    assert acts_of(found("firm"))[0].narration.startswith("Most bread is made in ninety minutes.")
    tool = acts_of(found("devtool"))[0]
    assert (tool.words.number, tool.words.unit) == ("41", "seconds for a search")
    assert acts_of(found("library"))[0].narration.startswith("Not enough space at home?")


def test_the_invitation_is_the_sites_own_call(found: Callable[[str], Findings]) -> None:
    last = acts_of(found("firm"))[-1]
    assert (last.words.headline, last.words.detail) == ("The first loaf is on us", "Order bread")
    assert "€4.80" in last.narration
    library = acts_of(found("library"))[-1]
    assert (library.words.headline, library.words.detail) == ("Become a member", "Join the library")


def test_a_wished_length_takes_fewer_words(found: Callable[[str], Findings]) -> None:
    findings = found("firm")
    short, usual = (drafts(findings, **known) for known in ({"length_s": 20}, {}))
    words = [sum(len(d.narration.split()) for d in told) for told in (short, usual)]
    assert words[0] < words[1] * 0.75


def test_a_site_that_says_little_still_has_a_beginning_and_an_end() -> None:
    site = "https://ferry.example/"
    little = Findings(
        url=site,
        read_at=NOW,
        title=Found(text="Ferry", url=site, place="title"),
        description=Found(text="Boats over the sound, daily.", url=site, place="meta"),
        call=Call(text="Book a seat", url=site, place="a.button"),
        sections=(Section(text="Piers", url=site, place="h2", sentences=()),),
        language="de",
    )
    acts = acts_of(little)
    assert acts[0].kind is ActKind.PROBLEM
    assert acts[-1].words.detail == "Book a seat"
    assert acts[-1].words.url == "ferry.example"
    assert not any(invented_numbers(act.narration, little) for act in acts)
    assert "Das ist Ferry." in " ".join(act.narration for act in acts)


def test_the_first_act_is_the_same_without_a_screenshot(found: Callable[[str], Findings]) -> None:
    for name in SITES:
        bare = found(name)
        shot = bare.screenshot.model_copy(update={"asset": AssetId("shot")})
        whole = bare.model_copy(update={"screenshot": shot})
        assert acts_of(bare)[0] == acts_of(whole)[0]
        assert len(acts_of(bare)) == len(acts_of(whole))
