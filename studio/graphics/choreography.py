"""How things move in every design, so that a film looks as if one hand had made it.

Four principles. What is large comes first, and what follows begins before it has ended
(overlap, `STEP_S` apart). Things arrive fast and come to rest slowly (Ease.EXPO). What has
weight goes a little too far and settles (SETTLE, SPRING); what leaves its place first draws
back (ANTICIPATE). Nothing moves once it is read.
"""

from __future__ import annotations

from studio.graphics.easing import Ease
from studio.graphics.motions import (
    Anchor,
    Key,
    Moment,
    Motion,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
)

QUICK_S, STEADY_S, SLOW_S = 0.45, 0.75, 1.2
STEP_S = 0.12
_LIFT = 46.0


def at(seconds: float) -> Moment:
    """`seconds` after the start."""
    return Moment(at=seconds)


def later(moment: Moment, seconds: float) -> Moment:
    """`seconds` behind `moment`, which may also be the end or a spoken word."""
    if moment.of is Anchor.START:
        return moment.model_copy(update={"at": moment.at + seconds})
    return moment.model_copy(update={"after_s": moment.after_s + seconds})


def motion(
    what: Property,
    begin: Moment,
    length_s: float,
    values: tuple[float, float],
    ease: Ease = Ease.EXPO,
) -> Motion:
    """`what` goes from the first of `values` to the second, `length_s` long from `begin` on."""
    first = Key(at=begin, value=values[0])
    return Motion(
        property=what,
        keys=(first, Key(at=later(begin, length_s), value=values[1], ease=ease)),
    )


def standing(what: Property, value: float) -> Motion:
    """Does not move: `what` is `value` all the time, to set a thing off from its place."""
    return Motion(property=what, keys=(Key(at=Moment(), value=value),))


def fading(begin: Moment, length_s: float = QUICK_S) -> Motion:
    """Becomes visible."""
    return motion(Property.OPACITY, begin, length_s, (0.0, 1.0), Ease.OUT)


def drawing(begin: Moment, length_s: float = STEADY_S, ease: Ease = Ease.EXPO) -> Motion:
    """Draws itself along its own line."""
    return motion(Property.DRAW, begin, length_s, (0.0, 1.0), ease)


def lifting(begin: Moment, length_s: float = STEADY_S, units: float = _LIFT) -> tuple[Motion, ...]:
    """Comes up from below into its place, fading in on the way."""
    return (
        fading(begin, 0.6 * length_s),
        motion(Property.Y, begin, length_s, (units, 0.0)),
    )


def landing(begin: Moment, length_s: float = STEADY_S, start: float = 0.84) -> tuple[Motion, ...]:
    """Grows into its place a little too far and settles, as things with weight do."""
    return (
        fading(begin, 0.4 * length_s),
        motion(Property.SCALE, begin, length_s, (start, 1.0), Ease.SPRING),
    )


def words(
    begin: Moment,
    style: RevealStyle = RevealStyle.RISE,
    by: RevealBy = RevealBy.LINE,
    each_s: float = 0.08,
    length_s: float = STEADY_S,
) -> Reveal:
    """An entrance of words."""
    return Reveal(style=style, by=by, at=begin, each_s=each_s, length_s=length_s)
