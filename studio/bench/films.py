"""The films that are measured: stills, designed scenes and footage, of any length."""

from __future__ import annotations

import math
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from studio.bench.footage import footage
from studio.bench.material import Material, asset
from studio.compose.film import FilmOrder
from studio.compose.timeline import Cut, timeline
from studio.domain.brand import Brand
from studio.domain.documents import hash_of
from studio.domain.format import Format, Quality, Size
from studio.domain.ids import AssetId, PlanId, ProjectId, SceneId, TakeId
from studio.domain.narration import display_words
from studio.domain.plan import Plan
from studio.domain.project import Captions
from studio.domain.scene import (
    Camera,
    Focus,
    Footage,
    Graphic,
    Scene,
    Still,
    Transition,
    Visual,
    Words,
)
from studio.domain.take import SpokenWord, Take, TakeKind
from studio.domain.time import FrameRate

RATE = FrameRate()
_UNSPOKEN_S = 2.8
"""Of each scene: its two joins and the quiet before and after the speech."""
JOIN_FRAMES = 15
NARRATION = "Scene {n} took eight days, and hardly anybody slept. Then the film was there."
OTHER_WORDS = "Nobody had slept for eight days, but the film was there."
_CAMERAS = (Camera.PUSH_IN, Camera.DRIFT, Camera.PAN_LEFT, Camera.PULL_OUT, Camera.TILT_UP)
_WHEN = datetime(2026, 1, 1, tzinfo=UTC)
_PROJECT = ProjectId("bench")


class Kind(StrEnum):
    """What a film shows."""

    STILLS = "stills"
    DESIGNED = "designed"
    FOOTAGE = "footage"


DESIGNS = (
    ("title", Words(headline="Eight days to the Moon", detail="How three people went")),
    ("points", Words(headline="What it takes", points=("Listen", "Draw", "Build", "Show"))),
    ("number", Words(headline="kilometres there and back", number="768,000", unit="km")),
    ("quotation", Words(quotation="Simplicity takes time.", source="A maker")),
    ("question", Words(headline="What would you make in a minute?")),
)


@dataclass(frozen=True)
class Stock:
    """Makes orders of films whose files lie below `folder`."""

    folder: Path
    files: dict[AssetId, Path] = field(default_factory=dict)

    @property
    def material(self) -> Material:
        """The pictures and sounds."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Material(self.folder)

    def order(self, kind: Kind, quality: Quality, seconds: float, scenes: int) -> FilmOrder:
        """A film of about `seconds` in `scenes` equal scenes that crossfade, with captions."""
        frames = math.ceil((seconds * 30 + (scenes - 1) * JOIN_FRAMES) / scenes)
        made = [scene(n, visual, frames) for n, visual in enumerate(self.visuals(kind, scenes))]
        return self.film(made, Format().size(quality), quality)

    def film(self, scenes: Sequence[Scene], size: Size, quality: Quality) -> FilmOrder:
        """The film of `scenes`, each with speech that fits into it."""
        plan = Plan(
            id=PlanId("plan"),
            project=_PROJECT,
            number=1,
            created_at=_WHEN,
            rate=RATE,
            scenes=tuple(scenes),
        )
        speech = {each.id: self._take(each) for each in scenes if each.narration}
        return FilmOrder(
            title="Benchmark",
            timeline=timeline(plan, Cut(rate=RATE, speech=speech)),
            size=size,
            quality=quality,
            brand=Brand(),
            captions=Captions.WORDS,
            pictures=self.files,
            root=self.folder,
            marks=None,
            segments_folder=self.folder / "segments",
            sound_folder=self.folder / "sound",
            target=self.folder / "film.mp4",
        )

    def visuals(self, kind: Kind, count: int) -> tuple[Visual, ...]:
        """What `count` scenes show; no two are the same, so that none is found ready-made."""
        if kind is Kind.DESIGNED:
            return tuple(_design(n) for n in range(count))
        if kind is Kind.FOOTAGE:
            films = [self._kept(path) for path in self.clips()]
            return tuple(
                Footage(film=films[n % len(films)], start_s=n * 0.04) for n in range(count)
            )
        pictures = [self._kept(path) for path in self.pictures()]
        return tuple(
            Still(
                picture=pictures[n % len(pictures)],
                camera=_CAMERAS[n % len(_CAMERAS)],
                focus=Focus(x=0.4 + n % 97 / 1000, y=0.4 + n % 89 / 1000),
            )
            for n in range(count)
        )

    def pictures(self) -> tuple[Path, ...]:
        """The pictures' files."""
        made = sorted(self.folder.glob("picture-*.jpg"))
        return tuple(made) or self.material.pictures

    def clips(self) -> tuple[Path, ...]:
        """The footage's files: cameras over the pictures, encoded finely."""
        return tuple(
            footage(path, self.folder / f"footage-{n}.mp4")
            for n, path in enumerate(self.pictures()[:2])
        )

    def _kept(self, path: Path) -> AssetId:
        name = asset(path)
        self.files[name] = path
        return name

    def _take(self, scene: Scene) -> Take:
        length_s = max(0.4, RATE.seconds(scene.frames) - _UNSPOKEN_S)
        is_other = scene.narration == OTHER_WORDS
        name = f"speech-{round(length_s * 1000)}{'-other' * is_other}"
        if not (self.folder / f"{name}.wav").exists():
            self.material.speech(name, length_s, late_s=1.0 * is_other)
        return take(scene.id, scene.narration, f"{name}.wav", length_s)


def _design(n: int) -> Graphic:
    template, words = DESIGNS[n % len(DESIGNS)]
    return Graphic(template=template, words=words.model_copy(update={"source": f"Number {n}"}))


def scene(n: int, visual: Visual, frames: int) -> Scene:
    """Scene number `n`, which the one before crossfades into."""
    return Scene(
        id=SceneId(f"scene-{n}"),
        title=f"Scene {n + 1}",
        narration=NARRATION.format(n=n + 1),
        visual=visual,
        frames=frames,
        transition=Transition(kind="crossfade", frames=JOIN_FRAMES),
    )


def take(scene: SceneId, narration: str, file: str, length_s: float) -> Take:
    """Speech whose words share its length evenly."""
    words = display_words(narration)
    step = length_s / max(1, len(words))
    spoken = tuple(
        SpokenWord(text=w.text, start_s=n * step, end_s=(n + 0.9) * step, start=w.start, end=w.end)
        for n, w in enumerate(words)
    )
    return Take(
        id=TakeId(f"take-{file}"),
        project=_PROJECT,
        scene=scene,
        kind=TakeKind.SPEECH,
        inputs=hash_of([narration, length_s]),
        provider="bench",
        file=file,
        length_s=length_s,
        words=spoken,
        made_at=_WHEN,
    )


def fresh(order: FilmOrder) -> FilmOrder:
    """`order`, with nothing kept from films made before."""
    for folder in (order.segments_folder, order.sound_folder):
        shutil.rmtree(folder, ignore_errors=True)
    return replace(order)


def unheard(_: object) -> None:
    """Progress that nobody watches."""
