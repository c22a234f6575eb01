"""What the director can do, one function a tool, each a thin door onto an action.

A tool takes the desk and typed arguments and returns its outcome in plain words. To add one,
write it in the file of its kind and add a line to `TOOLS`. Its docstring is what models read.
"""

from __future__ import annotations

from collections.abc import Mapping

from studio.agents.tools.card import ToolCard
from studio.agents.tools.cast import generate_character, remove_character, update_character
from studio.agents.tools.components import (
    generate_scene_component,
    patch_scene_design,
    use_kept_design,
)
from studio.agents.tools.film import approve, make_film, request_approval
from studio.agents.tools.finding import find_scenes, list_choices, show_scene
from studio.agents.tools.media import (
    check_generation_status,
    combine_video_audio,
    generate_music,
    generate_narration,
    generate_scene_image,
    generate_scene_video,
    generate_video,
    image_to_video,
    regenerate_scene_image,
)
from studio.agents.tools.plan import describe_film, generate_scene_breakdown
from studio.agents.tools.producing import propose_takes
from studio.agents.tools.progress import handle_error, interpret_request, update_progress
from studio.agents.tools.properties import apply_json_patch, set_brand, set_format
from studio.agents.tools.remembering import (
    forget_preference,
    list_preferences,
    remember_preference,
)
from studio.agents.tools.reviewing import compare_revisions, review_film
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
from studio.agents.tools.sounding import adjust_audio, adjust_scene_audio, compose_sound
from studio.agents.tools.web import correct_website, film_from_website, read_website
from studio.agents.tools.writing import (
    continue_scene_breakdown,
    regenerate_scene,
    reorder_scenes,
    update_scene,
)

__all__ = ["TOOLS", "ToolCard"]

TOOLS: Mapping[str, ToolCard] = {
    card.name: card
    for card in (
        ToolCard(add_scene, "Adding a scene"),
        ToolCard(approve, "Greenlighting", is_by_rule=True),
        ToolCard(request_approval, "Looking for the greenlight", "reads", needs_approval=True),
        ToolCard(generate_scene_breakdown, "Planning"),
        ToolCard(describe_film, "Looking at the film", "reads"),
        ToolCard(delete_scenes, "Taking out scenes"),
        ToolCard(edit_scenes, "Rewriting"),
        ToolCard(make_film, "Making the film", is_by_rule=True),
        ToolCard(merge_scenes, "Merging scenes"),
        ToolCard(move_scene, "Moving a scene"),
        ToolCard(other_music, "Choosing other music", is_by_rule=True),
        ToolCard(rename, "Changing the title", is_setting=True),
        ToolCard(set_aspect, "Changing the shape", is_setting=True, is_by_rule=True),
        ToolCard(set_captions, "Changing the captions", is_setting=True),
        ToolCard(set_colours, "Changing the colours", is_setting=True, is_by_rule=True),
        ToolCard(set_mood, "Changing the mood", is_setting=True),
        ToolCard(set_music, "Changing the music", is_by_rule=True),
        ToolCard(set_pace, "Changing the pace", is_by_rule=True),
        ToolCard(set_voice, "Changing the voice"),
        ToolCard(shorten_film, "Shortening the film"),
        ToolCard(split_scene, "Splitting a scene"),
        ToolCard(swap_scenes, "Swapping scenes"),
        ToolCard(generate_scene_component, "Designing a scene"),
        ToolCard(patch_scene_design, "Changing a design"),
        ToolCard(use_kept_design, "Using a kept design"),
        ToolCard(undo, "Taking back"),
        ToolCard(adjust_audio, "Adjusting the sound", is_setting=True),
        ToolCard(adjust_scene_audio, "Adjusting a scene's sound", is_setting=True),
        ToolCard(apply_json_patch, "Changing properties"),
        ToolCard(check_generation_status, "Looking how far it is", "reads"),
        ToolCard(combine_video_audio, "Putting picture and sound together"),
        ToolCard(compare_revisions, "Comparing versions", "reads"),
        ToolCard(compose_sound, "Choosing music and transitions"),
        ToolCard(continue_scene_breakdown, "Planning on"),
        ToolCard(correct_website, "Correcting what was found"),
        ToolCard(film_from_website, "Making the film of the website"),
        ToolCard(find_scenes, "Looking for scenes", "reads"),
        ToolCard(forget_preference, "Forgetting"),
        ToolCard(generate_character, "Designing a character"),
        ToolCard(generate_music, "Composing music"),
        ToolCard(generate_narration, "Speaking the narration"),
        ToolCard(generate_scene_image, "Making a picture"),
        ToolCard(generate_scene_video, "Filming a scene", "spends"),
        ToolCard(generate_video, "Making the film", "spends"),
        ToolCard(handle_error, "Getting past a fault"),
        ToolCard(image_to_video, "Setting a picture in motion"),
        ToolCard(interpret_request, "Understanding the wish", "reads"),
        ToolCard(list_choices, "Looking what there is", "reads"),
        ToolCard(list_preferences, "Remembering", "reads"),
        ToolCard(read_website, "Reading the website"),
        ToolCard(propose_takes, "Weighing how it is made", "reads"),
        ToolCard(regenerate_scene, "Writing a scene anew"),
        ToolCard(regenerate_scene_image, "Making another picture"),
        ToolCard(remember_preference, "Noting a preference"),
        ToolCard(remove_character, "Taking a character out"),
        ToolCard(reorder_scenes, "Ordering the scenes"),
        ToolCard(review_film, "Looking the film over", "reads"),
        ToolCard(set_brand, "Changing the brand", is_setting=True),
        ToolCard(set_format, "Changing the format", is_setting=True),
        ToolCard(show_scene, "Reading a scene", "reads"),
        ToolCard(update_character, "Changing a character"),
        ToolCard(update_progress, "Telling how far it is", "reads"),
        ToolCard(update_scene, "Changing a scene", is_setting=True),
    )
}
