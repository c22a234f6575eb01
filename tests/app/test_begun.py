"""A film is begun once, however often one presses."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio.domain.errors import EmptyInput
from studio.studio import Studio
from studio.ui import begun
from studio.ui.newfilm import Wish, begin_film


def test_two_presses_at_once_begin_one_film(house: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, at_work, gone_to = begun.Begun(), threading.Event(), []
    monkeypatch.setattr(begun, "_begun", lambda: shared)
    monkeypatch.setattr(begun, "arrive", lambda: gone_to.append(shared.project))

    def slowly(studio: Studio, wish: Wish):  # type: ignore[no-untyped-def]
        at_work.set()
        waiting.wait(10)
        return begin_film(studio, wish)

    waiting = threading.Event()
    monkeypatch.setattr(begun, "begin_film", slowly)
    wish = Wish(text="Why the sea is salty")
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(begun.begin_once, house, wish)
        assert at_work.wait(10)
        second = pool.submit(begun.begin_once, house, wish)
        waiting.set()
        first.result(30)
        second.result(30)
    (film,) = house.store.projects.list()
    assert gone_to == [film.id, film.id]


def test_what_could_not_be_begun_can_be_tried_again(
    house: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared, shown = begun.Begun(), []
    monkeypatch.setattr(begun, "_begun", lambda: shared)
    monkeypatch.setattr(begun, "show_fault", shown.append)
    monkeypatch.setattr(begun, "arrive", lambda: None)
    begun.begin_once(house, Wish())
    assert [fault.error for fault in shown] == [EmptyInput.__name__]
    begun.begin_once(house, Wish(text="Why the sea is salty"))
    assert len(house.store.projects.list()) == 1
