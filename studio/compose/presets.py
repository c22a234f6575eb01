"""How carefully a film is encoded."""

from __future__ import annotations

from studio.domain.documents import Value
from studio.domain.format import Quality


class Preset(Value):
    """Settings of the encoder. `crf` is x264's constant rate factor: lower is finer."""

    codec: str = "libx264"
    speed: str
    crf: int


PRESETS = {
    Quality.DRAFT: Preset(speed="ultrafast", crf=24),
    Quality.STANDARD: Preset(speed="veryfast", crf=20),
    Quality.HIGH: Preset(speed="slower", crf=17),
    Quality.ULTRA: Preset(speed="medium", crf=17),
}
