"""The same film as a hand-written ffmpeg graph: zoompan, xfade and drawtext.

It has no sound, its captions do not follow the words, and its camera moves by whole pixels:
less than Greenlight does, as one would write it.
"""

from __future__ import annotations

from pathlib import Path

from studio.bench.bare import ffmpeg
from studio.bench.films import DESIGNS, JOIN_FRAMES, Kind, Stock
from studio.compose.film import FilmOrder
from studio.compose.presets import PRESETS
from studio.domain.timeline import caption_text
from studio.graphics.fonts import fonts_folder

_JOIN_S = JOIN_FRAMES / 30


def run_graph(kind: Kind, stock: Stock, order: FilmOrder, target: Path) -> None:
    """Make the film of `order` as a graph. Raises SegmentFailed."""
    clips = order.timeline.pictures
    lengths = [clip.range.length / 30 for clip in clips]
    inputs: list[str] = []
    chains: list[str] = []
    for n, length_s in enumerate(lengths):
        inputs += _input(kind, stock, n, length_s, order)
        chains.append(f"[{n}:v]{_scene(kind, n, length_s, order)},settb=1/30[s{n}]")
    chains += _joined(lengths)
    chains.append(f"[x{len(lengths) - 1}]{_captions(order)}[out]")
    preset = PRESETS[order.quality]
    coding = ["-c:v", "libx264", "-preset", preset.speed, "-crf", str(preset.crf)]
    graph = ["-filter_complex", ";".join(chains), "-map", "[out]"]
    ffmpeg([*inputs, *graph, *coding, "-pix_fmt", "yuv420p", str(target)])


def _input(kind: Kind, stock: Stock, n: int, length_s: float, order: FilmOrder) -> list[str]:
    if kind is Kind.STILLS:
        pictures = stock.pictures()
        return ["-i", str(pictures[n % len(pictures)])]
    if kind is Kind.FOOTAGE:
        clips = stock.clips()
        return ["-stream_loop", "-1", "-t", f"{length_s}", "-i", str(clips[n % len(clips)])]
    size = f"{order.size.width}x{order.size.height}"
    colours = "c0=0x0E1B2A:c1=0x17293D:speed=0.02"
    source = f"gradients=s={size}:r=30:d={length_s}:{colours}"
    return ["-f", "lavfi", "-i", source]


def _scene(kind: Kind, n: int, length_s: float, order: FilmOrder) -> str:
    size = f"{order.size.width}x{order.size.height}"
    if kind is Kind.STILLS:
        frames = round(length_s * 30)
        zoom = f"zoompan=z='1+0.15*on/{frames}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2'"
        return f"{zoom}:d={frames}:s={size}:fps=30,format=yuv420p"
    if kind is Kind.FOOTAGE:
        return f"fps=30,scale={size.replace('x', ':')},format=yuv420p"
    headline = DESIGNS[n % len(DESIGNS)][1].headline or "Simplicity takes time."
    words = _text(headline, 96, "(h-th)/2", "alpha=min(1\\,t/0.6)")
    return f"{words},format=yuv420p"


def _joined(lengths: list[float]) -> list[str]:
    chains, shown, begun = ["[s0]null[x0]"], "x0", 0.0
    for n in range(1, len(lengths)):
        begun += lengths[n - 1] - _JOIN_S
        fade = f"xfade=transition=fade:duration={_JOIN_S}:offset={begun:.4f}"
        chains.append(f"[{shown}][s{n}]{fade}[x{n}]")
        shown = f"x{n}"
    return chains


def _captions(order: FilmOrder) -> str:
    rate, height = order.timeline.rate, order.size.height
    lines = []
    for line in order.timeline.captions:
        begin, end = rate.seconds(line.range.start), rate.seconds(line.range.end)
        when = f"enable=between(t\\,{begin:.3f}\\,{end:.3f}):box=1:boxcolor=black@0.5"
        lines.append(_text(caption_text(line.words), height // 20, "h*0.86", when))
    return ",".join(lines) or "null"


def _text(text: str, size: int, y: str, more: str) -> str:
    font = (fonts_folder() / "SpaceGrotesk-700.ttf").as_posix().replace(":", "\\:")
    plain = "".join(char for char in text if char not in "':\\,%;[]")
    where = f"x=(w-tw)/2:y={y}:fontsize={size}:fontcolor=white"
    return f"drawtext=fontfile='{font}':text='{plain}':{where}:{more}"
