"""In which order segments are made."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from studio.compose.cache import SegmentCache
from studio.compose.processes import Crew
from studio.compose.rendering import Rendering
from studio.compose.segments import Look, segments
from studio.compose.specs import SegmentSpec
from studio.compose.statistics import SegmentStatistics
from studio.domain.brand import Brand
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId
from studio.domain.project import Captions

if TYPE_CHECKING:
    from conftest import Filming


class Listing(Crew):
    """Notes what is asked for, and makes files of one byte."""

    def __init__(self) -> None:
        super().__init__(workers=1)
        self.asked: list[SegmentSpec] = []

    def submit(
        self, spec: SegmentSpec, paths: Mapping[AssetId, Path], target: Path
    ) -> Future[SegmentStatistics]:
        self.asked.append(spec)
        target.write_bytes(b"x")
        done: Future[SegmentStatistics] = Future()
        done.set_result(SegmentStatistics(size=1, frames=spec.frames))
        return done


def test_the_longest_come_first_at_the_end_only(filming: Filming) -> None:
    colours = [f"#{n:02X}4020" for n in range(20, 200, 30)]
    scenes = [filming.still(f"s{n}", colour) for n, colour in enumerate(colours)]
    look = Look(Size(width=160, height=90), Quality.DRAFT, Brand(), Captions.OFF)
    parts = segments(filming.cut(scenes), look)
    crew = Listing()

    Rendering(
        SegmentCache(filming.folder / "cache"),
        filming.pictures,
        crew,
        on_segment=lambda *_: None,
        is_cancelled=lambda: False,
    ).run(parts)

    wanted = [part.spec for part in parts]
    tail = crew.asked[-4:]
    assert crew.asked[:-4] == wanted[:-4]
    assert tail == sorted(wanted[-4:], key=lambda spec: -spec.frames) != wanted[-4:]
