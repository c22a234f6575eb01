"""How long to wait before another attempt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.errors import RateLimited, Unreachable, WorkerLost
from studio.worker.backoff import Backoff


def test_waits_double_up_to_the_longest() -> None:
    backoff = Backoff(first_s=2, longest_s=10, jitter=0.5)
    waits = [backoff.delay_s(attempt, WorkerLost("gone"), chance=0) for attempt in (1, 2, 3, 4)]
    assert waits == [2, 4, 8, 10]


def test_a_named_wait_is_kept() -> None:
    assert Backoff(longest_s=10).delay_s(1, RateLimited("Acme", 40), chance=0) == 40
    assert Backoff().delay_s(1, RateLimited("Acme", -3), chance=0) == 0


@given(st.integers(1, 9), st.floats(0, 1))
def test_jitter_only_lengthens_and_by_its_share(attempt: int, chance: float) -> None:
    backoff, fault = Backoff(jitter=0.25), Unreachable("Acme", "no answer")
    least = backoff.delay_s(attempt, fault, chance=0)
    assert least <= backoff.delay_s(attempt, fault, chance) <= 1.25 * least


@pytest.mark.parametrize(("attempt", "is_last"), [(1, False), (4, False), (5, True)])
def test_there_are_five_attempts(attempt: int, is_last: bool) -> None:
    assert Backoff().is_last(attempt) is is_last
