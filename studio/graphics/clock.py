"""Moments of a document as seconds of one scene, and where things stand at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from studio.graphics.easing import Ease, eased
from studio.graphics.layers import CodeLayer, GroupLayer, Layer, LottieLayer, TextLayer, layers
from studio.graphics.motions import Anchor, Key, Moment, Property

WORDS_BY = 0.35
"""The share of a scene by which its last words begin to appear."""

CODE_S = 0.5
"""How long one line of code takes to come in."""

_EARLY_S = 0.18
_LEFT_S = 1.1

_REST = {
    Property.X: 0.0,
    Property.Y: 0.0,
    Property.SCALE: 1.0,
    Property.TURN: 0.0,
    Property.OPACITY: 1.0,
    Property.DRAW: 1.0,
}


@dataclass(frozen=True)
class Clock:
    """`length_s` seconds of scene. START moments come `pace` times as early as written.

    `words_s` are the seconds at which its words are spoken. What comes with a word begins a
    little before it, for the eye is slower than the ear, and leaves time to be read.
    """

    length_s: float
    pace: float = 1.0
    words_s: tuple[float, ...] = ()

    def seconds(self, moment: Moment) -> float:
        """`moment` in seconds from the start of the scene."""
        if moment.of is Anchor.END:
            return max(0.0, self.length_s - moment.at + moment.after_s)
        if moment.of is Anchor.SHARE:
            return min(1.0, moment.at) * self.length_s + moment.after_s
        if moment.of is Anchor.WORD:
            return self._spoken(moment) + moment.after_s
        return (moment.at + moment.after_s) * self.pace

    def _spoken(self, moment: Moment) -> float:
        place = int(moment.at)
        if place < len(self.words_s):
            begins = self.words_s[place] - _EARLY_S
        else:
            begins = moment.share * self.length_s
        return max(0.0, min(begins, self.length_s - _LEFT_S))

    def share(self, since: float, length_s: float, now: float) -> float:
        """How much of `length_s` (at this pace) has passed `now`, from 0 to 1."""
        length = max(1e-3, length_s * self.pace)
        return min(1.0, max(0.0, (now - since) / length))

    def value(self, keys: tuple[Key, ...], now: float) -> float:
        """Where keyframes stand `now`; before the first and after the last they hold."""
        before = keys[0]
        for key in keys:
            start, end = self.seconds(before.at), self.seconds(key.at)
            if now < end:
                if key is before:
                    return key.value
                share = eased(key.ease, (now - start) / max(1e-3, end - start))
                return before.value + (key.value - before.value) * share
            before = key
        return before.value

    def state(self, layer: Layer, now: float) -> dict[Property, float]:
        """Every property of `layer` as it is `now`."""
        moved = {motion.property: self.value(motion.keys, now) for motion in layer.motions}
        return {**_REST, **moved}


def clock_for(
    root: GroupLayer, length_s: float, pieces: Mapping[int, int], words_s: Sequence[float] = ()
) -> Clock:
    """The clock that lets the last words begin by `WORDS_BY` of a scene of `length_s`.

    `pieces` gives, by the place of a layer in `layers(root)`, how many pieces its reveal has.
    Words that wait for the narration keep its time instead.
    """
    latest = max(_beginnings(root, pieces), default=0.0)
    allowed = WORDS_BY * length_s
    pace = min(1.0, allowed / latest) if latest > allowed else 1.0
    return Clock(length_s, pace, tuple(words_s))


def settles_at(root: GroupLayer, clock: Clock, pieces: Mapping[int, int]) -> float:
    """The second after which nothing of `root` moves any more; endless with a running film."""
    ends = [0.0]
    for place, (_, layer) in enumerate(layers(root)):
        if isinstance(layer, LottieLayer):
            ends.append(clock.length_s + 1)
        if isinstance(layer, CodeLayer):
            lines = layer.code.count("\n")
            ends.append(clock.seconds(layer.at) + (layer.each_s * lines + CODE_S) * clock.pace)
        for motion in layer.motions:
            ends.append(clock.seconds(motion.keys[-1].at))
        if isinstance(layer, TextLayer) and layer.reveal:
            reveal = layer.reveal
            written = reveal.each_s * max(0, pieces.get(place, 1) - 1) + reveal.length_s
            ends.append(clock.seconds(reveal.at) + written * clock.pace)
    return max(ends)


def _beginnings(root: GroupLayer, pieces: Mapping[int, int]) -> Iterator[float]:
    for place, (_, layer) in enumerate(layers(root)):
        if isinstance(layer, CodeLayer) and layer.at.of is Anchor.START:
            yield layer.at.at + layer.at.after_s + layer.each_s * layer.code.count("\n")
        if isinstance(layer, TextLayer) and layer.reveal and layer.reveal.at.of is Anchor.START:
            begins = layer.reveal.at.at + layer.reveal.at.after_s
            yield begins + layer.reveal.each_s * max(0, pieces.get(place, 1) - 1)
        for motion in layer.motions:
            yield from _appearances(motion.keys if motion.property is Property.OPACITY else ())


def _appearances(keys: tuple[Key, ...]) -> Iterator[float]:
    for key in keys[:1]:
        if key.value == 0 and key.at.of is Anchor.START and key.ease is not Ease.HOLD:
            yield key.at.at + key.at.after_s
