"""What the director can do, one function a tool, each a thin door onto an action.

A tool takes the desk and typed arguments and returns its outcome in plain words. To add one,
write it in the file of its kind and add a line to `TOOLS`. Its docstring is what models read.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.agents.tools.card import ToolCard
from studio.agents.tools.film import approve, make_film
from studio.agents.tools.scenes import (
    add_scene,
    delete_scenes,
    edit_scenes,
    merge_scenes,
    move_scene,
    shorten_film,
    split_scene,
    swap_scenes,
    undo,
)
from studio.agents.tools.settings import (
    other_music,
    rename,
    set_aspect,
    set_captions,
    set_colours,
    set_mood,
    set_music,
    set_pace,
    set_voice,
)

__all__ = ["TOOLS", "ToolCard"]

TOOLS: Mapping[str, ToolCard] = {
    card.name: card
    for card in (
        ToolCard(add_scene, "Adding a scene"),
        ToolCard(approve, "Greenlighting"),
        ToolCard(delete_scenes, "Taking out scenes"),
        ToolCard(edit_scenes, "Rewriting"),
        ToolCard(make_film, "Making the film"),
        ToolCard(merge_scenes, "Merging scenes"),
        ToolCard(move_scene, "Moving a scene"),
        ToolCard(other_music, "Choosing other music"),
        ToolCard(rename, "Changing the title"),
        ToolCard(set_aspect, "Changing the shape"),
        ToolCard(set_captions, "Changing the captions"),
        ToolCard(set_colours, "Changing the colours"),
        ToolCard(set_mood, "Changing the mood"),
        ToolCard(set_music, "Changing the music"),
        ToolCard(set_pace, "Changing the pace"),
        ToolCard(set_voice, "Changing the voice"),
        ToolCard(shorten_film, "Shortening the film"),
        ToolCard(split_scene, "Splitting a scene"),
        ToolCard(swap_scenes, "Swapping scenes"),
        ToolCard(undo, "Taking back"),
    )
}
