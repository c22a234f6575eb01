"""Which tool carries out which request, and what its step is called."""

from __future__ import annotations

from collections.abc import Mapping

from studio.agents.requests import (
    AddScene,
    Approve,
    DeleteScenes,
    EditScenes,
    MakeFilm,
    MergeScenes,
    MoveScene,
    OtherMusic,
    Rename,
    Request,
    SetAspect,
    SetCaptions,
    SetColours,
    SetMood,
    SetMusic,
    SetPace,
    SetVoice,
    ShortenFilm,
    SplitScene,
    SwapScenes,
    Undo,
)

DOORS: Mapping[type[Request], tuple[str, str]] = {
    AddScene: ("add_scene", "Adding a scene"),
    Approve: ("approve", "Greenlighting"),
    DeleteScenes: ("delete_scenes", "Taking out scenes"),
    EditScenes: ("edit_scenes", "Rewriting"),
    MakeFilm: ("make_film", "Making the film"),
    MergeScenes: ("merge_scenes", "Merging scenes"),
    MoveScene: ("move_scene", "Moving a scene"),
    OtherMusic: ("other_music", "Choosing other music"),
    Rename: ("rename", "Changing the title"),
    SetAspect: ("set_aspect", "Changing the shape"),
    SetCaptions: ("set_captions", "Changing the captions"),
    SetColours: ("set_colours", "Changing the colours"),
    SetMood: ("set_mood", "Changing the mood"),
    SetMusic: ("set_music", "Changing the music"),
    SetPace: ("set_pace", "Changing the pace"),
    SetVoice: ("set_voice", "Changing the voice"),
    ShortenFilm: ("shorten_film", "Shortening the film"),
    SplitScene: ("split_scene", "Splitting a scene"),
    SwapScenes: ("swap_scenes", "Swapping scenes"),
    Undo: ("undo", "Taking back"),
}
