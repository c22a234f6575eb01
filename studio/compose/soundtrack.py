"""The film's sound, mastered and encoded once for the same inputs."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from studio.compose.aac import encode
from studio.compose.sound import SoundOrder, SoundReport, master
from studio.domain.documents import hash_of
from studio.domain.errors import MediaMissing
from studio.domain.ids import AssetId, ContentHash
from studio.domain.timeline import EffectClip, FootageClip, MusicClip, SpeechClip
from studio.store.files import writing

MASTERING = 5
"""Raise it whenever the same order gives another sound than before."""


@dataclass(frozen=True)
class Soundtrack:
    """The encoded sound (AAC in MP4) and what was measured on its master."""

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
    file = _place(folder, key)
    try:
        raw = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        if file.stat().st_size != raw.pop("size"):
            return None
        raw["silent_spans_s"] = tuple((start, end) for start, end in raw["silent_spans_s"])
        return Soundtrack(file, SoundReport(**raw))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def make_soundtrack(order: SoundOrder, folder: Path, key: ContentHash) -> Soundtrack:
    """Master and encode the sound into `folder`.

    Raises MediaMissing, UnreadableInput, DiskFull.
    """
    file = _place(folder, key)
    with writing(file, durable=False) as part:
        wav = part.with_suffix(".wav")
        try:
            report = master(replace(order, voices_folder=folder), wav)
            encode(wav, part)
        finally:
            wav.unlink(missing_ok=True)
        size = part.stat().st_size
    with writing(file.with_suffix(".json"), durable=False) as part:
        part.write_text(json.dumps({"size": size, **asdict(report)}), encoding="utf-8")
    return Soundtrack(file, report)


def _place(folder: Path, key: ContentHash) -> Path:
    return folder / key[:2] / f"{key}.m4a"
