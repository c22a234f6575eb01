"""Spoken words as frames of the film."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate
from studio.domain.timeline import caption_words

rates = st.sampled_from([FrameRate(numerator=24), FrameRate(numerator=30_000, denominator=1001)])
lengths = st.floats(0, 0.4)


@st.composite
def speeches(draw: st.DrawFn) -> tuple[SpokenWord, ...]:
    """Words one after another; many shorter than a frame, some at the same moment."""
    now, spoken = 0.0, []
    for pause, length in draw(st.lists(st.tuples(lengths, lengths), max_size=30)):
        start = now + pause
        now = start + length
        spoken.append(SpokenWord(text="w", start_s=start, end_s=now, start=0, end=1))
    return tuple(spoken)


@given(speeches(), st.integers(0, 500), rates)
def test_captions_never_overlap_and_are_always_seen(
    words: tuple[SpokenWord, ...], offset: int, rate: FrameRate
) -> None:
    shown = caption_words(words, offset, rate)
    assert [word.text for word in shown] == [word.text for word in words]
    assert all(word.range.length >= 1 for word in shown)
    for one, two in pairwise(shown):
        assert one.range.end <= two.range.start


def test_words_that_begin_in_one_frame_follow_each_other() -> None:
    word = SpokenWord(text="w", start_s=0.5, end_s=0.501, start=0, end=1)
    shown = caption_words((word, word, word), 10, FrameRate())
    assert [(w.range.start, w.range.end) for w in shown] == [(25, 26), (26, 27), (27, 28)]


def test_a_word_is_shown_when_it_is_heard() -> None:
    word = SpokenWord(text="w", start_s=1.0, end_s=1.5, start=0, end=1)
    (shown,) = caption_words((word,), 100, FrameRate())
    assert (shown.range.start, shown.range.end) == (130, 145)
