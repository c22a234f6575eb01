import pytest
import typer

from studio.cli.options import frame_rate, seconds
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
