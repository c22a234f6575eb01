"""Shapes and sizes of films."""

from __future__ import annotations

import pytest

from studio.domain.delivery import Delivery
from studio.domain.format import Aspect, Format, Quality
from studio.domain.time import RATES


@pytest.mark.parametrize(
    ("aspect", "quality", "size"),
    [
        (Aspect.WIDE, Quality.DRAFT, (960, 540)),
        (Aspect.WIDE, Quality.STANDARD, (1920, 1080)),
        (Aspect.WIDE, Quality.ULTRA, (3840, 2160)),
        (Aspect.TALL, Quality.HIGH, (1080, 1920)),
        (Aspect.TALL, Quality.ULTRA, (2160, 3840)),
        (Aspect.SQUARE, Quality.STANDARD, (1080, 1080)),
        (Aspect.PORTRAIT, Quality.STANDARD, (1080, 1350)),
        (Aspect.PORTRAIT, Quality.DRAFT, (540, 676)),
    ],
)
def test_sizes_are_those_people_expect(
    aspect: Aspect, quality: Quality, size: tuple[int, int]
) -> None:
    found = Format(aspect=aspect).size(quality)
    assert (found.width, found.height) == size


def test_a_delivery_changes_only_what_it_names() -> None:
    own = Format(aspect=Aspect.TALL, rate=RATES["25"])
    assert Delivery().format(own) == own
    assert Delivery(aspect=Aspect.SQUARE).format(own) == Format(
        aspect=Aspect.SQUARE, rate=RATES["25"]
    )
    assert Delivery(rate=RATES["60"]).format(own) == Format(aspect=Aspect.TALL, rate=RATES["60"])
