"""One segment: its spec to a file. No store, no network, no clock, no chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from studio.compose.encoder import Encoder
from studio.compose.joins import join
from studio.compose.layers import Frame, Layer, Remarks, Stage
from studio.compose.layers.caption import CaptionLayer
from studio.compose.layers.mark import MarkLayer
from studio.compose.layers.shelf import Shelf
from studio.compose.planes import Planes
from studio.compose.specs import JoinSpec, SegmentSpec, Shot
from studio.compose.statistics import SegmentStatistics, Watch
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.graphics.fonts import FontShelf


def render_segment(
    spec: SegmentSpec, paths: Mapping[AssetId, Path], target: Path
) -> SegmentStatistics:
    """Write the segment's frames at `target` (MP4, H.264) and tell what was seen in them.

    `paths` holds the files of `spec.assets`. The same spec gives the same bytes on the same
    machine. Raises MediaMissing, UnreadableInput, OSError (a full disk).
    """
    watch = Watch(has_motion=spec.has_motion)
    with (
        picture(spec, paths) as shown,
        Encoder(target, spec.size, spec.rate, spec.preset) as encoder,
    ):
        for n in range(spec.frames):
            if n and not shown.changes_after(n - 1):
                encoder.repeat()
                watch.again()
                continue
            encoder.show(shown, n)
            watch.see(encoder.luma)
        remarks = shown.remarks()
    return watch.statistics(target.stat().st_size, encoder.delay, remarks)


def blank(size: Size) -> Frame:
    """An opaque black frame."""
    frame = np.zeros((size.height, size.width, 4), np.uint8)
    frame[..., 3] = 255
    return frame


@contextmanager
def picture(spec: SegmentSpec, paths: Mapping[AssetId, Path]) -> Iterator[Picture]:
    """All layers of `spec` as one, drawing whole frames; closed when the block ends."""
    stage = Stage(paths, spec.size, spec.rate, fonts())
    with ExitStack() as opened:
        scenes = [opened.enter_context(closing(_Scene(shot, stage))) for shot in spec.shots]
        layers: list[Layer] = [_Join(spec, spec.join, *scenes) if spec.join else scenes[0]]
        if spec.watermark:
            logo = stage.path(spec.watermark.picture)
            layers.append(MarkLayer(spec.watermark, logo, spec.size))
        if spec.captions:
            layers.append(CaptionLayer(spec.captions, spec.size, spec.rate, stage.fonts))
        yield Picture(tuple(layers))


@cache
def fonts() -> FontShelf:
    """The fonts of this process, loaded once: a render process draws many segments."""
    return FontShelf()


@cache
def shelf() -> Shelf:
    """The layers of this process: a scene's body and its joins are mostly drawn by one."""
    return Shelf()


class _Stack(Layer):
    """Layers one over the other."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self._layers = layers

    def draw(self, frame: Frame, n: int) -> None:
        for each in self._layers:
            each.draw(frame, n)

    def lays(self, n: int) -> bool:
        return all(each.lays(n) for each in self._layers)

    def lay(self, planes: Planes, n: int) -> None:
        for each in self._layers:
            each.lay(planes, n)

    def changes_after(self, n: int) -> bool:
        return any(each.changes_after(n) for each in self._layers)

    def close(self) -> None:
        for each in self._layers:
            each.close()

    def remarks(self) -> Remarks:
        return Remarks.of_all(each.remarks() for each in self._layers)


class Picture(_Stack):
    """All that is seen. Its frames can be had drawn, or in planes."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        super().__init__(layers)
        self._frame: Frame | None = None

    def lay(self, planes: Planes, n: int) -> None:
        """Fill `planes` with frame `n`: layers are drawn up to the last that cannot be laid."""
        drawn = max((k for k, each in enumerate(self._layers, 1) if not each.lays(n)), default=0)
        if drawn:
            frame = self._memory(planes)
            for each in self._layers[:drawn]:
                each.draw(frame, n)
            planes.fill(frame)
        for each in self._layers[drawn:]:
            each.lay(planes, n)

    def _memory(self, planes: Planes) -> Frame:
        """A frame to draw on, held from the first time on."""
        if self._frame is None:
            height, width = planes.luma.shape
            self._frame = blank(Size(width=width, height=height))
        return self._frame


class _Scene(_Stack):
    """The layers of a scene, counted from the segment's first frame."""

    def __init__(self, shot: Shot, stage: Stage) -> None:
        made = (shelf().layer(spec, stage, shot.length) for spec in shot.layers)
        super().__init__(tuple(made))
        self._first = shot.first

    def draw(self, frame: Frame, n: int) -> None:
        super().draw(frame, self._first + n)

    def lays(self, n: int) -> bool:
        return super().lays(self._first + n)

    def lay(self, planes: Planes, n: int) -> None:
        super().lay(planes, self._first + n)

    def changes_after(self, n: int) -> bool:
        return super().changes_after(self._first + n)


class _Join(Layer):
    """Leads from one scene to the next; neither is seen alone in any of its frames."""

    def __init__(self, spec: SegmentSpec, how: JoinSpec, one: Layer, two: Layer) -> None:
        self._join = join(how)
        self._scenes = (one, two)
        self._size = spec.size
        self._steps = spec.frames + 1

    @cached_property
    def _frames(self) -> tuple[Frame, Frame]:
        return blank(self._size), blank(self._size)

    @cached_property
    def _planes(self) -> tuple[Planes, Planes]:
        return Planes.of(self._size), Planes.of(self._size)

    def remarks(self) -> Remarks:
        return Remarks.of_all(scene.remarks() for scene in self._scenes)

    def draw(self, frame: Frame, n: int) -> None:
        one, two = self._frames
        for scene, memory in zip(self._scenes, self._frames, strict=True):
            scene.draw(memory, n)
        self._join(one, two, (n + 1) / self._steps, frame)

    def lays(self, n: int) -> bool:
        return self._join.mixes and all(scene.lays(n) for scene in self._scenes)

    def lay(self, planes: Planes, n: int) -> None:
        one, two = self._planes
        for scene, memory in zip(self._scenes, self._planes, strict=True):
            scene.lay(memory, n)
        self._join.mix(one, two, (n + 1) / self._steps, planes)
