"""WebVTT (.vtt), as browsers read it (https://www.w3.org/TR/webvtt1/)."""

from __future__ import annotations

from html import escape

from studio.compose.exports.clocks import milliseconds
from studio.compose.exports.cues import Cue, cues
from studio.domain.time import FrameRate
from studio.domain.timeline import CaptionWord, Timeline


def vtt(timeline: Timeline) -> str:
    """The subtitles as WebVTT; times in milliseconds."""
    return _file(timeline, [_plain(cue) for cue in cues(timeline)])


def karaoke(timeline: Timeline) -> str:
    """As `vtt`, with the time of every word (`<00:00:01.500>`) before it."""
    return _file(timeline, [_timed(cue, timeline.rate) for cue in cues(timeline)])


def _file(timeline: Timeline, texts: list[str]) -> str:
    spans = [_span(cue, timeline.rate) for cue in cues(timeline)]
    blocks = [f"{span}\n{text}\n" for span, text in zip(spans, texts, strict=True)]
    return "\n".join(["WEBVTT\n", *blocks])


def _span(cue: Cue, rate: FrameRate) -> str:
    start, end = cue.range.start, cue.range.end
    return f"{milliseconds(start, rate, '.')} --> {milliseconds(end, rate, '.')}"


def _plain(cue: Cue) -> str:
    return "\n".join(escape(line, quote=False) for line in cue.lines)


def _timed(cue: Cue, rate: FrameRate) -> str:
    """The first word has the time of the cue itself, and so needs none."""
    first = cue.words[0]

    def written(word: CaptionWord, is_first: bool) -> str:
        gap = "" if word.is_joined or is_first else " "
        time = f"<{milliseconds(word.range.start, rate, '.')}>" if word is not first else ""
        return f"{gap}{time}{escape(word.text, quote=False)}"

    return "\n".join("".join(written(word, word is row[0]) for word in row) for row in cue.rows)
