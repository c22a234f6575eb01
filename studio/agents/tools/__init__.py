"""What the director can do, one function a tool, each a thin door onto an action.

A tool takes the desk and typed arguments and returns its outcome in plain words. To add one,
write it in the file of its kind and add a line to `TOOLS`.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.agents.desk import Tool
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

__all__ = ["TOOLS"]

TOOLS: Mapping[str, Tool] = {
    tool.__name__: tool
    for tool in (
        add_scene,
        approve,
        delete_scenes,
        edit_scenes,
        make_film,
        merge_scenes,
        move_scene,
        other_music,
        rename,
        set_aspect,
        set_captions,
        set_colours,
        set_mood,
        set_music,
        set_pace,
        set_voice,
        shorten_film,
        split_scene,
        swap_scenes,
        undo,
    )
}
