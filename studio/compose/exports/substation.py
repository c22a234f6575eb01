"""Advanced SubStation Alpha (.ass) with karaoke timing, as libass draws it.

Tags and fields: http://www.tcax.org/docs/ass-specs.htm; the encoding -1 asks libass for the
text's own direction.
"""

from __future__ import annotations

from studio.compose.exports.clocks import ass_clock, centiseconds
from studio.compose.exports.cues import Cue, cues
from studio.domain.format import Aspect
from studio.domain.time import FrameRate
from studio.domain.timeline import Timeline
from studio.graphics.layout import caption_area, units

_STYLE_FIELDS = (
    "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold,"
    " Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow,"
    " Alignment, MarginL, MarginR, MarginV, Encoding"
)
_EVENT_FIELDS = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
_WHITE, _TO_COME, _DARK = "&H00FFFFFF", "&H00B4B4B4", "&H00120D0B"
_SIZE, _TALL_SIZE = 52, 62


def ass(timeline: Timeline) -> str:
    """The subtitles as ASS, a word turning white when it is said; times in centiseconds.

    Sizes are for a picture of 1080 lines to its short side; players scale them.
    """
    events = [_event(cue, timeline.rate) for cue in cues(timeline)]
    return "\n".join([*_head(timeline.aspect), *events, ""])


def _head(aspect: Aspect) -> list[str]:
    size = units(aspect)
    area = caption_area(size)
    left, right = round(area.x), round(size.width - area.x - area.width)
    below = round(size.height - area.y - area.height)
    height = _TALL_SIZE if size.height > size.width else _SIZE
    style = (
        f"Style: Default,Inter,{height},{_WHITE},{_TO_COME},{_DARK},{_DARK},-1,0,0,0,100,100,0,0,"
        f"1,4,0,2,{left},{right},{below},-1"
    )
    return [
        "[Script Info]",
        "ScriptType: v4.00+",
        f"PlayResX: {size.width}",
        f"PlayResY: {size.height}",
        "WrapStyle: 0",
        "ScaledBorderAndShadow: yes",
        "",
        "[V4+ Styles]",
        f"Format: {_STYLE_FIELDS}",
        style,
        "",
        "[Events]",
        f"Format: {_EVENT_FIELDS}",
    ]


def _event(cue: Cue, rate: FrameRate) -> str:
    start, end = centiseconds(cue.range.start, rate), centiseconds(cue.range.end, rate)
    return f"Dialogue: 0,{ass_clock(start)},{ass_clock(end)},Default,,0,0,0,,{_text(cue, rate)}"


def _text(cue: Cue, rate: FrameRate) -> str:
    """Words with `\\k` lengths that add up without drifting from the frames."""
    words = cue.words
    firsts = {id(row[0]) for row in cue.rows[1:]}
    starts = [centiseconds(word.range.start, rate) for word in words]
    ends = [*starts[1:], centiseconds(words[-1].range.end, rate)]
    written = []
    for n, word in enumerate(words):
        gap = "" if n == 0 or word.is_joined else " "
        gap = "\\N" if id(word) in firsts else gap
        written.append(f"{gap}{{\\k{ends[n] - starts[n]}}}{escaped(word.text)}")
    return "".join(written)


def escaped(text: str) -> str:
    """`text` without anything that libass would take for a tag."""
    return text.replace("\\", "\\\u2060").replace("{", "\\{").replace("}", "\\}")
