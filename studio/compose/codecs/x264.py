"""H.264 by x264: plays everywhere."""

from __future__ import annotations

import cv2

from studio.compose.codecs.coding import Coding
from studio.compose.presets import PRESETS, Preset
from studio.domain.delivery import Codec

_PARAMETERS = "stitchable=1:open-gop=0:chromaloc=1"
"""Headers that do not depend on the pictures, so that segments share one decoder set-up."""

_NO_AVX512 = ":asm=AVX2"
"""With AVX-512, x264's macroblock tree gives other bytes in one of a hundred runs (measured
with x264 core 165 at 160 x 92; never without, and no slower)."""

_AVX512_SKX = 256
"""The number of that set of instructions in OpenCV's `CpuFeatures`."""


def _options(preset: Preset) -> dict[str, str]:
    return {
        "preset": preset.speed,
        "crf": str(preset.crf),
        "threads": "1",
        "x264-params": _PARAMETERS + (_NO_AVX512 if cv2.checkHardwareSupport(_AVX512_SKX) else ""),
    }


X264 = Coding(
    encoder="libx264",
    codec=Codec.H264,
    title="H.264 (libx264)",
    presets=PRESETS,
    options=_options,
)
