"""Which change to a film measures and encodes what of its sound, and that it is then the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from studio.compose import aac
from studio.compose.sound import SoundOrder, mix, piece
from studio.compose.sound.pieces import PieceShelf
from studio.compose.soundtrack import make_soundtrack, sound_key
from studio.domain.ids import TakeId
from studio.domain.timeline import Timeline

if TYPE_CHECKING:
    from conftest import Sounds

LENGTH_S = 24
STRETCH_S = 2
PIECE_S = 4
STRETCHES, PIECES = set(range(LENGTH_S // STRETCH_S)), set(range(LENGTH_S // PIECE_S))


@dataclass
class Watched:
    """Makes soundtracks; tells which stretches were measured and which pieces encoded."""

    folder: Path
    measured: set[int]
    encoded: set[int]

    def make(self, order: SoundOrder, folder: str = "kept") -> bytes:
        self.measured.clear()
        self.encoded.clear()
        kept = self.folder / folder
        kept.mkdir(exist_ok=True)
        return make_soundtrack(order, kept, sound_key(order)).file.read_bytes()


@pytest.fixture
def watched(sounds: Sounds, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Stretches and pieces of a few seconds, and who asks for them."""
    seen = Watched(sounds.folder, set(), set())
    stretch, encoded = mix._stretch, aac._encoded

    def stretched(stems: Any, length: int, tape: Any, shelf: PieceShelf, start: int) -> Any:
        class Shelf:
            def once(self, key: Any, make: Callable[[], bytes]) -> bytes:
                def making() -> bytes:
                    seen.measured.add(start // mix.STRETCH)
                    return make()

                return shelf.once(key, making)

        return stretch(stems, length, tape, Shelf(), start)  # type: ignore[arg-type]

    def encoding(source: Any, start: int, until: int, *, is_last: bool) -> bytes:
        seen.encoded.add(round(start / 48_000 / PIECE_S))
        return encoded(source, start, until, is_last=is_last)

    monkeypatch.setattr(mix, "STRETCH", STRETCH_S * 48_000)
    monkeypatch.setattr("studio.compose.sound.mastering.STRETCH", STRETCH_S * 48_000)
    monkeypatch.setattr(aac, "_PIECE", PIECE_S * 48_000 // 1024)
    monkeypatch.setattr(mix, "_stretch", stretched)
    monkeypatch.setattr(aac, "_encoded", encoding)
    return seen


def film(sounds: Sounds) -> SoundOrder:
    """A voice of 3 s in every 6, and music."""
    for n in range(4):
        sounds.wav(f"voice-{n}.wav", sounds.voice(3, 0.2))
    sounds.wav("other.wav", np.roll(sounds.voice(3, 0.2), 9000))
    sounds.wav("music.wav", sounds.band(16))
    said = [(30 * (6 * n + 1), f"voice-{n}.wav") for n in range(4)]
    timeline = named(sounds.timeline(30 * LENGTH_S, said, music="music.wav"))
    return SoundOrder(timeline, sounds.folder, target_lufs=-14.1)


def named(timeline: Timeline) -> Timeline:
    """Every clip's take named after its file, as the store does."""
    clips = [c.model_copy(update={"take": TakeId(c.file)}) for c in timeline.speech]
    return timeline.model_copy(update={"speech": tuple(clips)})


def spoken(order: SoundOrder, place: int, **fields: Any) -> SoundOrder:
    """With one clip of speech changed."""
    clips = list(order.timeline.speech)
    clips[place] = clips[place].model_copy(update=fields)
    timeline = order.timeline.model_copy(update={"speech": tuple(clips)})
    return replace(order, timeline=named(timeline))


def music_at(order: SoundOrder, level_db: float) -> SoundOrder:
    (clip,) = order.timeline.music
    quieter = (clip.model_copy(update={"level_db": level_db}),)
    return replace(order, timeline=order.timeline.model_copy(update={"music": quieter}))


def longer(order: SoundOrder) -> SoundOrder:
    """A second of silence follows."""
    timeline = order.timeline.model_copy(update={"length": order.timeline.length + 30})
    return replace(order, timeline=timeline)


Change = Callable[[SoundOrder], SoundOrder]

# The meter of stretch 8 hears the 50 ms before it, where words end; piece 2 reaches into stretch 6.
TABLE: dict[str, tuple[Change, set[int], set[int]]] = {
    "nothing": (lambda o: o, set(), set()),
    "other words of the same length": (
        lambda o: spoken(o, 2, file="other.wav"),
        {6, 7, 8},
        {2, 3, 4},
    ),
    "another level of the music": (lambda o: music_at(o, -24.0), STRETCHES, PIECES),
    "another loudness of the film": (lambda o: replace(o, target_lufs=-16.0), set(), PIECES),
    "less room for peaks": (lambda o: replace(o, peak_db=-3.0), set(), PIECES),
    "a silent second at the end": (longer, {12}, {5, 6}),
}


@pytest.mark.parametrize("change", TABLE)
def test_a_change_measures_and_encodes_what_it_is_heard_in(
    sounds: Sounds, watched: Watched, change: str
) -> None:
    order = film(sounds)
    watched.make(order)
    edit, measured, encoded = TABLE[change]
    changed = edit(order)

    found = watched.make(changed)

    assert watched.measured == measured
    assert watched.encoded <= encoded
    assert bool(watched.encoded) == bool(encoded)
    assert found == watched.make(changed, "whole")


def test_music_is_decoded_once(
    sounds: Sounds, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = film(sounds)
    first = watched.make(order)

    def must_not(*_: Any) -> None:
        raise AssertionError("a piece was decoded twice")

    monkeypatch.setattr(piece, "_load", must_not)
    watched.make(music_at(order, -20.0))
    assert watched.make(order) == first


@pytest.mark.parametrize("content", [b"", b"tape", b"\0" * 5000])
def test_damaged_music_is_decoded_again(sounds: Sounds, watched: Watched, content: bytes) -> None:
    order = film(sounds)
    first = watched.make(order)
    (kept,) = (sounds.folder / "kept").rglob("*.music")
    kept.write_bytes(content)

    assert watched.make(order) == first
