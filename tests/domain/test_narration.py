import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.errors import UnreadableInput
from studio.domain.narration import check_words, display_words, is_spoken
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate
from studio.domain.timeline import caption_text, caption_words


def _words(text: str) -> list[str]:
    return [word.text for word in display_words(text)]


def _shown(text: str) -> str:
    spoken = tuple(
        SpokenWord(text=w.text, start_s=n, end_s=n + 1, start=w.start, end=w.end)
        for n, w in enumerate(display_words(text))
    )
    return caption_text(caption_words(spoken, 0, FrameRate()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, world!", ["Hello,", "world!"]),
        ("  It's\nwell-known  ", ["It's", "well-known"]),
        ("At 20:17 UTC, 384,400 km", ["At", "20:17", "UTC,", "384,400", "km"]),
        ("Wait — what?", ["Wait —", "what?"]),
        ("— so", ["— so"]),
        ("« Bonjour » dit-il", ["« Bonjour »", "dit-il"]),
        ("see ( this ) now", ["see", "( this )", "now"]),
        ("Ready 🚀 go 👩‍👩‍👧‍👦", ["Ready 🚀", "go 👩‍👩‍👧‍👦"]),
        ("5 € & 3 %", ["5", "€", "&", "3", "%"]),
        ("欢迎。1969年", ["欢", "迎。", "1969", "年"]),
        ("月への旅へようこそ。", ["月への", "旅へようこそ。"]),
        ("「月」です", ["「月」", "です"]),
        ("달로 가는 여행", ["달로", "가는", "여행"]),
        ("🚀🚀 … —", []),
        ("", []),
    ],
)
def test_words_are_those_people_see(text: str, words: list[str]) -> None:
    assert _words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Hello — “world”! Ready 🚀 go",
        "欢迎来到登月之旅，一切都从一小步开始。1969年",
        "月への旅へようこそ。カメラのNASA「月」です",
        "ยินดีต้อนรับสู่การเดินทางไปดวงจันทร์ ทุกอย่างเริ่มต้น",
        "Das ist 月 und 旅 gut",
    ],
)
def test_captions_read_as_the_narration_does(text: str) -> None:
    assert _shown(text) == text


@given(st.text(max_size=200))
def test_words_cover_all_that_is_spoken_in_order(text: str) -> None:
    words = display_words(text)
    covered: set[int] = set()
    last = 0
    for word in words:
        assert last <= word.start < word.end
        assert text[word.start : word.end] == word.text
        assert any(is_spoken(character) for character in word.text)
        covered.update(range(word.start, word.end))
        last = word.end
    assert {n for n, c in enumerate(text) if is_spoken(c)} <= covered


@given(st.text(alphabet="ก้ำเแโไๆ月への旅、。a1 「」", max_size=60))
def test_scripts_without_spaces_lose_nothing(text: str) -> None:
    words = display_words(text)
    if words:
        first, last = words[0].start, words[-1].end
        seen = "".join(text[w.start : w.end] for w in words).replace(" ", "")
        assert seen == text[first:last].replace(" ", "")


@pytest.mark.parametrize(
    "text", ["🚀🌊 👩‍👩‍👧‍👦 ❤️", "1️⃣ 2️⃣ ©️", "?! … — ***", "===\n+++", "a" * 5000, "\u200d", ""]
)
def test_a_text_without_a_word_to_tell_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput, match=r"^The text: there are no words.*Write a sentence"):
        check_words(text, "The text")


@pytest.mark.parametrize(
    "text",
    [
        "Go 🚀",
        "1984",
        "½ €",
        "I ❤️ it",
        "x" * 5000 + " and more",
        "水" * 5000,
        "รักเมืองไทย" * 500,
        "ひかり" * 500,
    ],
)
def test_a_text_with_a_word_is_taken(text: str) -> None:
    check_words(text, "The text")
