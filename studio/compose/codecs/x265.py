"""HEVC by x265: half the size of H.264, known to newer devices."""

from __future__ import annotations

from studio.compose.codecs.coding import Coding
from studio.compose.presets import Preset
from studio.domain.delivery import Codec
from studio.domain.format import Quality

_PARAMETERS = "pools=none:frame-threads=1:wpp=0:open-gop=0:info=0:log-level=none"
"""One thread, so that equal frames give equal bytes; no note of settings among the pictures,
so that segments share one decoder set-up (x265 documentation, "Threading" and `--info`)."""


def _options(preset: Preset) -> dict[str, str]:
    return {"preset": preset.speed, "crf": str(preset.crf), "x265-params": _PARAMETERS}


def _preset(speed: str, crf: int) -> Preset:
    return Preset(codec="libx265", speed=speed, crf=crf)


X265 = Coding(
    encoder="libx265",
    codec=Codec.HEVC,
    title="HEVC (libx265)",
    presets={
        Quality.DRAFT: _preset("ultrafast", 28),
        Quality.STANDARD: _preset("veryfast", 23),
        Quality.HIGH: _preset("medium", 20),
        Quality.ULTRA: _preset("fast", 20),
    },
    options=_options,
    tag="hvc1",
)
"""`hvc1` keeps the headers out of the samples, as Apple's players ask (HLS Authoring
Specification, 1.10)."""
