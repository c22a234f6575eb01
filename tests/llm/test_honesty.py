"""Figures from nowhere are found; those of the source, in whatever form, are not."""

import pytest

from studio.domain.facts import invented_figures
from studio.domain.ids import AssetId
from studio.domain.scene import Item, Words
from studio.llm.honesty import honest_words, without_invented

SOURCE = "Revenue grew 18% to $4.2 million in 2025. 1,200 cafés, eight days, three people."


@pytest.mark.parametrize(
    "text",
    [
        "Revenue grew eighteen percent.",
        "4.2 million dollars",
        "4,200,000 dollars",
        "1200 cafés in 2025",
        "8 days",
        "Two or three things. Four reasons.",
        "no figures at all",
        "",
    ],
)
def test_what_the_source_holds_is_true(text: str) -> None:
    assert invented_figures(text, SOURCE) == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("It grew 19%.", ("19",)),
        ("5 million dollars", ("5,000,000",)),
        ("Founded in 1987 by 12 people.", ("12", "1,987")),
        ("Twenty offices.", ("20",)),
        ("7 reasons", ("7",)),
    ],
)
def test_what_it_does_not_hold_is_named(text: str, figures: tuple[str, ...]) -> None:
    assert invented_figures(text, SOURCE) == figures


def test_only_what_is_untrue_is_left_out() -> None:
    assert without_invented("It grew 18%. It has 900 offices.", SOURCE) == "It grew 18%."
    shown = Words(headline="900 offices", detail="18%", points=("one", "900 offices"))
    assert honest_words(shown, SOURCE) == Words(detail="18%", points=("one",))


def test_pictures_and_icons_are_no_figures() -> None:
    shown = Words(pictures=(AssetId("98fa"),), items=(Item(label="Fast", icon="dice-55"),))
    assert honest_words(shown, SOURCE) == shown
