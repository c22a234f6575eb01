"""Damaged and hostile files in scenes: drawn as far as they go, or named; never a hang or crash."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from studio.compose.layers import Stage, layer
from studio.compose.render import blank, fonts
from studio.compose.specs import FootageSpec, LayerSpec, StillSpec
from studio.domain.errors import UnreadableInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Camera, Focus
from studio.domain.time import FrameRate

TINY = Size(width=64, height=36)
NAME = AssetId("a" * 64)
FRAMES = 12
QUICK = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
STILL = StillSpec(picture=NAME, camera=Camera.DRIFT, focus=Focus(), ground="#102030")
FILM = FootageSpec(film=NAME)


@cache
def picture_bytes(ending: str) -> bytes:
    """A picture with EXIF, a colour profile's worth of bytes and detail."""
    pixels = np.random.default_rng(3).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "words"
    out = io.BytesIO()
    if ending == "heif":
        import pillow_heif

        pillow_heif.register_heif_opener()
    Image.fromarray(pixels).save(out, ending, exif=exif)
    return out.getvalue()


@cache
def film_bytes(ending: str) -> bytes:
    """Half a second of film."""
    out = io.BytesIO()
    codec = "libx264" if ending != "avi" else "mpeg4"
    with av.open(out, "w", format=ending) as file:
        stream = file.add_stream(codec, rate=24)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for n in range(12):
            pixels = np.full((48, 64, 3), n * 20, np.uint8)
            for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    return out.getvalue()


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """`whole` with bytes changed, cut out, doubled, or its end missing."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, 8))):
        place = draw(st.integers(0, max(0, len(raw) - 1)))
        span = draw(st.integers(1, 40))
        how = draw(st.sampled_from(("change", "cut", "double", "end")))
        if how == "change":
            raw[place : place + span] = draw(st.binary(min_size=1, max_size=40))
        elif how == "cut":
            del raw[place : place + span]
        elif how == "double":
            raw[place:place] = raw[place : place + span]
        else:
            del raw[max(1, place) :]
    return bytes(raw)


def drawn(spec: LayerSpec, path: Path) -> bool:
    """True when frames could be drawn, False when the file was named as unreadable."""
    stage = Stage({NAME: path}, TINY, FrameRate(), fonts())
    frame = blank(TINY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of damage that is told or drawn here
        try:
            shown = layer(spec, stage, FRAMES)
        except UnreadableInput as fault:
            return path.name not in fault.sentence
        try:
            for n in range(FRAMES):
                shown.draw(frame, n)
        except UnreadableInput:
            return False
        finally:
            shown.close()
    assert (frame[..., 3] == 255).all()
    return True


@pytest.mark.parametrize("ending", ["jpeg", "png", "gif", "webp", "tiff", "bmp", "heif"])
@QUICK
@given(data=st.data())
def test_damaged_pictures(ending: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / f"picture.{ending}"
    path.write_bytes(data.draw(damaged(picture_bytes(ending))))
    drawn(STILL, path)


@pytest.mark.parametrize("ending", ["mp4", "matroska", "avi"])
@QUICK
@given(data=st.data())
def test_damaged_films(ending: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / f"film.{ending}"
    path.write_bytes(data.draw(damaged(film_bytes(ending))))
    drawn(FILM, path)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def huge_png() -> bytes:
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))


def bomb_of_text() -> bytes:
    """A PNG whose compressed comment unpacks to 64 MB."""
    text = PngInfo()
    text.add(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 64_000_000, 9))
    out = io.BytesIO()
    Image.new("RGB", (64, 36)).save(out, "png", pnginfo=text)
    return out.getvalue()


def mad_exif() -> bytes:
    """A JPEG whose EXIF points outside itself and gives a turn that is none."""
    exif = b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HHHII", 1, 0x0112, 3, 1, 0x00630000)
    exif += struct.pack(">I", 0xFFFFFFF0)
    out = io.BytesIO()
    Image.new("RGB", (64, 36), "#406080").save(out, "jpeg", exif=exif)
    return out.getvalue()


def hostile() -> Iterator[tuple[str, Callable[[], bytes], bool | None]]:
    yield "huge.png", huge_png, False
    yield "text.png", bomb_of_text, None
    yield "exif.jpg", mad_exif, True
    yield "a film.png", lambda: film_bytes("mp4"), False
    yield "a page.jpg", lambda: b"<html><script>alert(1)</script></html>" * 99, False
    yield "a drawing.jpg", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", False
    yield "nothing.jpg", lambda: b"", False


@pytest.mark.parametrize(
    ("name", "content", "is_drawn"), tuple(hostile()), ids=lambda x: str(x)[:12]
)
def test_hostile_pictures(
    name: str, content: Callable[[], bytes], is_drawn: bool | None, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content())
    assert drawn(STILL, path) in ({True, False} if is_drawn is None else {is_drawn})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a picture.mp4", lambda: b"GIF89a" + b"\0" * 300),
        ("a playlist.mp4", lambda: b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
        ("a list.mp4", lambda: b"ffconcat version 1.0\nfile /etc/passwd\n"),
        ("half.mp4", lambda: film_bytes("mp4")[:200]),
        ("nothing.mp4", lambda: b""),
    ],
    ids=lambda x: str(x)[:12],
)
def test_hostile_films(name: str, content: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content())
    assert not drawn(FILM, path)


def test_whole_files_are_drawn(tmp_path: Path) -> None:
    for spec, ending, content in (
        (STILL, "jpeg", picture_bytes("jpeg")),
        (FILM, "mp4", film_bytes("mp4")),
        (FILM, "avi", film_bytes("avi")),
    ):
        path = tmp_path / f"whole.{ending}"
        path.write_bytes(content)
        assert drawn(spec, path)
