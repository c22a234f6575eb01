"""Every word with its times as JSON, for editors and programs."""

from __future__ import annotations

import json
from typing import Any

from studio.compose.exports.cues import Cue, cues
from studio.domain.time import FrameRate
from studio.domain.timeline import Timeline


def words(timeline: Timeline) -> str:
    """`rate` as a fraction, `length_s`, and `cues` with their lines and words.

    Times are in seconds and in frames, counted from the start of the film; ends are the
    first moment after.
    """
    rate = timeline.rate
    whole = {
        "rate": [rate.numerator, rate.denominator],
        "frames": timeline.length,
        "length_s": round(rate.seconds(timeline.length), 6),
        "cues": [_cue(cue, rate) for cue in cues(timeline)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cue(cue: Cue, rate: FrameRate) -> dict[str, Any]:
    spoken = [
        {
            "text": word.text,
            **_span(word.range.start, word.range.end, rate),
            "is_joined": word.is_joined,
        }
        for word in cue.words
    ]
    return {
        **_span(cue.range.start, cue.range.end, rate),
        "lines": list(cue.lines),
        "words": spoken,
    }


def _span(start: int, end: int, rate: FrameRate) -> dict[str, Any]:
    return {
        "start_s": round(rate.seconds(start), 6),
        "end_s": round(rate.seconds(end), 6),
        "start_frame": start,
        "end_frame": end,
    }
