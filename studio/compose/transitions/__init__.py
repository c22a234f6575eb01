"""Ways from one scene to the next, by the name a scene's `transition.kind` gives."""

from __future__ import annotations

from studio.compose.transitions.crossfade import Crossfade
from studio.compose.transitions.cut import Cut
from studio.compose.transitions.transition import Transition

TRANSITIONS: dict[str, Transition] = {
    "cut": Cut(),
    "crossfade": Crossfade(),
}

__all__ = ["TRANSITIONS", "Transition"]
