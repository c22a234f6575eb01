"""The film's sound, mastered and encoded once for the same inputs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from studio.compose.aac import encode
from studio.compose.sound import SoundOrder, SoundReport, master
from studio.compose.sound.mastering import mastered
from studio.compose.sound.pieces import PieceShelf
from studio.domain.documents import hash_of
from studio.domain.errors import MediaMissing
from studio.domain.ids import AssetId, ContentHash
from studio.domain.timeline import EffectClip, FootageClip, MusicClip, SpeechClip
from studio.store.files import writing

MASTERING = 8
"""Raise it whenever the same order gives another sound than before."""

_AAC, _PCM = ".m4a", ".wav"


@dataclass(frozen=True)
class Soundtrack:
    """The sound (AAC in MP4, or PCM in WAV) and what was measured on its master."""

    file: Path
    report: SoundReport


def sound_key(order: SoundOrder) -> ContentHash:
    """The hash of all that the sound depends on. Raises MediaMissing.

    Takes are named by their ids, which stand for the same bytes for ever.
    """
    timeline = order.timeline
    clips: list[SpeechClip | MusicClip] = [*timeline.speech, *timeline.music]
    placed: list[FootageClip | EffectClip] = [*timeline.footage, *timeline.effects]
    return hash_of(
        [
            f"mastering-{MASTERING}",
            timeline.rate.model_dump(mode="json"),
            timeline.length,
            [clip.model_dump(mode="json", exclude={"file", "scene"}) for clip in clips],
            [_bytes(order.root / clip.file) for clip in clips],
            [clip.model_dump(mode="json", exclude={"scene"}) for clip in placed],
            [_bytes(_film(order, clip.visual.film)) for clip in timeline.footage],
            order.marks.model_dump(mode="json") if order.marks else None,
            order.target_lufs,
            order.peak_db,
            *(["pcm"] if order.is_pcm else []),
        ]
    )


def _film(order: SoundOrder, film: AssetId) -> Path:
    path = order.films.get(film)
    if path is None:
        raise MediaMissing("the sound", film[:12])
    return path


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError as fault:
        raise MediaMissing("the sound", file.name) from fault


def found_soundtrack(folder: Path, key: ContentHash) -> Soundtrack | None:
    """The soundtrack made before in `folder`, or None unless it is there and whole."""
    try:
        raw = json.loads(_place(folder, key, ".json").read_text(encoding="utf-8"))
        file = _place(folder, key, raw.pop("ending", _AAC))
        if file.stat().st_size != raw.pop("size"):
            return None
        raw["silent_spans_s"] = tuple((start, end) for start, end in raw["silent_spans_s"])
        return Soundtrack(file, SoundReport(**raw))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def make_soundtrack(order: SoundOrder, folder: Path, key: ContentHash) -> Soundtrack:
    """Master and encode the sound into `folder`, as far as it has changed.

    Raises MediaMissing, UnreadableInput, DiskFull.
    """
    ending = _PCM if order.is_pcm else _AAC
    file = _place(folder, key, ending)
    with writing(file, durable=False) as part:
        report = _made(replace(order, voices_folder=folder), part, folder)
        size = part.stat().st_size
    with writing(_place(folder, key, ".json"), durable=False) as part:
        known = {"size": size, "ending": ending, **asdict(report)}
        part.write_text(json.dumps(known), encoding="utf-8")
    return Soundtrack(file, report)


def _made(order: SoundOrder, part: Path, folder: Path) -> SoundReport:
    if order.is_pcm:
        return master(order, part)
    with mastered(order, folder) as sound:
        encode(sound, part, PieceShelf(folder))
        return sound.report


def _place(folder: Path, key: ContentHash, ending: str) -> Path:
    return folder / key[:2] / f"{key}{ending}"
