"""Names of files and folders: readable, and safe on every system."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 40
_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "œ": "oe", "þ": "th", "ı": "i"}
)
"""Latin letters that have no decomposition in Unicode."""

_FORBIDDEN = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
)
"""Names of devices on Windows (learn.microsoft.com, Naming Files, Paths, and Namespaces)."""


def slug(text: str, neutral: str) -> str:
    """`text` as lower-case ASCII letters, digits and single hyphens, at most 40 of them.

    Accents are dropped; what has no Latin letter or digit becomes `neutral`.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii").replace("'", "")
    words = re.findall(r"[a-z0-9]+", ascii_only)
    name = _shortened("-".join(words)) or neutral
    return f"{name}-{neutral}" if name in _FORBIDDEN else name


def extension(text: str) -> str:
    """`text` as a file extension without a dot: letters and digits, at most 8; else "bin"."""
    return "".join(re.findall(r"[a-z0-9]", text.casefold()))[:8] or "bin"


def safe_id(text: str) -> str:
    """An id as part of a name. Ids made by Greenlight come back unchanged."""
    return slug(text, "x")


def _shortened(name: str) -> str:
    """At most 40 characters, cut between two words where there is a place."""
    if len(name) <= _LONGEST:
        return name
    whole, _, _ = name[: _LONGEST + 1].rpartition("-")
    return whole or name[:_LONGEST]
