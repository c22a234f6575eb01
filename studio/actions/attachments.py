"""Files that a person brings with a message."""

from __future__ import annotations

from pathlib import Path

from studio.actions.assets import add_document, add_media
from studio.domain.asset import Asset
from studio.domain.chat import Attachment
from studio.domain.errors import UnreadableInput
from studio.domain.ids import ProjectId
from studio.providers.reading import is_readable
from studio.studio import Studio


def attach(studio: Studio, project_id: ProjectId, source: Path, name: str = "") -> Attachment:
    """Keep a file in the project and say what it is to a message: the words of a document,
    else a picture, a film or a sound. `name` is what people call it.

    Raises:
        BadInput: it is empty, damaged, locked, too large, or of a kind that is not read.
        NotFound: no such project.
        DiskFull: there is no room for it.
    """
    called = name or source.name
    if source.suffix.lower() == ".cube":
        raise UnreadableInput(called, "it is a colour table.", "Choose it as a look in Settings.")
    if is_readable(source):
        asset, read = add_document(studio, project_id, source, called)
        return _attachment(asset, read.text)
    return _attachment(add_media(studio, project_id, source, called))


def _attachment(asset: Asset, text: str = "") -> Attachment:
    return Attachment(asset=asset.id, title=asset.title, kind=asset.kind.value, text=text)
