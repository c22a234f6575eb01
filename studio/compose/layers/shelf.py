"""Layers a process has made, kept for its next segments.

A scene is drawn in its body and in the joins before and after it. Its picture is read and
scaled, and its design laid out, once for all three.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TypeAlias

from studio.compose.layers import Layer, Stage, layer
from studio.compose.specs import FootageSpec, LayerSpec, StillSpec
from studio.domain.format import Size
from studio.domain.time import FrameRate

ROOM = 2
"""Layers of each kind that are kept: a join shows two scenes."""

_Key: TypeAlias = tuple[str, Size, FrameRate, int]


class Shelf:
    """Keeps the layers used last. Not safe across threads, as layers are not.

    Footage is never kept: it holds files open, and is closed with its segment.
    """

    def __init__(self) -> None:
        self._kept: defaultdict[str, dict[_Key, Layer]] = defaultdict(dict)

    def layer(self, spec: LayerSpec, stage: Stage, length: int) -> Layer:
        """The layer of `spec`, as `layers.layer` makes it, or the one made before.

        Raises MediaMissing, even for a picture still known, and UnreadableInput.
        """
        if isinstance(spec, FootageSpec):
            return layer(spec, stage, length)
        if isinstance(spec, StillSpec):
            stage.path(spec.picture)
        kept = self._kept[spec.kind]
        key = (spec.model_dump_json(), stage.size, stage.rate, length)
        found = kept.pop(key, None)
        if found is None:
            while len(kept) >= ROOM:
                del kept[next(iter(kept))]
            found = layer(spec, stage, length)
        kept[key] = found
        return found
