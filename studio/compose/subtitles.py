"""Captions as files that players read: SubRip and WebVTT."""

from __future__ import annotations

from html import escape

from studio.domain.time import FrameRate
from studio.domain.timeline import CaptionClip, Timeline, caption_text


def srt(timeline: Timeline) -> str:
    """The captions as SubRip; times in milliseconds, lines counted from 1."""
    blocks = [
        f"{n}\n{_span(line, timeline.rate, ',')}\n{_text(line)}\n"
        for n, line in enumerate(timeline.captions, start=1)
    ]
    return "\n".join(blocks)


def vtt(timeline: Timeline) -> str:
    """The captions as WebVTT (https://www.w3.org/TR/webvtt1/); times in milliseconds."""
    blocks = [
        f"{_span(line, timeline.rate, '.')}\n{escape(_text(line), quote=False)}\n"
        for line in timeline.captions
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _text(line: CaptionClip) -> str:
    return caption_text(line.words)


def _span(line: CaptionClip, rate: FrameRate, point: str) -> str:
    start, end = rate.seconds(line.range.start), rate.seconds(line.range.end)
    return f"{_clock(start, point)} --> {_clock(end, point)}"


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    minutes, milliseconds = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{milliseconds // 1000:02d}{point}{milliseconds % 1000:03d}"
