"""What the benchmark's films are made of: pictures like photographs, sound like speech.

Everything is computed from fixed seeds, so that every machine measures the same films.
"""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from studio.domain.ids import AssetId

PICTURES = 5
PICTURE_SIZE = (2560, 1440)
FOOTAGE_S = 4
_SAMPLE_RATE = 16_000
_BUMPS = (4, 9, 20, 45, 100, 220)


@dataclass(frozen=True)
class Material:
    """Files below `folder`, each made when it is first asked for."""

    folder: Path

    @cached_property
    def pictures(self) -> tuple[Path, ...]:
        """JPEG pictures of 2560 x 1440 with detail of all sizes, as photographs have."""
        paths = tuple(self.folder / f"picture-{n}.jpg" for n in range(PICTURES))
        for n, path in enumerate(paths):
            Image.fromarray(photograph(n)).save(path, quality=90)
        return paths

    def speech(self, name: str, length_s: float) -> Path:
        """A hum that swells as syllables do."""
        return self._sound(f"{name}.wav", length_s, 220.0)

    def music(self, length_s: float) -> Path:
        """A lower, longer hum."""
        return self._sound("music.wav", length_s, 110.0)

    def _sound(self, name: str, length_s: float, pitch_hz: float) -> Path:
        path = self.folder / name
        times = np.arange(round(length_s * _SAMPLE_RATE)) / _SAMPLE_RATE
        swell = 0.6 + 0.4 * np.sin(25 * times)
        sound = 9000 * np.sin(2 * np.pi * pitch_hz * times) * swell
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(_SAMPLE_RATE)
            file.writeframes(sound.astype("<i2").tobytes())
        return path


def asset(path: Path) -> AssetId:
    """The hash of a file's bytes."""
    return AssetId(hashlib.sha256(path.read_bytes()).hexdigest())


def photograph(seed: int) -> npt.NDArray[np.uint8]:
    """RGB pixels, shape (1440, 2560, 3): smooth noise of six sizes and a little grain.

    The spectrum falls with the frequency, as that of natural pictures does (D. J. Field,
    "Relations between the statistics of natural images", 1987).
    """
    random = np.random.default_rng(seed)
    width, height = PICTURE_SIZE
    total = np.zeros((height, width, 3), np.float32)
    for layer in _layers(random, width, height):
        total += layer
    total -= total.min()
    total *= 255 / total.max()
    total += random.normal(0, 1, total.shape).astype(np.float32)
    return np.clip(total, 0, 255).astype(np.uint8)


def _layers(
    random: np.random.Generator, width: int, height: int
) -> Iterator[npt.NDArray[np.float32]]:
    for bumps in _BUMPS:
        grid = random.random((bumps * height // width + 2, bumps, 3)).astype(np.float32)
        smooth = cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        yield (smooth / bumps**0.9).astype(np.float32)
