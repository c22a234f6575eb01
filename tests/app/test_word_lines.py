"""Words on screen are edited as lines and come back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.scene import Item, Words
from studio.ui.word_lines import lines_of, value_of

WORDS = Words(
    headline="Head",
    points=("One", "Two: three"),
    items=(
        Item(label="Hydro", value="62 %", icon="droplets"),
        Item(label="Wind", value="21 %", detail="at sea"),
        Item(label="Alone"),
    ),
    table=(("Name", "Size"), ("Moon", "3,474 km")),
    code="x = 1\n    y = 2",
    url="greenlight.example",
)


@pytest.mark.parametrize("field", ["headline", "points", "items", "table", "code", "url"])
def test_a_field_survives_being_shown_and_saved(field: str) -> None:
    assert value_of(WORDS, field, lines_of(WORDS, field)) == getattr(WORDS, field)


def test_an_item_keeps_its_icon_when_its_value_changes() -> None:
    items = value_of(WORDS, "items", "Hydro: 70 %\nNew: 1")
    assert [(item.label, item.value, item.icon) for item in items] == [
        ("Hydro", "70 %", "droplets"),
        ("New", "1", ""),
    ]


@given(field=st.sampled_from(["points", "items", "table", "code", "headline"]), text=st.text())
def test_any_text_can_be_typed(field: str, text: str) -> None:
    value = value_of(WORDS, field, text[:280])
    assert getattr(Words.model_validate({**dict(WORDS), field: value}), field) == value
