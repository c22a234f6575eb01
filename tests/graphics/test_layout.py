from __future__ import annotations

import pytest

from studio.domain.format import Aspect, Format, Quality, Size
from studio.graphics.layout import caption_area, nearest_aspect, safe_area, scale, units


@pytest.mark.parametrize("aspect", list(Aspect))
@pytest.mark.parametrize("quality", list(Quality))
def test_designs_and_captions_do_not_meet(aspect: Aspect, quality: Quality) -> None:
    size = Format(aspect=aspect).size(quality)
    safe, captions = safe_area(size), caption_area(size)
    assert safe.y + safe.height < captions.y
    for box in (safe, captions):
        assert box.x >= 0.05 * size.width
        assert box.x + box.width <= 0.95 * size.width
        assert box.y >= 0.05 * size.height
        assert box.y + box.height <= 0.95 * size.height
    assert nearest_aspect(size) is aspect
    assert units(aspect).width / units(aspect).height == pytest.approx(aspect.ratio, rel=0.01)


def test_captions_stay_clear_of_what_a_phone_covers() -> None:
    box = caption_area(Size(width=1080, height=1920))
    middle = 1 - (box.y + box.height / 2) / 1920
    assert 0.22 <= middle <= 0.30


def test_a_unit_is_the_same_share_of_every_size() -> None:
    assert scale(Size(width=1920, height=1080)) == 1
    assert scale(Size(width=540, height=960)) == 0.5
