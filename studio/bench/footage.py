"""Footage to cut films from, made with Greenlight itself."""

from __future__ import annotations

from pathlib import Path

from studio.bench.material import FOOTAGE_S, asset
from studio.compose.encoder import Encoder
from studio.compose.layers import Stage, layer
from studio.compose.presets import Preset
from studio.compose.render import blank, fonts
from studio.compose.specs import StillSpec
from studio.domain.format import Format, Quality
from studio.domain.scene import Camera, Focus
from studio.domain.time import FrameRate


def footage(picture: Path, target: Path) -> Path:
    """A camera over `picture` as a film of 1920 x 1080 at `target`, unless it is there."""
    if target.exists():
        return target
    size, rate = Format().size(Quality.STANDARD), FrameRate()
    name, length = asset(picture), FOOTAGE_S * 30
    spec = StillSpec(picture=name, camera=Camera.DRIFT, focus=Focus(), ground="#000000")
    moving = layer(spec, Stage({name: picture}, size, rate, fonts()), length)
    frame = blank(size)
    with Encoder(target, size, rate, Preset(speed="veryfast", crf=18)) as encoder:
        for n in range(length):
            moving.draw(frame, n)
            encoder.write(frame)
    return target
