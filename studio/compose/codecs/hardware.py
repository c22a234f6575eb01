"""H.264 by graphics cards: used only when asked for, and when a trial of them works.

Equal frames need not give equal bytes: which driver and which card made them counts too. The
frames of such a film are counted like any other's. None of these encoders is let reorder
frames, so that every one of them hands packets out in the order shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from studio.compose.codecs.coding import Coding
from studio.compose.presets import Preset
from studio.domain.delivery import Codec
from studio.domain.format import Quality

Options = Callable[[Preset], dict[str, str]]

_QUANTISERS = {
    Quality.DRAFT: 28,
    Quality.STANDARD: 23,
    Quality.HIGH: 19,
    Quality.ULTRA: 19,
}
_COMMON = {"bf": "0", "g": "250"}


def _nvenc(preset: Preset) -> dict[str, str]:
    fixed = {"preset": preset.speed, "rc": "constqp", "qp": str(preset.crf)}
    return {**_COMMON, **fixed, "strict_gop": "1", "forced-idr": "1"}


def _qsv(preset: Preset) -> dict[str, str]:
    return {
        **_COMMON,
        "preset": preset.speed,
        "global_quality": str(preset.crf),
        "async_depth": "1",
    }


def _amf(preset: Preset) -> dict[str, str]:
    steps = {"qp_i": str(preset.crf), "qp_p": str(preset.crf)}
    return {**_COMMON, **steps, "quality": preset.speed, "rc": "cqp"}


def _videotoolbox(preset: Preset) -> dict[str, str]:
    """Its scale of quality runs from 1 to 100, best last; 23 on x264's is near 65."""
    return {**_COMMON, "global_quality": str(118 * max(1, 111 - 2 * preset.crf)), "flags": "qscale"}


def _coding(encoder: str, title: str, options: Options, speeds: Mapping[Quality, str]) -> Coding:
    return Coding(
        encoder=encoder,
        codec=Codec.H264,
        title=f"H.264 ({title})",
        presets={
            quality: Preset(codec=encoder, speed=speeds[quality], crf=quantiser)
            for quality, quantiser in _QUANTISERS.items()
        },
        options=options,
        pixels="nv12",
        is_hardware=True,
        is_exact=False,
    )


def _speeds(draft: str, standard: str, fine: str) -> Mapping[Quality, str]:
    return {
        Quality.DRAFT: draft,
        Quality.STANDARD: standard,
        Quality.HIGH: fine,
        Quality.ULTRA: fine,
    }


HARDWARE = (
    _coding("h264_nvenc", "Nvidia NVENC", _nvenc, _speeds("p1", "p4", "p6")),
    _coding("h264_qsv", "Intel Quick Sync", _qsv, _speeds("veryfast", "medium", "slow")),
    _coding("h264_videotoolbox", "Apple VideoToolbox", _videotoolbox, _speeds("", "", "")),
    _coding("h264_amf", "AMD AMF", _amf, _speeds("speed", "balanced", "quality")),
)
"""In the order they are tried. `h264_vaapi` is not among them: it takes only frames that lie
in a card's own memory, which PyAV cannot put there."""
