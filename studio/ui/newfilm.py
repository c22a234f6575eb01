"""From the form of a new film to a project that the director is at work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio.actions.attachments import attach
from studio.actions.chat import send
from studio.actions.projects import brief_kind, create_project, set_brief
from studio.agents.desk import ABOUT_WORDS
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import BadInput, EmptyInput, GreenlightError
from studio.domain.format import Aspect, Format
from studio.domain.project import Captions, Project, Score, Voice
from studio.providers.reading import is_readable, read_words
from studio.studio import Studio
from studio.ui.uploads import Upload, on_disk

FROM_PICTURES = "Make a film from my pictures."


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
    """Make a project of a wish and tell the director of it, with the files as attachments.

    Raises BadInput when a file or the text cannot be used, QueueFull; nothing is kept then.
    """
    with on_disk(wish.uploads) as files:
        return _create(studio, wish, _brief(wish, [f for f in files if is_readable(f)]), files)


def _create(studio: Studio, wish: Wish, brief: Brief, files: Sequence[Path]) -> Project:
    """Begin the project; take it off the list again when its files cannot be used."""
    project = create_project(studio, brief, **_settings(wish))
    try:
        attached = [attach(studio, project.id, file, file.name) for file in files]
        seen = tuple(file.asset for file in attached if file.kind in ("picture", "film"))
        if seen:
            set_brief(studio, project.id, brief.model_copy(update={"pictures": seen}))
        has_text = any(file.kind == "text" for file in attached)
        said = wish.text.strip() if has_text else brief.text
        send(studio, project.id, said, attachments=attached)
    except GreenlightError:
        studio.store.projects.remove(project.id)
        raise
    return studio.store.projects.get(project.id)


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
        names = ", ".join(text.name for text in texts)
        raise BadInput(names, "a film is made of one text.", "Join them into one file.")
    text, kind = wish.text.strip(), BriefKind.IDEA
    if texts:
        read = read_words(texts[0], texts[0].name)
        # As the director reads a message: a few words beside a text are about it, not of it.
        is_about = len(text.split()) <= ABOUT_WORDS
        text = read.text if is_about else f"{text}\n\n{read.text}"
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
