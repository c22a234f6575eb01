"""What the benchmark's films are made of: pictures like photographs, speech and music.

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
from studio.providers import MUSIC, SPEECH
from studio.providers.interface import MusicAsk, SpeechAsk

PICTURES = 5
PICTURE_SIZE = (2560, 1440)
FOOTAGE_S = 4
_WORDS = "It took eight days, and hardly anybody slept. Then the film was there."
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

    def speech(self, name: str, length_s: float, late_s: float = 0.0) -> Path:
        """The voice of this machine for `length_s`: a sentence again and again.

        It begins `late_s` within the sentence.
        """
        path = self.folder / f"{name}.wav"
        with wave.open(str(self._said), "rb") as source:
            rate, said = source.getframerate(), source.readframes(source.getnframes())
        sentence = np.roll(np.frombuffer(said, "<i2"), -round(late_s * rate))
        samples = np.resize(sentence, round(length_s * rate))
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(samples.tobytes())
        return path

    def music(self) -> Path:
        """A piece composed on this machine, a little over a minute long."""
        path = self.folder / "music.wav"
        if not path.exists():
            (compose, *_) = MUSIC
            compose().compose(MusicAsk(mood="calm", seed=1), path)
        return path

    @cached_property
    def _said(self) -> Path:
        path = self.folder / "said.wav"
        if not path.exists():
            (speak, *_) = SPEECH
            speaker = speak()
            speaker.speak(SpeechAsk(_WORDS, speaker.voices()[0].name), path)
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
