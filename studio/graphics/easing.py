"""How things move between two keyframes. All take and give a share from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum


class Ease(StrEnum):
    """The named curves. SETTLE goes a little too far and comes back; SWIFT is a sharper IN_OUT."""

    LINEAR = "linear"
    OUT = "out"
    IN = "in"
    IN_OUT = "in-out"
    EXPO = "expo"
    SETTLE = "settle"
    SWIFT = "swift"
    HOLD = "hold"


def _expo(share: float) -> float:
    return 1 - float(2 ** (-10 * share)) * (1 - share)


def _settle(share: float) -> float:
    # Penner's "back" with an overshoot of 4 % instead of 10 %: words, not cartoons.
    rest = share - 1
    return 1 + 1.9 * rest**3 + 0.9 * rest**2


def _in_out(share: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * share)


def _swift(share: float) -> float:
    return 8 * share**4 if share < 0.5 else 1 - 8 * (1 - share) ** 4


_CURVES: dict[Ease, Callable[[float], float]] = {
    Ease.LINEAR: lambda share: share,
    Ease.OUT: lambda share: 1 - (1 - share) ** 3,
    Ease.IN: lambda share: share**3,
    Ease.IN_OUT: _in_out,
    Ease.EXPO: _expo,
    Ease.SETTLE: _settle,
    Ease.SWIFT: _swift,
    Ease.HOLD: lambda share: 1.0 if share >= 1 else 0.0,
}


def eased(curve: Ease, share: float) -> float:
    """Where something stands when `share` of its time has passed; ends are exact."""
    if share <= 0:
        return 0.0
    return 1.0 if share >= 1 else _CURVES[curve](share)
