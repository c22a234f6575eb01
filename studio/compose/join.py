"""Segments and sound to one film, by copying packets: nothing is encoded again."""

from __future__ import annotations

import heapq
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from studio.compose.join_order import JoinOrder, Measured
from studio.domain.errors import SegmentFailed
from studio.domain.time import FrameRate


def join(order: JoinOrder, target: Path) -> Measured:
    """Write the film at `target` (MP4, its index in front) and measure it.

    Frame n of the film is shown at exactly n / rate seconds. Memory does not depend on the
    length. Raises SegmentFailed when a segment is not what its key promises.
    """
    options = {"movflags": "+faststart"}
    with av.open(str(target), "w", format="mp4", options=options) as film:
        film.metadata["title"] = order.title
        with av.open(str(order.parts[0].file)) as first:
            template = first.streams.video[0]
            picture = film.add_stream_from_template(template)
            set_up = bytes(template.codec_context.extradata or b"")
        sources = [_picture_packets(order, picture, set_up)]
        if order.sound is not None:
            sources.append(_sound_packets(order.sound, film))
        _mux(film, sources)
    return measure(target, order.rate)


def _mux(film: Any, sources: Sequence[Iterator[Any]]) -> None:
    for packet in heapq.merge(*sources, key=lambda p: p.dts * p.time_base):
        film.mux(packet)


def _picture_packets(order: JoinOrder, stream: Any, set_up: bytes) -> Iterator[Any]:
    frame_s = 1 / order.rate.fraction
    count = start = 0
    for part in order.parts:
        with av.open(str(part.file)) as file:
            source = file.streams.video[0]
            if bytes(source.codec_context.extradata or b"") != set_up:
                raise SegmentFailed(part.file.name, "it was encoded with other settings")
            packet: Any
            for packet in file.demux(source):
                if packet.dts is None:
                    continue
                shown = start + _frame(packet.pts, packet.time_base, order.rate)
                packet.stream = stream
                packet.time_base = frame_s
                packet.pts, packet.dts, packet.duration = shown, count - order.delay, 1
                count += 1
                yield packet
        start += part.frames
        if count != start:
            raise SegmentFailed(part.file.name, f"it lacks {start - count} frames")


def _frame(pts: int, time_base: Fraction, rate: FrameRate) -> int:
    return round(pts * time_base * rate.fraction)


def _sound_packets(sound: Path, film: Any) -> Iterator[Any]:
    """The packets of `sound`; its stream is added to the film at once, before the first."""
    file = av.open(str(sound))
    source = file.streams.audio[0]
    stream = film.add_stream_from_template(source)

    def packets() -> Iterator[Any]:
        with closing(file):
            for packet in file.demux(source):
                if packet.dts is None:
                    continue
                packet.stream = stream
                yield packet

    return packets()


def measure(film: Path, rate: FrameRate) -> Measured:
    """Count a film's packets; nothing is decoded."""
    with av.open(str(film)) as file:
        picture = file.streams.video[0]
        sound = file.streams.audio[0] if file.streams.audio else None
        shown = array("q")
        heard: list[Fraction] = []
        packet: Any
        for packet in file.demux([s for s in (picture, sound) if s is not None]):
            if packet.dts is None:
                continue
            if packet.stream is picture:
                shown.append(packet.pts)
                continue
            begin, length = packet.pts * packet.time_base, packet.duration * packet.time_base
            heard = [min([*heard[:1], begin]), max([*heard[1:], begin + length])]
        base = picture.time_base or Fraction(1)
    step = 1 / (rate.fraction * base)
    shown = array("q", sorted(shown))
    return Measured(
        frames=len(shown),
        is_even=all(pts == n * step for n, pts in enumerate(shown)),
        starts_at_s=float(shown[0] * base) if shown else 0.0,
        picture_end_s=float((shown[-1] + step) * base) if shown else 0.0,
        sound_start_s=max(0.0, float(heard[0])) if heard else None,
        sound_end_s=float(heard[1]) if heard else None,
    )
