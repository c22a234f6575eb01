"""When and how the parts of a document move: moments, keyframes, entrances of words."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from studio.domain.documents import Value
from studio.graphics.easing import Ease

Seconds = Annotated[float, Field(ge=0, le=600)]


class Anchor(StrEnum):
    """What a moment is counted from.

    Seconds after the START, seconds before the END, a SHARE of the scene, or the beginning of
    the spoken WORD with the number `at`, counted from 0.
    """

    START = "start"
    END = "end"
    SHARE = "share"
    WORD = "word"


class Moment(Value):
    """A point in a scene of unknown length, `after_s` seconds behind its anchor.

    START moments are drawn together in short scenes. A WORD that nobody speaks is taken to be
    at the `share` of the scene.
    """

    at: Seconds = 0.0
    of: Anchor = Anchor.START
    after_s: Seconds = 0.0
    share: float = Field(default=0.0, ge=0, le=1)


class Property(StrEnum):
    """What of a layer can move: units, factors, degrees, and shares from 0 to 1."""

    X = "x"
    Y = "y"
    SCALE = "scale"
    TURN = "turn"
    OPACITY = "opacity"
    DRAW = "draw"


class Key(Value):
    """`value` is reached at `at`, on the curve `ease` from the key before."""

    at: Moment
    value: float = Field(ge=-8000, le=8000)
    ease: Ease = Ease.EXPO


class Motion(Value):
    """How one property changes. Before the first key and after the last it holds."""

    property: Property
    keys: tuple[Key, ...] = Field(min_length=1, max_length=50)


class RevealStyle(StrEnum):
    """How words come in."""

    FADE = "fade"
    RISE = "rise"
    MASK = "mask"
    POP = "pop"


class RevealBy(StrEnum):
    """What comes in one after another."""

    WHOLE = "whole"
    LINE = "line"
    WORD = "word"


class Reveal(Value):
    """An entrance: pieces begin `each_s` apart and take `length_s` each."""

    style: RevealStyle = RevealStyle.MASK
    by: RevealBy = RevealBy.LINE
    at: Moment = Moment()
    each_s: Seconds = 0.09
    length_s: Seconds = 0.8
