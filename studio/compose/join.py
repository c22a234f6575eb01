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
        with av.open(str(part.file)) as file:
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


def _packets(file: Any, stream: Any) -> Iterator[Any]:
    """The packets of a stream, without the empty one that ends it."""
    return (packet for packet in file.demux(stream) if packet.dts is not None)


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
    with av.open(str(film)) as file:
        picture: Any = file.streams.video[0]
        shown = array("q", (packet.pts for packet in _packets(file, picture)))
        ticks, tick_s = 1 / (rate.fraction * picture.time_base), picture.time_base
    shown = array("q", sorted(shown))
    sound = _sound_span(film)
    return Measured(
        frames=len(shown),
        is_even=all(pts * ticks.denominator == n * ticks.numerator for n, pts in enumerate(shown)),
        starts_at_s=float(shown[0] * tick_s) if shown else 0.0,
        picture_end_s=float((shown[-1] + ticks) * tick_s) if shown else 0.0,
        sound_start_s=sound[0] if sound else None,
        sound_end_s=sound[1] if sound else None,
    )


def _sound_span(film: Path) -> tuple[float, float] | None:
    """When a film's sound begins and ends, in seconds; None when it has none."""
    with av.open(str(film)) as file:
        if not file.streams.audio:
            return None
        stream: Any = file.streams.audio[0]
        spans = [(packet.pts, packet.pts + packet.duration) for packet in _packets(file, stream)]
        tick_s = float(stream.time_base)
    if not spans:
        return None
    return max(0.0, spans[0][0] * tick_s), max(end for _, end in spans) * tick_s
