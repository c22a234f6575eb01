"""Small films: scenes, speech and pictures made on the spot."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from studio.compose import aac
from studio.compose.film import FilmOrder
from studio.compose.processes import Crew
from studio.compose.sound.pieces import PieceShelf
from studio.compose.timeline import Cut, timeline
from studio.domain.brand import Brand
from studio.domain.documents import hash_of
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId, PlanId, ProjectId, SceneId, TakeId
from studio.domain.narration import display_words
from studio.domain.plan import Plan
from studio.domain.project import Captions
from studio.domain.scene import Camera, Scene, Still, Transition
from studio.domain.take import SpokenWord, Take, TakeKind
from studio.domain.time import FrameRate
from studio.domain.timeline import Timeline

TINY = Size(width=160, height=90)
RATE = FrameRate()
WHEN = datetime(2026, 11, 20, tzinfo=UTC)
NARRATION = "It took three days, and nobody slept. Then the Moon was there."


class Makers:
    """What plans and takes are made with, for tests that need no folder."""

    @staticmethod
    def plan(scenes: Sequence[Scene], rate: FrameRate = RATE) -> Plan:
        return make_plan(scenes, rate)

    @staticmethod
    def take(scene: str, narration: str, length_s: float) -> Take:
        return make_take(scene, narration, length_s)


def make_plan(scenes: Sequence[Scene], rate: FrameRate = RATE) -> Plan:
    return Plan(
        id=PlanId("plan"),
        project=ProjectId("project"),
        number=1,
        created_at=WHEN,
        rate=rate,
        scenes=tuple(scenes),
    )


def make_take(scene: str, narration: str, length_s: float, file: str = "") -> Take:
    """Speech whose words share its length evenly."""
    words = display_words(narration)
    step = length_s / max(1, len(words))
    spoken = tuple(
        SpokenWord(text=w.text, start_s=n * step, end_s=(n + 0.9) * step, start=w.start, end=w.end)
        for n, w in enumerate(words)
    )
    return Take(
        id=TakeId(f"take-{scene}"),
        project=ProjectId("project"),
        scene=SceneId(scene),
        kind=TakeKind.SPEECH,
        inputs=hash_of([scene, narration, length_s]),
        provider="test",
        file=file or f"{scene}.wav",
        length_s=length_s,
        words=spoken,
        made_at=WHEN,
    )


@dataclass
class Filming:
    """A folder with pictures and speech, and the orders of films made from them."""

    folder: Path
    pictures: dict[AssetId, Path] = field(default_factory=dict)
    speech: dict[SceneId, Take] = field(default_factory=dict)

    def picture(self, colour: str, size: tuple[int, int] = (320, 180)) -> AssetId:
        """A picture with a grid in it, so that a moving camera is seen."""
        pixels = np.empty((size[1], size[0], 3), np.uint8)
        pixels[:] = tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
        pixels[::16] = pixels[::16] // 2
        pixels[:, ::16] = pixels[:, ::16] // 2
        return self.add_picture(Image.fromarray(pixels))

    def add_picture(self, image: Image.Image) -> AssetId:
        name = hashlib.sha256(image.tobytes() + repr(image.size).encode()).hexdigest()
        path = self.folder / f"{name[:16]}.png"
        image.save(path)
        self.pictures[AssetId(name)] = path
        return AssetId(name)

    def speak(self, scene: str, narration: str = NARRATION, length_s: float = 1.0) -> None:
        """Speech for a scene: a hum as long as asked."""
        times = np.arange(round(length_s * 16_000)) / 16_000
        sound = 9000 * np.sin(2 * np.pi * 220 * times) * (0.6 + 0.4 * np.sin(20 * times))
        self.write_wav(f"{scene}.wav", sound)
        self.speech[SceneId(scene)] = make_take(scene, narration, length_s)

    def write_wav(self, name: str, sound: Any, rate: int = 16_000) -> None:
        with wave.open(str(self.folder / name), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(np.asarray(sound).astype("<i2").tobytes())

    def still(self, name: str, colour: str = "#C04020", **fields: Any) -> Scene:
        """A scene of one second that crossfades in for six frames."""
        camera = fields.pop("camera", Camera.PUSH_IN)
        known: dict[str, Any] = {
            "id": SceneId(name),
            "title": name.title(),
            "narration": NARRATION,
            "visual": Still(picture=self.picture(colour), camera=camera),
            "frames": 30,
            "transition": Transition(kind="crossfade", frames=6),
        }
        return Scene.model_validate({**known, **fields})

    def cut(self, scenes: Sequence[Scene], rate: FrameRate = RATE) -> Timeline:
        return timeline(make_plan(scenes), Cut(rate=rate, speech=self.speech))

    def order(self, cut: Timeline, name: str = "film.mp4", **fields: Any) -> FilmOrder:
        known: Mapping[str, Any] = {
            "title": "Eight days",
            "timeline": cut,
            "size": TINY,
            "quality": Quality.DRAFT,
            "brand": Brand(),
            "captions": Captions.WORDS,
            "pictures": self.pictures,
            "root": self.folder,
            "marks": None,
            "segments_folder": self.folder / "segments",
            "sound_folder": self.folder / "sound",
            "target": self.folder / name,
        }
        return FilmOrder(**{**known, **fields})


@dataclass(frozen=True)
class Samples:
    """Sound in memory of shape (n, 2), named by its bytes."""

    sound: Any

    @property
    def length(self) -> int:
        return len(self.sound)

    def read(self, at: int, count: int) -> Any:
        return self.sound[at : at + count].astype(np.float32)

    def name(self, at: int, count: int) -> str:
        return hashlib.sha256(self.read(at, count).tobytes()).hexdigest()


Encode = Callable[..., Path]


@pytest.fixture(scope="session")
def encode() -> Encode:
    """Encodes floats of shape (n, 2) at 48 kHz as AAC, pieces kept in a folder if there is one."""

    def run(sound: Any, target: Path, folder: Path | None = None) -> Path:
        aac.encode(Samples(sound), target, PieceShelf(folder))
        return target

    return run


@pytest.fixture(scope="session")
def makers() -> Makers:
    return Makers()


@pytest.fixture
def filming(tmp_path: Path) -> Filming:
    folder = tmp_path / "Meine Filme 映画"
    folder.mkdir()
    return Filming(folder)


@pytest.fixture(scope="session")
def crew() -> Iterator[Crew]:
    """Two render processes for all tests: starting them takes a second."""
    with Crew(workers=2) as made:
        yield made
