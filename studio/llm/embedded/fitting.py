"""Fit a film into a wished length: leave out what tells least, or give more air."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.llm.embedded.beats import Beat, BeatKind
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
TOLERANCE = 0.05
_DEPENDS = vocabulary(
    "it its they their them he she his her this that these those such there then so but and or ",
    "yet also however therefore thus some both neither each another together",
)


@dataclass(frozen=True)
class _Piece:
    """One sentence of a beat, with what it is worth and how long it takes."""

    beat: int
    sentence: int
    seconds: float
    worth: float
    leans: bool
    is_kept: bool


def fitted(beats: Sequence[Beat], wish_s: float | None, measure: Measure) -> tuple[Beat, ...]:
    """The beats that fit into `wish_s` seconds; whole sentences are left out, never parts.

    A sentence that leans on the one before it ("It …", "But …") goes when that one goes.
    Without a wish, or when the text is short enough, everything stays.
    """
    if wish_s is None:
        return tuple(beats)
    limit = wish_s * (1 + TOLERANCE)
    pieces = _pieces(beats, measure)
    total = film_s(beats, measure)
    gone: set[tuple[int, int]] = set()
    while total > limit:
        chain = _cheapest(pieces, gone, total - wish_s)
        if not chain:
            break
        gone |= {(piece.beat, piece.sentence) for piece in chain}
        total = film_s(_without(beats, gone), measure)
    return _without(beats, gone)


def film_s(beats: Sequence[Beat], measure: Measure) -> float:
    """The seconds of a film of these beats with the usual air, by estimate."""
    if not beats:
        return 0.0
    spoken = sum(scene_s(measure.estimate(beat.narration), AIR_S) for beat in beats)
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
        for k, sentence in enumerate(_units(beat)):
            alone = len(_units(beat)) == 1
            seconds = measure.estimate(sentence) + (AIR_S if alone else 0.0)
            is_kept = beat.is_kept and (k == 0 or n > 0)
            worth = _worth(beat, k, sentence)
            found.append(_Piece(n, k, seconds, worth, _leans(sentence), is_kept))
    return found


def _units(beat: Beat) -> tuple[str, ...]:
    """What can be left out by itself: a sentence of a text; a list or a quotation as a whole."""
    if beat.kind in (BeatKind.LIST, BeatKind.QUOTATION):
        return (beat.narration,)
    return beat.said


def _worth(beat: Beat, place: int, sentence: str) -> float:
    """What a sentence is worth to the film; the telling of a number counts for most."""
    told = telling_number(sentence)
    worth = 1.0 + beat.worth * (place == 0) + min(1.2, 0.5 * told.strength if told else 0.0)
    worth += 0.5 if beat.kind is BeatKind.QUESTION else 0.0
    worth += 0.4 if beat.kind is BeatKind.CHAPTER else 0.0
    return worth - (0.3 if _leans(sentence) else 0.0)


def _leans(sentence: str) -> bool:
    found = words(sentence)
    return bool(found) and found[0].lower() in _DEPENDS


def _cheapest(
    pieces: Sequence[_Piece], gone: set[tuple[int, int]], excess_s: float
) -> tuple[_Piece, ...]:
    """The run of sentences that can go together and is worth least a second.

    A run is a sentence and those after it that lean on it. Taking much more than
    `excess_s` away counts against it.
    """
    left = [piece for piece in pieces if (piece.beat, piece.sentence) not in gone]
    chains = []
    for place, piece in enumerate(left):
        chain = [piece]
        for after in left[place + 1 :]:
            if not after.leans:
                break
            chain.append(after)
        if not any(link.is_kept for link in chain) and len(left) > len(chain):
            chains.append(tuple(chain))
    return min(chains, key=lambda chain: _price(chain, excess_s), default=())


def _price(chain: Sequence[_Piece], excess_s: float) -> float:
    seconds = sum(piece.seconds for piece in chain)
    over = max(0.0, seconds - excess_s) / max(seconds, 0.1)
    return sum(piece.worth for piece in chain) / max(seconds, 0.1) * (1 + 1.5 * over)


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
