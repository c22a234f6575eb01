"""The sound master: stems in, one WAV file of exactly the film's length out."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from studio.compose.sound.envelopes import Curve, decibels, line
from studio.compose.sound.limiter import gains, middles
from studio.compose.sound.loudness import BIN, LoudnessMeter, integrated
from studio.compose.sound.order import SoundOrder, SoundReport
from studio.compose.sound.peaks import MARGIN, PeakMeter
from studio.compose.sound.score import Cut, MusicStem, level, loaded, turned_down
from studio.compose.sound.speech import sample_of, speech_stem
from studio.compose.sound.stems import Stem, mixed
from studio.compose.sound.tape import RATE, Sound, new_tape
from studio.store.files import writing

_BLOCK = BIN * 2000
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
    with writing(target) as part, ExitStack() as opened:
        stems = _stems(order, length, target.parent, opened)
        energies, peaks = _measured(stems, length)
        curve = gains(energies, peaks, order.target_lufs, order.peak_db)
        _write(part, stems, curve, length)
    return _report(energies, peaks, curve, length)


def _stems(order: SoundOrder, length: int, folder: Path, opened: ExitStack) -> tuple[Stem, ...]:
    timeline = order.timeline
    tape = opened.enter_context(new_tape(folder, 1))
    speech = speech_stem(timeline.speech, order.root, timeline.rate, length, tape)
    turned = turned_down(speech.activity)
    stems: list[Stem] = [speech]
    for clip in timeline.music:
        piece = opened.enter_context(new_tape(folder, 2))
        lufs = loaded(order.root / clip.file, piece)
        at = sample_of(clip.range.start, timeline.rate)
        end = min(length, sample_of(clip.range.end, timeline.rate))
        cut = Cut.of(piece.length, order.marks, end - at)
        stems.append(MusicStem(piece, cut, at, level(lufs, clip.level_db), turned))
    return tuple(stems)


def _blocks(length: int) -> Iterator[tuple[int, int]]:
    for at in range(0, length, _BLOCK):
        yield at, min(_BLOCK, length - at)


def _measured(stems: Sequence[Stem], length: int) -> tuple[Curve, Curve]:
    loudness, peaks = LoudnessMeter(), PeakMeter()
    for at, count in _blocks(length):
        whole = -(-count // BIN) * BIN
        sound = mixed(stems, at - MARGIN, whole + 2 * MARGIN)
        peaks.feed(sound)
        loudness.feed(sound[MARGIN : MARGIN + count])
    return loudness.energies(), peaks.peaks()


def _write(path: Path, stems: Sequence[Stem], curve: Curve, length: int) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for at, count in _blocks(length):
            points = curve[at // BIN : -(-(at + count) // BIN) + 1]
            sound = mixed(stems, at, count)
            sound *= line(points, BIN)[:count, None]
            file.writeframesraw(_sixteen_bit(sound))


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
