"""Sound files to master, films to put them in, and FFmpeg to measure what came out."""

from __future__ import annotations

import re
import subprocess
import wave
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from studio.compose.sound import SoundOrder, SoundReport, master
from studio.domain.ids import SceneId, TakeId
from studio.domain.take import MusicMarks
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import MusicClip, SpeechClip, Timeline

RATE = 48_000

Measure = Callable[[Path], "Measured"]


@dataclass(frozen=True)
class Measured:
    """What FFmpeg's ebur128 says of a file."""

    lufs: float
    peak_db: float


@dataclass(frozen=True)
class Sounds:
    """Writes sounds into a folder and masters films made of them."""

    folder: Path

    def wav(self, name: str, sound: np.ndarray, rate: int = RATE) -> str:
        """Write `sound`, floats of shape (n,) or (n, 2), as 16 bit WAV; its name."""
        frames = sound.reshape(len(sound), -1)
        with wave.open(str(self.folder / name), "wb") as file:
            file.setnchannels(frames.shape[1])
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(np.rint(np.clip(frames, -1, 1) * 32767).astype("<i2").tobytes())
        return name

    def timeline(
        self,
        length: int,
        speech: Sequence[tuple[int, str]] = (),
        music: str = "",
        level_db: float = -16.0,
        rate: FrameRate | None = None,
    ) -> Timeline:
        """A film of `length` frames with speech of (frame, file) and music under it."""
        clips = tuple(
            SpeechClip(
                scene=SceneId(f"scene {n}"),
                range=TimeRange(start=at, length=max(1, length - at)),
                take=TakeId("t"),
                file=file,
            )
            for n, (at, file) in enumerate(speech)
        )
        under = MusicClip(
            range=TimeRange(length=length), take=TakeId("m"), file=music, level_db=level_db
        )
        return Timeline(
            rate=rate or FrameRate(),
            length=length,
            speech=clips,
            music=(under,) if music else (),
        )

    def master(
        self, timeline: Timeline, marks: MusicMarks | None = None, target_lufs: float = -14.0
    ) -> tuple[np.ndarray, SoundReport]:
        """The mastered sound, floats of shape (n, 2), and its report."""
        target = self.folder / "master.wav"
        report = master(SoundOrder(timeline, self.folder, marks, target_lufs), target)
        return self.read(target), report

    def read(self, path: Path) -> np.ndarray:
        """A 48 kHz stereo WAV as floats of shape (n, 2)."""
        with wave.open(str(path)) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, RATE)
            raw = file.readframes(file.getnframes())
        return np.frombuffer(raw, "<i2").reshape(-1, 2) / 32767

    @staticmethod
    def tone(hz: float, seconds: float, level: float = 0.25) -> np.ndarray:
        """A sine at 48 kHz, of shape (n,)."""
        return level * np.sin(2 * np.pi * hz * np.arange(round(seconds * RATE)) / RATE)

    @staticmethod
    def voice(seconds: float, level: float = 0.2) -> np.ndarray:
        """Something with the partials, the syllables and the peaks of speech, of shape (n,)."""
        t = np.arange(round(seconds * RATE)) / RATE
        partials = sum(np.sin(2 * np.pi * 120 * k * t + k * k) / k for k in range(1, 24))
        syllables = np.clip(np.sin(2 * np.pi * 3.1 * t) + 0.4, 0, 1)
        return np.asarray(level * partials * syllables)

    @staticmethod
    def band(seconds: float, level: float = 0.1) -> np.ndarray:
        """Stereo chords, struck twice a second, of shape (n, 2)."""
        t = np.arange(round(seconds * RATE)) / RATE
        chord = sum(np.sin(2 * np.pi * hz * t) for hz in (220, 277.18, 329.63))
        struck = chord * np.exp(-3 * (t % 0.5))
        return np.asarray(level * np.stack([struck, 0.8 * struck], axis=1))


@pytest.fixture
def sounds(tmp_path: Path) -> Sounds:
    """A folder with a space and letters beyond ASCII in its name."""
    folder = tmp_path / "Töne ünd 音"
    folder.mkdir()
    return Sounds(folder)


@pytest.fixture
def measured() -> Measure:
    """Asks the FFmpeg that comes with imageio-ffmpeg."""

    def measure(path: Path) -> Measured:
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", "-i", str(path)]
        command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
        said = subprocess.run(command, capture_output=True, check=True).stderr.decode("utf-8")
        summary = said[said.rindex("Summary") :]
        lufs = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
        peak = re.search(r"Peak:\s+(-?[\d.]+|-inf) dBFS", summary)
        assert lufs
        assert peak
        return Measured(float(lufs[1]), float(peak[1]))

    return measure
