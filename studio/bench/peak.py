"""The most memory that all processes of a film take together."""

from __future__ import annotations

import multiprocessing

from studio.bench.films import Kind, Stock, fresh
from studio.bench.meter import measured
from studio.compose.film import FilmOrder, make_film
from studio.compose.processes import Crew
from studio.domain.format import Quality


def peak_mb(stock: Stock, seconds: float, scenes: int) -> float:
    """Millions of bytes at the peak of a 1080p film of stills, made by a process of its own.

    This process, which only looks, is counted as well; what it holds is taken away.
    """
    order = fresh(stock.order(Kind.STILLS, Quality.STANDARD, seconds, scenes))
    still = measured(lambda: None, has_memory=True).peak_mb
    return measured(lambda: _apart(order), has_memory=True).peak_mb - still


def _apart(order: FilmOrder) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_make, args=(order,))
    process.start()
    process.join()


def _make(order: FilmOrder) -> None:
    with Crew() as crew:
        make_film(order, crew, lambda _: None, lambda: False)
