"""Whole frames and exact rates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from studio.domain.time import RATES as NAMED
from studio.domain.time import FrameRate, TimeRange

RATES = [FrameRate(numerator=n, denominator=d) for n, d in ((24, 1), (30, 1), (60, 1), (50, 1))]
RATES += [FrameRate(numerator=n, denominator=1001) for n in (24_000, 30_000, 60_000)]

rates = st.sampled_from(RATES)
counts = st.integers(0, 60 * 3600)
ranges = st.builds(TimeRange, start=st.integers(0, 1000), length=st.integers(0, 1000))


@given(rates, counts)
def test_frames_come_back_from_seconds(rate: FrameRate, frames: int) -> None:
    assert rate.frames(rate.seconds(frames)) == frames
    assert rate.frames_covering(rate.seconds(frames)) == frames


@given(rates, st.floats(0, 3600))
def test_covering_frames_are_the_least_that_last_as_long(rate: FrameRate, seconds: float) -> None:
    frames = rate.frames_covering(seconds)
    slack = Fraction(1, 1_000_000)
    assert Fraction(frames) / rate.fraction >= Fraction(seconds) - slack
    assert Fraction(frames - 1) / rate.fraction < Fraction(seconds) + slack


@given(rates, rates, counts)
def test_a_rescaled_length_is_off_by_at_most_half_a_frame(
    rate: FrameRate, to: FrameRate, frames: int
) -> None:
    exact = Fraction(frames) / rate.fraction
    assert abs(Fraction(rate.rescale(frames, to)) / to.fraction - exact) <= 1 / to.fraction / 2


@given(ranges, ranges)
def test_the_common_part_holds_exactly_the_common_frames(one: TimeRange, two: TimeRange) -> None:
    common = set(range(one.start, one.end)) & set(range(two.start, two.end))
    part = one.within(two)
    assert set(range(part.start, part.end) if part else ()) == common


@given(ranges, st.integers(0, 500))
def test_a_shifted_range_keeps_its_length(one: TimeRange, by: int) -> None:
    assert (one.shifted(by).start, one.shifted(by).length) == (one.start + by, one.length)


@pytest.mark.parametrize(("start", "length"), [(-1, 5), (0, -1)])
def test_a_range_lies_in_time(start: int, length: int) -> None:
    with pytest.raises(ValidationError):
        TimeRange(start=start, length=length)


def test_rates_are_exact_and_known_by_their_titles() -> None:
    assert list(NAMED) == ["23.976", "24", "25", "29.97", "30", "60"]
    assert NAMED["23.976"].fraction == Fraction(24_000, 1001)
    assert NAMED["29.97"].fraction == Fraction(30_000, 1001)
    assert all(rate.title == title for title, rate in NAMED.items())
