"""Every codec at every rate and shape: exact frames, joined without encoding again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from studio.compose.codecs import CODINGS, SOFTWARE, Coding
from studio.compose.encoder import Encoder
from studio.compose.join import join
from studio.compose.join_order import JoinOrder, Part
from studio.compose.render import render_segment
from studio.compose.segments import Look, Segment, segments
from studio.compose.surfaces import SURFACES
from studio.compose.timeline import Cut, timeline
from studio.domain.brand import Brand
from studio.domain.delivery import Codec
from studio.domain.format import Aspect, Format, Quality, Size
from studio.domain.ids import SceneId
from studio.domain.project import Captions
from studio.domain.scene import Camera, Graphic, Scene, Still, Transition, Words
from studio.domain.time import RATES, FrameRate

if TYPE_CHECKING:
    from conftest import Filming, Makers

TINY = Size(width=160, height=90)
TAGS = {Codec.H264: "avc1", Codec.HEVC: "hvc1", Codec.AV1: "av01", Codec.PRORES: "apch"}
EXACT = [coding for coding in CODINGS.values() if coding.is_exact]


@pytest.fixture(params=SOFTWARE.values(), ids=[codec.value for codec in SOFTWARE])
def coding(request: pytest.FixtureRequest) -> Coding:
    return request.param


@pytest.fixture(params=RATES.values(), ids=list(RATES))
def rate(request: pytest.FixtureRequest) -> FrameRate:
    return request.param


def _parts(
    filming: Filming, coding: Coding, rate: FrameRate, quality: Quality = Quality.STANDARD
) -> tuple[Segment, ...]:
    """Two scenes, the second shorter than an encoder looks ahead, with a join between."""
    scenes = [filming.still("a", frames=24), filming.still("b", "#2060C0", frames=13)]
    look = Look(TINY, quality, Brand(), Captions.OFF, coding.encoder)
    return segments(filming.cut(scenes, rate), look)


def _rendered(filming: Filming, parts: tuple[Segment, ...], ending: str, rate: Any) -> JoinOrder:
    files, delay = [], 0
    for n, part in enumerate(parts):
        file = filming.folder / f"{n}{ending}"
        seen = render_segment(part.spec, filming.pictures, file)
        assert seen.frames == part.spec.frames
        delay = max(delay, seen.delay)
        files.append(Part(file, part.spec.frames))
    return JoinOrder(tuple(files), None, "Eight days", rate, delay)


def _pixels(path: Path) -> list[bytes]:
    with av.open(str(path)) as file:
        return [frame.to_ndarray().tobytes() for frame in file.decode(video=0)]


def test_every_codec_has_its_frames_at_every_rate(
    filming: Filming, coding: Coding, rate: FrameRate
) -> None:
    order = _rendered(filming, _parts(filming, coding, rate), coding.ending, rate)
    length = sum(part.frames for part in order.parts)
    target = filming.folder / f"film{coding.ending}"

    measured = join(order, target)

    assert measured.frames == length
    assert measured.is_even
    assert measured.starts_at_s == 0
    assert measured.picture_end_s == pytest.approx(rate.seconds(length), abs=1e-9)
    with av.open(str(target)) as film:
        stream: Any = film.streams.video[0]
        assert stream.average_rate == rate.fraction
        times = [frame.pts * frame.time_base for frame in film.decode(video=0)]
    assert times == [Fraction(n) / rate.fraction for n in range(length)]
    assert _pixels(target) == [frame for part in order.parts for frame in _pixels(part.file)]


def test_a_film_says_that_it_is_bt709(filming: Filming, coding: Coding) -> None:
    rate = FrameRate()
    order = _rendered(filming, _parts(filming, coding, rate, Quality.HIGH), coding.ending, rate)
    target = filming.folder / f"film{coding.ending}"
    join(order, target)

    with av.open(str(target)) as film:
        context: Any = film.streams.video[0].codec_context
        frame = next(film.decode(video=0))
        tags = (context.color_primaries, context.color_trc, context.colorspace)
        assert tags == (1, 1, 1)
        assert (frame.colorspace, frame.color_range) == (Colorspace.ITU709, ColorRange.MPEG)
        assert context.color_range == ColorRange.MPEG
        assert context.codec_tag == TAGS[coding.codec]


@pytest.mark.parametrize("quality", [Quality.DRAFT, Quality.STANDARD])
def test_the_same_spec_gives_the_same_bytes_in_every_codec(
    filming: Filming, coding: Coding, quality: Quality
) -> None:
    assert coding in EXACT
    for part in _parts(filming, coding, FrameRate(), quality):
        one, two = filming.folder / "one", filming.folder / "two"
        for target in (one, two):
            render_segment(part.spec, filming.pictures, target)

        assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("colour", ["#C04020", "#20A060", "#3040C0", "#F2B134", "#FFFFFF"])
def test_colours_come_back_from_every_codec(filming: Filming, coding: Coding, colour: str) -> None:
    asset = filming.add_picture(Image.new("RGB", (160, 90), colour))
    scene = filming.still("a", visual=Still(picture=asset, camera=Camera.HOLD), frames=3)
    look = Look(TINY, Quality.HIGH, Brand(), Captions.OFF, coding.encoder)
    part = segments(filming.cut([scene]), look)[0]
    target = filming.folder / f"colour{coding.ending}"

    seen = render_segment(part.spec, filming.pictures, target)

    with av.open(str(target)) as file:
        shown = next(file.decode(video=0)).reformat(
            format="rgb24",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
        )
    wanted = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)])
    assert np.abs(shown.to_ndarray()[45, 80].astype(int) - wanted).max() <= 4
    bright = 16 + 219 / 255 * float(wanted @ (0.2126, 0.7152, 0.0722))
    assert seen.best.brightness == pytest.approx(bright, abs=1.5)


def test_frames_for_graphics_cards_hold_the_same_colours() -> None:
    """No card is needed to see that `nv12` is `yuv420p` in another order."""
    rng = np.random.default_rng(3)
    frame = rng.integers(0, 256, (90, 160, 4), np.uint8)
    planar, semi = (SURFACES[name](TINY) for name in ("yuv420p", "nv12"))
    for surface in (planar, semi):
        surface.fill(frame)

    assert np.array_equal(planar.luma, semi.luma)
    assert np.array_equal(
        planar.picture.to_ndarray(), semi.picture.reformat(format="yuv420p").to_ndarray()
    )


def test_every_encoder_has_a_preset_for_every_quality() -> None:
    for name, coding in CODINGS.items():
        assert set(coding.presets) == set(Quality)
        assert all(preset.codec == name for preset in coding.presets.values())
        assert all(coding.options(preset) for preset in coding.presets.values())
        assert coding.pixels in SURFACES


@pytest.mark.parametrize("aspect", list(Aspect))
def test_a_4k_frame_is_encoded_in_every_aspect(tmp_path: Path, aspect: Aspect) -> None:
    size = Format(aspect=aspect).size(Quality.ULTRA)
    preset = SOFTWARE[Codec.H264].presets[Quality.DRAFT]
    with Encoder(tmp_path / "4k.mp4", size, FrameRate(), preset) as encoder:
        encoder.write(np.full((size.height, size.width, 4), 200, np.uint8))

    with av.open(str(tmp_path / "4k.mp4")) as file:
        frame = next(file.decode(video=0))
        assert (frame.width, frame.height) == (size.width, size.height)
    assert min(size.width, size.height) == 2160


def test_an_hour_at_any_rate_is_exact_to_the_frame(makers: Makers, rate: FrameRate) -> None:
    """Six hundred scenes of odd lengths, planned at 30 frames a second, filmed at another."""
    scenes = [
        Scene(
            id=SceneId(f"s{n}"),
            title="x",
            narration="x",
            visual=Graphic(template="title", words=Words(headline="x")),
            frames=151 + n % 60,
            transition=Transition(kind="crossfade", frames=15),
        )
        for n in range(600)
    ]
    speech = {scene.id: makers.take(scene.id, "It took three days.", 2.0003) for scene in scenes}

    cut = timeline(makers.plan(scenes), Cut(rate=rate, speech=speech))

    samples = round(Fraction(cut.length) / rate.fraction * 48_000)
    drift = Fraction(samples, 48_000) - Fraction(cut.length) / rate.fraction
    assert abs(drift) <= Fraction(1, 96_000)
    for place, clip in zip(cut.pictures, cut.speech, strict=True):
        heard_at = (clip.range.start - place.range.start - place.transition.frames) / rate.fraction
        assert abs(heard_at - Fraction(1, 4)) <= 1 / rate.fraction
    planned = Fraction(sum(scene.frames for scene in scenes) - 599 * 15, 30)
    off = Fraction(cut.length) / rate.fraction - planned
    assert abs(off) <= len(scenes) / rate.fraction
    assert cut.length > rate.frames(3000)
