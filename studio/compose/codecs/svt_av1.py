"""AV1 by SVT-AV1: smallest, free of royalties, slower to make."""

from __future__ import annotations

from studio.compose.codecs.coding import Coding
from studio.compose.presets import Preset
from studio.domain.delivery import Codec
from studio.domain.format import Quality

_PARAMETERS = "lp=1"
"""One level of parallelism: its threads then need the least memory."""


def _options(preset: Preset) -> dict[str, str]:
    return {"preset": preset.speed, "crf": str(preset.crf), "svtav1-params": _PARAMETERS}


def _preset(speed: str, crf: int) -> Preset:
    return Preset(codec="libsvtav1", speed=speed, crf=crf)


SVT_AV1 = Coding(
    encoder="libsvtav1",
    codec=Codec.AV1,
    title="AV1 (SVT-AV1)",
    presets={
        Quality.DRAFT: _preset("9", 40),
        Quality.STANDARD: _preset("8", 32),
        Quality.HIGH: _preset("7", 25),
        Quality.ULTRA: _preset("8", 25),
    },
    options=_options,
)
