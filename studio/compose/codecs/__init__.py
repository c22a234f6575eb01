"""The encoders: one file each. `CODINGS` knows them by libav's names."""

from __future__ import annotations

from studio.compose.codecs.coding import Coding
from studio.compose.codecs.hardware import HARDWARE
from studio.compose.codecs.prores import PRORES
from studio.compose.codecs.svt_av1 import SVT_AV1
from studio.compose.codecs.x264 import X264
from studio.compose.codecs.x265 import X265
from studio.domain.delivery import Codec

SOFTWARE = {coding.codec: coding for coding in (X264, X265, SVT_AV1, PRORES)}
"""The encoder of each codec that works on every machine."""

CODINGS = {coding.encoder: coding for coding in (*SOFTWARE.values(), *HARDWARE)}

__all__ = ["CODINGS", "HARDWARE", "SOFTWARE", "Coding", "hardware_for"]


def hardware_for(codec: Codec) -> tuple[Coding, ...]:
    """The encoders of `codec` on graphics cards, in the order to try them."""
    return tuple(coding for coding in HARDWARE if coding.codec is codec)
