from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.consent import consent_of

YES = (
    "yes",
    "Looks good, go",
    "looks good",
    "OK go ahead!",
    "Perfect, thanks. Go.",
    "yes please",
    "approve all",
    "I'm happy with it",
    "it looks great",
    "Ja",
)
NO = ("no", "Not yet.", "no thanks", "wait", "don’t", "Stop, please")
NEITHER = (
    "",
    "looks good, but make scene 3 shorter",
    "yes, and make it vertical",
    "make the film",
    "why?",
    "is it good?",
    "great music",
    "no music",
    "go to scene 3",
    "thanks",
    "good",
)


@pytest.mark.parametrize("text", YES)
def test_a_plain_yes(text: str) -> None:
    assert consent_of(text) is True


@pytest.mark.parametrize("text", NO)
def test_a_plain_no(text: str) -> None:
    assert consent_of(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_anything_else_is_neither(text: str) -> None:
    assert consent_of(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert consent_of(text) in (True, False, None)
