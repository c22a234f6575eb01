"""Which calls of one run are the same call made again, and which are meant anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from studio.agents.tools.card import ToolCard
from studio.domain.documents import canonical_json


@dataclass
class Repeats:
    """Numbers the calls of one run that mean the same; equal numbers are one call.

    Within one answer of a model a repeat is meant. A later answer that repeats a call stutters,
    unless a call has been carried out in between that set the same thing otherwise: "red, blue,
    red" ends red. Only what happens in this run counts, so that a run that begins anew after a
    crash numbers its calls as the first one did and finds what was done.
    """

    _in_answer: Counter[str] = field(default_factory=Counter)
    _first: dict[str, int] = field(default_factory=dict)
    _most: dict[str, int] = field(default_factory=dict)
    _set: dict[str, str] = field(default_factory=dict)

    def new_answer(self) -> None:
        """A model answers anew."""
        self._in_answer.clear()

    def number(self, card: ToolCard, plain: dict[str, Any]) -> int:
        """The number of a call, from 0, as its turn comes."""
        call = _meaning(card, plain)
        if call in self._most and self._is_overtaken(card, plain):
            self._first[call] = self._most[call] + 1
            self._in_answer[call] = 0
        number = self._first.get(call, 0) + self._in_answer[call]
        self._in_answer[call] += 1
        self._most[call] = max(number, self._most.get(call, 0))
        return number

    def carried_out(self, card: ToolCard, plain: dict[str, Any]) -> None:
        """A call was carried out, now or before."""
        if card.is_setting:
            self._set[_subject(card, plain)] = _meaning(card, plain)

    def _is_overtaken(self, card: ToolCard, plain: dict[str, Any]) -> bool:
        call = _meaning(card, plain)
        return card.is_setting and self._set.get(_subject(card, plain), call) != call


def _meaning(card: ToolCard, plain: dict[str, Any]) -> str:
    return f"{card.name}:{canonical_json(plain)}"


def _subject(card: ToolCard, plain: dict[str, Any]) -> str:
    """What a call sets: something of the film, or of the scene it names."""
    return f"{card.name}:{plain.get('scene', '')}"
