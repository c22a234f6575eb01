from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.brief import BriefKind
from studio.domain.errors import BadInput, EmptyInput, TooLarge, UnreadableInput
from studio.providers.texts import MAX_WORDS, cleaned, is_text, read_text

TEXT = "Größe – “naïve” café"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_whatever_its_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "ünd 声.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert read_text(file, file.name).text == TEXT
    assert is_text(file)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("notes.MD", "plain", BriefKind.MARKDOWN),
        ("notes.txt", "# A heading\n\ntext", BriefKind.MARKDOWN),
        ("notes.txt", "plain #tag", BriefKind.TEXT),
        ("", "plain", BriefKind.TEXT),
    ],
)
def test_kind_comes_from_name_or_heading(name: str, text: str, kind: BriefKind) -> None:
    assert read_text(text.encode(), name).kind is kind


def test_line_ends_and_stray_characters_are_cleaned() -> None:
    raw = "\ufeffone\r\ntwo\rthree\u2028four\x07\x1b[0m e\u0301\tx\n\n".encode()
    assert read_text(raw, "a.txt").text == "one\ntwo\nthree\nfour[0m é\tx"


@pytest.mark.parametrize("raw", [b"", b"  \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\x07"])
def test_nothing_is_empty_input(raw: bytes) -> None:
    with pytest.raises(EmptyInput, match=r"a\.txt"):
        read_text(raw, "a.txt")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"%PDF-1.7 text", "PDF"),
        (b"PK\x03\x04 text", "Word"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text"),
        (bytes(range(256)) * 4, "not a text"),
        (bytes(range(1, 32)) * 40, "not a text"),
        (b"\xff\xfea\x00b", "not a text"),
        (b"a\x81b", "not a text"),
    ],
)
def test_other_files_named_md_are_refused(raw: bytes, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(raw)
    with pytest.raises(UnreadableInput, match=problem) as refused:
        read_text(file, "My notes.md")
    assert refused.value.name == "My notes.md"
    assert "or plain text" in refused.value.remedy


def test_a_long_text_is_refused_with_its_length() -> None:
    with pytest.raises(TooLarge, match="200,000 words is more than the limit of 50,000 words"):
        read_text(b"word " * 200_000, "book.md")
    assert len(read_text(b"word " * MAX_WORDS, "book.md").text.split()) == MAX_WORDS


def test_a_long_text_without_spaces_is_refused() -> None:
    with pytest.raises(TooLarge, match="600,000 characters"):
        read_text(("月" * 600_000).encode(), "book.md")


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(TooLarge, match="8 MB"):
        read_text(b"x" * (9 << 20), "log.txt")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"gone\.md"):
        read_text(tmp_path / "gone.md", "gone.md")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_clean_text_or_bad_input(raw: bytes) -> None:
    try:
        read = read_text(raw, "a.txt")
    except BadInput:
        return
    assert read.text == read.text.strip() != ""
    assert cleaned(read.text) == read.text
