"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from studio.domain.delivery import Codec, Encoding
from studio.domain.errors import TooLarge, UnreadableInput
from studio.domain.format import Aspect, Quality
from studio.domain.look import Corner
from studio.domain.project import Captions, Loudness
from studio.domain.scene import Fit
from studio.domain.time import RATES, FrameRate

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where projects live. Default: $GREENLIGHT_HOME or your own."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Inputs = Annotated[
    list[Path] | None,
    typer.Argument(
        help="A text, Markdown, PDF or Word file, pictures and films to use, or a web address.",
        show_default=False,
    ),
]
Idea = Annotated[str, typer.Option("--idea", help="An idea in a sentence, in place of a text.")]
Length = Annotated[str, typer.Option("--length", help="Wished length: 60, 90s, 1:30 or 2m.")]
AspectOption = Annotated[Aspect, typer.Option("--aspect", help="Shape of the picture.")]
AspectChange = Annotated[
    Aspect | None,
    typer.Option("--aspect", help="Another shape, for this film alone.", show_default=False),
]
Fps = Annotated[
    str, typer.Option("--fps", help=f"Frames a second: {', '.join(RATES)}.", show_default=False)
]
CodecOption = Annotated[Codec, typer.Option("--codec", help="How the picture is encoded.")]
EncoderOption = Annotated[
    Encoding, typer.Option("--encoder", help="Who encodes; a graphics card only if one works.")
]
QualityOption = Annotated[Quality, typer.Option("--quality", help="How carefully it is rendered.")]
VoiceOption = Annotated[str, typer.Option("--voice", help="A voice by name, such as en-gb.")]
Pace = Annotated[float, typer.Option("--pace", min=0.5, max=2.0, help="1 is the voice's own.")]
Mood = Annotated[str, typer.Option("--mood", help="Mood of the music, such as hopeful; or off.")]
CaptionsOption = Annotated[
    Captions, typer.Option("--captions", help="How spoken words are shown in the picture.")
]
LoudnessOption = Annotated[
    Loudness,
    typer.Option(
        "--loudness", help="How loud as a whole: web -14, podcast -16, broadcast -23 LUFS."
    ),
]
LoudnessChange = Annotated[
    Loudness | None,
    typer.Option("--loudness", help="Make it as loud from now on.", show_default=False),
]
FitsScene = Annotated[
    bool,
    typer.Option("--fit-voice", help="Let the voice hurry, by up to 12 %, to fit its scene."),
]
LookOption = Annotated[
    str | None,
    typer.Option("--look", help="A look by name, such as film, or a .cube file."),
]
GrainOption = Annotated[
    float | None, typer.Option("--grain", min=0.0, max=1.0, help="Film grain, 0 to 1.")
]
VignetteOption = Annotated[
    float | None, typer.Option("--vignette", min=0.0, max=1.0, help="Darker corners, 0 to 1.")
]
WatermarkOption = Annotated[
    str | None, typer.Option("--watermark", help="A logo over the film, a picture file; or off.")
]
CornerOption = Annotated[
    Corner | None, typer.Option("--corner", help="Where the watermark stands.", show_default=False)
]
OpeningOption = Annotated[
    bool | None,
    typer.Option("--opening/--no-opening", help="A title card first.", show_default=False),
]
ClosingOption = Annotated[
    str | None, typer.Option("--closing", help="Words of a card at the end; or off.")
]
FitOption = Annotated[
    Fit | None,
    typer.Option("--fit", help="How pictures of another shape fill it.", show_default=False),
]
DirectorOption = Annotated[str, typer.Option("--director", help="Who plans; see: models.")]
Title = Annotated[str, typer.Option("--title", help="The film's title.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Copy the film here.", show_default=False)
]


def frame_rate(text: str) -> FrameRate | None:
    """The rate of that name, such as "23.976"; None when empty.

    Raises:
        typer.BadParameter: films are not made at that rate.
    """
    if not text.strip():
        return None
    if text.strip() not in RATES:
        raise typer.BadParameter(f"“{text}” is not a rate; write {', '.join(RATES)}.")
    return RATES[text.strip()]


def seconds(text: str) -> float | None:
    """A length such as "60", "90s", "1:30", "2m" or "1m30s" in seconds; None when empty.

    Raises:
        typer.BadParameter: it is not a length between 1 s and an hour.
    """
    if not text.strip():
        return None
    clock = re.fullmatch(r"(\d+):(\d{1,2})", text.strip())
    units = re.fullmatch(
        r"(?:(\d+(?:\.\d+)?)\s*m(?:in)?)?\s*(?:(\d+(?:\.\d+)?)\s*s?(?:ec)?)?", text.strip()
    )
    match = clock or units
    if match is None or not any(match.groups()):
        raise typer.BadParameter(f"“{text}” is not a length; write 60, 90s, 1:30 or 2m.")
    minutes, rest = (float(part or 0) for part in match.groups())
    length = minutes * 60 + rest
    if not 1 <= length <= 3600:
        raise typer.BadParameter("a film lasts from 1 second to an hour.")
    return length


def words(option: str, text: str, most: int | None = None) -> str:
    """`text`, the value of `option`, when it is text of at most `most` characters.

    Raises TooLarge, UnreadableInput for bytes that are no text.
    """
    if most is not None and len(text) > most:
        limit = f"{most} characters"
        raise TooLarge(option, f"{len(text):,} characters", limit, "Say it in fewer words.")
    if any("\ud800" <= char <= "\udfff" for char in text):
        remedy = "Write it in UTF-8, or give a text file."
        raise UnreadableInput(option, "some of it is not text.", remedy)
    return text
