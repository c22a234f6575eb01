"""ProRes, every frame on its own, ten bits, 4:2:2: for whoever edits the film further."""

from __future__ import annotations

from studio.compose.codecs.coding import Coding
from studio.compose.presets import Preset
from studio.domain.delivery import Codec
from studio.domain.format import Quality


def _options(preset: Preset) -> dict[str, str]:
    return {"profile": preset.speed, "vendor": "apl0", "threads": "1"}


def _preset(profile: str) -> Preset:
    """Profiles set the bits a frame gets; there is no rate factor.

    Not even a draft is a proxy: finding its few bits takes three times as long as `lt`.
    """
    return Preset(codec="prores_ks", speed=profile, crf=0)


PRORES = Coding(
    encoder="prores_ks",
    codec=Codec.PRORES,
    title="ProRes 422 (prores_ks)",
    presets={
        Quality.DRAFT: _preset("lt"),
        Quality.STANDARD: _preset("standard"),
        Quality.HIGH: _preset("hq"),
        Quality.ULTRA: _preset("hq"),
    },
    options=_options,
    pixels="yuv422p10le",
    container="mov",
)
