from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.graphics.counting import count_of


@pytest.mark.parametrize(
    "text",
    [
        "384,400",
        "99.86",
        "3.2 %",
        "1.234.567",
        "1.234,5",
        "1,5",
        "12 000",
        "1969",
        "$5",
        "5 €",
        "0.5",
        "~40 km",
        "−40 °C",
        "100",
        "4",
        "2,000,000.25",
    ],
)
def test_a_number_ends_as_it_is_written(text: str) -> None:
    count = count_of(text)
    assert count is not None
    assert count.at(1.0) == text


def test_it_counts_up_from_nothing_and_keeps_its_form() -> None:
    count = count_of("384,400 km")
    assert count is not None
    assert [count.at(share) for share in (0, 0.01, 0.5)] == ["0 km", "3,844 km", "192,200 km"]


def test_a_year_does_not_start_at_nought() -> None:
    count = count_of("1969")
    assert count is not None
    assert count.at(0) == "1909"


@pytest.mark.parametrize(
    "text", ["24/7", "3–5", "none", "", "007", "12:30", "1,2,3", "٣٤", "9" * 40]
)
def test_what_is_not_one_number_stays_as_it_is(text: str) -> None:
    assert count_of(text) is None


@given(st.text(max_size=40))
def test_any_text_counts_to_itself_or_not_at_all(text: str) -> None:
    count = count_of(text)
    assert count is None or count.at(1.0).strip() == text.strip()
