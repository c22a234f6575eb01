"""Finds espeak-ng in its wheel and loads it, wherever the wheel was installed."""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from studio.domain.errors import MissingPart

_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
# Builds of espeak-ng keep the path of their data in 160 bytes and cut longer ones short.
_LONGEST_PATH = 150
_REMEDY = "Install the package espeakng-loader again, then run: greenlight doctor"


def load_library() -> ctypes.CDLL:
    """The library, started, for sound that is handed back and not played.

    Raises:
        MissingPart: it is not installed, or does not start on this machine.
    """
    library_file, data_folder = _parts()
    try:
        library = ctypes.CDLL(str(library_file))
    except OSError as fault:
        raise MissingPart(f"The voice engine espeak-ng ({fault})", _REMEDY) from fault
    for path in _ways_to(data_folder):
        if library.espeak_Initialize(_SYNCHRONOUS, 0, path, _DO_NOT_EXIT) > 0:
            return library
    raise MissingPart(
        f"The voice data in {data_folder}",
        "Install Greenlight in a folder with a short name in plain letters.",
    )


def _parts() -> tuple[Path, Path]:
    try:
        import espeakng_loader

        return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())
    except (ImportError, RuntimeError) as fault:
        raise MissingPart("The voice engine espeak-ng", _REMEDY) from fault


def _ways_to(folder: Path) -> Iterator[bytes]:
    """Names of `folder` that espeak-ng may understand, the plainest first."""
    if sys.platform == "win32":
        short = _short_name(folder)
        yield from (name for name in (short.encode(), short.encode("mbcs", "replace")))
        return
    if len(os.fsencode(folder)) <= _LONGEST_PATH:
        yield os.fsencode(folder)
        return
    yield os.fsencode(_link_to(folder))


def _link_to(folder: Path) -> Path:
    """A short name for `folder`, removed when the process ends."""
    place = Path(tempfile.mkdtemp(prefix="voice-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    link = place / "espeak-ng-data"
    link.symlink_to(folder, target_is_directory=True)
    return link


def _short_name(folder: Path) -> str:
    """The eight-and-three name Windows gives a folder, in plain letters, or its own name."""
    if sys.platform != "win32":
        return str(folder)
    room = ctypes.create_unicode_buffer(32_768)
    length = ctypes.windll.kernel32.GetShortPathNameW(str(folder), room, len(room))
    return room.value if length else str(folder)
