import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from studio.cli import application
from studio.cli.options import frame_rate, seconds, words
from studio.domain.errors import TooLarge, UnreadableInput
from studio.domain.time import FrameRate


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("60", 60),
        ("90s", 90),
        ("1:30", 90),
        ("2m", 120),
        ("1m30s", 90),
        ("1.5 min", 90),
        (" ", None),
    ],
)
def test_lengths_as_people_write_them(text: str, length: float | None) -> None:
    assert seconds(text) == length


@pytest.mark.parametrize("text", ["soon", "-5", "0", "2h", "99:99:99", "3601"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        seconds(text)


def test_rates_are_read_by_their_names() -> None:
    assert frame_rate("") is None
    assert frame_rate(" 23.976 ") == FrameRate(numerator=24_000, denominator=1001)
    for wrong in ("23.98", "0", "fast"):
        with pytest.raises(typer.BadParameter, match=r"29\.97"):
            frame_rate(wrong)


def test_words_that_are_too_many_or_none_are_told() -> None:
    assert words("--title", "Größe 声 🚀", 200) == "Größe 声 🚀"
    with pytest.raises(TooLarge, match="201"):
        words("--title", "a" * 201, 200)
    with pytest.raises(UnreadableInput, match="not text"):
        words("--idea", "bytes \udcff of another encoding")


@pytest.mark.parametrize(
    "asked",
    [
        ["plan", "--idea", "Tides", "--title", "Long " * 100],
        ["plan", "--idea", "Tides \udcff"],
        ["make", "--idea", "Tides", "--closing", "Bye " * 100],
    ],
    ids=["title", "idea", "closing"],
)
def test_what_films_cannot_say_is_bad_input(asked: list[str], tmp_path: Path) -> None:
    home = ["--data-dir", str(tmp_path), "--json"]
    told = CliRunner().invoke(application(), [*asked, *home])
    assert told.exit_code == 2, told.output
    listed = CliRunner().invoke(application(), ["projects", *home])
    assert json.loads(listed.stdout)["projects"] == []
