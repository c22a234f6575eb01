"""Bring pictures, films, sounds and documents into a project."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from studio.actions.events import project_topic
from studio.domain.asset import Asset, AssetKind
from studio.domain.ids import AssetId, ProjectId
from studio.domain.scene import Focus
from studio.providers.focus import find_focus
from studio.providers.intake import MediaFacts, inspect_media
from studio.providers.reading import read_words
from studio.providers.texts import TextInput
from studio.store.files import writing
from studio.studio import Studio

_CHUNK = 1 << 20


def add_media(studio: Studio, project_id: ProjectId, source: Path, title: str = "") -> Asset:
    """Copy a picture, a film or a sound into the project; the same file twice is one asset.

    Raises:
        BadInput: the file is damaged, too large, or of a kind Greenlight does not read.
        NotFound: no such project.
        DiskFull: there is no room for it.
    """
    return _kept(studio, project_id, source, title or source.name, inspect_media)


def add_document(
    studio: Studio, project_id: ProjectId, source: Path, title: str = ""
) -> tuple[Asset, TextInput]:
    """Copy a text, PDF or Word document into the project, and read its words.

    Raises:
        BadInput: it is locked, damaged, too large, without words, or no document.
        NotFound: no such project.
        DiskFull: there is no room for it.
    """
    read = read_words(source, title or source.name)
    asset = _kept(studio, project_id, source, title or source.name, _document_facts)
    return asset, read


def _document_facts(source: Path, _name: str) -> MediaFacts:
    return MediaFacts(AssetKind.TEXT, source.suffix.lower().lstrip(".") or "txt")


def _kept(
    studio: Studio,
    project_id: ProjectId,
    source: Path,
    title: str,
    inspect: Callable[[Path, str], MediaFacts],
) -> Asset:
    facts = inspect(source, title)
    project = studio.store.projects.get(project_id)
    asset_id = AssetId(_digest(source))
    known = {asset.id: asset for asset in studio.store.assets.list(project_id)}
    if asset_id in known and studio.store.media.path(known[asset_id].file).exists():
        return known[asset_id]
    target = studio.store.media.asset_target(project, asset_id, facts.extension)
    with writing(target) as part:
        shutil.copyfile(source, part)
    asset = Asset(
        id=asset_id,
        project=project_id,
        kind=facts.kind,
        title=title[:200],
        file=studio.store.media.relative(target),
        width=facts.width,
        height=facts.height,
        length_s=facts.length_s,
        focus=find_focus(target) if facts.kind is AssetKind.PICTURE else Focus(),
    )
    with studio.store.transaction():
        studio.store.assets.put(asset)
        studio.store.events.append(
            "asset.added",
            project=project_id,
            topic=project_topic(project_id),
            payload={"asset": asset_id, "title": asset.title},
        )
    return asset


def _digest(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
