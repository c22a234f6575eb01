"""What the director is told of the project as it stands, within a budget of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from studio.actions.plans import latest_plan
from studio.actions.reviews import waiting_scenes
from studio.agents.answers import voice_title
from studio.agents.planning import film_s
from studio.domain.ids import ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.project import Captions, Project
from studio.domain.review import Comment
from studio.domain.scene import Graphic, Scene
from studio.llm.models import Model
from studio.studio import Studio

CONTEXT_TOKENS = 1_500
LETTERS_PER_TOKEN = 4
_WORDS = (14, 8, 4, 0)
"""How many first words of each scene are told, from plenty of room to little."""
_MOST_COMMENTS = 8


def project_state(
    studio: Studio, project_id: ProjectId, model: Model, most_tokens: int = CONTEXT_TOKENS
) -> str:
    """The project in a page: settings, scenes by number, what waits, what is remembered.

    Scenes lose their words, and then the middle ones are left out, until it fits.
    """
    project, plan = studio.store.projects.get(project_id), latest_plan(studio, project_id)
    waiting = {scene.id for scene in waiting_scenes(studio, plan)}
    head = [_project(studio, project, model), _plan(plan, waiting)]
    tail = [_comments(studio, plan), _cast(studio, project_id), _remembered(studio)]
    room = most_tokens * LETTERS_PER_TOKEN - sum(len(part) + 1 for part in (*head, *tail))
    scenes = _scenes(plan, waiting, room)
    return "\n".join(part for part in (*head, scenes, *tail) if part)


def _project(studio: Studio, project: Project, model: Model) -> str:
    score, shape = project.score, project.format
    music = f"{score.mood}, {score.level_db:.0f} dB" if score.is_on else "off"
    captions = "off" if project.captions is Captions.OFF else project.captions.value
    wish = f", wished length {project.brief.length_s:.0f} s" if project.brief.length_s else ""
    return (
        f"Film “{project.title}” (brief: {project.brief.kind.value}, "
        f"{len(project.brief.text.split())} words{wish}). Format {shape.aspect.value}, "
        f"{shape.rate.title} fps. Voice: {voice_title(studio, project)}, pace "
        f"{project.voice.pace:g}. Music: {music}. Captions: {captions}. You speak as {model.title}."
    )


def _plan(plan: Plan, waiting: set[SceneId]) -> str:
    if not plan.scenes:
        return "There is no plan yet."
    return (
        f"Plan version {plan.number}: {len(plan.scenes)} scenes, {film_s(plan):.1f} s; "
        f"{len(waiting)} not greenlit."
    )


def _scenes(plan: Plan, waiting: set[SceneId], room: int) -> str:
    for words in _WORDS:
        lines = [_scene(plan, n, scene, waiting, words) for n, scene in enumerate(plan.scenes, 1)]
        if sum(len(line) + 1 for line in lines) <= room:
            return "\n".join(lines)
    return "\n".join(_without_middle(lines, room))


def _scene(plan: Plan, number: int, scene: Scene, waiting: set[SceneId], words: int) -> str:
    shown = scene.visual.template if isinstance(scene.visual, Graphic) else scene.visual.kind
    state = "open" if scene.id in waiting else "greenlit"
    said = scene.narration.split()
    first = " ".join(said[:words]) + ("…" if len(said) > words else "")
    quoted = f": “{first}”" if words and said else ""
    seconds = plan.rate.seconds(scene.frames)
    return f"{number}. [{scene.id}] “{scene.title}”, {seconds:.1f} s, {shown}, {state}{quoted}"


def _without_middle(lines: Sequence[str], room: int) -> list[str]:
    """As many lines from both ends as there is room for."""
    front, back = list[str](), list[str]()
    left = room - 60
    for first, last in zip(lines, reversed(lines), strict=True):
        if len(front) + len(back) >= len(lines) or left < len(first) + len(last) + 2:
            break
        front.append(first)
        back.insert(0, last)
        left -= len(first) + len(last) + 2
    gap = len(lines) - len(front) - len(back)
    return [*front, f"({gap} scenes between are not listed here; ask describe_film)", *back]


def _comments(studio: Studio, plan: Plan) -> str:
    places = {scene.id: n for n, scene in enumerate(plan.scenes, 1)}
    known = [c for c in studio.store.reviews.comments(plan.project) if c.scene in places]
    unsettled = [c for c in known if not c.is_resolved][-_MOST_COMMENTS:]
    return "\n".join(_comment(places[c.scene], c) for c in unsettled)


def _comment(place: int, comment: Comment) -> str:
    text = " ".join(comment.text.split())[:160]
    return f"Open comment on scene {place}: “{text}”"


def _cast(studio: Studio, project_id: ProjectId) -> str:
    known = studio.store.characters.list(project_id)
    named = [f"{c.title} ({c.role or c.look})" if c.role or c.look else c.title for c in known]
    return f"Characters: {'; '.join(named[:12])}." if named else ""


def _remembered(studio: Studio) -> str:
    kept = [memory.text for memory in studio.store.memories.list() if memory.is_sure]
    return f"The person usually wants: {'; '.join(kept[:12])}." if kept else ""
