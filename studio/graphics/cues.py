"""Layers that wait for their words: what is listed comes in as the voice names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from studio.graphics.documents import MotionDocument
from studio.graphics.layers import AnyLayer, GroupLayer, Layer, TextLayer, Timed, layers
from studio.graphics.motions import Anchor, Moment

_WORD = re.compile(r"\w+")
_KEY_WORDS = 3
_LEAST_SHARED = 0.6
_COMMON = frozenset(
    {"a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "by", "is", "are"}
)


def cued(document: MotionDocument, spoken: Sequence[str]) -> MotionDocument:
    """`document` with every cued layer begun by the word of `spoken` that names it.

    Either all are named, in their order, or all keep the time of the template: a list in which
    one row waits and the next does not looks broken.
    """
    cues = [layer.cue for _, layer in layers(document.root) if layer.cue]
    places = list(_found(cues, [_plain(word) for word in spoken]))
    if not cues or len(places) < len(cues):
        return document
    turn = iter(place / max(1, len(spoken)) for place in places)
    return document.model_copy(update={"root": _group(document.root, iter(places), turn)})


def waits_for_words(document: MotionDocument) -> bool:
    """True when anything in `document` begins with a spoken word."""
    return any(
        moment.of is Anchor.WORD
        for _, layer in layers(document.root)
        for moment in _all_moments(layer)
    )


def _found(cues: Sequence[str], spoken: Sequence[str]) -> Iterator[int]:
    """The place where each cue is spoken, for as many as are found one after another."""
    start = 0
    for cue in cues:
        keys = [word for word in map(_plain, cue.split()) if word and word not in _COMMON]
        place = _place(keys[:_KEY_WORDS], spoken, start)
        if place is None:
            return
        yield place
        start = place + 1


def _place(keys: Sequence[str], spoken: Sequence[str], start: int) -> int | None:
    """Where most of `keys` stand close together in `spoken`, from `start` on."""
    if not keys:
        return None
    for place in range(start, len(spoken)):
        if spoken[place] not in keys:
            continue
        near = set(spoken[place : place + 2 * len(keys) + 2])
        if len(near & set(keys)) / len(set(keys)) >= _LEAST_SHARED:
            return place
    return None


def _plain(word: str) -> str:
    return "".join(_WORD.findall(word.casefold()))


def _group(group: GroupLayer, places: Iterator[int], shares: Iterator[float]) -> GroupLayer:
    children = tuple(_layer(child, places, shares) for child in group.children)
    return group.model_copy(update={"children": children})


def _layer(layer: AnyLayer, places: Iterator[int], shares: Iterator[float]) -> AnyLayer:
    if layer.cue:
        word = Moment(at=next(places), of=Anchor.WORD, share=next(shares))
        return _moved(layer, _earliest(layer), word)
    return _group(layer, places, shares) if isinstance(layer, GroupLayer) else layer


def _earliest(layer: Layer) -> float:
    within = [each for _, each in layers(layer)] if isinstance(layer, GroupLayer) else [layer]
    moments = [moment.at for each in within for moment in _moments(each)]
    return min(moments, default=0.0)


def _moments(layer: Layer) -> Iterator[Moment]:
    yield from (moment for moment in _all_moments(layer) if moment.of is Anchor.START)


def _all_moments(layer: Layer) -> Iterator[Moment]:
    yield from (key.at for motion in layer.motions for key in motion.keys)
    if isinstance(layer, TextLayer) and layer.reveal:
        yield layer.reveal.at
    if isinstance(layer, Timed):
        yield layer.at


def _moved(layer: AnyLayer, origin: float, word: Moment) -> AnyLayer:
    """`layer` and all in it as long after `word` as it was after `origin`."""

    def moved(moment: Moment) -> Moment:
        if moment.of is not Anchor.START:
            return moment
        return word.model_copy(update={"after_s": max(0.0, moment.at + moment.after_s - origin)})

    motions = tuple(
        motion.model_copy(
            update={
                "keys": tuple(key.model_copy(update={"at": moved(key.at)}) for key in motion.keys)
            }
        )
        for motion in layer.motions
    )
    fields: dict[str, object] = {"motions": motions}
    if isinstance(layer, TextLayer) and layer.reveal:
        fields["reveal"] = layer.reveal.model_copy(update={"at": moved(layer.reveal.at)})
    if isinstance(layer, Timed):
        fields["at"] = moved(layer.at)
    if isinstance(layer, GroupLayer):
        fields["children"] = tuple(_moved(child, origin, word) for child in layer.children)
    return layer.model_copy(update=fields)
