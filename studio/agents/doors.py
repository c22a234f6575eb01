"""Which tool carries out which request, and with which arguments."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from studio.agents.requests import (
    AddCharacter,
    AddScene,
    Approve,
    Compare,
    DeleteScenes,
    EditScenes,
    FilmFromWebsite,
    Forget,
    MakeFilm,
    MergeScenes,
    MoveScene,
    OtherMusic,
    ReadWebsite,
    Recall,
    Remember,
    Rename,
    Request,
    Review,
    SetAspect,
    SetCaptions,
    SetColours,
    SetMood,
    SetMusic,
    SetPace,
    SetVoice,
    ShortenFilm,
    SplitScene,
    Status,
    SwapScenes,
    Undo,
)

DOORS: Mapping[type[Request], str] = {
    AddCharacter: "generate_character",
    AddScene: "add_scene",
    Approve: "approve",
    Compare: "compare_revisions",
    DeleteScenes: "delete_scenes",
    EditScenes: "edit_scenes",
    FilmFromWebsite: "film_from_website",
    Forget: "forget_preference",
    MakeFilm: "make_film",
    MergeScenes: "merge_scenes",
    MoveScene: "move_scene",
    OtherMusic: "other_music",
    ReadWebsite: "read_website",
    Recall: "list_preferences",
    Remember: "remember_preference",
    Rename: "rename",
    Review: "review_film",
    SetAspect: "set_aspect",
    SetCaptions: "set_captions",
    SetColours: "set_colours",
    SetMood: "set_mood",
    SetMusic: "set_music",
    SetPace: "set_pace",
    SetVoice: "set_voice",
    ShortenFilm: "shorten_film",
    SplitScene: "split_scene",
    Status: "check_generation_status",
    SwapScenes: "swap_scenes",
    Undo: "undo",
}


def arguments(request: Request) -> dict[str, Any]:
    """The arguments of the request's tool as plain JSON; what stands at its default is left out.

    Scenes are named by text, as models name them.
    """
    given = {}
    for field in fields(request):
        value = getattr(request, field.name)
        if value != field.default:
            given[field.name] = _named(value) if field.name in _SCENES else value
    return dict(json.loads(json.dumps(given, default=str)))


_SCENES = frozenset({"scene", "scenes", "one", "two", "first", "beside", "to", "but"})


def _named(value: Any) -> Any:
    return [str(name) for name in value] if isinstance(value, tuple) else str(value)
