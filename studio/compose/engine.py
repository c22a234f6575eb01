"""Versions of all that turns a segment's spec into pixels and packets."""

from __future__ import annotations

from importlib.metadata import version

COMPOSITOR = 13
_PARTS = ("av", "numpy", "opencv-python-headless", "pillow", "skia-python")


def engine() -> str:
    """The compositor's own version and those of its parts, as one line.

    Raise `COMPOSITOR` whenever the same spec gives other pixels than before: segments made
    by another engine are not used again.
    """
    return " ".join([f"compositor-{COMPOSITOR}", *(f"{part}-{version(part)}" for part in _PARTS)])
