"""Words become lines that read well."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.captions import CHARACTERS, Spoken, caption_lines, word_places
from studio.domain.format import Aspect
from studio.domain.ids import SceneId
from studio.domain.narration import display_words
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import CaptionClip, caption_text

RATE = FrameRate()


def _lines(
    narration: str, aspect: Aspect = Aspect.WIDE, step_s: float = 0.35
) -> tuple[CaptionClip, ...]:
    words = tuple(
        SpokenWord(
            text=w.text, start_s=n * step_s, end_s=(n + 0.9) * step_s, start=w.start, end=w.end
        )
        for n, w in enumerate(display_words(narration))
    )
    body = TimeRange(start=100, length=40 + RATE.frames_covering(len(words) * step_s))
    return caption_lines(Spoken(SceneId("s"), words, 107, body), RATE, aspect)


def _texts(lines: tuple[CaptionClip, ...]) -> list[str]:
    return [caption_text(line.words) for line in lines]


def test_lines_break_where_sentences_end() -> None:
    text = "In July three people left the Earth. Two of them walked on another world."

    assert _texts(_lines(text)) == [
        "In July three people left the Earth.",
        "Two of them walked on another world.",
    ]


def test_a_long_sentence_breaks_at_its_comma() -> None:
    text = "Every great product starts with a problem, and this one began in July."

    assert _texts(_lines(text)) == [
        "Every great product starts with a problem,",
        "and this one began in July.",
    ]


def test_no_line_is_an_orphan() -> None:
    text = "Armstrong flew past a wide field of boulders and set it down."

    assert all(len(line.words) > 1 for line in _lines(text, Aspect.TALL))


def test_languages_without_spaces_break_too() -> None:
    lines = _lines(
        "人类第一次登上了月球，全世界都在看着他们，然后他们平安回家了。" * 2, Aspect.TALL
    )

    assert len(lines) > 1
    assert all(len(text) <= CHARACTERS[Aspect.TALL] for text in _texts(lines))
    assert " " not in "".join(_texts(lines))


def test_a_line_is_held_until_the_next_or_half_a_second() -> None:
    lines = _lines("One two three four. Five six seven eight.")

    assert lines[0].range.end == lines[1].range.start
    assert lines[1].range.end == lines[1].words[-1].range.end + RATE.frames(0.5)


@given(
    st.lists(st.from_regex(r"[a-zü]{1,12}[.,!?]?", fullmatch=True), min_size=1, max_size=40),
    st.sampled_from(list(Aspect)),
    st.floats(0.05, 0.8),
)
@settings(max_examples=40, deadline=None)
def test_every_word_stands_in_one_line_in_order(
    words: list[str], aspect: Aspect, step_s: float
) -> None:
    lines = _lines(" ".join(words), aspect, step_s)

    assert [word.text for line in lines for word in line.words] == words
    for line in lines:
        text = caption_text(line.words)
        assert len(text) <= CHARACTERS[aspect] or len(line.words) == 1
        assert [text[a:b] for a, b in word_places(line.words)] == [w.text for w in line.words]
        assert line.range.start == line.words[0].range.start
    assert all(a.range.end <= b.range.start for a, b in pairwise(lines))
