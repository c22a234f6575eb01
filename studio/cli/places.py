"""Where a command is to write, looked at before any work is done for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from studio.domain.errors import BadInput, FolderUnwritable
from studio.store.files import check_folder

FILMS = (".mp4", ".mov")


def film_place(place: Path, given: Iterable[Path] = ()) -> Path:
    """`file_place` for a film that is made of the files in `given` and replaces none of them."""
    target = file_place(place, FILMS)
    if any(_is_same(target, path) for path in given):
        problem = "the film is made of it, and would take its place."
        raise BadInput(str(place), problem, "Give the film another name.")
    return target


def file_place(place: Path, endings: Sequence[str] = ()) -> Path:
    """The absolute path of a file that can be written at `place`; nothing is made there yet.

    Raises BadInput for a folder, for a name that ends otherwise than `endings` (an ending may
    be left out), and where nothing can be written; DiskFull.
    """
    target = place.expanduser().absolute()
    if target.is_dir():
        raise BadInput(str(place), "it is a folder.", "Give the name of a file in it.")
    if endings and target.suffix.lower() not in ("", *endings):
        remedy = f"Let its name end with {' or '.join(endings)}."
        raise BadInput(str(place), f"what is made is no {target.suffix} file.", remedy)
    folder_place(target.parent)
    return target


def folder_place(place: Path) -> Path:
    """The absolute path of a folder that can be made and written at `place`; it is not made yet.

    Raises BadInput, DiskFull.
    """
    folder = place.expanduser().absolute()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        check_folder(nearest)
    except FolderUnwritable as fault:
        problem = "nothing can be written there."
        raise BadInput(str(place), problem, "Choose another place.") from fault
    return folder


def _is_same(target: Path, given: Path) -> bool:
    return target.exists() and given.exists() and target.samefile(given)
