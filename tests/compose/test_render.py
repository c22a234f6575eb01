"""One segment: exact frames, right colours, the same bytes every time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace
from PIL import Image

from studio.compose.planes import Planes
from studio.compose.presets import PRESETS
from studio.compose.render import blank, picture, render_segment
from studio.compose.segments import Look, Segment, segments
from studio.compose.statistics import spans
from studio.domain.brand import Brand
from studio.domain.errors import MediaMissing
from studio.domain.format import Quality, Size
from studio.domain.project import Captions
from studio.domain.scene import Camera, Scene, Still, Words
from studio.domain.time import FrameRate, TimeRange

if TYPE_CHECKING:
    from conftest import Filming

TINY = Size(width=160, height=90)
GOLDEN = Path(__file__).parents[1] / "golden" / "compose"
RATES = [FrameRate(), FrameRate(numerator=25), FrameRate(numerator=30000, denominator=1001)]


def _parts(
    filming: Filming,
    scenes: list[Scene],
    rate: FrameRate = RATES[0],
    quality: Quality = Quality.DRAFT,
) -> tuple[Segment, ...]:
    look = Look(TINY, quality, Brand(), Captions.WORDS)
    return segments(filming.cut(scenes, rate), look)


def _two(filming: Filming) -> list[Scene]:
    filming.speak("b")
    return [filming.still("a"), filming.still("b", "#2060C0", camera=Camera.PAN_RIGHT)]


def _packets(path: Path) -> list[Any]:
    with av.open(str(path)) as file:
        return [p for p in file.demux(file.streams.video[0]) if p.dts is not None]


def test_a_character_that_no_font_has_is_told(filming: Filming) -> None:
    filming.speak("a", "Look: a sign\U000f0000 of life.")
    (part,) = _parts(filming, [filming.still("a")])

    seen = render_segment(part.spec, filming.pictures, filming.folder / "a.mp4")

    assert seen.missing == ("\U000f0000",)
    assert seen.small == ()


@pytest.mark.parametrize("rate", RATES, ids=["30", "25", "29.97"])
@pytest.mark.parametrize("quality", list(Quality))
def test_every_segment_has_its_frames_evenly_from_0(
    filming: Filming, rate: FrameRate, quality: Quality
) -> None:
    for n, part in enumerate(_parts(filming, _two(filming), rate, quality)):
        target = filming.folder / f"{n}.mp4"
        seen = render_segment(part.spec, filming.pictures, target)
        packets = _packets(target)
        times = sorted(p.pts * p.time_base for p in packets)

        assert seen.frames == len(packets) == part.spec.frames
        assert times == [Fraction(k) / rate.fraction for k in range(len(times))]
        assert packets[0].is_keyframe
        assert seen.size == target.stat().st_size
        assert seen.delay <= 2


@pytest.mark.parametrize("quality", list(Quality))
def test_the_same_spec_gives_the_same_bytes(filming: Filming, quality: Quality) -> None:
    for part in _parts(filming, _two(filming), quality=quality):
        one, two = filming.folder / "one.mp4", filming.folder / "two.mp4"

        render_segment(part.spec, filming.pictures, one)
        render_segment(part.spec, filming.pictures, two)

        assert one.read_bytes() == two.read_bytes()


def test_a_segment_is_tagged_as_bt709(filming: Filming) -> None:
    target = filming.folder / "tagged.mp4"
    render_segment(_parts(filming, _two(filming))[0].spec, filming.pictures, target)

    with av.open(str(target)) as file:
        context: Any = file.streams.video[0].codec_context
        assert context.colorspace == 1
        assert context.color_primaries == 1
        assert context.color_trc == 1
        assert context.color_range == ColorRange.MPEG
        assert context.pix_fmt == "yuv420p"


COLOURS = ["#FFFFFF", "#000000", "#C04020", "#20A060", "#3040C0", "#F2B134", "#808080", "#7A3B9E"]


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_come_back_within_three_levels(filming: Filming, colour: str) -> None:
    asset = filming.add_picture(Image.new("RGB", (160, 90), colour))
    visual = Still(picture=asset, camera=Camera.HOLD)
    part = _parts(filming, [filming.still("a", visual=visual)], quality=Quality.HIGH)[0]
    target = filming.folder / "colour.mp4"

    render_segment(part.spec, filming.pictures, target)

    with av.open(str(target)) as file:
        frame = next(file.decode(video=0))
        shown = frame.reformat(
            format="rgb24",
            src_colorspace=Colorspace.ITU709,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
        ).to_ndarray()[45, 80]
    wanted = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    assert np.abs(shown.astype(int) - wanted).max() <= 3


def test_planes_are_those_of_bt709() -> None:
    rng = np.random.default_rng(2)
    blocks = rng.integers(0, 256, (45, 80, 3), np.uint8).repeat(8, 0).repeat(8, 1)
    frame = np.dstack([blocks, np.full(blocks.shape[:2], 255, np.uint8)])
    luma_plane, chroma = np.empty((360, 640), np.uint8), np.empty((2, 180, 320), np.uint8)
    planes = Planes(luma_plane, chroma[0], chroma[1])

    planes.fill(np.ascontiguousarray(frame))

    blue, green, red = (frame[..., n].astype(float) for n in range(3))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    cb = 128 + 224 / 255 * (blue - luma) / 1.8556
    cr = 128 + 224 / 255 * (red - luma) / 1.5748
    assert np.abs(planes.luma - (16 + 219 / 255 * luma)).max() <= 1.1
    assert np.abs(chroma[0] - cb[::2, ::2]).max() <= 1.1
    assert np.abs(chroma[1] - cr[::2, ::2]).max() <= 1.1


def test_what_does_not_change_is_not_drawn_again(filming: Filming) -> None:
    scene = filming.still("a", visual=Still(picture=filming.picture("#C04020"), camera="hold"))
    part = _parts(filming, [scene])[0]

    with picture(part.spec, filming.pictures) as shown:
        assert not any(shown.changes_after(n) for n in range(part.spec.frames))


def test_a_spoken_word_is_a_change(filming: Filming) -> None:
    filming.speak("a")
    scene = filming.still("a", visual=Still(picture=filming.picture("#C04020"), camera="hold"))
    part = _parts(filming, [scene])[0]

    with picture(part.spec, filming.pictures) as shown:
        changes = sum(shown.changes_after(n) for n in range(part.spec.frames))
    assert 5 < changes < part.spec.frames / 2


def test_a_film_cut_in_pieces_shows_what_it_shows_whole(filming: Filming) -> None:
    """The last frame of one piece and the first of the next are neighbours of one move."""
    one, two = _parts(filming, [filming.still("a", frames=200)])
    whole = one.spec.model_copy(update={"frames": 400})
    pieced, wanted = blank(TINY), blank(TINY)

    with picture(two.spec, filming.pictures) as piece, picture(whole, filming.pictures) as scene:
        piece.draw(pieced, 0)
        scene.draw(wanted, one.spec.frames)

    assert np.array_equal(pieced, wanted)


def test_a_join_shows_both_scenes_in_every_frame(filming: Filming) -> None:
    dark, light = (
        filming.add_picture(Image.new("RGB", (160, 90), colour))
        for colour in ("#000000", "#FFFFFF")
    )
    scenes = [
        filming.still(name, visual=Still(picture=asset, camera=Camera.HOLD))
        for name, asset in (("a", dark), ("b", light))
    ]
    join = next(part for part in _parts(filming, scenes) if part.is_join)
    frame, seen = blank(TINY), []

    with picture(join.spec, filming.pictures) as shown:
        for n in range(join.spec.frames):
            shown.draw(frame, n)
            seen.append(float(frame[..., :3].mean()))

    assert seen == pytest.approx([255 * (n + 1) / 7 for n in range(6)], abs=1)


def test_black_and_frozen_spans_are_noted(filming: Filming) -> None:
    asset = filming.add_picture(Image.new("RGB", (320, 180), "#000000"))
    dark = filming.still("a", visual=Still(picture=asset, camera=Camera.PUSH_IN))
    part = _parts(filming, [dark])[0]

    seen = render_segment(part.spec, filming.pictures, filming.folder / "dark.mp4")

    assert seen.black == (TimeRange(length=30),)
    assert seen.frozen == (TimeRange(start=1, length=29),)


def test_a_moving_picture_is_neither(filming: Filming) -> None:
    part = _parts(filming, [filming.still("a")])[0]

    seen = render_segment(part.spec, filming.pictures, filming.folder / "light.mp4")

    assert seen.black == seen.frozen == ()


def test_spans() -> None:
    assert spans([False, True, True, False, True]) == (
        TimeRange(start=1, length=2),
        TimeRange(start=4, length=1),
    )
    assert spans([]) == ()


def test_a_missing_picture_is_named(filming: Filming) -> None:
    part = _parts(filming, [filming.still("a")])[0]
    for path in filming.pictures.values():
        path.unlink()

    with pytest.raises(MediaMissing):
        render_segment(part.spec, filming.pictures, filming.folder / "none.mp4")


def test_presets_go_from_quick_to_fine() -> None:
    assert [PRESETS[q].crf for q in Quality] == sorted((PRESETS[q].crf for q in Quality), reverse=1)


LOOKS = {
    "wide": Size(width=320, height=180),
    "tall": Size(width=180, height=320),
    "square": Size(width=180, height=180),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_captioned_still_looks_as_it_did(filming: Filming, name: str) -> None:
    """Golden frames: mean difference at most 3 levels. Delete one to have it made anew."""
    filming.speak("a", "Three days to the Moon.")
    asset = filming.add_picture(_landscape())
    visual = Still(picture=asset, camera=Camera.PUSH_IN, words=Words(headline="The crew"))
    scene = filming.still("a", visual=visual, narration="Three days to the Moon.")
    look = Look(LOOKS[name], Quality.DRAFT, Brand(), Captions.WORDS)
    part = segments(filming.cut([scene]), look)[0]
    frame = blank(LOOKS[name])

    with picture(part.spec, filming.pictures) as shown:
        shown.draw(frame, 40)

    golden = GOLDEN / f"captioned-{name}.png"
    drawn = np.ascontiguousarray(frame[..., 2::-1])
    if not golden.exists():
        Image.fromarray(drawn).save(golden)
    wanted = np.asarray(Image.open(golden).convert("RGB")).astype(int)
    assert np.abs(drawn - wanted).mean() <= 3


def _landscape() -> Image.Image:
    """A sky, a hill and a sun."""
    down, across = np.mgrid[0:360, 0:640] / 360
    pixels = np.stack([80 + 120 * down, 120 + 60 * down, 200 - 60 * down], axis=2)
    pixels[down > 0.75 + 0.1 * np.sin(across * 4)] = (40, 90, 50)
    pixels[(across - 1.3) ** 2 + (down - 0.3) ** 2 < 0.02] = (250, 230, 160)
    return Image.fromarray(pixels.astype(np.uint8))
