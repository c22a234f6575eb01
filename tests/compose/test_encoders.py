"""Which encoder is taken: hardware only when asked for and working, and saying so."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from studio.compose.codecs import CODINGS, HARDWARE, SOFTWARE, Coding
from studio.compose.codecs.choice import choose
from studio.compose.film import make_film
from studio.compose.processes import Crew
from studio.compose.progress import Progress
from studio.compose.trial import works
from studio.domain.delivery import Codec, Encoding
from studio.domain.format import Quality, Size
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Filming

TINY = Size(width=160, height=90)


def _never(coding: Coding) -> bool:
    raise AssertionError(f"{coding.encoder} was tried")


@pytest.mark.parametrize("codec", list(Codec))
def test_no_hardware_is_touched_unless_asked_for(codec: Codec) -> None:
    choice = choose(codec, Encoding.SOFTWARE, _never)
    assert (choice.coding, choice.notice) == (SOFTWARE[codec], "")


@pytest.mark.parametrize("encoding", [Encoding.HARDWARE, Encoding.AUTO])
def test_the_first_card_that_works_is_taken(encoding: Encoding) -> None:
    tried = []

    def second(coding: Coding) -> bool:
        tried.append(coding)
        return len(tried) == 2

    choice = choose(Codec.H264, encoding, second)
    assert tried == list(HARDWARE[:2])
    assert (choice.coding, choice.is_fallback) == (HARDWARE[1], False)
    assert choice.notice == HARDWARE[1].title


@pytest.mark.parametrize("codec", list(Codec))
def test_software_takes_over_and_says_so(codec: Codec) -> None:
    choice = choose(codec, Encoding.HARDWARE, lambda _: False)
    assert choice.coding is SOFTWARE[codec]
    assert choice.is_fallback
    assert choice.notice.startswith(f"{SOFTWARE[codec].title}: no hardware encoder")


@pytest.mark.parametrize("coding", SOFTWARE.values(), ids=[codec.value for codec in SOFTWARE])
def test_a_trial_sees_frames_that_come_back(coding: Coding) -> None:
    assert works(coding.encoder, TINY, FrameRate())


def test_a_trial_sees_frames_that_were_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.compose.trial._seen", lambda _: [0, 1, 2, 2, 4])
    assert not works("libx264", TINY, FrameRate())


def test_a_trial_of_what_is_not_there_fails_without_an_error() -> None:
    missing = [c for c in HARDWARE if c.encoder not in av.codec.codecs_available]
    for coding in missing:
        assert not works(coding.encoder, TINY, FrameRate())
    assert set(CODINGS) == {c.encoder for c in (*SOFTWARE.values(), *HARDWARE)}


@pytest.mark.slow
def test_a_film_made_with_hardware_asked_for_is_whole_and_tells(
    filming: Filming, crew: Crew, tmp_path: Path
) -> None:
    cut = filming.cut([filming.still("a", frames=20)])
    told: list[Progress] = []
    order = filming.order(cut, encoding=Encoding.HARDWARE)

    film = make_film(order, crew, told.append, lambda: False)

    check = next(check for check in film.report.checks if check.title == "Encoder")
    assert check.is_ok
    assert check.found
    assert any(progress.phase.startswith("Trying H.264 (Nvidia") for progress in told)
    if check.found.startswith(SOFTWARE[Codec.H264].title):
        assert any("without a graphics card" in progress.phase for progress in told)
    assert film.report.frames == cut.length


@pytest.mark.slow
@pytest.mark.parametrize("codec", [Codec.HEVC, Codec.AV1, Codec.PRORES])
def test_a_whole_film_in_every_codec(filming: Filming, crew: Crew, codec: Codec) -> None:
    filming.speak("a", length_s=0.5)
    cut = filming.cut([filming.still("a"), filming.still("b", "#2060C0")])
    order = filming.order(cut, f"film{SOFTWARE[codec].ending}", codec=codec, quality=Quality.DRAFT)

    film = make_film(order, crew, lambda _: None, lambda: False)
    again = make_film(order, crew, lambda _: None, lambda: False)

    assert [check.title for check in film.report.checks if not check.is_ok] == []
    assert again.made == ()
    with av.open(str(film.film)) as file:
        assert sum(1 for _ in file.decode(video=0)) == cut.length
        wanted = "pcm_s16le" if codec is Codec.PRORES else "aac"
        assert file.streams.audio[0].codec_context.name == wanted


def test_the_sound_of_prores_is_the_master_itself(filming: Filming, crew: Crew) -> None:
    filming.speak("a", length_s=0.5)
    cut = filming.cut([filming.still("a")])
    order = filming.order(cut, "film.mov", codec=Codec.PRORES, quality=Quality.DRAFT)

    film = make_film(order, crew, lambda _: None, lambda: False)

    master = next((filming.folder / "sound").rglob("*.wav"))
    with av.open(str(film.film)) as file:
        heard = np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)
    with wave.open(str(master), "rb") as source:
        assert heard.astype("<i2").tobytes() == source.readframes(source.getnframes())
    assert heard.size == 2 * cut.length * 48_000 // 30
