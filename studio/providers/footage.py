"""What a film or a sound file holds, found by opening it and not by its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from studio.domain.errors import TooLarge, UnreadableInput

MAX_BYTES = 2 * 1024**3
MAX_SIDE = 8192

# Playlists and scripts, which could name other files or addresses, are not among them.
_CONTAINERS = {
    "mov": "mp4",
    "matroska": "mkv",
    "avi": "avi",
    "mpegts": "ts",
    "mpeg": "mpg",
    "flv": "flv",
    "asf": "wmv",
    "ogg": "ogg",
    "wav": "wav",
    "mp3": "mp3",
    "flac": "flac",
    "aac": "aac",
    "aiff": "aiff",
}
_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": ",".join(_CONTAINERS)}
_FAULTS = (av.error.FFmpegError, ValueError, EOFError, IndexError, KeyError, StopIteration)
_NEAR_END_S = 0.5
_PROBLEM = "it is damaged, cut short, or of a kind Greenlight does not read."
_REMEDY = "Save it again as MP4 and try again."


@dataclass(frozen=True)
class FootageFacts:
    """`width` and `height` are pixels as shown, `length_s` seconds; no picture means a sound."""

    extension: str
    has_picture: bool
    width: int
    height: int
    length_s: float


def footage_facts(path: Path, name: str) -> FootageFacts:
    """What the film or sound at `path` holds; `name` is what people call it.

    Raises:
        TooLarge: more bytes or pixels than Greenlight takes.
        UnreadableInput: it is damaged, cut short, or neither film nor sound.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise TooLarge(name, f"{size / 1024**3:.1f} GB", "2 GB", "Cut out the part you need.")
    try:
        with av.open(str(path.resolve()), options=_OPTIONS) as container:
            return _facts(container, path, name)
    except _FAULTS as fault:
        raise UnreadableInput(name, _PROBLEM, _REMEDY) from fault


def _facts(container: InputContainer, path: Path, name: str) -> FootageFacts:
    extension = _extension(container, path)
    pictured = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    stream: VideoStream | AudioStream = pictured[0] if pictured else container.streams.audio[0]
    if stream.codec_context is None:  # nobody knows its codec
        raise UnreadableInput(name, _PROBLEM, _REMEDY)
    if not pictured:
        next(container.decode(stream))
        return FootageFacts(extension, False, 0, 0, _length_s(container, stream))
    _check_size(pictured[0], name)
    width, height = _shown_size(container, pictured[0])
    _check_end(container, pictured[0])
    return FootageFacts(extension, True, width, height, _length_s(container, stream))


def _extension(container: InputContainer, path: Path) -> str:
    named = path.suffix.lower().lstrip(".")
    if named in container.format.extensions:
        return named
    return _CONTAINERS[container.format.name.split(",")[0]]


def _check_size(stream: VideoStream, name: str) -> None:
    width, height = stream.codec_context.width, stream.codec_context.height
    if max(width, height) > MAX_SIDE:
        limit = f"{MAX_SIDE} pixels on a side"
        raise TooLarge(name, f"{width} × {height} pixels", limit, "Save it smaller.")


def _shown_size(container: InputContainer, stream: VideoStream) -> tuple[int, int]:
    frame = next(container.decode(stream))
    is_turned = frame.rotation % 180 != 0
    return (frame.height, frame.width) if is_turned else (frame.width, frame.height)


def _length_s(container: InputContainer, stream: VideoStream | AudioStream) -> float:
    """As the container says, or else the stream, or else its last packet."""
    if container.duration:
        return round(container.duration / av.time_base, 3)
    if stream.duration and stream.time_base:
        return round(float(stream.duration * stream.time_base), 3)
    return round(_last_moment_s(container, stream, 0.0), 3)


def _check_end(container: InputContainer, stream: VideoStream) -> None:
    """Raise EOFError when packets end well before the stream is said to."""
    if not stream.duration or not stream.time_base:
        return
    end_s = float((stream.duration + (stream.start_time or 0)) * stream.time_base)
    near_end_s = max(0.0, end_s - _NEAR_END_S)
    if _last_moment_s(container, stream, near_end_s) < near_end_s:
        raise EOFError


def _last_moment_s(
    container: InputContainer, stream: VideoStream | AudioStream, from_s: float
) -> float:
    """When the last packet at or after the place `from_s` ends, in seconds; 0 for none."""
    container.seek(round(from_s * av.time_base))
    ends = [
        float((packet.pts + (packet.duration or 0)) * packet.time_base)
        for packet in container.demux(stream)
        if packet.pts is not None and not packet.is_corrupt
    ]
    return max(ends, default=0.0)
