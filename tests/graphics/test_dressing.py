from __future__ import annotations

from typing import Any

import pytest

from studio.domain.brand import Brand, Corners
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.documents import layers
from studio.graphics.templates import TEMPLATES


def radii(corners: Corners, name: str) -> list[tuple[Any, float]]:
    words = Words(headline="Order now", detail="Call us", points=("One: a", "Two: b"), number="5")
    document = TEMPLATES[name](words, Brand(corners=corners), Aspect.WIDE)
    found = [layer for _, layer in layers(document.root)]
    return [(layer.height, layer.radius) for layer in found if getattr(layer, "radius", 0) or 0]


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_corners_are_the_brands_and_dots_stay_round(name: str) -> None:
    soft, sharp, round_ = (radii(c, name) for c in (Corners.SOFT, Corners.SHARP, Corners.ROUND))
    assert len(soft) == len(round_)
    for (height, radius), (_, larger) in zip(soft, round_, strict=True):
        assert larger == pytest.approx(radius * 2.2) or (height and larger == radius)
    assert all(height and radius >= height / 2 for height, radius in sharp)


def test_a_document_carries_no_more_of_a_brand_than_is_drawn() -> None:
    document = TEMPLATES["title"](Words(headline="A"), Brand(name="Acme"), Aspect.WIDE)
    assert document.brand == Brand()
