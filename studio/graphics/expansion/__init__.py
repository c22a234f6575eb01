"""Charts, tables and mock-ups as the plain layers they are made of.

So they are laid out, shrunk, mirrored, revealed and checked like everything else, and their
drawing is no other than that of shapes and words.
"""

from __future__ import annotations

from studio.graphics.expansion.charts import chart
from studio.graphics.expansion.mockups import mockup
from studio.graphics.expansion.tables import table
from studio.graphics.layers import AnyLayer, ChartLayer, GroupLayer, MockupLayer, TableLayer

__all__ = ["expanded"]


def expanded(group: GroupLayer) -> GroupLayer:
    """`group` with every made layer in it replaced by the layers it is made of."""
    children = tuple(_plain(child) for child in group.children)
    return group if children == group.children else group.model_copy(update={"children": children})


def _plain(layer: AnyLayer) -> AnyLayer:
    if isinstance(layer, GroupLayer):
        return expanded(layer)
    if isinstance(layer, ChartLayer):
        return _as_placed(chart(layer), layer)
    if isinstance(layer, TableLayer):
        return _as_placed(table(layer), layer)
    if isinstance(layer, MockupLayer):
        return _as_placed(mockup(layer), layer)
    return layer


def _as_placed(made: GroupLayer, layer: ChartLayer | TableLayer | MockupLayer) -> GroupLayer:
    """`made` where and how the made layer stands."""
    kept = {"mark": layer.mark, "grow": layer.grow, "opacity": layer.opacity, "cue": layer.cue}
    if layer.share is not None or layer.width is not None:
        kept |= {"share": layer.share, "width": layer.width}
    return made.model_copy(update={**kept, "motions": (*made.motions, *layer.motions)})
