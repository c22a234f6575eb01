"""Subtitle files: they read well, and what is in them is found again by those who read them."""

from __future__ import annotations

import json
import re
import subprocess
from fractions import Fraction
from html import unescape
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.captions import Spoken, caption_lines
from studio.compose.exports import EXPORTS
from studio.compose.exports.cues import Cue, cues
from studio.compose.exports.subrip import srt
from studio.compose.exports.substation import ass
from studio.compose.exports.webvtt import karaoke, vtt
from studio.compose.exports.words import words
from studio.domain.format import Aspect
from studio.domain.ids import SceneId
from studio.domain.narration import display_words
from studio.domain.render import Render
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import CaptionClip, CaptionWord, Timeline

SAMPLES = Path(__file__).parents[2] / "samples" / "languages.tsv"
LANGUAGES = [line.split("\t")[1] for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
RATES = [
    FrameRate(),
    FrameRate(numerator=24),
    FrameRate(numerator=30_000, denominator=1001),
    FrameRate(numerator=60),
]
SHARP = "\\{}<b>&-->_"

narrations = st.lists(
    st.text(st.sampled_from("aeinrst.,!?" + SHARP), min_size=1, max_size=14).map(lambda w: w + "x"),
    min_size=1,
    max_size=30,
).map(" ".join) | st.sampled_from(LANGUAGES)
films = st.tuples(
    st.lists(narrations, min_size=0, max_size=4),
    st.floats(0.06, 0.7),
    st.sampled_from(RATES),
    st.sampled_from(list(Aspect)),
)
Made = tuple[list[str], float, FrameRate, Aspect]


def _film(made: Made) -> Timeline:
    """Scenes one after another, half a second between the speech of two."""
    narrations, step_s, rate, aspect = made
    captions: list[CaptionClip] = []
    start = 0
    for n, narration in enumerate(narrations):
        spoken = tuple(
            SpokenWord(
                text=w.text, start_s=k * step_s, end_s=(k + 0.9) * step_s, start=w.start, end=w.end
            )
            for k, w in enumerate(display_words(narration))
        )
        length = rate.frames_covering(len(spoken) * step_s + 0.5)
        body = TimeRange(start=start, length=length)
        captions += caption_lines(Spoken(SceneId(f"s{n}"), spoken, start, body), rate, aspect)
        start += length
    end = max([start, *(line.range.end for line in captions)])
    return Timeline(rate=rate, aspect=aspect, length=end, captions=tuple(captions))


def _words(film: Timeline) -> list[CaptionWord]:
    return [word for line in film.captions for word in line.words]


@given(films)
@settings(max_examples=60, deadline=None)
def test_every_word_is_in_one_cue_and_cues_read_well(made: Made) -> None:
    film = _film(made)
    shown = cues(film)
    rate = film.rate

    assert [word for cue in shown for word in cue.words] == _words(film)
    assert all(one.range.end <= two.range.start for one, two in pairwise(shown))
    for cue, following in pairwise([*shown, None]):
        assert 1 <= len(cue.rows) <= 2
        assert all(len(line) <= 42 or len(row) == 1 for line, row in _rows(cue))
        seconds = rate.seconds(cue.range.length)
        assert seconds <= 7 or len(cue.words) == 1
        limit = following.range.start if following else film.length
        has_room = limit - cue.range.start >= rate.frames(1.0) + 3
        assert seconds >= 1 or not has_room or cue.range.end >= limit - 2
        too_fast = len(" ".join(cue.lines)) / seconds > 20.0 + 1e-6
        assert not too_fast or cue.range.end >= limit - 2 or seconds >= 7 - 1 / 23


def _rows(cue: Cue) -> list[tuple[str, tuple[CaptionWord, ...]]]:
    return list(zip(cue.lines, cue.rows, strict=True))


def test_a_calm_narration_keeps_all_the_rules() -> None:
    text = (
        "In July three people left the Earth, and nobody knew whether they would come back. "
        "Two of them walked on another world. The third went round it alone, out of reach of "
        "every voice, for forty-eight minutes at a time. Then they came home."
    )
    film = _film(([text, text], 0.38, FrameRate(), Aspect.TALL))
    shown = cues(film)

    for cue in shown:
        seconds = film.rate.seconds(cue.range.length)
        assert 1 <= seconds <= 7
        assert len(" ".join(cue.lines)) / seconds <= 20
        assert all(len(line) <= 42 for line in cue.lines)
    assert len(shown) <= 12
    assert any(len(cue.rows) == 2 for cue in shown)
    ends = [cue.words[-1].text[-1] for cue in shown]
    assert sum(end in ".,?" for end in ends) >= len(ends) - 2


_BLOCK = re.compile(r"(\S+) --> (\S+)\n")


def _seconds(clock: str) -> Fraction:
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)


def _near(time: Fraction, frame: int, rate: FrameRate, least: str) -> bool:
    return abs(time - Fraction(frame) / rate.fraction) <= Fraction(least) / 2


@given(films)
@settings(max_examples=40, deadline=None)
def test_subrip_is_read_back(made: Made) -> None:
    film = _film(made)
    text = srt(film)
    blocks = re.split(r"(?:\A|\n)\n?(?=\d+\n\d\d:\d\d:\d\d,\d{3} --> )", text)[1:]

    assert len(blocks) == len(cues(film))
    for n, (block, cue) in enumerate(zip(blocks, cues(film), strict=True), start=1):
        number, span, *lines = block.rstrip("\n").split("\n")
        start, end = span.split(" --> ")
        assert number == str(n)
        assert tuple(lines) == cue.lines
        assert _near(_seconds(start), cue.range.start, film.rate, "0.001")
        assert _near(_seconds(end), cue.range.end, film.rate, "0.001")


@given(films)
@settings(max_examples=40, deadline=None)
def test_webvtt_is_read_back(made: Made) -> None:
    film = _film(made)
    for text in (vtt(film), karaoke(film)):
        head, *blocks = text.rstrip("\n").split("\n\n")
        assert head == "WEBVTT"
        assert len(blocks) == len(cues(film))
        for block, cue in zip(blocks, cues(film), strict=True):
            span, *lines = block.split("\n")
            assert _BLOCK.fullmatch(span + "\n")
            bare = [re.sub(r"<[\d:.]+>", "", line) for line in lines]
            assert not any("<" in line or "-->" in line for line in bare)
            assert tuple(unescape(line) for line in bare) == cue.lines


@given(films)
@settings(max_examples=40, deadline=None)
def test_the_times_of_words_stand_before_them(made: Made) -> None:
    film = _film(made)
    for block, cue in zip(karaoke(film).rstrip("\n").split("\n\n")[1:], cues(film), strict=True):
        start, end = block.split("\n")[0].split(" --> ")
        times = [_seconds(clock) for clock in re.findall(r"<([\d:.]+)>", block)]
        assert len(times) == len(cue.words) - 1
        assert all(one < two for one, two in pairwise([_seconds(start), *times, _seconds(end)]))
        for time, word in zip(times, cue.words[1:], strict=True):
            assert _near(time, word.range.start, film.rate, "0.001")


@given(films)
@settings(max_examples=40, deadline=None)
def test_substation_is_read_back_with_its_karaoke(made: Made) -> None:
    film = _film(made)
    events = [line for line in ass(film).splitlines() if line.startswith("Dialogue: ")]
    assert len(events) == len(cues(film))
    for event, cue in zip(events, cues(film), strict=True):
        fields = event.removeprefix("Dialogue: ").split(",", 9)
        start, end = _seconds(fields[1]), _seconds(fields[2])
        assert start < end
        assert _near(start, cue.range.start, film.rate, "0.01")
        said = re.findall(r"\{\\k(\d+)\}((?:\\[{}]|[^{}])*)", fields[9])
        assert len(said) == len(cue.words)
        heard = start
        for (length, text), word in zip(said, cue.words, strict=True):
            assert _near(heard, word.range.start, film.rate, "0.01")
            plain = text.replace("\\{", "{").replace("\\}", "}").replace("\\\u2060", "\\")
            assert plain.removesuffix("\\N").strip() == word.text
            heard += Fraction(int(length), 100)


@given(films)
@settings(max_examples=20, deadline=None)
def test_json_holds_every_word_to_the_frame(made: Made) -> None:
    film = _film(made)
    read = json.loads(words(film))

    found = [
        (w["text"], w["start_frame"], w["end_frame"]) for c in read["cues"] for w in c["words"]
    ]
    assert found == [(w.text, w.range.start, w.range.end) for w in _words(film)]
    assert read["frames"] == film.length
    for word in (w for cue in read["cues"] for w in cue["words"]):
        assert film.rate.frames(word["start_s"]) == word["start_frame"]


@pytest.mark.parametrize("name", ["srt", "vtt", "ass", "karaoke"])
def test_ffmpeg_reads_every_cue(name: str, tmp_path: Path) -> None:
    film = _film((LANGUAGES, 0.4, FrameRate(), Aspect.WIDE))
    export = EXPORTS[name]
    source = tmp_path / f"in.{export.extension}"
    target = tmp_path / "out.srt"
    source.write_text(export.write(film), encoding="utf-8")

    subprocess.run(
        [
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-v",
            "error",
            "-xerror",
            "-i",
            source,
            "-c:s",
            "subrip",
            tmp_path / "out.srt",
        ],
        check=True,
    )

    read = target.read_text(encoding="utf-8")
    assert read.count(" --> ") == len(cues(film))
    assert "Donaudampfschifffahrtsgesellschaftskapitän" in read
    assert "👩‍👩‍👧‍👦" in read


def test_a_silent_film_has_empty_files() -> None:
    film = Timeline(rate=FrameRate(), length=90)

    assert srt(film) == ""
    assert vtt(film) == karaoke(film) == "WEBVTT\n"
    assert "Dialogue" not in ass(film)
    assert json.loads(words(film))["cues"] == []


def test_every_export_has_its_field_and_its_own_ending() -> None:
    assert set(EXPORTS) <= set(Render.model_fields)
    assert len({export.extension for export in EXPORTS.values()}) == len(EXPORTS) >= 4
