"""What the templates share: type, rules, timing, and the choice of a backdrop.

The type scale of headlines, the 96 × 10 rule and the timing of entrances are the same
everywhere, so that a film looks as if one hand had made it.
"""

from __future__ import annotations

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.backdrops.choice import backdrop_for
from studio.graphics.choreography import at
from studio.graphics.documents import (
    AnyLayer,
    Flow,
    FontRole,
    GroupLayer,
    Key,
    Motion,
    MotionDocument,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.lines import Align
from studio.graphics.scales import Space, Type, sized

FLOWING, QUIET = False, True
"""What lies behind a few large words, and behind much to read."""


def document(
    words: Words, brand: Brand, root: GroupLayer, is_quiet: bool = FLOWING
) -> MotionDocument:
    """A document over a backdrop that suits the brand, varied by what the words say."""
    seed = seed_of(words)
    return MotionDocument(
        brand=brand,
        backdrop=backdrop_for(brand.palette, seed, is_quiet=is_quiet),
        seed=seed % 2**31,
        root=root,
    )


def seed_of(words: Words) -> int:
    """A number that other words would hardly have."""
    return int(words.content_hash[:12], 16)


def moving(
    what: Property, begin: float, length: float, values: tuple[float, float], ease: Ease = Ease.EXPO
) -> Motion:
    """`what` goes from the first of `values` to the second, `length` seconds from `begin`."""
    return Motion(
        property=what,
        keys=(
            Key(at=at(begin), value=values[0]),
            Key(at=at(begin + length), value=values[1], ease=ease),
        ),
    )


def appearing(begin: float, length: float = 0.6) -> Motion:
    """Fades in."""
    return moving(Property.OPACITY, begin, length, (0.0, 1.0), Ease.OUT)


def rule(begin: float = 0.0, colour: str = "accent", width: float = 96.0) -> ShapeLayer:
    """A short bar that draws itself: where the eye begins."""
    return ShapeLayer(
        mark="rule",
        fill=colour,
        width=width,
        height=10.0,
        radius=5.0,
        motions=(moving(Property.DRAW, begin, 0.7, (0.0, 1.0)), appearing(begin, 0.1)),
    )


def headline(
    text: str, size: float, begin: float = 0.1, align: Align = Align.START, lines: int = 3
) -> TextLayer:
    """The largest words: lines come up from behind an edge, one after another."""
    return TextLayer(
        mark="headline",
        text=text,
        font=FontRole.DISPLAY,
        weight=700,
        size=size,
        max_lines=lines,
        leading=1.08,
        tracking=-0.02,
        align=align,
        reveal=Reveal(style=RevealStyle.MASK, at=at(begin), each_s=0.1, length_s=0.9),
    )


def detail(
    text: str, begin: float, size: float = 44.0, align: Align = Align.START, lines: int = 4
) -> TextLayer:
    """Words that explain: quieter, softer, after the headline has begun."""
    return TextLayer(
        mark="detail",
        text=text,
        colour="muted",
        weight=500,
        size=size,
        max_lines=lines,
        leading=1.35,
        align=align,
        reveal=Reveal(style=RevealStyle.RISE, at=at(begin), each_s=0.08, length_s=0.8),
    )


def label(text: str, begin: float, colour: str = "accent", align: Align = Align.START) -> TextLayer:
    """A small heading above something larger."""
    return TextLayer(
        mark="label",
        text=text,
        colour=colour,
        weight=600,
        size=36.0,
        max_lines=2,
        tracking=0.01,
        align=align,
        reveal=Reveal(style=RevealStyle.FADE, by=RevealBy.WHOLE, at=at(begin), length_s=0.5),
    )


def heading(
    words: Words, aspect: Aspect, size: Type = Type.HEAD, lines: int = 3, begin: float = 0.1
) -> GroupLayer:
    """A rule, the headline and its detail; nothing where there is neither."""
    if not (words.headline.strip() or words.detail.strip()):
        return GroupLayer()
    return GroupLayer(
        gap=float(Space.NEAR),
        children=(
            rule(max(0.0, begin - 0.05)),
            headline(words.headline, sized(size, aspect), begin, lines=lines),
            detail(words.detail, begin + 0.35, float(Type.LABEL), lines=4),
        ),
    )


def beside(
    text: GroupLayer,
    picture: AnyLayer,
    aspect: Aspect,
    share: float = 0.4,
    gap: float = Space.FAR,
    flow: Flow = Flow.ADAPTIVE,
) -> GroupLayer:
    """Words and what they are about: side by side where it is wide, else one over the other.

    Without words, the picture has all the room.
    """
    if not text.children:
        return GroupLayer(justify=Align.CENTER, align=Align.CENTER, children=(picture,))
    is_wide = aspect is Aspect.WIDE or flow is Flow.ROW
    side = text.model_copy(update={"share": share if is_wide else 1.0})
    room = GroupLayer(grow=1.0, share=1.0, align=Align.CENTER, children=(picture,))
    row = GroupLayer(
        flow=flow,
        share=1.0,
        align=Align.CENTER if is_wide else Align.START,
        gap=float(gap if is_wide else Space.WIDE),
        children=(side, room),
    )
    return GroupLayer(justify=Align.CENTER, children=(row,))


def over(text: GroupLayer, *below: AnyLayer, gap: float = Space.WIDE) -> GroupLayer:
    """Words, and what they are about below them."""
    parts = (text, *below) if text.children else below
    return GroupLayer(justify=Align.CENTER, gap=float(gap), children=parts)


def indented(layer: GroupLayer | TextLayer, aspect: Aspect, share: float) -> GroupLayer:
    """`layer` in the first `share` of the width where the picture is wide, in all of it else."""
    part = share if aspect is Aspect.WIDE else 1.0
    return GroupLayer(share=part, children=(layer,))


def strongest(text: str) -> tuple[int, ...]:
    """The place of the word to set in the accent: a number, else the longest of five or more."""
    pieces = text.split()
    if len(pieces) < 3:
        return ()
    numbers = [n for n, piece in enumerate(pieces) if any(char.isdigit() for char in piece)]
    if numbers:
        return (numbers[0],)
    longest = max(range(len(pieces)), key=lambda n: (len(pieces[n].strip(".,;:!?")), n))
    return (longest,) if len(pieces[longest]) >= 5 else ()
