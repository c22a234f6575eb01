"""How much room the caches may take."""

from __future__ import annotations

import os

from studio.compose.eviction import LIMIT_BYTES
from studio.domain.errors import BadInput
from studio.studio import Studio

GIGABYTE = 1024**3
VARIABLE = "GREENLIGHT_CACHE_GB"
_KEY = "cache.gigabytes"


def cache_limit(studio: Studio) -> int:
    """Bytes that segments and sound kept for the next time may take.

    $GREENLIGHT_CACHE_GB, else what was set, else twenty gigabytes; what is no number counts
    as not set.
    """
    for text in (os.environ.get(VARIABLE, ""), studio.store.preferences.get(_KEY)):
        gigabytes = _number(text)
        if gigabytes is not None:
            return round(gigabytes * GIGABYTE)
    return LIMIT_BYTES


def set_cache_limit(studio: Studio, gigabytes: float) -> None:
    """Keep at most `gigabytes` from the next film on. Raises BadInput below zero."""
    if _number(str(gigabytes)) is None:
        raise BadInput("the cache's size", "it is not a number of gigabytes.", "Write 20.")
    studio.store.preferences.put(_KEY, f"{gigabytes:g}")


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number < 1e6 else None
