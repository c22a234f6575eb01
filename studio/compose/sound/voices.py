"""Voices made ready for the mix, kept for the next time: another music level changes none."""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.compose.eviction import touch
from studio.compose.sound.tape import Sound
from studio.domain.documents import hash_of
from studio.domain.errors import MediaMissing
from studio.domain.timeline import SpeechClip
from studio.store.files import writing

VOICING = 2
"""Raise it whenever the same take is made ready in another way."""

_FULL = 32767
_HEAD = "<fI"


@dataclass(frozen=True)
class VoiceShelf:
    """Voices of shape (n,), by take and tempo, in `folder`; nowhere where that is None.

    A file holds the voice's peak (float32) and length, then its samples as 16 bit of that
    peak. What is put and what is found later are the same to the bit: both have been so.
    """

    root: Path
    folder: Path | None

    def find(self, clip: SpeechClip) -> Sound | None:
        """The voice of a clip that was put here before. Raises MediaMissing without its take."""
        source = self.root / clip.file
        if not source.is_file():
            raise MediaMissing(clip.scene, source.name)
        place = self._place(clip)
        if place is None:
            return None
        with suppress(OSError, ValueError, struct.error):
            raw = place.read_bytes()
            touch(place)
            return _sound(raw)
        return None

    def put(self, clip: SpeechClip, voice: Sound) -> Sound:
        """Keep a voice; gives it as it will be found. Raises DiskFull."""
        peak = np.maximum(np.float32(1e-6), np.abs(voice).max(initial=np.float32(0)))
        samples = np.rint(voice * (_FULL / peak)).astype("<i2")
        raw = struct.pack(_HEAD, float(peak), len(samples)) + samples.tobytes()
        place = self._place(clip)
        if place is not None:
            with writing(place, durable=False) as part:
                part.write_bytes(raw)
        return _sound(raw)

    def _place(self, clip: SpeechClip) -> Path | None:
        if self.folder is None:
            return None
        size = (self.root / clip.file).stat().st_size
        key = hash_of([f"voicing-{VOICING}", clip.take, size, clip.tempo])
        return self.folder / key[:2] / f"{key}.voice"


def _sound(raw: bytes) -> Sound:
    """Raises struct.error, ValueError for what was not written whole."""
    peak, count = struct.unpack_from(_HEAD, raw)
    samples = np.frombuffer(raw, "<i2", count, struct.calcsize(_HEAD))
    return samples.astype(np.float32) * np.float32(peak / _FULL)
