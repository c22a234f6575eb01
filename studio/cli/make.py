"""`greenlight make`: from a text or an idea to a film in one go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.options import (
    AsJson,
    AspectOption,
    CaptionsOption,
    ClosingOption,
    CodecOption,
    CornerOption,
    DataDir,
    DirectorOption,
    EncoderOption,
    FitOption,
    FitsScene,
    Fps,
    GrainOption,
    Idea,
    Inputs,
    Length,
    LookOption,
    LoudnessOption,
    Mood,
    OpeningOption,
    Output,
    Pace,
    QualityOption,
    Title,
    VignetteOption,
    VoiceOption,
    WatermarkOption,
    frame_rate,
    seconds,
)
from studio.domain.delivery import Codec, Delivery, Encoding
from studio.domain.format import Aspect, Quality
from studio.domain.project import Captions, Loudness

if TYPE_CHECKING:
    from studio.cli.briefing import Wish
    from studio.cli.dressing import Dressing
    from studio.cli.filming import Wanted
    from studio.cli.terminal import Terminal


def make(  # noqa: PLR0913  a parameter is an option
    inputs: Inputs = None,
    output: Output = None,
    idea: Idea = "",
    title: Title = "",
    length: Length = "",
    aspect: AspectOption = Aspect.WIDE,
    fps: Fps = "",
    quality: QualityOption = Quality.STANDARD,
    codec: CodecOption = Codec.H264,
    encoder: EncoderOption = Encoding.SOFTWARE,
    voice: VoiceOption = "",
    pace: Pace = 1.0,
    mood: Mood = "",
    captions: CaptionsOption = Captions.WORDS,
    loudness: LoudnessOption = Loudness.WEB,
    fit_voice: FitsScene = False,
    look: LookOption = None,
    grain: GrainOption = None,
    vignette: VignetteOption = None,
    watermark: WatermarkOption = None,
    corner: CornerOption = None,
    opening: OpeningOption = None,
    closing: ClosingOption = None,
    fit: FitOption = None,
    director: DirectorOption = "embedded",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make a film of a text, notes or an idea. Asking for it greenlights every scene."""
    from studio.cli.briefing import Wish
    from studio.cli.dressing import Dressing
    from studio.cli.filming import Wanted
    from studio.cli.terminal import Terminal, errors_told
    from studio.providers.intake import listed

    wish = Wish(
        inputs=inputs or (),
        idea=idea,
        title=title,
        length_s=seconds(length),
        aspect=aspect,
        rate=frame_rate(fps),
        voice=voice,
        pace=pace,
        mood=mood,
        captions=captions,
        loudness=loudness,
        fits_scene=fit_voice,
        director=director,
    )
    dressing = Dressing(look, grain, vignette, watermark, corner, opening, closing, fit)
    wanted = Wanted(quality, Delivery(codec=codec, encoding=encoder), output)
    terminal = Terminal(as_json=as_json)
    with errors_told(terminal):
        wanted = wanted.placed(listed(wish.inputs))
    _make(terminal, data_dir, wish, dressing, wanted)


def _make(
    terminal: Terminal, data_dir: Path | None, wish: Wish, dressing: Dressing, wanted: Wanted
) -> None:
    from studio.actions.reviews import approve_scenes
    from studio.cli.briefing import begin, plan_now
    from studio.cli.dressing import check, dress
    from studio.cli.filming import film
    from studio.cli.terminal import opened

    with opened(terminal, data_dir) as studio:
        check(dressing)
        project = begin(studio, wish)
        with terminal.bar("Planning") as bar:
            plan_now(studio, project, bar)
        dress(studio, project.id, dressing)
        approve_scenes(studio, project.id, by="you, on the command line")
        film(studio, terminal, project.id, wanted)
