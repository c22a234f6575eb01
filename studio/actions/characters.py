"""Recurring figures: make them, change them, let them appear in scenes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studio.actions.events import project_topic
from studio.actions.plans import BY_YOU, Edit, latest_plan, replace_scenes
from studio.domain.character import Character, is_named
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.ids import AssetId, CharacterId, ProjectId, SceneId, new_id
from studio.domain.project import Project, Voice
from studio.domain.review import is_approved
from studio.domain.scene import Scene
from studio.studio import Studio

MOST_CHARACTERS = 24
LIMITS = {"title": 120, "role": 200, "look": 600, "personality": 400}


def create_character(
    studio: Studio, project_id: ProjectId, title: str, edit: Edit = BY_YOU, **fields: Any
) -> Character:
    """Add a figure; scenes that speak of it by name show it from now on.

    `fields` are role, look, personality, voice and picture. Raises EmptyInput, NotFound,
    BadInput for a name that is taken or too many figures.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        _refuse_taken(studio, project, title, None)
        if len(studio.store.characters.list(project_id)) >= MOST_CHARACTERS:
            raise BadInput(
                "The film", f"it has {MOST_CHARACTERS} characters already.", "Remove one first."
            )
        character = Character(
            id=CharacterId(new_id()), **_checked(studio, project, {"title": title, **fields})
        )
        studio.store.characters.put(project_id, character)
        _tell(studio, "character.added", project_id, character)
        named = [s.id for s in latest_plan(studio, project_id).scenes if _speaks_of(s, character)]
        show_character(studio, project_id, character.id, named, edit)
    return character


def update_character(
    studio: Studio,
    project_id: ProjectId,
    character_id: CharacterId,
    edit: Edit = BY_YOU,
    **fields: Any,
) -> Character:
    """Change a figure; its voice speaks in its scenes, which wait for a greenlight again.

    Raises NotFound, EmptyInput, BadInput.
    """
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        before = studio.store.characters.get(project_id, character_id)
        if "title" in fields:
            _refuse_taken(studio, project, fields["title"], character_id)
        after = before.model_copy(update=_checked(studio, project, fields))
        if after == before:
            return before
        studio.store.characters.put(project_id, after)
        _tell(studio, "character.changed", project_id, after)
        appears = [s.id for s in latest_plan(studio, project_id).scenes if after.id in s.characters]
        show_character(studio, project_id, after.id, appears, edit)
        _reopen(studio, project_id, character_id)
    return after


def remove_character(
    studio: Studio, project_id: ProjectId, character_id: CharacterId, edit: Edit = BY_YOU
) -> None:
    """Take a figure out of the film and of all its scenes. Raises NotFound."""
    with studio.store.transaction():
        character = studio.store.characters.get(project_id, character_id)
        show_character(studio, project_id, character_id, (), edit)
        studio.store.characters.remove(project_id, character_id)
        _tell(studio, "character.removed", project_id, character)


def show_character(
    studio: Studio,
    project_id: ProjectId,
    character_id: CharacterId,
    scene_ids: Sequence[SceneId],
    edit: Edit = BY_YOU,
) -> None:
    """Let a figure appear in exactly these scenes. Raises NotFound, StaleRevision."""
    with studio.store.transaction():
        character = studio.store.characters.get(project_id, character_id)
        plan = latest_plan(studio, project_id)
        wanted = {plan.scene(scene_id).id for scene_id in scene_ids}
        voices = _voices(studio, project_id)
        scenes = tuple(
            _spoken(_with(scene, character.id, scene.id in wanted), voices) for scene in plan.scenes
        )
        note = f"Chose where “{character.title}” appears"
        replace_scenes(studio, project_id, scenes, note, edit)


def characters_of(studio: Studio, project_id: ProjectId, scene: Scene) -> tuple[Character, ...]:
    """Who appears in a scene; those removed meanwhile are left out."""
    if not scene.characters:
        return ()
    known = {c.id: c for c in studio.store.characters.list(project_id)}
    return tuple(known[c] for c in scene.characters if c in known)


def find_character(studio: Studio, project_id: ProjectId, name: str) -> Character:
    """The figure that a person means by name, its beginning, or id. Raises NotFound."""
    said, known = name.strip().casefold(), studio.store.characters.list(project_id)
    for is_meant in (
        lambda c: said in (c.title.casefold(), c.id),
        lambda c: bool(said) and c.title.casefold().startswith(said),
        lambda c: bool(said) and said in c.title.casefold(),
    ):
        found = next(filter(is_meant, known), None)
        if found:
            return found
    raise NotFound("character", name)


def _checked(studio: Studio, project: Project, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields cut to their limits, their voice and picture known. Raises NotFound."""
    checked = {
        name: value.strip()[: LIMITS[name]] if name in LIMITS else value
        for name, value in fields.items()
    }
    voice, picture = checked.get("voice"), checked.get("picture")
    if isinstance(voice, Voice):
        voices = studio.providers.speech(voice.provider).voices()
        if voice.voice not in {card.name for card in voices}:
            raise NotFound("voice", voice.voice)
    if picture:
        studio.store.assets.get(AssetId(picture), project.id)
    return checked


def _refuse_taken(
    studio: Studio, project: Project, title: str, character_id: CharacterId | None
) -> None:
    if not title.strip():
        raise EmptyInput("The character's name")
    for other in studio.store.characters.list(project.id):
        if other.id != character_id and other.title.casefold() == title.strip().casefold():
            raise BadInput(f"“{title}”", "there is a character of that name.", "Change that one.")


def _speaks_of(scene: Scene, character: Character) -> bool:
    return is_named(character, f"{scene.title} {scene.narration} {scene.visual.description}")


def _with(scene: Scene, character_id: CharacterId, is_shown: bool) -> Scene:
    if is_shown == (character_id in scene.characters):
        return scene
    rest = tuple(c for c in scene.characters if c != character_id)
    changed = (*rest, character_id) if is_shown else rest
    return scene.model_copy(update={"characters": changed})


def _voices(studio: Studio, project_id: ProjectId) -> dict[CharacterId, Voice]:
    """The voices of the figures that have one."""
    return {c.id: c.voice for c in studio.store.characters.list(project_id) if c.voice}


def _spoken(scene: Scene, voices: dict[CharacterId, Voice]) -> Scene:
    """The scene with the voice of the first figure in it that has one, else the film's."""
    voice = next((voices[c] for c in scene.characters if c in voices), None)
    return scene if voice == scene.voice else scene.model_copy(update={"voice": voice})


def _reopen(studio: Studio, project_id: ProjectId, character_id: CharacterId) -> None:
    """Take back the greenlight of scenes whose figure is another now."""
    approvals = studio.store.reviews.approvals(project_id)
    scenes = [
        scene.id
        for scene in latest_plan(studio, project_id).scenes
        if character_id in scene.characters and is_approved(scene, approvals)
    ]
    for scene_id in scenes:
        studio.store.reviews.withdraw(project_id, scene_id)
    if scenes:
        studio.store.events.append(
            "approval.withdrawn",
            project=project_id,
            topic=project_topic(project_id),
            payload={"scenes": scenes},
        )


def _tell(studio: Studio, kind: str, project_id: ProjectId, character: Character) -> None:
    studio.store.events.append(
        kind,
        project=project_id,
        topic=project_topic(project_id),
        payload={"character": character.id, "title": character.title},
    )
