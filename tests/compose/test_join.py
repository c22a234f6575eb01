"""Joining copies packets, frame for frame, and sound starts with the picture."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av
import imageio_ffmpeg
import numpy as np
import pytest

from studio.compose.aac import SAMPLE_RATE
from studio.compose.join import join, measure
from studio.compose.join_order import JoinOrder, Part
from studio.compose.render import render_segment
from studio.compose.segments import Look, segments
from studio.domain.brand import Brand
from studio.domain.errors import SegmentFailed
from studio.domain.format import Quality, Size
from studio.domain.project import Captions
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Encode, Filming

TINY = Size(width=160, height=90)
RATES = [FrameRate(), FrameRate(numerator=60), FrameRate(numerator=30000, denominator=1001)]


def _order(
    filming: Filming, rate: FrameRate, quality: Quality, sound: Path | None = None
) -> JoinOrder:
    """Three scenes, the middle one with a body of one frame, joined by crossfades."""
    scenes = [
        filming.still("a", frames=30),
        filming.still("b", "#2060C0", frames=13),
        filming.still("c", "#20A060", frames=30),
    ]
    look = Look(TINY, quality, Brand(), Captions.OFF)
    parts, delay = [], 0
    for n, part in enumerate(segments(filming.cut(scenes, rate), look)):
        file = filming.folder / f"{n}.mp4"
        seen = render_segment(part.spec, filming.pictures, file)
        delay = max(delay, seen.delay)
        parts.append(Part(file, part.spec.frames))
    return JoinOrder(tuple(parts), sound, "Eight days", rate, delay)


def _stereo(samples: np.ndarray) -> np.ndarray:
    return np.repeat(samples[:, None], 2, axis=1)


def _hum(filming: Filming, encode: Encode, seconds: float) -> Path:
    times = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return encode(_stereo(0.25 * np.sin(times * 2000)), filming.folder / "sound.m4a")


@pytest.mark.parametrize("rate", RATES, ids=["30", "60", "29.97"])
@pytest.mark.parametrize("quality", [Quality.DRAFT, Quality.STANDARD])
def test_every_frame_is_at_its_time(filming: Filming, rate: FrameRate, quality: Quality) -> None:
    order = _order(filming, rate, quality)
    length = sum(part.frames for part in order.parts)
    target = filming.folder / "film.mp4"

    measured = join(order, target)

    assert measured.frames == length
    assert measured.is_even
    assert measured.starts_at_s == 0
    assert measured.picture_end_s == pytest.approx(rate.seconds(length))
    with av.open(str(target)) as film:
        times = [f.pts * f.time_base for f in film.decode(video=0)]
    assert times == [Fraction(n) / rate.fraction for n in range(length)]


def test_frames_are_copied_not_encoded_again(filming: Filming, encode: Encode) -> None:
    order = _order(filming, FrameRate(), Quality.STANDARD)
    target = filming.folder / "film.mp4"
    join(order, target)

    def frames(path: Path) -> list[bytes]:
        with av.open(str(path)) as file:
            return [f.to_ndarray().tobytes() for f in file.decode(video=0)]

    assert frames(target) == [frame for part in order.parts for frame in frames(part.file)]


def test_the_index_lies_in_front_and_the_title_inside(filming: Filming, encode: Encode) -> None:
    order = _order(filming, FrameRate(), Quality.DRAFT, _hum(filming, encode, 1.0))
    target = filming.folder / "film.mp4"

    join(order, target)

    content = target.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    with av.open(str(target)) as film:
        assert film.metadata["title"] == "Eight days"
        context: Any = film.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)


@pytest.mark.parametrize("rate", RATES, ids=["30", "60", "29.97"])
def test_sound_and_picture_begin_and_end_together(
    filming: Filming, encode: Encode, rate: FrameRate
) -> None:
    silent = _order(filming, rate, Quality.STANDARD)
    seconds = rate.seconds(sum(part.frames for part in silent.parts))
    order = JoinOrder(silent.parts, _hum(filming, encode, seconds), "", rate, silent.delay)

    measured = join(order, filming.folder / "film.mp4")

    assert measured.sound_start_s == 0
    assert measured.sound_end_s is not None
    late = measured.sound_end_s - measured.picture_end_s
    assert abs(late) * float(rate.fraction) <= 1


def test_a_click_is_heard_at_its_sample(filming: Filming, encode: Encode) -> None:
    """By a player of its own: ffmpeg decodes the joined film."""
    silent = _order(filming, FrameRate(), Quality.STANDARD)
    samples = np.zeros(SAMPLE_RATE)
    samples[12_000:12_024] = 0.6
    sound = encode(_stereo(samples), filming.folder / "click.m4a")
    target = filming.folder / "film.mp4"
    join(JoinOrder(silent.parts, sound, "", FrameRate(), silent.delay), target)

    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(target)]
    raw = subprocess.run(
        [*command, "-f", "s16le", "-ac", "1", "-"], capture_output=True, check=True
    ).stdout

    heard = np.abs(np.frombuffer(raw, "<i2").astype(int))
    assert abs(int(np.argmax(heard > heard.max() / 2)) - 12_000) <= 24


def test_a_segment_that_lacks_frames_is_refused(filming: Filming) -> None:
    order = _order(filming, FrameRate(), Quality.DRAFT)
    first = order.parts[0]
    short = (Part(first.file, first.frames + 1), *order.parts[1:])

    with pytest.raises(SegmentFailed, match="lacks"):
        join(JoinOrder(short, None, "", order.rate, order.delay), filming.folder / "x.mp4")


def test_segments_of_other_settings_are_refused(filming: Filming) -> None:
    order = _order(filming, FrameRate(), Quality.DRAFT)
    part = segments(
        filming.cut([filming.still("z")]),
        Look(Size(width=192, height=108), Quality.DRAFT, Brand(), Captions.OFF),
    )[0]
    other = filming.folder / "other.mp4"
    render_segment(part.spec, filming.pictures, other)
    mixed = (*order.parts, Part(other, part.spec.frames))

    with pytest.raises(SegmentFailed, match="other settings"):
        join(JoinOrder(mixed, None, "", order.rate, order.delay), filming.folder / "x.mp4")


def test_uneven_frames_are_noticed(filming: Filming) -> None:
    order = _order(filming, FrameRate(), Quality.DRAFT)
    target = filming.folder / "film.mp4"
    join(order, target)

    assert not measure(target, FrameRate(numerator=25)).is_even
