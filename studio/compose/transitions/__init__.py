"""Ways from one scene to the next, by the name a scene's `transition.kind` gives."""

from __future__ import annotations

from studio.compose.transitions.blur import Blur
from studio.compose.transitions.clock import Clock
from studio.compose.transitions.crossfade import Crossfade
from studio.compose.transitions.cut import Cut
from studio.compose.transitions.dip import BrandedDip, Dip
from studio.compose.transitions.iris import Iris
from studio.compose.transitions.light_leak import LightLeak
from studio.compose.transitions.push import Push
from studio.compose.transitions.slide import Slide
from studio.compose.transitions.transition import Branded, Mixing, Transition
from studio.compose.transitions.whip_pan import WhipPan
from studio.compose.transitions.wipe import Way, Wipe
from studio.compose.transitions.zoom_through import ZoomThrough
from studio.domain.brand import Palette

TRANSITIONS: dict[str, Transition] = {
    "cut": Cut(),
    "crossfade": Crossfade(),
    "dip-to-black": Dip("Dip to black", "#000000"),
    "dip-to-white": Dip("Dip to white", "#FFFFFF"),
    "dip-to-brand": BrandedDip("Dip to brand colour", Palette().accent),
    "wipe-left": Wipe("Wipe to the left", Way.LEFT),
    "wipe-right": Wipe("Wipe to the right", Way.RIGHT),
    "wipe-up": Wipe("Wipe upwards", Way.UP),
    "wipe-down": Wipe("Wipe downwards", Way.DOWN),
    "push": Push(),
    "slide": Slide(),
    "zoom-through": ZoomThrough(),
    "iris": Iris(),
    "blur": Blur(),
    "whip-pan": WhipPan(),
    "light-leak": LightLeak(),
    "clock": Clock(),
}

__all__ = ["TRANSITIONS", "Branded", "Mixing", "Transition"]
