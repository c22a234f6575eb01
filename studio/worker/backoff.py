"""How long to wait before another attempt."""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.errors import RateLimited, Transient


@dataclass(frozen=True)
class Backoff:
    """Waits that double, with jitter so that many jobs do not come back at the same moment.

    The wait after attempt n is first_s · 2^(n−1), at most longest_s, plus up to `jitter`
    (a share) of it. A provider that names a wait is given that, and the jitter on top.
    """

    attempts: int = 5
    first_s: float = 2.0
    longest_s: float = 60.0
    jitter: float = 0.25

    def is_last(self, attempt: int) -> bool:
        """Whether no attempt follows the `attempt`-th (from 1)."""
        return attempt >= self.attempts

    def delay_s(self, attempt: int, fault: Transient, chance: float) -> float:
        """Seconds to wait after the `attempt`-th (from 1) met `fault`; `chance` is in 0 to 1."""
        wait_s: float = min(self.longest_s, self.first_s * 2 ** (attempt - 1))
        if isinstance(fault, RateLimited):
            wait_s = max(0.0, fault.retry_after_s)
        return wait_s * (1 + self.jitter * chance)
