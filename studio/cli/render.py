"""`greenlight render`: the film of a project as it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from studio.cli.options import (
    AsJson,
    AspectChange,
    ClosingOption,
    CodecOption,
    CornerOption,
    DataDir,
    EncoderOption,
    FitOption,
    Fps,
    GrainOption,
    LookOption,
    LoudnessChange,
    OpeningOption,
    Output,
    QualityOption,
    VignetteOption,
    WatermarkOption,
    frame_rate,
)
from studio.domain.delivery import Codec, Delivery, Encoding
from studio.domain.format import Quality


def render(  # noqa: PLR0913  a parameter is an option
    project: Annotated[str, typer.Argument(help="A project by id, the beginning of it, or title.")],
    output: Output = None,
    quality: QualityOption = Quality.STANDARD,
    aspect: AspectChange = None,
    fps: Fps = "",
    codec: CodecOption = Codec.H264,
    encoder: EncoderOption = Encoding.SOFTWARE,
    loudness: LoudnessChange = None,
    look: LookOption = None,
    grain: GrainOption = None,
    vignette: VignetteOption = None,
    watermark: WatermarkOption = None,
    corner: CornerOption = None,
    opening: OpeningOption = None,
    closing: ClosingOption = None,
    fit: FitOption = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Greenlight every scene first.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Render a project. What did not change since the last time is not made again.

    Another shape, rate or codec is for this film alone; looks, cards, watermark, fit and
    loudness stay with the project.
    """
    from studio.actions.projects import set_loudness
    from studio.actions.reviews import approve_scenes
    from studio.cli.dressing import Dressing, check, dress
    from studio.cli.filming import Wanted, film
    from studio.cli.terminal import Terminal, errors_told, opened

    dressing = Dressing(look, grain, vignette, watermark, corner, opening, closing, fit)
    delivery = Delivery(aspect=aspect, rate=frame_rate(fps), codec=codec, encoding=encoder)
    terminal = Terminal(as_json=as_json)
    with errors_told(terminal):
        wanted = Wanted(quality, delivery, output).placed()
    with opened(terminal, data_dir) as studio:
        found = studio.store.projects.find(project)
        check(dressing, found.watermark)
        if loudness is not None:
            set_loudness(studio, found.id, loudness)
        dress(studio, found.id, dressing)
        if approve:
            approve_scenes(studio, found.id, by="you, on the command line")
        film(studio, terminal, found.id, wanted)
