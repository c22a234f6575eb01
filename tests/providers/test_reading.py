"""Documents as people have them: whole, locked, scanned, broken, and made to hurt."""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
import skia
from docx import Document
from docx.oxml import parse_xml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from studio.domain.brief import BriefKind
from studio.domain.errors import BadInput, EmptyInput, TooLarge, UnreadableInput
from studio.providers import reading
from studio.providers.intake import sort_inputs
from studio.providers.reading import ENDINGS, READERS, is_readable, pdf, pdf_pages, read_words, word
from studio.providers.reading.flow import Line, flowing

Text = tuple[str, float, float]
MakePdf = Callable[..., Path]

WORDS_XML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ARTICLE: tuple[Text, ...] = (
    ("My journal", 9, 20),
    ("Why the sea is salty", 26, 80),
    ("Rain dissolves the stones it falls on, and rivers carry what was dis-", 12, 120),
    ("solved down to the sea, grain by grain, for hundreds of millions of years,", 12, 135),
    ("and it stays.", 12, 150),
    ("Rivers", 16, 190),
    ("• Sodium", 12, 215),
    ("• Chloride", 12, 230),
    ("7", 9, 820),
)


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """Makes a PDF of pages, each of texts with size and distance from the top in points."""

    def make(*pages: Sequence[Text], name: str = "a.pdf") -> Path:
        stream = skia.FILEWStream(str(tmp_path / name))
        with skia.PDF.MakeDocument(stream) as document:
            for texts in pages:
                with document.page(595, 842) as canvas:
                    for text, size, top in texts:
                        font = skia.Font(skia.Typeface(""), size)
                        canvas.drawString(text, 60, top, font, skia.Paint())
        stream.flush()
        return tmp_path / name

    return make


def test_a_pdf_is_read_as_headings_and_paragraphs(make_pdf: MakePdf) -> None:
    read = read_words(make_pdf(ARTICLE, [("My journal", 9, 20), ("The end.", 12, 80)]), "a.pdf")
    assert read.kind is BriefKind.MARKDOWN
    assert read.text == (
        "# Why the sea is salty\n\n"
        "Rain dissolves the stones it falls on, and rivers carry what was dissolved down to the "
        "sea, grain by grain, for hundreds of millions of years, and it stays.\n\n"
        "## Rivers\n- Sodium\n- Chloride\n\nThe end."
    )


def test_a_paragraph_goes_on_over_the_page() -> None:
    pages = [[Line("It rises and then it", 700, 12)], [Line("falls again.", 780, 12)]]
    assert flowing(pages) == "It rises and then it falls again."


def test_a_locked_pdf_names_the_way_out_and_one_free_to_read_is_read(
    make_pdf: MakePdf, tmp_path: Path
) -> None:
    for password, algorithm in (("secret", "AES-256"), ("", "RC4-128")):
        writer = PdfWriter(clone_from=make_pdf([("Plain words.", 12, 80)]))
        writer.encrypt(password, "owner", algorithm=algorithm)
        writer.write(tmp_path / "locked.pdf")
        if not password:
            assert read_words(tmp_path / "locked.pdf", "locked.pdf").text == "Plain words."
            continue
        with pytest.raises(UnreadableInput, match=r"locked\.pdf: it is locked with a password"):
            read_words(tmp_path / "locked.pdf", "locked.pdf")


def test_a_scanned_pdf_is_told_from_a_broken_one(make_pdf: MakePdf, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="pages are pictures"):
        read_words(make_pdf([]), "scan.pdf")
    whole = make_pdf(ARTICLE).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[:80])
    with pytest.raises(UnreadableInput, match="damaged or cut short"):
        read_words(tmp_path / "cut.pdf", "cut.pdf")


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    for _ in range(pdf_pages.MAX_PAGES + 1):
        writer.add_blank_page(100, 100)
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(TooLarge, match="501 pages"):
        read_words(tmp_path / "a.pdf", "a.pdf")


def test_a_pdf_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    page = writer.add_blank_page(100, 100)
    stream = DecodedStreamObject()
    stream.set_data(b" " * (300 << 20))
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode(9))
    writer.write(tmp_path / "bomb.pdf")
    with pytest.raises(BadInput, match=r"bomb\.pdf"):
        read_words(tmp_path / "bomb.pdf", "bomb.pdf")


def test_a_pdf_that_is_never_done_is_given_up(
    make_pdf: MakePdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_pdf([("Words.", 12, 80)])
    monkeypatch.setattr(pdf, "PATIENCE_S", 0.01)
    with pytest.raises(UnreadableInput, match="not read within"):
        read_words(file, "slow.pdf")


def test_a_word_document_is_read_with_its_structure(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Why the sea is salty", 0)
    document.add_heading("Rivers", 1)
    document.add_paragraph("They carry ").add_run("salt").bold = True
    document.add_paragraph("Sodium", style="List Bullet")
    table = document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("Baltic", "0.8 %", "cold"), strict=True):
        cell.text = text
    changed = (
        f'<w:p xmlns:w="{WORDS_XML}"><w:ins w:id="1" w:author="a"><w:r><w:t>New words.</w:t></w:r>'
        '</w:ins><w:del w:id="2" w:author="a"><w:r><w:delText>Old words.</w:delText></w:r></w:del>'
        "</w:p>"
    )
    document.element.body.insert(3, parse_xml(changed))
    document.save(str(tmp_path / "a.docx"))
    read = read_words(tmp_path / "a.docx", "a.docx")
    assert read.kind is BriefKind.MARKDOWN
    assert read.text == (
        "# Why the sea is salty\n\n# Rivers\n\nThey carry salt\n\nNew words.\n- Sodium\n"
        "- Baltic: 0.8 %, cold"
    )


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"word/document.xml": b"<a>" * 2000}, "damaged"),
        ({"word/document.xml": b"not xml"}, "damaged"),
        ({"content.xml": b"<office/>"}, "another kind"),
        ({"word/document.xml": b" " * (40 << 20)}, "40 MB unpacked"),
    ],
)
def test_packed_files_that_are_no_words(
    parts: dict[str, bytes], problem: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in parts.items():
            packed.writestr(name, raw)
    with pytest.raises(BadInput, match=problem):
        read_words(file, "a.docx")


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.title)
def test_every_reader_says_what_is_wrong(reader: reading.Reader, tmp_path: Path) -> None:
    for ending in reader.endings:
        file = tmp_path / f"a.{ending}"
        file.touch()
        with pytest.raises(EmptyInput, match=rf"a\.{ending}"):
            read_words(file, file.name)
        file.write_bytes(bytes(range(256)) * 9)
        assert is_readable(file)
        with pytest.raises(UnreadableInput, match=rf"a\.{ending}") as caught:
            read_words(file, file.name)
        assert caught.value.remedy
    with pytest.raises(UnreadableInput, match="no such file"):
        read_words(tmp_path / "none.pdf", "none.pdf")


def test_a_wrong_ending_does_not_matter(make_pdf: MakePdf, tmp_path: Path) -> None:
    named = make_pdf([("Plain words.", 12, 80)]).rename(tmp_path / "notes.txt")
    assert read_words(named, "notes.txt").text == "Plain words."
    (tmp_path / "notes.docx").write_text("Only text.", encoding="utf-8")
    assert read_words(tmp_path / "notes.docx", "notes.docx").text == "Only text."


def test_documents_count_as_texts_on_the_command_line(make_pdf: MakePdf) -> None:
    file = make_pdf([("Plain words.", 12, 80)])
    assert sort_inputs([file]).texts == (file,)
    assert {"pdf", "docx", "md", "txt"} <= set(ENDINGS)


def _whole(kind: str) -> bytes:
    made = BytesIO()
    if kind == "docx":
        document = Document()
        document.add_heading("Rivers", 1)
        document.add_paragraph("They carry salt.", style="List Bullet")
        document.add_table(2, 2)
        document.save(made)
    else:
        writer = PdfWriter()
        page = writer.add_blank_page(100, 100)
        stream = DecodedStreamObject()
        stream.set_data(b"BT /F1 12 Tf 10 10 Td (Salt) Tj ET")
        page[NameObject("/Contents")] = writer._add_object(stream)
        writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["docx", "pdf"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
def test_broken_documents_are_refused_and_nothing_else(
    kind: str, seed: int, tmp_path: Path
) -> None:
    raw, dice = bytearray(_whole(kind)), random.Random(seed)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(raw))
        raw[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 4))
    file = tmp_path / f"a.{kind}"
    file.write_bytes(raw[: dice.randint(1, len(raw))] if dice.random() < 0.3 else raw)
    if kind == "pdf":
        assert {"text", "fault"} & set(pdf_pages.found(file))
        return
    with suppress(BadInput):
        assert word.read_word(file, "a.docx").text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds to such a limit")
def test_memory_is_limited_where_the_pdf_is_read() -> None:
    import subprocess

    code = (
        "from studio.providers.reading import pdf_pages as p\np._limit_memory()\n"
        "try:\n    b' ' * (p.MEMORY + 1)\nexcept MemoryError:\n    print('held')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout == "held\n"
