"""Segments and sound to one film, by copying packets: nothing is encoded again."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import av

from studio.compose.join_order import JoinOrder, Measured
from studio.domain.errors import SegmentFailed
from studio.domain.time import FrameRate

_KEPT = ("hvc1",)
"""Four letters that a container would not choose by itself."""

_UNSEEN = {"skip_frame": "all", "probesize": "32"}
"""Has a file opened without a look at its pictures: to know how they are stored, FFmpeg would
decode one, which at 1080p takes ten times as long as all else that is done to a segment."""


def join(order: JoinOrder, target: Path) -> Measured:
    """Write the film at `target` (MP4 or MOV by its ending, the index in front) and measure it.

    Frame n of the film is shown at exactly n / rate seconds. Memory does not depend on the
    length. Raises SegmentFailed when a segment is not what its key promises.
    """
    options = {"movflags": "+faststart"}
    with av.open(str(target), "w", format=target.suffix[1:], options=options) as film:
        film.metadata["title"] = order.title
        with av.open(str(order.parts[0].file)) as first:
            template = first.streams.video[0]
            picture = _picture_stream(film, template)
            set_up = bytes(template.codec_context.extradata or b"")
        sources = [_picture_packets(order, picture, set_up)]
        if order.sound is not None:
            sources.append(_sound_packets(order.sound, film))
        _mux(film, sources)
    return measure(target, order.rate)


def _picture_stream(film: Any, template: Any) -> Any:
    """A stream for packets like those of `template`, under the same four letters.

    `opaque`, for PyAV would else look for an encoder by the name of the template's decoder.
    """
    stream = film.add_stream_from_template(template, opaque=True)
    if template.codec_context.codec_tag in _KEPT:
        stream.codec_context.codec_tag = template.codec_context.codec_tag
    return stream


_Timed = tuple[float, int, Any]
"""When a packet is decoded, in seconds; whose it is (to part equals); the packet."""


def _mux(film: Any, sources: Sequence[Iterator[_Timed]]) -> None:
    for _, _, packet in heapq.merge(*sources):
        film.mux(packet)


def _picture_packets(order: JoinOrder, stream: Any, set_up: bytes) -> Iterator[_Timed]:
    frame_s = 1 / order.rate.fraction
    length_s = float(frame_s)
    count = start = 0
    for part in order.parts:
        with av.open(str(part.file), options=_UNSEEN) as file:
            source = file.streams.video[0]
            if bytes(source.codec_context.extradata or b"") != set_up:
                raise SegmentFailed(part.file.name, "it was encoded with other settings")
            ticks = _ticks(source, order.rate)
            for packet in _packets(file, source):
                packet.stream = stream
                packet.time_base = frame_s
                packet.pts = start + round(packet.pts / ticks)
                packet.dts, packet.duration = count - order.delay, 1
                count += 1
                yield packet.dts * length_s, 0, packet
        start += part.frames
        if count != start:
            raise SegmentFailed(part.file.name, f"it lacks {start - count} frames")


def _ticks(stream: Any, rate: FrameRate) -> float:
    """How many of a stream's ticks a frame lasts."""
    return float(1 / (rate.fraction * stream.time_base))


def _packets(file: Any, *streams: Any) -> Iterator[Any]:
    """The packets of `streams`, without the empty ones that end them."""
    return (packet for packet in file.demux(*streams) if packet.dts is not None)


def _sound_packets(sound: Path, film: Any) -> Iterator[_Timed]:
    """The packets of `sound`; its stream is added to the film at once, before the first."""
    file = av.open(str(sound))
    source = file.streams.audio[0]
    stream = film.add_stream_from_template(source)
    tick_s = float(source.time_base or 0)

    def packets() -> Iterator[_Timed]:
        with closing(file):
            for packet in _packets(file, source):
                packet.stream = stream
                yield packet.dts * tick_s, 1, packet

    return packets()


def measure(film: Path, rate: FrameRate) -> Measured:
    """Count a film's packets; nothing is decoded."""
    with av.open(str(film), options=_UNSEEN) as file:
        picture: Any = file.streams.video[0]
        ticks, tick_s = 1 / (rate.fraction * picture.time_base), picture.time_base
        shown, sound = _times(file, picture, next(iter(file.streams.audio), None))
    return Measured(
        frames=len(shown),
        is_even=all(pts * ticks.denominator == n * ticks.numerator for n, pts in enumerate(shown)),
        starts_at_s=float(shown[0] * tick_s) if shown else 0.0,
        picture_end_s=float((shown[-1] + ticks) * tick_s) if shown else 0.0,
        sound_start_s=sound[0] if sound else None,
        sound_end_s=sound[1] if sound else None,
    )


def _times(
    file: Any, picture: Any, sound: Any | None
) -> tuple[array[int], tuple[float, float] | None]:
    """When each frame is shown, in ticks and in order, and when sound begins and ends in seconds.

    The file is read once, for both.
    """
    shown, starts, ends = array("q"), array("q"), array("q")
    for packet in _packets(file, picture, *([sound] if sound else [])):
        if packet.stream is picture:
            shown.append(packet.pts)
            continue
        starts.append(packet.pts)
        ends.append(packet.pts + packet.duration)
    span = None
    if sound and starts:
        tick_s = float(sound.time_base)
        span = max(0.0, starts[0] * tick_s), max(ends) * tick_s
    return array("q", sorted(shown)), span
