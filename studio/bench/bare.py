"""The limit: an ffmpeg that does nothing but encode the film's own finished frames."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from studio.compose.film import FilmOrder
from studio.compose.planes import Planes
from studio.compose.presets import PRESETS
from studio.compose.render import picture
from studio.compose.segments import Look, Segment, segments
from studio.domain.errors import SegmentFailed
from studio.domain.format import Size

MOST_FRAMES = 600
"""Frames that are kept for it: 1.9 GB at 1920 x 1080. Longer films are scaled from these."""


@dataclass(frozen=True)
class Raw:
    """A file of planar Y'CbCr 4:2:0 frames, one after the other."""

    file: Path
    size: Size
    frames: int
    order: FilmOrder


def parts(order: FilmOrder) -> tuple[Segment, ...]:
    """The film's segments, as `make_film` has them."""
    look = Look(order.size, order.quality, order.brand, order.captions)
    return segments(order.timeline, look)


def raw(order: FilmOrder, file: Path) -> Raw:
    """Draw the film's first `MOST_FRAMES` frames, as Greenlight does, into `file`."""
    planes = Planes.of(order.size)
    frames = 0
    with file.open("wb") as out:
        for part in parts(order):
            with picture(part.spec, order.pictures) as shown:
                for n in islice(range(part.spec.frames), MOST_FRAMES - frames):
                    shown.lay(planes, n)
                    for plane in planes.each:
                        out.write(plane.tobytes())
                    frames += 1
    return Raw(file, order.size, frames, order)


def encode(frames: Raw, target: Path) -> None:
    """Encode them with the film's own settings, on all cores as ffmpeg chooses."""
    order, size = frames.order, frames.size
    preset = PRESETS[order.quality]
    given = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{size.width}x{size.height}"]
    given += ["-r", str(order.timeline.rate.fraction), "-i", str(frames.file)]
    wanted = ["-c:v", "libx264", "-preset", preset.speed, "-crf", str(preset.crf)]
    ffmpeg([*given, *wanted, str(target)])


def ffmpeg(arguments: list[str]) -> None:
    """Run the ffmpeg that comes with imageio-ffmpeg. Raises SegmentFailed."""
    from imageio_ffmpeg import get_ffmpeg_exe

    command = [get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SegmentFailed("The benchmark's ffmpeg", done.stderr.strip()[-400:])
