"""The sound master: stems in, one WAV file of exactly the film's length out."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from studio.compose.sound.envelopes import Curve, decibels, line
from studio.compose.sound.limiter import gains, middles
from studio.compose.sound.loudness import BIN, MEMORY, LoudnessMeter, integrated
from studio.compose.sound.order import SoundOrder, SoundReport
from studio.compose.sound.peaks import MARGIN, PeakMeter
from studio.compose.sound.placed import effects_stem, footage_stem
from studio.compose.sound.score import Cut, Levels, MusicStem, level, loaded, turned_down
from studio.compose.sound.speech import sample_of, speech_stem
from studio.compose.sound.stems import Stem, mixed
from studio.compose.sound.tape import RATE, Sound, Tape, new_tape
from studio.compose.sound.threads import side_by_side
from studio.compose.sound.voices import VoiceShelf
from studio.domain.timeline import MusicClip
from studio.store.files import writing

_BLOCK = BIN * 2000
_STRETCH = 5 * _BLOCK
_SILENT_DB = -60.0
_SILENT_MS = 2000


def master(order: SoundOrder, target: Path) -> SoundReport:
    """Write the film's sound at `target`: WAV, 48 kHz, stereo, 16 bit.

    It has round(length / rate * 48000) samples. The mix is made twice, once to measure
    and once to write, so that memory does not grow with the film.

    Raises:
        MediaMissing: a file of the timeline is gone.
        UnreadableInput: a file of the timeline is damaged.
        DiskFull, FolderUnwritable: the target cannot be written.
    """
    length = sample_of(order.timeline.length, order.timeline.rate)
    with writing(target) as part, laid_out(order, length, target.parent) as stems:
        energies, peaks = measured(stems, length)
        curve = gains(energies, peaks, order.target_lufs, order.peak_db)
        _write(part, stems, curve, length)
    return _report(energies, peaks, curve, length)


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
            piece = opened.enter_context(new_tape(folder, 2))
            stems.append(_music(order, clip, length, piece, speech.activity))
        if timeline.footage:
            tape = opened.enter_context(new_tape(folder, 2))
            stems.append(footage_stem(timeline.footage, order.films, rate, speech.activity, tape))
        if timeline.effects:
            tape = opened.enter_context(new_tape(folder, 2))
            stems.append(effects_stem(timeline.effects, rate, length, tape))
        yield tuple(stems)


def _music(order: SoundOrder, clip: MusicClip, length: int, piece: Tape, spoken: Curve) -> Stem:
    rate = order.timeline.rate
    lufs = loaded(order.root / clip.file, piece)
    at = sample_of(clip.range.start, rate)
    cut = Cut.of(piece.length, order.marks, min(length, sample_of(clip.range.end, rate)) - at)
    levels = Levels.of(clip.level_db)
    turned = turned_down(spoken, levels.depth)
    return MusicStem(piece, cut, at, level(lufs, levels.alone), turned)


def blocks(length: int) -> Iterator[tuple[int, int]]:
    """Where each stretch of samples starts, and how many they are: whole milliseconds."""
    for at in range(0, length, _BLOCK):
        yield at, min(_BLOCK, length - at)


def measured(stems: Sequence[Stem], length: int) -> tuple[Curve, Curve]:
    """The energy and the true peak of the mix in every millisecond."""
    starts = range(0, length, _STRETCH)
    parts = list(side_by_side(partial(_stretch_measured, stems, length), starts))
    energies, peaks = ([part[n] for part in parts] for n in (0, 1))
    nothing = [np.zeros(0)]
    return np.concatenate(energies or nothing), np.concatenate(peaks or nothing)


def _stretch_measured(stems: Sequence[Stem], length: int, start: int) -> tuple[Curve, Curve]:
    """As `measured`, of the stretch from `start`; the meter hears a little of what was before."""
    loudness, peaks = LoudnessMeter(), PeakMeter()
    loudness.feed(mixed(stems, start - MEMORY, MEMORY))
    for at, count in blocks(min(_STRETCH, length - start)):
        whole = -(-count // BIN) * BIN
        sound = mixed(stems, start + at - MARGIN, whole + 2 * MARGIN)
        peaks.feed(sound)
        loudness.feed(sound[MARGIN : MARGIN + count])
    return loudness.energies()[MEMORY // BIN :], peaks.peaks()


def _write(path: Path, stems: Sequence[Stem], curve: Curve, length: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for samples in side_by_side(partial(_mastered, stems, curve), blocks(length)):
            file.writeframesraw(samples)


def _mastered(stems: Sequence[Stem], curve: Curve, block: tuple[int, int]) -> bytes:
    at, count = block
    points = curve[at // BIN : -(-(at + count) // BIN) + 1]
    sound = mixed(stems, at, count)
    sound *= line(points, BIN)[:count, None]
    return _sixteen_bit(sound)


def _sixteen_bit(sound: Sound) -> bytes:
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
