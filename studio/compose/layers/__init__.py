"""Layers: each draws its part of a frame, the lowest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.compose.layers.finish import FinishLayer
from studio.compose.layers.footage import FootageLayer
from studio.compose.layers.graphic import GraphicLayer
from studio.compose.layers.layer import Frame, Layer, Remarks
from studio.compose.layers.parallax import ParallaxLayer
from studio.compose.layers.still import StillLayer
from studio.compose.looks.grading import tint
from studio.compose.specs import FinishSpec, FootageSpec, LayerSpec, StillSpec
from studio.domain.errors import MediaMissing
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.look import Grade
from studio.domain.scene import Camera
from studio.domain.time import FrameRate
from studio.graphics.fonts import FontShelf


@dataclass(frozen=True)
class Stage:
    """What layers are built with: files by their hash, and the film's size, rate and fonts."""

    paths: Mapping[AssetId, Path]
    size: Size
    rate: FrameRate
    fonts: FontShelf

    def path(self, asset: AssetId) -> Path:
        """The file of `asset`. Raises MediaMissing."""
        path = self.paths.get(asset)
        if path is None or not path.is_file():
            raise MediaMissing("", path.name if path else f"the file {asset[:8]}…")
        return path


def layer(spec: LayerSpec, stage: Stage, length: int) -> Layer:
    """The layer of `spec`, for a scene of `length` frames.

    Raises MediaMissing, UnreadableInput, NotFound for a look nobody has.
    """
    if isinstance(spec, StillSpec):
        colours = tint(spec.grade, _tables(spec.grade, stage)) if spec.grade else None
        path = stage.path(spec.picture)
        kind = ParallaxLayer if spec.camera is Camera.PARALLAX else StillLayer
        return kind(spec, path, stage.size, stage.rate, length, colours)
    if isinstance(spec, FootageSpec):
        return FootageLayer(spec, stage.path(spec.film), stage.size, stage.rate, length)
    if isinstance(spec, FinishSpec):
        return FinishLayer(spec, _tables(spec.grade, stage), stage.size)
    files = {asset: stage.path(asset) for asset in spec.files}
    return GraphicLayer(spec, stage.size, length, stage.fonts, stage.rate, files)


def _tables(grade: Grade, stage: Stage) -> dict[AssetId, Path]:
    return {grade.table: stage.path(grade.table)} if grade.table else {}


__all__ = ["Frame", "Layer", "Remarks", "Stage", "layer"]
