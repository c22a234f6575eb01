"""The sound master: stems in, sound of exactly the film's length out."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from studio.compose.sound.envelopes import Curve, decibels, line
from studio.compose.sound.limiter import gains, middles
from studio.compose.sound.loudness import BIN, integrated
from studio.compose.sound.mix import STRETCH, Mix, mix_down
from studio.compose.sound.order import SoundOrder, SoundReport
from studio.compose.sound.piece import Loaded, kept_piece
from studio.compose.sound.pieces import PieceShelf
from studio.compose.sound.placed import effects_stem, footage_stem
from studio.compose.sound.score import Cut, Levels, MusicStem, level, turned_down
from studio.compose.sound.speech import sample_of, speech_stem
from studio.compose.sound.stems import Stem
from studio.compose.sound.tape import RATE, Sound, new_tape
from studio.compose.sound.threads import side_by_side
from studio.compose.sound.voices import VoiceShelf
from studio.domain.timeline import MusicClip
from studio.store.files import writing

_BLOCK = BIN * 2000
_SILENT_DB = -60.0
_SILENT_MS = 2000


@dataclass(frozen=True)
class Master:
    """A mix and the factors at the edges of its milliseconds that bring it to its loudness."""

    mix: Mix
    curve: Curve

    @property
    def length(self) -> int:
        """Samples."""
        return self.mix.length

    @property
    def report(self) -> SoundReport:
        """What is heard, in numbers."""
        return _report(self.mix.energies, self.mix.peaks, self.curve, self.length)

    def read(self, at: int, count: int) -> Sound:
        """The `count` samples from sample `at`, shape (count, 2), 1.0 for full scale."""
        skipped = at % BIN
        sound = self.mix.tape.read(at, count)
        sound *= line(self._points(at, count), BIN)[skipped : skipped + count, None]
        return sound

    def name(self, at: int, count: int) -> str:
        """A hash of all that those samples come from: equal names, equal samples."""
        first, last = at // STRETCH, (at + count - 1) // STRETCH
        names = "".join(self.mix.names[first : last + 1])
        named = hashlib.sha256(f"{at} {count} {names} ".encode())
        named.update(self._points(at, count).astype(np.float32).tobytes())
        return named.hexdigest()

    def _points(self, at: int, count: int) -> Curve:
        return self.curve[at // BIN : -(-(at + count) // BIN) + 1]


@contextmanager
def mastered(order: SoundOrder, folder: Path) -> Iterator[Master]:
    """The film's sound: round(length / rate * 48000) samples, to be read piece by piece.

    It lies on nameless files in `folder` while the block runs, so that memory does not grow
    with the film.

    Raises:
        MediaMissing: a file of the timeline is gone.
        UnreadableInput: a file of the timeline is damaged.
        NotFound: a sound that nobody has.
        DiskFull, FolderUnwritable: there is no room for it.
    """
    length = sample_of(order.timeline.length, order.timeline.rate)
    with laid_out(order, length, folder) as stems, new_tape(folder, 2) as tape:
        mix = mix_down(stems, length, tape, PieceShelf(order.voices_folder))
        curve = gains(mix.energies, mix.peaks, order.target_lufs, order.peak_db)
        yield Master(mix, curve)


def master(order: SoundOrder, target: Path) -> SoundReport:
    """Write the film's sound at `target`: WAV, 48 kHz, stereo, 16 bit. Raises as `mastered`."""
    with writing(target) as part, mastered(order, target.parent) as sound:
        _write(part, sound)
    return sound.report


@contextmanager
def laid_out(order: SoundOrder, length: int, folder: Path) -> Iterator[tuple[Stem, ...]]:
    """The stems of the film's `length` samples, on nameless files in `folder`.

    Speech is always among them. Raises MediaMissing, UnreadableInput, NotFound.
    """
    timeline, rate = order.timeline, order.timeline.rate
    with ExitStack() as opened:
        tape = opened.enter_context(new_tape(folder, 1))
        voices = VoiceShelf(order.root, order.voices_folder)
        speech = speech_stem(timeline.speech, voices, rate, length, tape)
        stems: list[Stem] = [speech]
        for clip in timeline.music:
            piece = opened.enter_context(kept_piece(order, clip, folder))
            stems.append(_music(order, clip, length, piece, speech.activity))
        if timeline.footage:
            tape = opened.enter_context(new_tape(folder, 2))
            stems.append(footage_stem(timeline.footage, order.films, rate, speech.activity, tape))
        if timeline.effects:
            tape = opened.enter_context(new_tape(folder, 2))
            stems.append(effects_stem(timeline.effects, rate, length, tape))
        yield tuple(stems)


def _music(order: SoundOrder, clip: MusicClip, length: int, piece: Loaded, spoken: Curve) -> Stem:
    rate = order.timeline.rate
    at = sample_of(clip.range.start, rate)
    cut = Cut.of(piece.tape.length, order.marks, min(length, sample_of(clip.range.end, rate)) - at)
    levels = Levels.of(clip.level_db)
    turned = turned_down(spoken, levels.depth)
    return MusicStem(piece.tape, cut, at, level(piece.lufs, levels.alone), turned)


def blocks(length: int) -> Iterator[tuple[int, int]]:
    """Where each stretch of samples starts, and how many they are: whole milliseconds."""
    for at in range(0, length, _BLOCK):
        yield at, min(_BLOCK, length - at)


def _write(path: Path, sound: Master) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for samples in side_by_side(partial(_sixteen_bit, sound), blocks(sound.length)):
            file.writeframesraw(samples)


def _sixteen_bit(source: Master, block: tuple[int, int]) -> bytes:
    sound = source.read(*block)
    sound *= 32767
    np.rint(sound, out=sound)
    return np.clip(sound, -32768, 32767, out=sound).astype("<i2").tobytes()


def _report(energies: Curve, peaks: Curve, curve: Curve, length: int) -> SoundReport:
    reached = peaks * middles(curve)
    return SoundReport(
        loudness_lufs=integrated(energies * np.square(middles(curve))),
        true_peak_db=float(decibels(reached.max(initial=0.0))),
        silent_spans_s=_silent_spans(reached, length),
        length_s=length / RATE,
    )


def _silent_spans(reached: Curve, length: int) -> tuple[tuple[float, float], ...]:
    is_silent = decibels(reached) < _SILENT_DB
    edges = np.flatnonzero(np.diff(np.concatenate(([0], is_silent, [0])).astype(int)))
    spans = ((int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True))
    return tuple((a / 1000, min(b / 1000, length / RATE)) for a, b in spans if b - a >= _SILENT_MS)
