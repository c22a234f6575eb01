"""What render processes are asked to do.

What decodes and encodes is imported inside, so that the process that only asks starts
without it and cannot be taken down by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from studio.compose.specs import SegmentSpec
from studio.compose.statistics import SegmentStatistics
from studio.domain.format import Size
from studio.domain.ids import AssetId, ContentHash
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from studio.compose.join_order import JoinOrder, Measured
    from studio.compose.preview_order import PreviewOrder
    from studio.compose.sound import SoundOrder
    from studio.compose.soundtrack import Soundtrack


def render_segment(
    spec: SegmentSpec, paths: Mapping[AssetId, Path], target: Path
) -> SegmentStatistics:
    """`render.render_segment`."""
    from studio.compose import render

    return render.render_segment(spec, paths, target)


def make_thumbnail(spec: SegmentSpec, paths: Mapping[AssetId, Path], n: int, target: Path) -> None:
    """`thumbnail.make_thumbnail`."""
    from studio.compose import thumbnail

    thumbnail.make_thumbnail(spec, paths, n, target)


def make_soundtrack(order: SoundOrder, folder: Path, key: ContentHash) -> Soundtrack:
    """`soundtrack.make_soundtrack`."""
    from studio.compose import soundtrack

    return soundtrack.make_soundtrack(order, folder, key)


def trim_speech(
    file: Path, length_s: float, words: Sequence[SpokenWord]
) -> tuple[float, tuple[SpokenWord, ...]]:
    """`sound.trimming.trim`."""
    from studio.compose.sound import trimming

    return trimming.trim(file, length_s, words)


def write_stems(order: SoundOrder, folder: Path) -> tuple[Path, ...]:
    """`sound.write_stems`."""
    from studio.compose import sound

    return sound.write_stems(order, folder)


def make_preview(kind: str, order: PreviewOrder, target: Path) -> None:
    """`previews.PREVIEWS[kind]`."""
    from studio.compose.previews import PREVIEWS

    PREVIEWS[kind](order, target)


def encoder_works(encoder: str, size: Size, rate: FrameRate) -> bool:
    """`trial.works`."""
    from studio.compose import trial

    return trial.works(encoder, size, rate)


def join(order: JoinOrder, target: Path) -> Measured:
    """`join.join`."""
    from studio.compose import join as joining

    return joining.join(order, target)
