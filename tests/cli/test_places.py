import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from studio.cli import application
from studio.cli.places import file_place, film_place, folder_place
from studio.domain.errors import BadInput, FolderUnwritable
from studio.providers.intake import listed


@pytest.mark.parametrize("name", ["film", "film.mp4", "Film.MOV", "new/folder/film.mp4"])
def test_a_film_may_be_called_so(tmp_path: Path, name: str) -> None:
    assert film_place(tmp_path / name) == tmp_path / name
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["notes.md", "film.mkv", "film.v2"])
def test_a_film_takes_no_other_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match=r"\.mp4"):
        film_place(tmp_path / name)


def test_a_film_does_not_replace_what_it_is_made_of(tmp_path: Path) -> None:
    footage = tmp_path / "walk.mp4"
    footage.write_bytes(b"footage")
    with pytest.raises(BadInput, match="made of it"):
        film_place(tmp_path / "walk.mp4", listed([tmp_path]))
    assert film_place(footage, [tmp_path / "other.mp4"]) == footage


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="folder"):
        file_place(tmp_path)


def test_nothing_is_written_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("Tides", encoding="utf-8")
    for place in (file_place, folder_place):
        with pytest.raises(BadInput, match="nothing can be written there"):
            place(tmp_path / "notes.md" / "in" / "film.mp4")


def test_a_closed_folder_is_told_as_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(folder: Path) -> None:
        raise FolderUnwritable(str(folder), "Permission denied")

    monkeypatch.setattr("studio.cli.places.check_folder", closed)
    with pytest.raises(BadInput, match="nothing can be written there"):
        folder_place(tmp_path / "new")


COMMANDS = {
    "make": ["make", "--idea", "Tides", "-o"],
    "render": ["render", "Tides", "-o"],
    "export": ["export", "Tides", "--as", "poster", "-o"],
    "stems": ["stems", "Tides", "-o"],
    "sheet": ["templates", "title", "--sheet"],
    "bench": ["bench", "--only", "plans", "-o"],
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_no_work_is_done_for_a_place_that_cannot_be_written(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def never(*_: object) -> Iterator[None]:
        raise AssertionError("opened")
        yield

    monkeypatch.setenv("GREENLIGHT_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("studio.cli.terminal.opened", never)
    monkeypatch.setattr("studio.bench.run.run", never)
    (tmp_path / "notes.md").write_text("Tides", encoding="utf-8")
    told = CliRunner().invoke(application(), [*words, str(tmp_path / "notes.md" / "film")])
    assert told.exit_code == 2, told.output
    assert "nothing can be written there" in told.output


def test_drawings_and_figures_may_go_to_a_new_folder(tmp_path: Path) -> None:
    target = tmp_path / "new" / "sheet.png"
    command = ["templates", "title", "--sheet", str(target), "--json"]
    told = CliRunner().invoke(application(), command)
    assert told.exit_code == 0, told.output
    assert "title" in json.loads(told.stdout)
    assert [file.name for file in target.parent.iterdir()] == ["sheet.png"]
