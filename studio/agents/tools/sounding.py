"""Tools for what is heard, and for how scenes join."""

from __future__ import annotations

from typing import Any, Literal

from studio.actions import plans, sound
from studio.actions.projects import set_score
from studio.agents.desk import Desk, Effect
from studio.agents.habits import notice_wish
from studio.agents.tools.writing import transition_named
from studio.agents.wording import listed
from studio.compose.sound.effects import EFFECTS
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.memory import Topic
from studio.domain.plan import Plan
from studio.domain.project import Loudness
from studio.domain.scene import Graphic, Scene
from studio.llm import style_named, style_of
from studio.llm.embedded.entrances import APART, crossfade, turn_of
from studio.llm.loosejson import Unreadable, read_object

MOST_TURNS = 2


def adjust_audio(
    desk: Desk,
    music_db: float | None = None,
    is_music_on: bool | None = None,
    voice_pace: float | None = None,
    loudness: Literal["web", "podcast", "broadcast"] | None = None,
) -> str:
    """Change how the whole film sounds; what is not given stays.

    Args:
        music_db: how far the music stands below the voice: -10 is loud, -24 quiet, -16 usual.
        is_music_on: whether there is music.
        voice_pace: 1.0 is the voice's own speed, 0.9 calmer, 1.1 livelier.
        loudness: what the film is made for.

    Raises EmptyInput when nothing is given.
    """
    if all(value is None for value in (music_db, is_music_on, voice_pace, loudness)):
        raise EmptyInput("The change")
    project = sound.set_mix(
        desk.studio,
        desk.project_id,
        music_db=music_db,
        is_music_on=is_music_on,
        pace=voice_pace,
        loudness=Loudness(loudness) if loudness else None,
    )
    if voice_pace is not None:
        notice_wish(desk, Topic.PACE, f"voice at {project.voice.pace:g}", f"{project.voice.pace:g}")
        desk.draft()
    music = f"on at {project.score.level_db:.0f} dB" if project.score.is_on else "off"
    return (
        f"Music {music}; voice at {project.voice.pace:.0%} of its pace; "
        f"{project.loudness.value} loudness ({project.loudness.lufs:.0f} LUFS)."
    )


def adjust_scene_audio(
    desk: Desk, scene: str, footage_db: float | None = None, effect: str | None = None
) -> str:
    """Change what is heard in one scene besides voice and music.

    Args:
        scene: which scene, such as "3", "-1" for the last, or words of it.
        footage_db: how far its footage's own sound stands below the voice; -60 for none.
        effect: a sound with its transition, one of those `list_choices` names; "" for none.

    Raises NotFound, BadInput, EmptyInput when nothing is given.
    """
    if footage_db is None and effect is None:
        raise EmptyInput("The change")
    changed = sound.set_scene_sound(
        desk.studio,
        desk.project_id,
        desk.scene(scene).id,
        footage_db=footage_db,
        effect=effect,
        edit=desk.edit,
    )
    desk.draft(changed.id)
    return f"Scene “{changed.title}” sounds otherwise now."


async def compose_sound(desk: Desk, wish: str = "") -> Effect:
    """Choose the music and the transitions of the whole film, by what it tells.

    Args:
        wish: how it should feel, in the person's words; empty leaves it to the composer.

    Raises EmptyInput, NotFound for a mood nobody knows, Transient.
    """
    plan = desk.plan
    if not plan.scenes:
        raise EmptyInput("The plan")
    told = _by_rule(desk, plan, wish) if desk.is_embedded else await _composed(desk, plan, wish)

    def put() -> str:
        score = desk.project.score
        moods = desk.studio.providers.music(score.provider).moods()
        mood = told["mood"] if told["mood"] in moods else score.mood
        level = max(-60.0, min(0.0, told.get("level_db", score.level_db)))
        changed = score.model_copy(update={"mood": mood, "level_db": level, "is_on": True})
        set_score(desk.studio, desk.project_id, changed)
        scenes = tuple(
            _joined(desk, s, told["transitions"].get(n)) for n, s in enumerate(plan.scenes)
        )
        note = "Chose the transitions"
        plans.replace_scenes(desk.studio, desk.project_id, scenes, note, desk.edit)
        differing = [
            str(n) for n, (a, b) in enumerate(zip(plan.scenes, scenes, strict=True), 1) if a != b
        ]
        desk.draft()
        ways = (
            f"other transitions into {listed(differing)}"
            if differing
            else "transitions as they were"
        )
        return f"{mood.capitalize()} music at {level:.0f} dB, {ways}. {told.get('why', '')}".strip()

    return put


def _by_rule(desk: Desk, plan: Plan, wish: str) -> dict[str, Any]:
    """Music by the wish or the subject; a strong way in where a part begins, soft ones between.

    Scenes that belong together are cut; so are those that were.
    """
    brief = desk.project.brief
    style = style_named(wish) if wish else style_of(brief)
    if style is None:
        raise BadInput(f"“{wish}”", "it names no mood I know.", "Say calm, hopeful, epic or such.")
    soft, turn = crossfade(plan.rate), turn_of(style.mood, plan.rate)
    ways: dict[int, tuple[str, str]] = {}
    turned, turns = 0, 0
    for n, scene in enumerate(plan.scenes):
        if n == 0:
            ways[n] = ("cut", "")
        elif _begins_part(scene) and n - turned >= APART and turns < MOST_TURNS:
            turned, turns = n, turns + 1
            ways[n] = (turn.kind, scene.transition.sound)
        elif _begins_part(scene) or scene.transition.frames or n == len(plan.scenes) - 1:
            ways[n] = (soft.kind, scene.transition.sound)
    return {"mood": style.music, "transitions": ways}


def _begins_part(scene: Scene) -> bool:
    return isinstance(scene.visual, Graphic) and scene.visual.template in ("chapter", "closing")


async def _composed(desk: Desk, plan: Plan, wish: str) -> dict[str, Any]:
    """What the composer says. Raises Transient."""
    score = desk.project.score
    scenes = "\n".join(
        f"{n}. {s.title}: {s.narration[:120]} ({s.transition.kind})"
        for n, s in enumerate(plan.scenes, 1)
    )
    prompt = (
        f"The film “{desk.project.title}”, mood now {score.mood} at {score.level_db:.0f} dB.\n"
        f"Moods: {', '.join(desk.studio.providers.music(score.provider).moods())}.\n"
        f"Wish: {wish or 'none'}.\nSounds: {', '.join(EFFECTS)}.\nScenes:\n{scenes}"
    )
    text = await desk.think("composer", prompt)
    try:
        found = read_object(text[text.find("{") : text.rfind("}") + 1])
    except Unreadable:
        return _by_rule(desk, plan, wish)
    listed_ways = found.get("transitions")
    ways = {
        int(w["scene"]) - 1: (str(w.get("kind", "cut")), str(w.get("sound", "")))
        for w in (listed_ways if isinstance(listed_ways, list) else [])
        if isinstance(w, dict) and str(w.get("scene", "")).isdigit()
    }
    level = found.get("level_db")
    return {
        "mood": str(found.get("mood", "")),
        "level_db": float(level) if isinstance(level, int | float) else score.level_db,
        "transitions": ways,
        "why": str(found.get("why", ""))[:300],
    }


def _joined(desk: Desk, scene: Scene, way: tuple[str, str] | None) -> Scene:
    """The scene entered that way; a way nobody knows leaves it as it is."""
    if way is None:
        return scene
    kind, effect = way
    try:
        transition = transition_named(desk, scene, kind)
    except NotFound:
        return scene
    kept = effect if effect in EFFECTS and transition.frames else ""
    transition = transition.model_copy(update={"sound": kept})
    grown = transition.frames - scene.transition.frames
    return scene.model_copy(
        update={"transition": transition, "frames": max(1, scene.frames + grown)}
    )
