"""The same film in MoviePy, written the way its documentation teaches.

It has no sound, and its captions do not follow the words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.bench.films import DESIGNS, JOIN_FRAMES, Kind, Stock
from studio.compose.film import FilmOrder
from studio.compose.presets import PRESETS
from studio.domain.timeline import caption_text
from studio.graphics.fonts import fonts_folder

_JOIN_S = JOIN_FRAMES / 30


def run_moviepy(kind: Kind, stock: Stock, order: FilmOrder, target: Path) -> None:
    """Make the film of `order` with clips over clips."""
    from moviepy import CompositeVideoClip
    from moviepy.video.fx import CrossFadeIn

    rate, size = order.timeline.rate, (order.size.width, order.size.height)
    layers: list[Any] = []
    for n, clip in enumerate(order.timeline.pictures):
        shown = _scene(kind, stock, n, rate.seconds(clip.range.length), size)
        shown = shown.with_start(rate.seconds(clip.range.start))
        layers.append(shown.with_effects([CrossFadeIn(_JOIN_S)]) if n else shown)
    film = CompositeVideoClip([*layers, *_captions(order)], size=size)
    preset = PRESETS[order.quality]
    film.with_duration(rate.seconds(order.timeline.length)).write_videofile(
        str(target),
        fps=30,
        codec="libx264",
        preset=preset.speed,
        ffmpeg_params=["-crf", str(preset.crf), "-pix_fmt", "yuv420p"],
        audio=False,
        logger=None,
    )
    for layer in layers:
        layer.close()


def _scene(kind: Kind, stock: Stock, n: int, length_s: float, size: tuple[int, int]) -> Any:
    from moviepy import ColorClip, CompositeVideoClip, ImageClip, VideoFileClip
    from moviepy.video.fx import CrossFadeIn, Loop, Resize

    if kind is Kind.STILLS:
        pictures = stock.pictures()
        still = ImageClip(str(pictures[n % len(pictures)])).resized(size).with_duration(length_s)
        moving = still.with_effects([Resize(lambda t: 1 + 0.15 * t / length_s)])
        return CompositeVideoClip([moving.with_position("center")], size=size)
    if kind is Kind.FOOTAGE:
        clips = stock.clips()
        film = VideoFileClip(str(clips[n % len(clips)]), audio=False)
        return film.with_effects([Loop(duration=length_s)]).resized(size)
    ground = ColorClip(size, color=(14, 27, 42)).with_duration(length_s)
    headline = DESIGNS[n % len(DESIGNS)][1].headline or "Simplicity takes time."
    words = _text(headline, 96, size).with_duration(length_s).with_position("center")
    return CompositeVideoClip([ground, words.with_effects([CrossFadeIn(0.6)])], size=size)


def _captions(order: FilmOrder) -> list[Any]:
    rate, size = order.timeline.rate, (order.size.width, order.size.height)
    return [
        _text(caption_text(line.words), size[1] // 20, size)
        .with_start(rate.seconds(line.range.start))
        .with_duration(rate.seconds(line.range.length))
        .with_position(("center", 0.86), relative=True)
        for line in order.timeline.captions
    ]


def _text(text: str, points: int, size: tuple[int, int]) -> Any:
    from moviepy import TextClip

    font = str(fonts_folder() / "SpaceGrotesk-700.ttf")
    return TextClip(
        font=font,
        text=text,
        font_size=points,
        color="white",
        method="caption",
        size=(round(size[0] * 0.8), None),
        text_align="center",
        margin=(8, 8),
    )
