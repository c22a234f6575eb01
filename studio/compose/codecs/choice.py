"""Which encoder makes a film: a graphics card's when it was asked for and works."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.compose.codecs import SOFTWARE, Coding, hardware_for
from studio.domain.delivery import Codec, Encoding

Tries = Callable[[Coding], bool]
"""Has an encoder make a few frames: True when they came out whole."""


@dataclass(frozen=True)
class Choice:
    """The encoder, and what is told of it where hardware was asked for (else nothing)."""

    coding: Coding
    notice: str = ""

    @property
    def is_fallback(self) -> bool:
        """True when hardware was asked for and the processor encodes."""
        return bool(self.notice) and not self.coding.is_hardware


def choose(codec: Codec, encoding: Encoding, tries: Tries) -> Choice:
    """The first encoder on a graphics card that works, if asked for; else the software one."""
    software = SOFTWARE[codec]
    if encoding is Encoding.SOFTWARE:
        return Choice(software)
    cards = hardware_for(codec)
    working = next((coding for coding in cards if tries(coding)), None)
    if working:
        return Choice(working, working.title)
    why = "no hardware encoder works here" if cards else "no hardware encoder is known for it"
    return Choice(software, f"{software.title}: {why}")
