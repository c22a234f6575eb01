"""From the form of a new film to a project that the director is at work on."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, Protocol

from studio.actions.assets import add_media
from studio.actions.chat import send
from studio.actions.projects import brief_kind, create_project, set_brief
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import BadInput, EmptyInput, GreenlightError
from studio.domain.format import Aspect, Format
from studio.domain.ids import AssetId
from studio.domain.project import Captions, Project, Score, Voice
from studio.providers.intake import read_text
from studio.studio import Studio

TEXT_ENDINGS = ("txt", "md", "markdown")
PICTURE_ENDINGS = ("jpg", "jpeg", "png", "webp")
FROM_PICTURES = "Make a film from my pictures."


class Upload(Protocol):
    """A file as the browser sent it."""

    @property
    def name(self) -> str:
        """Its name on the person's disk."""
        ...

    def getvalue(self) -> bytes:
        """Its bytes."""
        ...


@dataclass(frozen=True)
class Wish:
    """What the form says; empty means: as the text and the mood decide."""

    text: str = ""
    title: str = ""
    uploads: Sequence[Upload] = field(default=())
    length_s: float | None = None
    aspect: Aspect = Aspect.WIDE
    voice: Voice = field(default_factory=Voice)
    mood: str = ""
    captions: Captions = Captions.WORDS
    is_idea: bool = False


def begin_film(studio: Studio, wish: Wish) -> Project:
    """Make a project of a wish and send its text to the director.

    Raises BadInput when a file or the text cannot be used, QueueFull; nothing is kept then.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="greenlight-")))
        files = [_put(folder, n, upload) for n, upload in enumerate(wish.uploads)]
        brief = _brief(wish, [file for file in files if _is_text(file)])
        pictures = [file for file in files if not _is_text(file)]
        return _create(studio, wish, brief, pictures)


def _create(studio: Studio, wish: Wish, brief: Brief, pictures: Sequence[Path]) -> Project:
    """Begin the project; take it off the list again when its pictures cannot be used."""
    project = create_project(studio, brief, **_settings(wish))
    try:
        assets = tuple(_add(studio, project, picture) for picture in pictures)
        if assets:
            asked = brief.model_copy(update={"pictures": assets})
            project = set_brief(studio, project.id, asked)
        send(studio, project.id, brief.text)
    except GreenlightError:
        studio.store.projects.remove(project.id)
        raise
    return project


def _settings(wish: Wish) -> dict[str, Any]:
    score = Score(mood=wish.mood) if wish.mood else Score()
    return {
        "format": Format(aspect=wish.aspect),
        "voice": wish.voice,
        "score": score,
        "captions": wish.captions,
    }


def _brief(wish: Wish, texts: Sequence[Path]) -> Brief:
    """The brief of a wish with at most one text file. Raises BadInput."""
    if len(texts) > 1:
        names = ", ".join(_name(text) for text in texts)
        raise BadInput(names, "a film is made of one text.", "Join them into one file.")
    text, kind = wish.text.strip(), BriefKind.IDEA
    if texts:
        read = read_text(texts[0], _name(texts[0]))
        text = f"{text}\n\n{read.text}".strip()
        kind = read.kind
    elif text and not wish.is_idea:
        kind = brief_kind(text)
    if not text and not wish.uploads:
        raise EmptyInput("The new film")
    return Brief(
        kind=kind,
        title=wish.title,
        text=text or FROM_PICTURES,
        length_s=wish.length_s,
        mood=wish.mood,
    )


def _put(folder: Path, n: int, upload: Upload) -> Path:
    """Write an upload to disk under its own name, in a folder of its own."""
    place = folder / str(n)
    place.mkdir()
    file = place / (PurePath(upload.name.replace("\\", "/")).name or "file")
    file.write_bytes(upload.getvalue())
    return file


def _is_text(file: Path) -> bool:
    return file.suffix.lower().lstrip(".") in TEXT_ENDINGS


def _add(studio: Studio, project: Project, picture: Path) -> AssetId:
    return add_media(studio, project.id, picture, _name(picture)).id


def _name(file: Path) -> str:
    return file.name
