"""What the files really are that a person brings: texts, pictures, films, sounds."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.domain.asset import AssetKind
from studio.domain.errors import EmptyInput, UnreadableInput
from studio.graphics.cube import read_cube
from studio.providers.footage import footage_facts
from studio.providers.opening import EXTENSIONS, is_picture, opened
from studio.providers.reading import is_readable

_PICTURE_SUFFIXES = frozenset(f".{ending}" for ending in EXTENSIONS.values()) | {".jpeg", ".tiff"}
_CHECKED_SIDE = 1024
_ORIENTATION = 0x0112
_TURNED = range(5, 9)


@dataclass(frozen=True)
class MediaFacts:
    """What a media file holds, by its content.

    `extension` is without a dot; `width` and `height` are pixels as shown, `length_s`
    seconds, 0 where there are none.
    """

    kind: AssetKind
    extension: str
    width: int = 0
    height: int = 0
    length_s: float = 0.0


@dataclass(frozen=True)
class Inputs:
    """Files by what they hold, each kind in the order they came; `others` are sounds.

    `tables` are colour tables (.cube).
    """

    texts: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    films: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()


def inspect_media(path: Path, name: str) -> MediaFacts:
    """What the file at `path` holds; `name` is what people call it.

    A picture is decoded to its end; of a film the first frame is, and its end must be there.

    Raises:
        EmptyInput: there is nothing in the file.
        TooLarge: it is more than Greenlight takes.
        UnreadableInput: it is damaged, cut short, or of another kind.
    """
    if not path.is_file():
        raise UnreadableInput(name, "there is no such file.", "Look at its name again.")
    if path.stat().st_size == 0:
        raise EmptyInput(name)
    if path.suffix.lower() == ".cube":
        read_cube(path, name)
        return MediaFacts(AssetKind.TABLE, "cube")
    if is_picture(path) or path.suffix.lower() in _PICTURE_SUFFIXES:
        return _picture_facts(path, name)
    facts = footage_facts(path, name)
    kind = AssetKind.FILM if facts.has_picture else AssetKind.SOUND
    return MediaFacts(kind, facts.extension, facts.width, facts.height, facts.length_s)


def sort_inputs(paths: Iterable[Path]) -> Inputs:
    """The files by what they hold. Folders stand for the files in them, `*` for any name.

    Texts, PDF and Word documents are told by their content, else by their name.

    Raises:
        BadInput: a file that is no text is missing, damaged, too large or of no known kind.
    """
    kinds: dict[AssetKind | None, list[Path]] = {}
    for path in listed(paths):
        kinds.setdefault(_kind_of(path), []).append(path)
    return Inputs(
        texts=tuple(kinds.get(None, ())),
        pictures=tuple(kinds.get(AssetKind.PICTURE, ())),
        films=tuple(kinds.get(AssetKind.FILM, ())),
        others=tuple(kinds.get(AssetKind.SOUND, ())),
        tables=tuple(kinds.get(AssetKind.TABLE, ())),
    )


def _kind_of(path: Path) -> AssetKind | None:
    """The kind of media, or None for what is read."""
    is_table = path.suffix.lower() == ".cube"
    if not is_table and is_readable(path):
        return None
    return inspect_media(path, path.name).kind


def listed(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that `paths` stand for: of a folder those in it, of `*` those of such a name.

    A pattern that no file has is given as it is, so that it is missed.
    """
    for path in paths:
        if path.is_dir():
            yield from _visible_files(path.iterdir())
        elif not path.exists() and glob.has_magic(str(path)):
            yield from _visible_files(map(Path, glob.glob(str(path)))) or [path]
        else:
            yield path


def _visible_files(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.is_file() and not path.name.startswith("."))


def _picture_facts(path: Path, name: str) -> MediaFacts:
    with opened(path, name) as image:
        width, height = image.size
        extension = EXTENSIONS[image.format or ""]
        is_turned = image.getexif().get(_ORIENTATION) in _TURNED
        image.draft("RGB", (_CHECKED_SIDE, _CHECKED_SIDE))
        image.load()
    shown = (height, width) if is_turned else (width, height)
    return MediaFacts(AssetKind.PICTURE, extension, *shown)
