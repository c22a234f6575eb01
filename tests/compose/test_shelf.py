"""A picture is read once for its scene's body and joins, and never longer than it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from studio.compose.layers import Stage
from studio.compose.layers.shelf import ROOM, Shelf
from studio.compose.render import blank, fonts
from studio.compose.segments import Look, segments
from studio.compose.specs import FootageSpec, LayerSpec
from studio.domain.brand import Brand
from studio.domain.errors import MediaMissing
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId
from studio.domain.project import Captions
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Filming

TINY = Size(width=160, height=90)
COLOURS = ("#C04020", "#20C040", "#4020C0")


def specs(filming: Filming) -> list[LayerSpec]:
    scenes = [filming.still(f"s{n}", colour) for n, colour in enumerate(COLOURS)]
    look = Look(TINY, Quality.DRAFT, Brand(), Captions.OFF)
    parts = segments(filming.cut(scenes), look)
    return [part.spec.shots[0].layers[0] for part in parts if not part.is_join]


def stage(filming: Filming, **fields: Any) -> Stage:
    known = {"paths": filming.pictures, "size": TINY, "rate": FrameRate(), "fonts": fonts()}
    return Stage(**{**known, **fields})


def test_the_same_layer_is_made_once(filming: Filming) -> None:
    shelf, spec = Shelf(), specs(filming)[0]

    assert shelf.layer(spec, stage(filming), 30) is shelf.layer(spec, stage(filming), 30)


def test_another_length_or_size_makes_another(filming: Filming) -> None:
    shelf, spec = Shelf(), specs(filming)[0]
    made = shelf.layer(spec, stage(filming), 30)

    assert shelf.layer(spec, stage(filming), 31) is not made
    small = Size(width=80, height=46)
    assert shelf.layer(spec, stage(filming, size=small), 30) is not made


def test_the_one_used_longest_ago_makes_room(filming: Filming) -> None:
    shelf, (one, two, three) = Shelf(), specs(filming)
    assert ROOM == 2
    first, second = (shelf.layer(spec, stage(filming), 30) for spec in (one, two))
    assert shelf.layer(one, stage(filming), 30) is first
    shelf.layer(three, stage(filming), 30)

    assert shelf.layer(one, stage(filming), 30) is first
    assert shelf.layer(two, stage(filming), 30) is not second


def test_a_kept_layer_draws_as_a_new_one(filming: Filming) -> None:
    shelf, spec = Shelf(), specs(filming)[0]
    kept, new = blank(TINY), blank(TINY)
    for n in (0, 29, 3):
        shelf.layer(spec, stage(filming), 30).draw(kept, n)
    Shelf().layer(spec, stage(filming), 30).draw(new, 3)

    assert np.array_equal(kept, new)


def test_a_picture_that_is_gone_is_missed_though_known(filming: Filming) -> None:
    shelf, spec = Shelf(), specs(filming)[0]
    shelf.layer(spec, stage(filming), 30)

    with pytest.raises(MediaMissing):
        shelf.layer(spec, stage(filming, paths={}), 30)


def test_footage_is_opened_anew_each_time(
    filming: Filming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.compose.layers.shelf.layer", lambda *_: object())
    film = FootageSpec.model_construct(kind="footage", film=AssetId("f" * 64))
    shelf = Shelf()

    assert shelf.layer(film, stage(filming), 30) is not shelf.layer(film, stage(filming), 30)
