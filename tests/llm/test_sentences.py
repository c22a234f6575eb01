from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.llm.embedded.sentences import clauses, sentences, tidy


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is far. Very far.", ("It is far.", "Very far.")),
        (
            "It weighs 21.5 kilograms. 3.2 percent failed.",
            ("It weighs 21.5 kilograms.", "3.2 percent failed."),
        ),
        (
            "They landed at 20:17 UTC. Then they slept.",
            ("They landed at 20:17 UTC.", "Then they slept."),
        ),
        (
            "Dr. J. R. Smith spoke, e.g. about rain. We left.",
            ("Dr. J. R. Smith spoke, e.g. about rain.", "We left."),
        ),
        ("Wait... what? Yes… now.", ("Wait... what?", "Yes… now.")),
        ('He said "Stop!" and left. It rained.', ('He said "Stop!" and left.', "It rained.")),
        ("“It works.” She smiled.", ("“It works.”", "She smiled.")),
        (
            "月への旅へようこそ。すべては始まります。",
            ("月への旅へようこそ。", "すべては始まります。"),
        ),
        ("هل أنت مستعد؟ نعم.", ("هل أنت مستعد؟", "نعم.")),
        ("no punctuation at all", ("no punctuation at all",)),
        ("Ready. 🚀", ("Ready. 🚀",)),
        ("   \n ", ()),
    ],
)
def test_sentences_end_where_people_hear_it(text: str, parts: tuple[str, ...]) -> None:
    assert sentences(text) == parts


@given(st.text(max_size=400))
def test_no_letter_is_lost(text: str) -> None:
    together = "".join("".join(sentences(text)).split())
    assert together == "".join(tidy(text).split())


@given(st.text(max_size=600), st.integers(20, 80))
def test_clauses_are_short_and_lose_no_letter(text: str, limit: int) -> None:
    parts = clauses(tidy(text), limit)
    assert all(len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(tidy(text).split())
