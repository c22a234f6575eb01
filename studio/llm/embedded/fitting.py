"""Fit a film into a wished length: leave out what tells least, or give more air."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from heapq import heapify, heappop, heappush

from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.headlines import subject
from studio.llm.embedded.measure import Measure
from studio.llm.embedded.numbers import telling_number
from studio.llm.embedded.sentences import words
from studio.llm.embedded.vocabulary import vocabulary

AIR_S = 0.65
LEAST_AIR_S = 0.65
MOST_AIR_S = 2.2
LAST_AIR_S = 1.45
SILENT_S = 3.0
LEAST_SCENE_S = 2.6
READING_S = 0.28
TOLERANCE = 0.03
ROOM_S = 3.0
ROOM_SHARE = 0.14
SHOWN = 6
ATTEMPTS = 4
_ON_BEFORE = vocabulary(
    "this that these those such then so but and or yet also however therefore thus both neither "
    "another together instead otherwise still there",
)
_ON_SUBJECT = re.compile(r"\b(?:it|its|they|their|them|he|his|him|she|her|here|there)\b", re.I)

_OPENS_ON_SUBJECT = re.compile(
    r"^(?:it|its|they|their|each(?! (?:other|night|day|year|morning|time|second|month)\b))\b"
    r"|\b(?:landed|ran|been|visited) (?:there|it)\b",
    re.I,
)


class Lean(IntEnum):
    """What a sentence needs to be understood: nothing, its subject, or the one before it."""

    ALONE = 0
    ON_SUBJECT = 1
    ON_BEFORE = 2


@dataclass(frozen=True)
class _Piece:
    """One sentence of a beat, with what it is worth and how long it takes."""

    beat: int
    sentence: int
    seconds: float
    worth: float
    lean: Lean
    is_kept: bool


def fitted(beats: Sequence[Beat], wish_s: float | None, measure: Measure) -> tuple[Beat, ...]:
    """The beats that fit into `wish_s` seconds; whole sentences are left out, never parts.

    What is worth least a second goes first. A sentence that leans on another ("It …",
    "But …") goes when that one goes. Without a wish, or when the text is short enough,
    everything stays.
    """
    total = film_s(beats, measure)
    if wish_s is None or total <= wish_s * (1 + TOLERANCE):
        return tuple(beats)
    pieces, excess = _pieces(beats, measure), total - wish_s
    left = tuple(beats)
    for _ in range(ATTEMPTS):
        gone = _left_out(pieces, excess, max(ROOM_S, wish_s * ROOM_SHARE))
        left = _without(beats, {(pieces[n].beat, pieces[n].sentence) for n in gone})
        missed = film_s(left, measure) - wish_s
        if abs(missed) <= wish_s * ROOM_SHARE:
            break
        excess += missed
    return left


def _left_out(pieces: Sequence[_Piece], excess_s: float, room_s: float) -> set[int]:
    """The places of the pieces to leave out so that `excess_s` seconds are saved.

    A heap by price; a chain that saves more than `room_s` too much waits until nothing
    smaller is left, for what is saved too much has to be filled with air.
    """
    gone: set[int] = set()
    left = Counter(piece.beat for piece in pieces)
    joint = frozenset(beat for beat, count in left.items() if count > 1)
    heap = [(_price(pieces, _chain(pieces, n, gone)), n) for n in range(len(pieces))]
    heapify(heap)
    waiting: list[tuple[float, int]] = []
    while excess_s > 0 and (heap or waiting):
        if not heap:
            heap, waiting = waiting[:1], waiting[1:]
        price, place = heappop(heap)
        chain = _chain(pieces, place, gone)
        if not chain or any(pieces[n].is_kept for n in chain):
            continue
        saved = sum(pieces[n].seconds for n in chain)
        emptied = Counter(pieces[n].beat for n in chain)
        saved += AIR_S * sum(left[beat] == n for beat, n in emptied.items() if beat in joint)
        if saved > excess_s + room_s and heap:
            waiting.append((saved, place))
            waiting.sort()
            continue
        if (now := _price(pieces, chain)) > price + 1e-9 and heap and now > heap[0][0]:
            heappush(heap, (now, place))
            continue
        gone.update(chain)
        left.subtract(emptied)
        excess_s -= saved
    return gone


def _chain(pieces: Sequence[_Piece], place: int, gone: set[int]) -> tuple[int, ...]:
    """A piece and those after it that cannot stand without it; () when it is gone already."""
    if place in gone:
        return ()
    chain, names_subject = [place], pieces[place].lean is Lean.ALONE
    follows = True
    for after in range(place + 1, len(pieces)):
        lean = pieces[after].lean
        if lean is Lean.ALONE or not (names_subject or follows):
            break
        if after in gone:
            continue
        follows = follows and lean is Lean.ON_BEFORE
        if names_subject or follows:
            chain.append(after)
    return tuple(chain)


def _price(pieces: Sequence[_Piece], chain: Sequence[int]) -> float:
    """What a second saved by leaving a chain out costs the film."""
    seconds = sum(pieces[n].seconds for n in chain)
    return sum(pieces[n].worth for n in chain) / max(seconds, 0.1)


def film_s(beats: Sequence[Beat], measure: Measure) -> float:
    """The seconds of a film of these beats with the usual air, by estimate."""
    if not beats:
        return 0.0
    spoken = sum(scene_s(measure.estimate(beat.narration), AIR_S, SHOWN) for beat in beats)
    return spoken + LAST_AIR_S - AIR_S


def scene_s(speech_s: float, air_s: float, shown: int = 0) -> float:
    """The seconds of a scene: its speech and air, and time to read `shown` words on screen."""
    if speech_s <= 0:
        return max(SILENT_S, LEAST_SCENE_S + READING_S * shown)
    return max(speech_s + air_s, LEAST_SCENE_S + READING_S * max(0, shown - 4))


def air_for(wish_s: float | None, scenes: int, speech_s: float, usual_s: float = AIR_S) -> float:
    """The seconds of air a scene needs so that `scenes` of them with `speech_s` last `wish_s`."""
    if wish_s is None or scenes == 0:
        return usual_s
    wanted = (wish_s - speech_s - (LAST_AIR_S - AIR_S)) / scenes
    return max(LEAST_AIR_S, min(MOST_AIR_S, wanted))


def _pieces(beats: Sequence[Beat], measure: Measure) -> list[_Piece]:
    found = []
    for n, beat in enumerate(beats):
        units = _units(beat)
        for k, sentence in enumerate(units):
            spoken = measure.estimate(sentence)
            seconds = scene_s(spoken, AIR_S, SHOWN) if len(units) == 1 else spoken
            is_kept = beat.is_kept and (k == 0 or n > 0)
            worth = _worth(beat, k, sentence)
            found.append(_Piece(n, k, seconds, worth, lean_of(sentence), is_kept))
    return found


def _units(beat: Beat) -> tuple[str, ...]:
    """What can be left out by itself: a sentence of a text; a list or a quotation as a whole."""
    if beat.kind in (BeatKind.LIST, BeatKind.QUOTATION):
        return (beat.narration,)
    return beat.said


def _worth(beat: Beat, place: int, sentence: str) -> float:
    """What a sentence is worth to the film; the telling of a number counts for most."""
    told = telling_number(sentence)
    worth = 1.0 + beat.worth * (place == 0) + min(3.0, 0.9 * told.strength if told else 0.0)
    worth += 0.5 if beat.kind is BeatKind.QUESTION else 0.0
    worth += 0.4 if beat.kind is BeatKind.CHAPTER else 0.0
    return worth - (0.3 if lean_of(sentence) else 0.0)


def lean_of(sentence: str) -> Lean:
    """What a sentence needs before it."""
    found = words(sentence)
    if found and found[0].lower() in _ON_BEFORE:
        return Lean.ON_BEFORE
    if _OPENS_ON_SUBJECT.search(sentence):
        return Lean.ON_SUBJECT
    if _ON_SUBJECT.search(sentence) and not subject(sentence):
        return Lean.ON_SUBJECT
    return Lean.ALONE


def _without(beats: Sequence[Beat], gone: set[tuple[int, int]]) -> tuple[Beat, ...]:
    """The beats that still say something; a section's heading passes to the next of its beats."""
    left: list[Beat] = []
    heading, opens = "", False
    for n, beat in enumerate(beats):
        heading, opens = ("", False) if beat.opens else (heading, opens)
        kept = tuple(s for k, s in enumerate(_units(beat)) if (n, k) not in gone)
        if not kept:
            heading, opens = beat.heading or heading, beat.opens or opens
            continue
        said = beat.said if len(kept) == len(_units(beat)) else kept
        is_heir = bool(heading) and not beat.heading
        left.append(
            replace(
                beat,
                said=said,
                heading=heading if is_heir else beat.heading,
                opens=beat.opens or opens,
            )
        )
        heading, opens = "", False
    return tuple(left)
