"""The caches within a size: cleaned by last use, never of what a running film needs."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from studio.compose.cache import SegmentCache, sweep
from studio.compose.eviction import keep_within, needed
from studio.compose.film import make_film
from studio.compose.statistics import SegmentStatistics

if TYPE_CHECKING:
    from conftest import Filming

    from studio.compose.processes import Crew

KEYS = [f"{n:02x}" * 32 for n in range(6)]
BYTES = 1000


def _fill(folder: Path) -> SegmentCache:
    """Six segments, the first used longest ago."""
    cache = SegmentCache(folder)
    for n, key in enumerate(KEYS):
        with cache.writing(key) as part:
            part.write_bytes(bytes(BYTES))
        cache.note(key, SegmentStatistics(size=BYTES, frames=1))
        for file in (cache.path(key), cache.path(key).with_suffix(".json")):
            os.utime(file, (1_700_000_000 + n, 1_700_000_000 + n))
    return cache


def _there(cache: SegmentCache) -> list[str]:
    return [key for key in KEYS if cache.path(key).exists()]


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.glob("??/*"))


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = _fill(tmp_path)
    each = _size(tmp_path) // len(KEYS)

    removed = keep_within([tmp_path], 4 * each)

    assert removed == 2 * each
    assert _there(cache) == KEYS[2:]
    assert not cache.path(KEYS[0]).with_suffix(".json").exists()


def test_a_segment_that_is_found_counts_as_used(tmp_path: Path) -> None:
    cache = _fill(tmp_path)
    assert cache.find(KEYS[0])

    keep_within([tmp_path], _size(tmp_path) // 2)

    assert _there(cache) == [KEYS[0], *KEYS[4:]]


def test_below_the_limit_nothing_goes(tmp_path: Path) -> None:
    cache = _fill(tmp_path)
    assert keep_within([tmp_path], _size(tmp_path)) == 0
    assert _there(cache) == KEYS


def test_what_is_needed_stays_even_above_the_limit(tmp_path: Path) -> None:
    cache = _fill(tmp_path)
    with needed(tmp_path, KEYS[:2]):
        keep_within([tmp_path], 0)
        assert _there(cache) == KEYS[:2]
    keep_within([tmp_path], 0)
    assert _there(cache) == []
    assert not list(tmp_path.glob("needs/.*"))


def test_a_note_of_a_process_that_is_gone_holds_nothing(tmp_path: Path) -> None:
    cache = _fill(tmp_path)
    note = tmp_path / "needs" / ".abcd2345.7ffffffe-1-abcd2345.part.json"
    note.parent.mkdir()
    note.write_text(json.dumps(KEYS), encoding="utf-8")

    keep_within([tmp_path], 0)
    sweep(tmp_path)

    assert _there(cache) == []
    assert not note.exists()


def test_folders_share_one_limit(tmp_path: Path) -> None:
    one, two = _fill(tmp_path / "one"), _fill(tmp_path / "two")
    for key in KEYS:
        assert two.find(key)

    keep_within([tmp_path / "one", tmp_path / "two"], _size(tmp_path / "two"))

    assert (_there(one), _there(two)) == ([], KEYS)


@pytest.mark.slow
def test_a_film_outlives_its_cache(filming: Filming, crew: Crew) -> None:
    """With no room at all a film is made just the same, and made again costs only time."""
    cut = filming.cut([filming.still("a", frames=20), filming.still("b", "#2060C0", frames=20)])
    order = filming.order(cut, cache_bytes=0)

    first = make_film(order, crew, lambda _: None, lambda: False)
    content = first.film.read_bytes()
    assert list(order.segments_folder.glob("??/*")) == []
    again = make_film(order, crew, lambda _: None, lambda: False)

    assert first.report.frames == again.report.frames == cut.length
    assert again.made == first.made
    assert again.film.read_bytes() == content
