"""Where the shipped pages and assets lie, in a checkout as well as in an installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def pages() -> Path:
    """The folder of the pages."""
    return _beside_or_inside("pages")


def assets() -> Path:
    """The folder of logo, fonts and samples."""
    return _beside_or_inside("assets")


def page(name: str) -> Path:
    """The file of one page."""
    return pages() / f"{name}.py"


def _beside_or_inside(name: str) -> Path:
    """The wheel carries these folders inside the package; a checkout has them beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
