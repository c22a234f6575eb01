"""How two scenes are joined: what was asked for as a spec, and the spec as what draws."""

from __future__ import annotations

from dataclasses import dataclass

from studio.compose.layers.layer import Frame
from studio.compose.planes import Planes
from studio.compose.specs import JoinSpec
from studio.compose.transitions import TRANSITIONS, Branded, Mixing, Transition
from studio.domain.brand import Palette
from studio.domain.errors import NotFound
from studio.domain.scene import Transition as Asked
from studio.graphics.easing import Ease, eased


def join_spec(asked: Asked, palette: Palette) -> JoinSpec:
    """What `asked` looks like, with the transition's own easing and the brand's colour.

    Raises NotFound for a transition or an easing nobody has.
    """
    transition = TRANSITIONS.get(asked.kind)
    if transition is None:
        raise NotFound("transition", asked.kind)
    if asked.easing and asked.easing not in list(Ease):
        raise NotFound("easing", asked.easing)
    return JoinSpec(
        kind=asked.kind,
        easing=Ease(asked.easing) if asked.easing else transition.easing,
        colour=palette.accent if isinstance(transition, Branded) else None,
    )


@dataclass(frozen=True)
class Join:
    """A transition that keeps time: draws by the share of the join that has passed."""

    transition: Transition
    easing: Ease

    def __call__(self, a: Frame, b: Frame, share: float, out: Frame) -> None:
        """Draw from `a` at share 0 to `b` at 1 into `out`; an easing never goes too far."""
        self.transition(a, b, self._progress(share), out)

    @property
    def mixes(self) -> bool:
        """True when planes can be joined one by one."""
        return isinstance(self.transition, Mixing)

    def mix(self, a: Planes, b: Planes, share: float, out: Planes) -> None:
        """As calling it does, for the planes of encoders. Asked for only if it `mixes`."""
        if not isinstance(self.transition, Mixing):
            raise TypeError(self.transition.title)
        for one, two, target in zip(a.each, b.each, out.each, strict=True):
            self.transition.mix(one, two, self._progress(share), target)

    def _progress(self, share: float) -> float:
        return min(1.0, max(0.0, eased(self.easing, share)))


def join(spec: JoinSpec) -> Join:
    """What `spec` describes."""
    transition = TRANSITIONS[spec.kind]
    if spec.colour and isinstance(transition, Branded):
        transition = transition.in_colour(spec.colour)
    return Join(transition, spec.easing)
