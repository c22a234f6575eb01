"""From a timeline to a finished film and the files beside it.

timeline ─ segments ─ find or render each ─┐
         └ sound ─ find or master ─────────┴ join ─ measure ─ film
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from studio.compose import tasks
from studio.compose.cache import SegmentCache, sweep
from studio.compose.codecs import Coding
from studio.compose.codecs.choice import Choice, choose
from studio.compose.eviction import LIMIT_BYTES, keep_within, needed, touch
from studio.compose.exports import EXPORTS, Export
from studio.compose.join_order import JoinOrder, Measured, Part
from studio.compose.processes import Crew
from studio.compose.progress import IsCancelled, OnProgress, Progress
from studio.compose.rendering import Rendered, Rendering
from studio.compose.report import Facts, quality_report
from studio.compose.segments import Look, Segment, segments
from studio.compose.sound import SoundOrder
from studio.compose.soundtrack import Soundtrack, found_soundtrack, sound_key
from studio.compose.waiting import outcome
from studio.domain.brand import Brand
from studio.domain.delivery import Codec, Encoding
from studio.domain.errors import EmptyInput, MediaMissing, SegmentFailed, WorkerLost
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId
from studio.domain.look import PLAIN, Grade, Watermark
from studio.domain.project import Captions
from studio.domain.render import QualityReport
from studio.domain.take import MusicMarks
from studio.domain.timeline import Timeline
from studio.store.files import writing

P = ParamSpec("P")
T = TypeVar("T")

_RENDERED, _MIXED = 90.0, 93.0
"""Percent when all segments are there, and when the sound is."""


@dataclass(frozen=True)
class FilmOrder:
    """A film to make at `target` (.mp4, or .mov for ProRes).

    `pictures` holds the files of the assets that scenes use; the files of speech and music
    lie below `root`. Segments and sound are kept in the two folders for the next time.
    Without `has_files` the film is all that is written, and nothing beside it.
    `target_lufs` is how loud it is as a whole; `cache_bytes` is what the two folders may hold.
    """

    title: str
    timeline: Timeline
    size: Size
    quality: Quality
    brand: Brand
    captions: Captions
    pictures: Mapping[AssetId, Path]
    root: Path
    marks: MusicMarks | None
    segments_folder: Path
    sound_folder: Path
    target: Path
    has_files: bool = True
    target_lufs: float = -14.0
    codec: Codec = Codec.H264
    encoding: Encoding = Encoding.SOFTWARE
    cache_bytes: int = LIMIT_BYTES
    grade: Grade = PLAIN
    watermark: Watermark | None = None

    @property
    def look(self) -> Look:
        """What all its frames have in common."""
        return Look(
            self.size,
            self.quality,
            self.brand,
            self.captions,
            grade=self.grade,
            watermark=self.watermark,
        )

    @property
    def sound(self) -> SoundOrder:
        """What is asked of the sound room."""
        heard = {clip.visual.film for clip in self.timeline.footage}
        return SoundOrder(
            timeline=self.timeline,
            root=self.root,
            marks=self.marks,
            target_lufs=self.target_lufs,
            films={asset: path for asset, path in self.pictures.items() if asset in heard},
            is_pcm=self.codec is Codec.PRORES,
        )


@dataclass(frozen=True)
class Film:
    """A finished film and the files beside it.

    `texts` holds the files of `EXPORTS` by their names; `made` the keys of the segments
    rendered now; `found` counts those made before.
    """

    film: Path
    thumbnail: Path
    texts: Mapping[str, Path]
    report: QualityReport
    made: tuple[str, ...]
    found: int


def make_film(
    order: FilmOrder, crew: Crew, on_progress: OnProgress, is_cancelled: IsCancelled
) -> Film:
    """Make the film, using every segment and sound that was made before.

    Raises Cancelled within a second of being asked to stop, EmptyInput for a film of no
    frames, MediaMissing, UnreadableInput, SegmentFailed, WorkerLost, DiskFull,
    FolderUnwritable. Whatever was finished is found again next time, and `target` holds
    either what it held before or the whole new film.
    """
    if order.timeline.length == 0:
        raise EmptyInput(order.title or "The film")
    started = time.perf_counter()
    for folder in (order.segments_folder, order.sound_folder):
        sweep(folder)
    making = _Making(order, crew, on_progress, is_cancelled)
    choice = making.choice()
    parts = making.segments(choice)
    with making.holding(parts):
        with making.sound() as mixing:
            rendered = making.pictures(parts, choice)
            soundtrack = making.finished(mixing, "Mixing the sound", _RENDERED)
        measured = making.joined(parts, rendered, soundtrack)
    facts = Facts(
        timeline=order.timeline,
        segments=parts,
        statistics=rendered.statistics,
        film=measured,
        sound=soundtrack.report if order.timeline.is_heard else None,
        made=len(rendered.made),
        wall_s=time.perf_counter() - started,
        target_lufs=order.target_lufs,
        encoder=choice.notice,
    )
    on_progress(Progress(100.0, "Done"))
    return _film(order.target, quality_report(facts), rendered)


def _film(target: Path, report: QualityReport, rendered: Rendered) -> Film:
    return Film(
        film=target,
        thumbnail=target.with_suffix(".jpg"),
        texts={name: _beside(target, export) for name, export in EXPORTS.items()},
        report=report,
        made=rendered.made,
        found=len(rendered.statistics) - len(rendered.made),
    )


@dataclass(frozen=True)
class _Making:
    """The steps of one film."""

    order: FilmOrder
    crew: Crew
    on_progress: OnProgress
    is_cancelled: IsCancelled

    def choice(self) -> Choice:
        """The encoder: one on a graphics card only if asked for, and when it works."""
        return choose(self.order.codec, self.order.encoding, self._works)

    def _works(self, coding: Coding) -> bool:
        """Try an encoder in a process of its own: a driver may take that down."""
        order = self.order
        with self._running(
            tasks.encoder_works, coding.encoder, order.size, order.timeline.rate
        ) as trial:
            try:
                return self.finished(trial, f"Trying {coding.title}", 0.0)
            except (WorkerLost, SegmentFailed):
                return False

    @contextmanager
    def holding(self, parts: tuple[Segment, ...]) -> Iterator[None]:
        """Keep what the film needs; afterwards, keep the caches clean and within their size."""
        order = self.order
        keys = {part.key for part in parts} | {str(sound_key(order.sound))}
        try:
            with needed(order.segments_folder, keys):
                yield
        finally:
            for folder in (order.segments_folder, order.sound_folder):
                sweep(folder)
            keep_within((order.segments_folder, order.sound_folder), order.cache_bytes)

    def segments(self, choice: Choice) -> tuple[Segment, ...]:
        """Every segment of the film, all their files seen to be there."""
        order = self.order
        parts = segments(order.timeline, replace(order.look, encoder=choice.coding.encoder))
        for part in parts:
            for asset in part.spec.assets:
                path = order.pictures.get(asset)
                if path is None or not path.is_file():
                    raise MediaMissing(part.title, path.name if path else asset[:12])
        return parts

    @contextmanager
    def sound(self) -> Iterator[Future[Soundtrack]]:
        """The sound, found or in the making; stopped when the block fails."""
        order = self.order
        ask = order.sound
        key = sound_key(ask)
        found = found_soundtrack(order.sound_folder, key)
        if found:
            touch(found.file.with_suffix(".json"))
            yield _ready(found)
            return
        with self._running(tasks.make_soundtrack, ask, order.sound_folder, key) as mixing:
            yield mixing

    @contextmanager
    def _running(
        self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Iterator[Future[T]]:
        """A task of the crew, stopped when the block is left before it has ended."""
        task = self.crew.run(function, *args, **kwargs)
        try:
            yield task
        finally:
            task.cancel()

    def pictures(self, parts: tuple[Segment, ...], choice: Choice) -> Rendered:
        """All segments' files."""
        aside = ", without a graphics card" if choice.is_fallback else ""
        scenes = {part.scene: n for n, part in enumerate(self._firsts(parts), 1)}

        def on_segment(segment: Segment, frames: int, total: int) -> None:
            phase = f"Rendering scene {scenes[segment.scene]} of {len(scenes)}{aside}"
            self.on_progress(Progress(_RENDERED * frames / total, phase))

        self.on_progress(Progress(0.0, f"Rendering scene 1 of {len(scenes)}{aside}"))
        cache = SegmentCache(self.order.segments_folder)
        run = Rendering(cache, self.order.pictures, self.crew, on_segment, self.is_cancelled)
        return run.run(parts)

    def _firsts(self, parts: tuple[Segment, ...]) -> list[Segment]:
        return list({part.scene: part for part in parts}.values())

    def joined(self, parts: tuple[Segment, ...], rendered: Rendered, sound: Soundtrack) -> Measured:
        """The film, and what lies beside it; the film gets its name last."""
        with (
            writing(self.order.target) as part,
            self._running(tasks.join, self._join_order(parts, rendered, sound), part) as joining,
        ):
            if self.order.has_files:
                self._write_beside(parts, rendered)
            return self.finished(joining, "Joining", _MIXED)

    def _write_beside(self, parts: tuple[Segment, ...], rendered: Rendered) -> None:
        """Subtitles and thumbnail."""
        order, target = self.order, self.order.target
        for export in EXPORTS.values():
            _write(_beside(target, export), export.write(order.timeline))
        best, n = _telling(parts, rendered)
        with (
            writing(target.with_suffix(".jpg"), durable=False) as part,
            self._running(tasks.make_thumbnail, best.spec, order.pictures, n, part) as drawing,
        ):
            self.finished(drawing, "Joining", _MIXED)

    def _join_order(
        self, parts: tuple[Segment, ...], rendered: Rendered, sound: Soundtrack
    ) -> JoinOrder:
        cache = SegmentCache(self.order.segments_folder)
        return JoinOrder(
            parts=tuple(Part(cache.path(p.key), p.spec.frames) for p in parts),
            sound=sound.file,
            title=self.order.title,
            rate=self.order.timeline.rate,
            delay=max(seen.delay for seen in rendered.statistics),
        )

    def finished(self, task: Future[T], phase: str, percent: float) -> T:
        """Wait for `task`, ready to stop. Raises Cancelled and whatever the task raises."""
        if not task.done():
            self.on_progress(Progress(percent, phase))
        return outcome(task, self.is_cancelled)


def _ready(found: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(found)
    return future


def _beside(film: Path, export: Export) -> Path:
    return film.with_suffix(f".{export.extension}")


def _write(target: Path, text: str) -> None:
    with writing(target, durable=False) as part:
        part.write_text(text, encoding="utf-8")


def _telling(parts: tuple[Segment, ...], rendered: Rendered) -> tuple[Segment, int]:
    """The frame that tells most: the first body nearly as rich in contrast as the richest."""
    bodies = [
        (part, seen.best)
        for part, seen in zip(parts, rendered.statistics, strict=True)
        if not part.is_join
    ]
    richest = max(best.contrast for _, best in bodies)
    return next((p, best.frame) for p, best in bodies if best.contrast >= 0.7 * richest)
