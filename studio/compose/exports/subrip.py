"""SubRip (.srt), which every player reads."""

from __future__ import annotations

from studio.compose.exports.clocks import milliseconds
from studio.compose.exports.cues import cues
from studio.domain.timeline import Timeline


def srt(timeline: Timeline) -> str:
    """The subtitles as SubRip; times in milliseconds, cues counted from 1."""
    rate = timeline.rate
    blocks = []
    for n, cue in enumerate(cues(timeline), start=1):
        start = milliseconds(cue.range.start, rate, ",")
        end = milliseconds(cue.range.end, rate, ",")
        blocks.append(f"{n}\n{start} --> {end}\n" + "\n".join(cue.lines) + "\n")
    return "\n".join(blocks)
