"""Subtitle files that players read."""

from __future__ import annotations

from studio.compose.subtitles import srt, vtt
from studio.domain.ids import SceneId
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import CaptionClip, CaptionWord, Timeline


def _film(*lines: tuple[int, int, str]) -> Timeline:
    captions = tuple(
        CaptionClip(
            scene=SceneId("s"),
            range=TimeRange(start=start, length=length),
            words=tuple(
                CaptionWord(text=word, range=TimeRange(start=start, length=1))
                for word in text.split()
            ),
        )
        for start, length, text in lines
    )
    return Timeline(rate=FrameRate(), length=200_000, captions=captions)


def test_srt() -> None:
    film = _film((15, 45, "Tom & Jerry"), (108_030, 30, "<An hour on>"))

    assert srt(film) == (
        "1\n00:00:00,500 --> 00:00:02,000\nTom & Jerry\n"
        "\n2\n01:00:01,000 --> 01:00:02,000\n<An hour on>\n"
    )


def test_vtt_escapes_what_would_be_markup() -> None:
    film = _film((15, 45, "Tom & <b>Jerry</b>"))

    assert vtt(film) == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nTom &amp; &lt;b&gt;Jerry&lt;/b&gt;\n"
    )


def test_a_silent_film_has_empty_subtitles() -> None:
    assert srt(_film()) == ""
    assert vtt(_film()) == "WEBVTT\n"
