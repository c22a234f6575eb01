"""Who plans and revises for a desk: rules on this machine, or the model that speaks there."""

from __future__ import annotations

from studio.actions.memories import memories
from studio.agents.desk import Desk
from studio.agents.planner.briefing import Briefing
from studio.agents.planner.director import ModelDirector
from studio.agents.planner.written import Stage
from studio.agents.planning import pictures_of, plan_ask, stored_places
from studio.agents.scenework import draft_of
from studio.compose.transitions import TRANSITIONS
from studio.domain.scene import Scene
from studio.graphics.templates import TEMPLATES
from studio.llm import Director, SceneDraft
from studio.llm.models import EMBEDDED

HIDDEN_TEMPLATES = frozenset({"overlay"})
"""Made for words over a picture; a picture gets it by itself."""


def director_at(desk: Desk) -> Director:
    """The director that revises scenes for this desk."""
    if desk.is_embedded:
        return desk.studio.director(EMBEDDED)
    return model_director(desk)


def model_director(
    desk: Desk, *, written: tuple[Scene, ...] = (), next_place: int = 0, request: str = ""
) -> ModelDirector:
    """The director behind the desk's model; it goes on after the scenes `written`."""
    project = desk.project
    characters = desk.studio.store.characters.list(project.id)
    templates = {n: t.uses for n, t in TEMPLATES.items() if n not in HIDDEN_TEMPLATES}
    transitions = {name: transition.seconds for name, transition in TRANSITIONS.items()}
    told = [project.title, project.brief.title, project.brief.text, request]
    told += [asset.title for asset in pictures_of(desk.studio, project)]
    told += [character.portrait for character in characters]
    return ModelDirector(
        card=desk.model.card,
        think=desk.think,
        stage=Stage(templates, transitions, characters, "\n".join(told)),
        briefing=Briefing(
            title=project.title,
            templates=templates,
            transitions=transitions,
            characters=characters,
            habits=tuple(m.text for m in memories(desk.studio) if m.is_on),
            written=written,
            next_place=next_place,
            request=request,
        ),
    )


async def redesigned(desk: Desk, scene: Scene, guidance: str) -> SceneDraft:
    """A scene shown in another way, what is said in it as it is.

    Raises Transient, UnreadableInput.
    """
    draft = draft_of(scene, desk.plan.index(scene.id))
    ask = plan_ask(desk.studio, desk.project)
    if desk.is_embedded:
        fresh = await director_at(desk).revise(draft, guidance, ask)
        return fresh if fresh != draft else await director_at(desk).revise(draft, "", ask)
    return await model_director(desk).redesign(draft, guidance, ask)


def resumed_director(desk: Desk, request: str = "") -> ModelDirector:
    """The same, going on after what this message has planned before it was interrupted."""
    done = stored_places(desk.studio, desk.project_id, desk.batch)
    written = desk.plan.scenes if done else ()
    return model_director(desk, written=written, next_place=len(done), request=request)
