import wave
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from studio.actions.attachments import attach
from studio.domain.asset import AssetKind
from studio.domain.errors import BadInput, EmptyInput, NotFound, UnreadableInput
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.studio import Studio


def test_the_words_of_a_document_go_with_the_message(
    studio: Studio, film: Project, tmp_path: Path
) -> None:
    document = Document()
    document.add_paragraph("The sea is salty.")
    document.save(str(tmp_path / "notes.docx"))
    file = attach(studio, film.id, tmp_path / "notes.docx", "My notes.docx")
    assert (file.kind, file.title, file.text) == ("text", "My notes.docx", "The sea is salty.")
    asset = studio.store.assets.get(file.asset, film.id)
    assert asset.kind is AssetKind.TEXT
    kept = studio.store.media.path(asset.file)
    assert kept.read_bytes() == (tmp_path / "notes.docx").read_bytes()
    assert kept.suffix == ".docx"


def test_pictures_and_sounds_become_media_of_the_film(
    studio: Studio, film: Project, tmp_path: Path
) -> None:
    Image.new("RGB", (40, 30), "teal").save(tmp_path / "sea.png")
    with wave.open(str(tmp_path / "sea.wav"), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(16_000))
    picture = attach(studio, film.id, tmp_path / "sea.png")
    sound_file = attach(studio, film.id, tmp_path / "sea.wav")
    assert (picture.kind, sound_file.kind) == ("picture", "sound")
    assert attach(studio, film.id, tmp_path / "sea.png") == picture
    assert len(studio.store.assets.list(film.id)) == 2
    assert studio.store.assets.get(sound_file.asset, film.id).length_s == pytest.approx(1.0)


def test_what_cannot_be_used_is_named_and_leaves_nothing(
    studio: Studio, film: Project, tmp_path: Path
) -> None:
    (tmp_path / "empty.pdf").touch()
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")
    (tmp_path / "look.cube").write_text("LUT_3D_SIZE 2\n", encoding="utf-8")
    for name, error in (
        ("empty.pdf", EmptyInput),
        ("broken.png", BadInput),
        ("look.cube", UnreadableInput),
        ("none.pdf", UnreadableInput),
    ):
        with pytest.raises(error, match=name):
            attach(studio, film.id, tmp_path / name)
    assert studio.store.assets.list(film.id) == ()
    (tmp_path / "words.txt").write_text("Words.", encoding="utf-8")
    with pytest.raises(NotFound):
        attach(studio, ProjectId("none"), tmp_path / "words.txt")
