"""How things move between two keyframes. All take and give a share from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from enum import StrEnum


class Ease(StrEnum):
    """The named curves.

    SETTLE goes a little too far and comes back, SPRING does so twice, ANTICIPATE draws back
    before it goes, SWIFT is a sharper IN_OUT.
    """

    LINEAR = "linear"
    OUT = "out"
    IN = "in"
    IN_OUT = "in-out"
    EXPO = "expo"
    SETTLE = "settle"
    SWIFT = "swift"
    SPRING = "spring"
    ANTICIPATE = "anticipate"
    HOLD = "hold"


_DRAWN_BACK = 0.26


def _expo(share: float) -> float:
    return 1 - float(2 ** (-10 * share)) * (1 - share)


def _settle(share: float) -> float:
    # Penner's "back" with an overshoot of 4 % instead of 10 %: words, not cartoons.
    rest = share - 1
    return 1 + 1.9 * rest**3 + 0.9 * rest**2


def _spring(share: float) -> float:
    # A damped oscillation (underdamped harmonic motion) that overshoots by about 5 %.
    return 1 - math.exp(-6.6 * share) * math.cos(2 * math.pi * 1.05 * share)


def _anticipate(share: float) -> float:
    if share < _DRAWN_BACK:
        return -0.05 * math.sin(math.pi * share / _DRAWN_BACK)
    return _expo((share - _DRAWN_BACK) / (1 - _DRAWN_BACK))


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
    Ease.SPRING: _spring,
    Ease.ANTICIPATE: _anticipate,
    Ease.HOLD: lambda share: 1.0 if share >= 1 else 0.0,
}


def eased(curve: Ease, share: float) -> float:
    """Where something stands when `share` of its time has passed; ends are exact."""
    if share <= 0:
        return 0.0
    return 1.0 if share >= 1 else _CURVES[curve](share)
