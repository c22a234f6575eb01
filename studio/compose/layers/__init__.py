"""Layers: each draws its part of a frame, the lowest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from studio.compose.layers.footage import FootageLayer
from studio.compose.layers.graphic import GraphicLayer
from studio.compose.layers.layer import Frame, Layer, Remarks
from studio.compose.layers.still import StillLayer
from studio.compose.specs import FootageSpec, LayerSpec, StillSpec
from studio.domain.errors import MediaMissing
from studio.domain.format import Size
from studio.domain.ids import AssetId
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

    Raises MediaMissing, UnreadableInput.
    """
    if isinstance(spec, StillSpec):
        return StillLayer(spec, stage.path(spec.picture), stage.size, stage.rate, length)
    if isinstance(spec, FootageSpec):
        return FootageLayer(spec, stage.path(spec.film), stage.size, stage.rate, length)
    return GraphicLayer(spec, stage.size, length, stage.fonts)


__all__ = ["Frame", "Layer", "Remarks", "Stage", "layer"]
