"""A timeline as segments: the bodies of its scenes, in pieces, and the joins between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from studio.compose.captions import word_places
from studio.compose.codecs import CODINGS
from studio.compose.engine import engine
from studio.compose.joins import join_spec
from studio.compose.presets import Preset
from studio.compose.specs import (
    CaptionSpec,
    CaptionStyle,
    FinishSpec,
    FootageSpec,
    GraphicSpec,
    LayerSpec,
    LineSpec,
    SegmentSpec,
    Shot,
    StillSpec,
    WordSpec,
)
from studio.domain.brand import Brand
from studio.domain.format import Aspect, Quality, Size
from studio.domain.ids import AssetId, SceneId
from studio.domain.look import PLAIN, Grade, Watermark
from studio.domain.project import Captions
from studio.domain.scene import Footage, Graphic, Still, Visual
from studio.domain.time import TimeRange
from studio.domain.timeline import CaptionClip, PictureClip, Timeline, caption_text
from studio.graphics.cues import waits_for_words
from studio.graphics.designing import design
from studio.graphics.documents import named_files
from studio.graphics.layout import nearest_aspect

PIECE_S = 4.0
"""A scene of six seconds is two pieces, so that two cores share it when it alone is new. Each
piece costs a key frame: films grow by a twentieth, and take no longer."""

OVERLAY = "overlay"

Spoken = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Look:
    """What all segments of a film have in common."""

    size: Size
    quality: Quality
    brand: Brand
    captions: Captions
    encoder: str = "libx264"
    grade: Grade = PLAIN
    watermark: Watermark | None = None

    @property
    def preset(self) -> Preset:
        """The encoder's settings."""
        return CODINGS[self.encoder].presets[self.quality]

    @property
    def aspect(self) -> Aspect:
        """The aspect nearest to the size."""
        return nearest_aspect(self.size)


@dataclass(frozen=True)
class Segment:
    """A spec and where it goes: frames of the film, the scene it belongs to, its title."""

    spec: SegmentSpec
    range: TimeRange
    scene: SceneId
    title: str

    @cached_property
    def key(self) -> str:
        """Its spec's key; a hash of all of it, so it is worth keeping."""
        return str(self.spec.key)

    @property
    def is_join(self) -> bool:
        """True between two scenes."""
        return len(self.spec.shots) == 2


@dataclass(frozen=True)
class _Part:
    """Frames of the film that one or two clips fill."""

    range: TimeRange
    clips: tuple[PictureClip, ...]


def segments(timeline: Timeline, look: Look) -> tuple[Segment, ...]:
    """Every segment of the film, in order, without gap or overlap.

    A body longer than `PIECE_S` is cut into equal pieces, so that all processor cores are
    busy and a crash redoes little. Raises NotFound for a transition or an easing
    nobody has.
    """
    common = _Common(timeline, look)
    return tuple(common.segment(part) for part in _parts(timeline))


def _parts(timeline: Timeline) -> Iterator[_Part]:
    """Join, body, join, body …; the first clip has no join."""
    most = max(1, timeline.rate.frames(PIECE_S))
    clips = timeline.pictures
    starts = [clip.range.start for clip in clips[1:]] + [timeline.length]
    for n, (clip, end) in enumerate(zip(clips, starts, strict=True)):
        join = TimeRange(start=clip.range.start, length=clip.transition.frames if n else 0)
        if join.length:
            yield _Part(join, (clips[n - 1], clip))
        body = TimeRange(start=join.end, length=end - join.end)
        yield from (_Part(piece, (clip,)) for piece in _pieces(body, most))


def _pieces(body: TimeRange, most: int) -> Iterator[TimeRange]:
    """`body` in the fewest pieces of at most `most` frames, as equal as can be."""
    count = -(-body.length // most)
    edges = [body.start + body.length * n // count for n in range(count + 1)]
    yield from (TimeRange(start=a, length=b - a) for a, b in pairwise(edges))


class _Common:
    """Makes specs from parts; each scene's layers are made once."""

    def __init__(self, timeline: Timeline, look: Look) -> None:
        self._timeline = timeline
        self._look = look
        self._engine = engine()
        self._layers: dict[SceneId, tuple[LayerSpec, ...]] = {}
        self._lines: dict[SceneId, list[CaptionClip]] = {}
        for line in timeline.captions:
            self._lines.setdefault(line.scene, []).append(line)

    def segment(self, part: _Part) -> Segment:
        """The segment of `part`."""
        look, clip = self._look, part.clips[-1]
        spec = SegmentSpec(
            engine=self._engine,
            size=look.size,
            rate=self._timeline.rate,
            frames=part.range.length,
            preset=look.preset,
            shots=tuple(self._shot(shown, part.range) for shown in part.clips),
            join=join_spec(clip.transition, look.brand.palette) if len(part.clips) == 2 else None,
            captions=self._captions(part),
            watermark=look.watermark,
        )
        return Segment(spec=spec, range=part.range, scene=clip.scene, title=clip.title)

    def _shot(self, clip: PictureClip, range_: TimeRange) -> Shot:
        if clip.scene not in self._layers:
            own = self._look if clip.grade is None else replace(self._look, grade=clip.grade)
            self._layers[clip.scene] = _layers(clip.visual, own, self._spoken(clip))
        first = range_.start - clip.range.start
        return Shot(layers=self._layers[clip.scene], first=first, length=clip.range.length)

    def _spoken(self, clip: PictureClip) -> Spoken:
        """The words heard in a scene, and the second of the scene at which each begins."""
        words = [word for line in self._lines.get(clip.scene, ()) for word in line.words]
        rate, start = self._timeline.rate, clip.range.start
        return tuple((word.text, rate.seconds(word.range.start - start)) for word in words)

    def _captions(self, part: _Part) -> CaptionSpec | None:
        if self._look.captions is Captions.OFF:
            return None
        lines = [line for clip in part.clips for line in self._lines.get(clip.scene, ())]
        seen = [line for line in lines if _meet(line.range, part.range)]
        if not seen:
            return None
        palette = self._look.brand.palette
        style = CaptionStyle(
            kind=self._look.captions,
            ink=palette.ink,
            accent=palette.accent,
            surface=palette.surface,
            font=self._look.brand.text_font,
        )
        return CaptionSpec(style=style, lines=tuple(_line(line, part.range.start) for line in seen))


def _meet(one: TimeRange, two: TimeRange) -> bool:
    return one.start < two.end and two.start < one.end


def _line(line: CaptionClip, origin: int) -> LineSpec:
    words = tuple(
        WordSpec(begin=begin, end=end, start=word.range.start - origin, length=word.range.length)
        for word, (begin, end) in zip(line.words, word_places(line.words), strict=True)
    )
    return LineSpec(
        text=caption_text(line.words),
        start=line.range.start - origin,
        length=line.range.length,
        words=words,
    )


def _layers(visual: Visual, look: Look, spoken: Spoken) -> tuple[LayerSpec, ...]:
    if isinstance(visual, Graphic):
        return (_graphic(visual, look, spoken), *_finish(visual, look.grade))
    lowest: LayerSpec = _still(visual, look) if isinstance(visual, Still) else _film(visual, look)
    over = Graphic(template=OVERLAY, words=visual.words)
    words = (_graphic(over, look, ()),) if visual.words.headline else ()
    return (lowest, *_finish(visual, look.grade), *words)


def _finish(visual: Visual, grade: Grade) -> tuple[FinishSpec, ...]:
    """What is still to be done once the lowest layer is drawn; a still has its colours."""
    has_colours = grade.has_colours and not isinstance(visual, Still)
    if not (has_colours or grade.grain or grade.vignette):
        return ()
    return (FinishSpec(grade=grade, has_colours=has_colours),)


def _still(visual: Still, look: Look) -> StillSpec:
    return StillSpec(
        picture=visual.picture,
        camera=visual.camera,
        focus=visual.focus,
        ground=look.brand.palette.ground,
        glide=visual.glide,
        grade=look.grade if look.grade.has_colours else None,
        fit=visual.fit,
    )


def _film(visual: Footage, look: Look) -> FootageSpec:
    return FootageSpec(
        film=visual.film,
        start_s=visual.start_s,
        end_s=visual.end_s,
        speed=visual.speed,
        ending=visual.ends,
        focus=visual.focus,
        fit=visual.fit,
        ground=look.brand.palette.ground,
    )


def _graphic(graphic: Graphic, look: Look, spoken: Spoken) -> GraphicSpec:
    document = design(graphic, look.brand, look.aspect, [word for word, _ in spoken])
    named = named_files(document)
    waits = waits_for_words(document)
    return GraphicSpec(
        document=document.model_dump(mode="json"),
        files=tuple(sorted(AssetId(name) for name in named)),
        words_s=tuple(round(begin, 3) for _, begin in spoken) if waits else (),
    )
