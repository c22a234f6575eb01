"""What can be chosen, and how a person reads each choice."""

from __future__ import annotations

from studio.domain.format import Aspect
from studio.studio import Studio
from studio.ui.phrases import titled

SHAPES = tuple(Aspect)
LENGTHS: tuple[float | None, ...] = (None, 30, 45, 60, 90, 120, 180, 300)
_OVER_PICTURES = "overlay"
_SHAPES = {
    Aspect.WIDE: "Wide 16:9",
    Aspect.TALL: "Tall 9:16",
    Aspect.SQUARE: "Square 1:1",
    Aspect.PORTRAIT: "Portrait 4:5",
}


def shape_name(aspect: Aspect) -> str:
    """Such as "Wide 16:9"."""
    return _SHAPES[aspect]


def length_name(seconds: float | None) -> str:
    """Such as "As the text needs", "45 seconds" or "2 minutes"."""
    if seconds is None:
        return "As the text needs"
    if seconds < 120:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes"


def voice_names(studio: Studio, provider: str = "scratch") -> dict[str, str]:
    """Every voice of a provider by its name, with what people call it."""
    cards = studio.providers.speech(provider).voices()
    return {card.name: card.title for card in cards}


def moods(studio: Studio, provider: str = "composed") -> list[str]:
    """The moods music can be asked for."""
    return list(studio.providers.music(provider).moods())


def transition_names() -> dict[str, str]:
    """The ways from one scene to the next by name, with what people call them."""
    from studio.compose.transitions import TRANSITIONS

    return {name: transition.title for name, transition in TRANSITIONS.items()}


def effect_names() -> dict[str, str]:
    """The sounds a transition can have by name, with what people call them."""
    from studio.compose.sound.effects import EFFECTS

    return {name: effect.title for name, effect in EFFECTS.items()}


def transition_seconds(kind: str) -> float:
    """How long a transition lasts when nobody says; nothing where it is unknown."""
    from studio.compose.transitions import TRANSITIONS

    known = TRANSITIONS.get(kind)
    return known.seconds if known else 0.0


def transition_label(kind: str, seconds: float) -> str:
    """Such as "Crossfade, 0.5 s"; a cut takes no time."""
    title = transition_names().get(kind, titled(kind))
    return f"{title}, {seconds:.1f} s" if seconds else title


def template_names() -> dict[str, str]:
    """The templates of designed scenes by name, with their titles."""
    from studio.graphics.templates import TEMPLATES

    return {
        name: template.title or titled(name)
        for name, template in TEMPLATES.items()
        if name != _OVER_PICTURES
    }


def backdrop_names() -> list[str]:
    """The backdrops a designed scene can be laid on."""
    from studio.graphics.documents import Backdrop

    return [name.value for name in Backdrop if name not in (Backdrop.NONE, Backdrop.SCRIM)]


def words_used(template: str) -> frozenset[str]:
    """The fields of Words that a template shows; all where it is unknown."""
    from studio.graphics.templates import TEMPLATES

    known = TEMPLATES.get(template)
    return frozenset(known.uses) if known else frozenset()
