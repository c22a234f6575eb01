from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.facts import (
    invented_figures,
    invented_numbers,
    numbers_in,
    said_numbers,
    shown_text,
    sources_of,
)
from studio.domain.ids import AssetId
from studio.domain.scene import Item, Words
from studio.domain.site import Figure, Findings, Found, Section

SITE = "https://acme.example/"
FOUND = Findings(
    url=SITE,
    read_at=datetime(2026, 11, 20, tzinfo=UTC),
    title=Found(text="Acme", url=SITE, place="title"),
    sections=(
        Section(
            text="Why it lasts",
            url=SITE,
            place="section#why > h2",
            sentences=("Each one is tested for ninety days, 11,400 times over.",),
        ),
    ),
    figures=(
        Figure(text="4.9 average", url=SITE, place="dl > dt", number="4.9", label="average rating"),
    ),
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("11,400 people, 4.9 stars and 60%", ("11400", "4.9", "60")),
        ("1.200 Euro", ("1.2",)),
        ("1'000 and 2 500", ("1000", "2500")),
        ("fifteen minutes, twenty-five people, three thousand days", ("15", "25", "3000")),
        ("one of two or three", ()),
        ("nothing counted here", ()),
        ("0,5 l at 007", ("0.5", "7")),
        ("$4.2 million and 4,2 Millionen", ("4200000",)),
        ("three and a half billion years, a hundred", ("3500000000", "100")),
        ("two thousand three hundred", ("2300",)),
        ("one million two hundred thousand", ("1200000",)),
        ("In 2025 100 people came", ("2025", "100")),
        ("h264, 1920x1080 and picture 98fa3b", ()),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers


def test_what_the_website_says_may_be_said_in_words_or_digits() -> None:
    assert invented_numbers("Tested for 90 days and 11400 times, rated 4.9", FOUND) == ()
    assert invented_numbers("Tested for ninety days", FOUND) == ()


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("4.2 million people", "4,200,000 people, or 4.2m of them"),
        ("It made $4.2m.", "4.2 million dollars"),
        ("Eighteen percent, 3.5 days.", "18%, three and a half days"),
        ("20:17 on a 24/7 line", "20:17, 24/7"),
    ],
)
def test_a_site_and_a_brief_are_read_alike(said: str, text: str) -> None:
    site = Findings(
        url=SITE,
        read_at=FOUND.read_at,
        title=Found(text="Acme", url=SITE, place="title"),
        description=Found(text=said, url=SITE, place="meta"),
    )
    assert invented_numbers(text, site) == invented_figures(text, said) == ()
    assert invented_numbers(f"{text} 77", site) == invented_figures(f"{text} 77", said) == ("77",)


def test_only_a_brief_lets_one_count_what_is_at_hand() -> None:
    assert invented_figures("Four steps, 3 of them easy", "") == ()
    assert invented_numbers("Four steps, 3 of them easy", FOUND) == ("3", "4")


def test_names_that_nobody_reads_are_no_words_on_screen() -> None:
    shown = Words(
        headline="Acme", pictures=(AssetId("98fa"),), items=(Item(label="Fast", icon="dice-5"),)
    )
    assert shown_text(shown) == "Acme\nFast"


def test_what_it_does_not_say_is_found_out() -> None:
    assert invented_numbers("Trusted by 12,000 people in forty countries", FOUND) == ("12000", "40")


def test_a_text_leads_back_to_where_it_was_found() -> None:
    assert sources_of("Rated 4.9 on average", FOUND)[0].place == "dl > dt"
    told = sources_of("Each one is tested for ninety days", FOUND)
    assert told[0].place == "section#why > h2"
    assert sources_of("Something else entirely", FOUND) == ()


@given(st.integers(min_value=4, max_value=10**9))
def test_grouped_and_plain_numbers_are_the_same(number: int) -> None:
    assert said_numbers([f"{number:,}"]) >= set(numbers_in(str(number)))


@given(st.text(max_size=80))
def test_whatever_a_text_holds_it_says_itself(text: str) -> None:
    assert set(numbers_in(text)) <= said_numbers([text])
