"""How a film leaves the studio: its shape, rate and codec, without changing the project."""

from __future__ import annotations

from enum import StrEnum

from studio.domain.documents import Value
from studio.domain.format import Aspect, Format
from studio.domain.time import FrameRate


class Codec(StrEnum):
    """How the picture of a film is encoded."""

    H264 = "h264"
    HEVC = "hevc"
    AV1 = "av1"
    PRORES = "prores"


class Encoding(StrEnum):
    """Who encodes: the processor, a graphics card when a trial works, or whichever can."""

    SOFTWARE = "software"
    HARDWARE = "hardware"
    AUTO = "auto"


class Delivery(Value):
    """What a film is to be. Where `aspect` or `rate` is None, the project's own holds."""

    aspect: Aspect | None = None
    rate: FrameRate | None = None
    codec: Codec = Codec.H264
    encoding: Encoding = Encoding.SOFTWARE

    def format(self, own: Format) -> Format:
        """The format of the film of a project whose own format is `own`."""
        return Format(aspect=self.aspect or own.aspect, rate=self.rate or own.rate)
