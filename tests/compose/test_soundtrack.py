"""The sound is mastered once for the same inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from studio.compose.sound import SoundOrder
from studio.compose.soundtrack import found_soundtrack, make_soundtrack, sound_key
from studio.domain.errors import MediaMissing
from studio.domain.scene import Camera

if TYPE_CHECKING:
    from conftest import Filming


def _order(filming: Filming) -> SoundOrder:
    filming.speak("a")
    cut = filming.cut([filming.still("a"), filming.still("b")])
    return SoundOrder(timeline=cut, root=filming.folder)


def test_what_was_made_is_found(filming: Filming) -> None:
    order, folder = _order(filming), filming.folder / "sound"
    key = sound_key(order)
    assert found_soundtrack(folder, key) is None

    made = make_soundtrack(order, folder, key)

    assert found_soundtrack(folder, key) == made
    assert made.report.loudness_lufs == pytest.approx(-14, abs=0.5)
    assert {path.suffix for path in folder.rglob("*.*")} == {".json", ".m4a", ".piece", ".voice"}


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_damaged_one_is_not_found(filming: Filming, content: bytes) -> None:
    order, folder = _order(filming), filming.folder / "sound"
    made = make_soundtrack(order, folder, sound_key(order))
    made.file.write_bytes(content)

    assert found_soundtrack(folder, sound_key(order)) is None


def test_pictures_do_not_touch_the_sound(filming: Filming) -> None:
    before = _order(filming)
    scenes = [filming.still("a", "#FFFFFF", camera=Camera.HOLD), filming.still("b", title="New")]
    after = SoundOrder(timeline=filming.cut(scenes), root=filming.folder)

    assert sound_key(after) == sound_key(before)


def test_other_sound_is_another(filming: Filming) -> None:
    before = sound_key(_order(filming))
    longer = filming.cut([filming.still("a"), filming.still("b", frames=90)])
    quieter = SoundOrder(timeline=_order(filming).timeline, root=filming.folder, target_lufs=-16)

    assert sound_key(SoundOrder(timeline=longer, root=filming.folder)) != before
    assert sound_key(quieter) != before


def test_missing_speech_is_named(filming: Filming) -> None:
    order = _order(filming)
    (filming.folder / "a.wav").unlink()

    with pytest.raises(MediaMissing, match=r"a\.wav"):
        sound_key(order)


def test_another_level_of_the_music_finds_the_voices_as_they_were(
    filming: Filming, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, folder = _order(filming), filming.folder / "sound"
    first = make_soundtrack(order, folder, sound_key(order))
    louder = replace(order, target_lufs=-16.0)
    monkeypatch.setattr("studio.compose.sound.speech.levelled", _must_not)

    second = make_soundtrack(louder, folder, sound_key(louder))
    first.file.unlink()
    again = make_soundtrack(order, folder, sound_key(order))

    assert again == first
    assert second.report.loudness_lufs == pytest.approx(-16, abs=0.5)


def test_a_lost_or_damaged_voice_is_made_again(filming: Filming) -> None:
    order, folder = _order(filming), filming.folder / "sound"
    first = make_soundtrack(order, folder, sound_key(order))
    before = first.file.read_bytes()
    (voice,) = folder.rglob("*.voice")
    for content in (b"", b"xyz", voice.read_bytes()[:-100]):
        voice.write_bytes(content)
        assert make_soundtrack(order, folder, sound_key(order)).file.read_bytes() == before


def _must_not(voice: object) -> None:
    raise AssertionError("a voice was made ready twice")
