from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio import doctor
from studio.doctor import Finding, examine
from studio.domain.errors import NewerStore

EXAMS = ("_codecs", "_graphics_cards", "_fonts", "_voice", "_key_store", "_local_models", "_disk")


@pytest.fixture
def well(monkeypatch: pytest.MonkeyPatch) -> None:
    """All but data folder and worker are known to be well; looking at them takes seconds."""
    for name in EXAMS:
        monkeypatch.setattr(doctor, name, lambda *_: Finding("Well", True, "yes"))


def titled(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.title: finding for finding in findings}


@pytest.mark.usefixtures("well")
def test_a_data_folder_that_is_none_is_found_by_its_title(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Tides", encoding="utf-8")
    found = titled(examine(tmp_path / "notes.txt"))
    assert not found["Data folder"].is_ok
    assert "cannot be written" in found["Data folder"].found
    assert found["Data folder"].remedy
    assert "the studio" in found["Worker"].found


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize(
    ("exam", "title"), [("_data_folder", "Data folder"), ("_graphics_cards", "Graphics cards")]
)
def test_an_error_is_a_finding_with_its_remedy(
    exam: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, exam, named(exam, raising))
    assert titled(examine(tmp_path))[title].remedy == NewerStore("x", ()).remedy


def test_a_voice_that_says_too_little_has_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.providers.embedded_providers", Mute)
    found = doctor._voice()
    assert (found.is_ok, bool(found.remedy)) == (False, True)


def raising(*_: object) -> Finding:
    raise NewerStore("x", ())


def named(name: str, function: Callable[..., Finding]) -> Callable[..., Finding]:
    function.__name__ = name
    return function


class Mute:
    """A provider whose voice says nothing."""

    length_s = 1.0
    words: tuple[Any, ...] = ()

    def speech(self, _: str) -> "Mute":
        return self

    def voices(self) -> tuple[Any, ...]:
        return ()

    def speak(self, *_: object) -> "Mute":
        return self
