"""What is asked of the sound master, and what it measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from studio.domain.ids import AssetId
from studio.domain.take import MusicMarks
from studio.domain.timeline import Timeline


@dataclass(frozen=True)
class SoundOrder:
    """A timeline whose clips' files lie below `root`; `marks` are those of its music.

    `films` holds the files of footage that is heard; in `voices_folder`, if there is one,
    voices are kept for the next time. `target_lufs` is the integrated
    loudness, `peak_db` the highest true peak (dBTP). `is_pcm` leaves the master as it is,
    for whoever edits the film further.
    """

    timeline: Timeline
    root: Path
    marks: MusicMarks | None = None
    target_lufs: float = -14.0
    peak_db: float = -1.0
    films: Mapping[AssetId, Path] = field(default_factory=dict)
    voices_folder: Path | None = None
    is_pcm: bool = False


@dataclass(frozen=True)
class SoundReport:
    """The finished sound in numbers.

    Digital silence has a loudness of -70 LUFS, where the meter's gate closes, and a true
    peak of -120 dBTP. `silent_spans_s` are (start, end) of the silences of two seconds
    and more, in seconds.
    """

    loudness_lufs: float
    true_peak_db: float
    silent_spans_s: tuple[tuple[float, float], ...]
    length_s: float
