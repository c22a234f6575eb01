"""What the film room knows of an encoder. One file each names the encoders there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from studio.compose.presets import Preset
from studio.domain.delivery import Codec
from studio.domain.format import Quality


@dataclass(frozen=True)
class Coding:
    """An encoder by libav's name, and how it is asked.

    `pixels` is the layout it takes ("yuv420p", "nv12" or "yuv422p10le"); `tag` the four
    letters a player looks for, where the container's own choice is not the best known one.
    All segments of a film share the settings `options` makes of a preset: closed groups of
    pictures, one set of headers. `is_exact` says that equal frames give equal bytes.
    """

    encoder: str
    codec: Codec
    title: str
    presets: Mapping[Quality, Preset]
    options: Callable[[Preset], dict[str, str]]
    pixels: str = "yuv420p"
    container: str = "mp4"
    tag: str = ""
    is_hardware: bool = False
    is_exact: bool = True

    @property
    def ending(self) -> str:
        """The ending of files in its container, such as ".mp4"."""
        return f".{self.container}"
