"""Footage: every kind people have, exact to the frame, at every speed, forth and back."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from studio.compose.layers.footage import FootageLayer
from studio.compose.layers.reel import Reel
from studio.compose.planes import Planes
from studio.compose.render import blank
from studio.compose.specs import FootageSpec
from studio.domain.errors import UnreadableInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Ending, Fit, Focus
from studio.domain.time import FrameRate

SMALL = Size(width=64, height=36)
RATE = FrameRate()
STEP = 5
"""Frame n of a sample is grey of brightness n * STEP, and so tells its number."""


def _film(
    path: Path,
    count: int = 24,
    *,
    codec: str = "libx264",
    form: str = "yuv420p",
    size: tuple[int, int] = (64, 36),
    rate: int = 30,
    times: Sequence[float] | None = None,
) -> Path:
    """A film whose frame n says its number; `times` are in seconds, even when not given."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, form
        stream.options = {"g": "8", "crf": "4"}
        if times:
            stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        for n in range(count):
            pixels = np.full((size[1], size[0], 3), n * STEP, np.uint8)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format=form)
            frame.pts = round(times[n] * 1000) if times else n
            frame.time_base = Fraction(1, 1000) if times else Fraction(1, rate)
            for packet in stream.encode(frame):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    return path


def _layer(path: Path, size: Size = SMALL, length: int = 60, **fields: Any) -> FootageLayer:
    spec = FootageSpec.model_validate({"film": AssetId("f" * 64), **fields})
    return FootageLayer(spec, path, size, RATE, length)


def _number(layer: FootageLayer, n: int) -> int:
    frame = blank(SMALL)
    layer.draw(frame, n)
    return round(float(frame[18, 32, 1]) / STEP)


def _numbers(path: Path, count: int, **fields: Any) -> list[int]:
    layer = _layer(path, length=count, **fields)
    try:
        return [_number(layer, n) for n in range(count)]
    finally:
        layer.close()


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return _film(tmp_path / "läuft 映画.mp4")


WAYS: dict[str, tuple[dict[str, Any], list[int]]] = {
    "from the start": ({}, list(range(20))),
    "trimmed": ({"start_s": 0.2}, list(range(6, 20))),
    "trimmed at both ends, looped": (
        {"start_s": 0.1, "end_s": 0.3},
        [3, 4, 5, 6, 7, 8, 3, 4, 5, 6, 7, 8, 3],
    ),
    "looped": ({"start_s": 0.7}, [21, 22, 23] * 3),
    "held": ({"start_s": 0.7, "ending": Ending.HOLD}, [21, 22, 23, 23, 23, 23]),
    "twice as fast": ({"speed": 2.0}, list(range(0, 24, 2))),
    "half as fast": ({"speed": 0.5}, [0, 0, 1, 1, 2, 2, 3, 3]),
    "forth and back": (
        {"start_s": 0.6, "ending": Ending.PING_PONG},
        [18, 19, 20, 21, 22, 23, 23, 22, 21, 20, 19, 18, 18, 19],
    ),
    "sped up to fit": ({"ending": Ending.FIT}, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]),
    "from past its end": ({"start_s": 99.0, "ending": Ending.HOLD}, [23, 23, 23]),
    "an end before the start": ({"start_s": 0.6, "end_s": 0.1}, [18, 19, 20]),
}


@pytest.mark.parametrize("way", WAYS)
def test_footage_is_exact_to_the_frame(plain: Path, way: str) -> None:
    fields, wanted = WAYS[way]

    assert _numbers(plain, len(wanted), **fields) == wanted


def test_footage_is_slowed_down_to_fit(plain: Path) -> None:
    seen = _numbers(plain, 48, ending=Ending.FIT)

    assert seen == [n // 2 for n in range(48)]


def test_any_order_gives_the_same_frames(plain: Path) -> None:
    layer = _layer(plain)

    for n in (20, 3, 21, 0, 11, 10, 9, 23, 12):
        assert _number(layer, n) == n
    layer.close()


KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "ten bits": ("a.mp4", {"codec": "libx265", "form": "yuv420p10le"}),
    "webm": ("a.webm", {"codec": "libvpx-vp9"}),
    "mov of ProRes": ("a.mov", {"codec": "prores_ks", "form": "yuv422p10le"}),
    "odd size": ("a.mkv", {"codec": "ffv1", "form": "yuv444p", "size": (61, 37)}),
    "sixty a second": ("a.mp4", {"rate": 60}),
    "twenty-five a second": ("a.mp4", {"rate": 25}),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_film_is_read(tmp_path: Path, kind: str) -> None:
    name, fields = KINDS[kind]
    path = _film(tmp_path / name, 12, **fields)
    step = Fraction(fields.get("rate", 30), 30)
    count = int(12 / step)

    seen = _numbers(path, count, ending=Ending.HOLD)

    wanted = [int((n + Fraction(3, 10)) * step) for n in range(count)]
    assert seen == wanted


def test_a_gif_is_read_at_its_own_pace(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    frames = [Image.new("L", (64, 36), n * STEP) for n in range(12)]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=100)

    assert _numbers(path, 36) == [n // 3 for n in range(36)]


def test_a_variable_rate_keeps_its_moments(tmp_path: Path) -> None:
    times = [0.0, 0.02, 0.05, 0.2, 0.21, 0.5, 0.9, 0.95]
    path = _film(tmp_path / "phone.mkv", len(times), codec="ffv1", form="yuv444p", times=times)

    seen = _numbers(path, 29, ending=Ending.HOLD)

    moments = [(n + 0.3) / 30 for n in range(29)]
    assert seen == [max(k for k, time in enumerate(times) if time <= m) for m in moments]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_phone_is_upright(tmp_path: Path, turn: int) -> None:
    lying = tmp_path / "lying.mp4"
    with av.open(str(lying), "w") as file:
        stream = file.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        pixels = np.full((36, 64, 3), 40, np.uint8)
        pixels[:12, :20] = 230
        for packet in (*stream.encode(av.VideoFrame.from_ndarray(pixels)), *stream.encode(None)):
            file.mux(packet)
    turned, shown = tmp_path / "turned.mp4", tmp_path / "shown.png"
    tool = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y"]
    rotate = ["-display_rotation", str(turn), "-i", str(lying), "-c", "copy", str(turned)]
    subprocess.run([*tool, *rotate], check=True)
    subprocess.run([*tool, "-i", str(turned), "-frames:v", "1", str(shown)], check=True)
    wanted = np.asarray(Image.open(shown).convert("RGB"))
    size = Size(width=wanted.shape[1], height=wanted.shape[0])
    frame = blank(size)

    layer = _layer(turned, size)
    layer.draw(frame, 0)
    layer.close()

    assert np.abs(frame[..., 1].astype(int) - wanted[..., 1]).mean() < 6


def test_clear_parts_of_a_gif_show_the_ground(tmp_path: Path) -> None:
    path = tmp_path / "clear.gif"
    frames = [Image.new("RGBA", (32, 18), (0, 0, 0, 0)) for _ in range(3)]
    for n, image in enumerate(frames):
        image.paste((255, 255, 255, 255), (0, 0, 8 + n, 8))
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=40, disposal=2)
    frame = blank(SMALL)

    layer = _layer(path, ground="#204060")
    layer.draw(frame, 0)
    layer.close()

    assert np.abs(frame[-4, -4].astype(int) - (0x60, 0x40, 0x20, 255)).max() <= 3
    assert frame[3, 3].min() > 240


@pytest.mark.parametrize("fit", [Fit.FILL, Fit.BLUR, Fit.BRAND])
def test_portrait_footage_is_fitted(tmp_path: Path, fit: Fit) -> None:
    path = _film(tmp_path / "tall.mp4", 40, size=(36, 64))
    frame = blank(SMALL)

    layer = _layer(path, fit=fit, ground="#203040")
    layer.draw(frame, 39)
    layer.close()

    middle, side = frame[18, 32, :3].astype(int), frame[18, 2, :3].astype(int)
    assert np.abs(middle - 39 * STEP).max() <= 6
    if fit is Fit.FILL:
        assert np.abs(side - middle).max() <= 4
    elif fit is Fit.BLUR:
        assert (side > 20).all()
        assert (side < middle * 0.8).all()
    else:
        assert np.abs(side - (0x40, 0x30, 0x20)).max() <= 8


@pytest.mark.parametrize(("x", "bright"), [(0.0, True), (1.0, False)])
def test_filled_footage_keeps_its_focus(tmp_path: Path, x: float, bright: bool) -> None:
    path = tmp_path / "wide.mkv"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("ffv1", rate=30)
        stream.width, stream.height, stream.pix_fmt = 120, 36, "yuv444p"
        pixels = np.full((36, 120, 3), 20, np.uint8)
        pixels[:, :56] = 220
        for packet in (*stream.encode(av.VideoFrame.from_ndarray(pixels)), *stream.encode(None)):
            file.mux(packet)
    frame = blank(SMALL)

    layer = _layer(path, fit=Fit.FILL, focus=Focus(x=x))
    layer.draw(frame, 0)
    layer.close()

    assert (frame[18, 32, 1] > 120) is np.bool_(bright)


def test_repeated_frames_are_not_drawn_again(plain: Path) -> None:
    layer = _layer(plain, speed=0.5, ending=Ending.HOLD)

    assert [layer.changes_after(n) for n in range(6)] == [False, True] * 3
    assert not layer.changes_after(200)
    layer.close()


def test_the_way_back_is_decoded_in_stretches(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.compose.layers.reel._KEPT_BYTES", 0)
    decoded = 0
    real = Reel._advance

    def counted(reel: Reel) -> Any:
        nonlocal decoded
        decoded += 1
        assert len(reel._past) <= 8
        return real(reel)

    monkeypatch.setattr(Reel, "_advance", counted)

    assert _numbers(plain, 48, ending=Ending.PING_PONG)[24:] == list(range(23, -1, -1))
    assert decoded <= 24 * 3


@pytest.mark.parametrize("content", [b"", b"\x00\x00\x00\x18ftypmp42", b"no film at all"])
def test_a_damaged_film_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)

    with pytest.raises(UnreadableInput, match=r"broken\.mp4"):
        _layer(path)


def test_a_film_cut_short_is_shown_as_far_as_it_goes(tmp_path: Path) -> None:
    path = _film(tmp_path / "cut.mkv", 24, codec="ffv1", form="yuv444p")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    seen = _numbers(path, 24, ending=Ending.HOLD)

    assert 3 < max(seen) < 23
    assert seen == sorted(seen)


def _photographed(path: Path, size: tuple[int, int], form: str = "yuv420p") -> Path:
    """A film of smooth noise that moves, tagged as BT.709 in limited range."""
    noise = np.random.default_rng(3).integers(0, 256, (size[1] // 12 + 9, size[0] // 12 + 9, 3))
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = *size, form
        stream.options = {"crf": "4"}
        stream.codec_context.colorspace = Colorspace.ITU709
        stream.codec_context.color_range = ColorRange.MPEG
        for n in range(6):
            small = Image.fromarray(noise[n:, n:].astype(np.uint8))
            frame = av.VideoFrame.from_image(small.resize(size, Image.Resampling.BICUBIC))
            picture = frame.reformat(format=form, dst_colorspace=Colorspace.ITU709)
            picture.pts = n
            for packet in stream.encode(picture):
                file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    return path


@pytest.mark.parametrize("film", [(320, 180), (640, 360), (240, 136), (360, 640), (400, 180)])
@pytest.mark.parametrize("focus", [Focus(), Focus(x=0.2, y=0.9)])
def test_plain_footage_is_laid_as_it_is_drawn(
    tmp_path: Path, film: tuple[int, int], focus: Focus
) -> None:
    """To the level where nothing is scaled; else a cut on even pixels lies up to one beside."""
    size = Size(width=320, height=180)
    layer = _layer(_photographed(tmp_path / "a.mp4", film), size, 6, fit=Fit.FILL, focus=focus)
    least = 1.3 if film == (320, 180) else 4.5
    frame, drawn, laid = blank(size), Planes.of(size), Planes.of(size)
    for n in range(6):
        layer.draw(frame, n)
        drawn.fill(frame)
        assert layer.lays(n)
        layer.lay(laid, n)
        for one, two in zip(drawn.each, laid.each, strict=True):
            assert np.abs(one.astype(int) - two).mean() <= least
    layer.close()


@pytest.mark.parametrize(
    ("form", "fit"), [("yuv444p", Fit.FILL), ("yuv420p10le", Fit.FILL), ("yuv420p", Fit.BRAND)]
)
def test_other_footage_is_drawn(tmp_path: Path, form: str, fit: Fit) -> None:
    size = Size(width=320, height=180)
    layer = _layer(_photographed(tmp_path / "a.mp4", (320, 240), form), size, 6, fit=fit)
    assert not layer.lays(0)
    layer.close()
