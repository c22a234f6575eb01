"""Opening and closing cards: scenes before and after those of the plan, derived, never stored."""

from __future__ import annotations

from studio.domain.ids import SceneId
from studio.domain.look import Cards
from studio.domain.plan import Plan
from studio.domain.scene import Camera, Fit, Graphic, Scene, Still, Transition, Visual, Words

OPENING, CLOSING = SceneId("card-opening"), SceneId("card-closing")

_JOIN_S = 0.5


def with_cards(plan: Plan, cards: Cards, title: str, brand: str) -> Plan:
    """`plan` between the cards that are on, joined with crossfades; as it is without any.

    The opening says `title`, the film's; the closing what `cards.closing` says, or else the
    name of the `brand`, or else the title. A plan without scenes gets no cards.
    """
    if not plan.scenes or not (cards.is_opened or cards.is_closed):
        return plan
    scenes = list(plan.scenes)
    join = Transition(kind="crossfade", frames=plan.rate.frames(_JOIN_S))
    frames = plan.rate.frames(cards.seconds)
    if cards.is_opened:
        if scenes[0].transition.kind == "cut":
            scenes[0] = scenes[0].model_copy(update={"transition": join})
        look = _look(cards, "title", Words(headline=title, detail=brand))
        scenes.insert(0, Scene(id=OPENING, title=title, visual=look, frames=frames))
    if cards.is_closed:
        last = cards.closing or brand or title
        look = _look(cards, "closing", Words(headline=last))
        closing = Scene(id=CLOSING, title=last, visual=look, frames=frames, transition=join)
        scenes.append(closing)
    return plan.model_copy(update={"scenes": tuple(scenes)})


def _look(cards: Cards, template: str, words: Words) -> Visual:
    """The logo with the words below it, or a design of the words alone."""
    if cards.logo is None:
        return Graphic(template=template, words=words)
    shown = Words(headline=words.headline)
    return Still(picture=cards.logo, camera=Camera.HOLD, fit=Fit.INSET, words=shown)
