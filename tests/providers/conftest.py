"""Small pictures, films and sounds, made when they are asked for."""

import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

MakeFile = Callable[..., Path]


@pytest.fixture
def make_picture(tmp_path: Path) -> MakeFile:
    """Saves a picture of red and blue halves; extra options go to Pillow's save."""

    def make(name: str = "a.png", size: tuple[int, int] = (60, 40), mode: str = "RGB", **save):
        picture = Image.new("RGB", size, "#FF0000")
        picture.paste("#0000FF", (size[0] // 2, 0, size[0], size[1]))
        file = tmp_path / name
        picture.convert(mode).save(file, **save)
        return file

    return make


@pytest.fixture
def make_film(tmp_path: Path) -> MakeFile:
    """Encodes a second of film, 64 x 48 at 10 frames a second unless told."""

    def make(
        name: str = "a.mp4",
        codec: str = "libx264",
        frames: int = 10,
        is_noisy: bool = False,
        **options: str,
    ) -> Path:
        noise = np.random.default_rng(1)
        file = tmp_path / name
        with av.open(str(file), "w", options=options) as container:
            stream = container.add_stream(codec, rate=Fraction(10))
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
            for n in range(frames):
                pixels = np.full((48, 64, 3), n * 20 % 255, dtype=np.uint8)
                if is_noisy:
                    pixels = noise.integers(0, 255, pixels.shape, dtype=np.uint8)
                container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels)))
            container.mux(stream.encode(None))
        return file

    return make


@pytest.fixture
def make_sound(tmp_path: Path) -> MakeFile:
    """Writes half a second of silence as a WAV file."""

    def make(name: str = "a.wav") -> Path:
        file = tmp_path / name
        with wave.open(str(file), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(8000)
            sound.writeframes(bytes(8000))
        return file

    return make
