"""The same work on many stretches at once: numpy and FFmpeg leave the interpreter alone."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 4
_AHEAD = 4


def side_by_side(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """What `work` makes of each of `items`, in their order; the first error ends it.

    A few results at a time are kept, however many there are.
    """
    threads = min(_MOST, os.cpu_count() or 1)
    rest = iter(items)
    with ThreadPoolExecutor(threads) as pool:
        given = deque(pool.submit(work, item) for item in islice(rest, _AHEAD * threads))
        try:
            while given:
                done = given.popleft().result()
                given.extend(pool.submit(work, item) for item in islice(rest, 1))
                yield done
        finally:
            for left in given:
                left.cancel()
