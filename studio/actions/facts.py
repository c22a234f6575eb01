"""Are the figures in a film of a website the website's own?"""

from __future__ import annotations

from studio.domain.facts import invented_numbers, said_numbers, shown_text
from studio.domain.plan import Plan
from studio.domain.render import Check
from studio.domain.scene import Scene
from studio.domain.site import Findings
from studio.studio import Studio

TITLE = "Figures from the website"
_BY_HAND = "you"
_SHOWN = 6


def figure_checks(studio: Studio, plan: Plan) -> tuple[Check, ...]:
    """The check for a film of a website; none for others.

    What the person said in the conversation, or wrote into a scene by hand, is theirs to say.
    """
    findings = studio.store.sites.latest(plan.project)
    if findings is None:
        return ()
    said = _said(studio, plan)
    strange: list[str] = []
    for place, scene in enumerate(plan.scenes, 1):
        numbers = [n for n in made_up(scene, findings) if n not in said]
        if numbers and not _is_by_hand(studio, plan, scene):
            strange.extend(f"{number} in scene {place}" for number in numbers)
    found = ", ".join(strange[:_SHOWN]) or "all stand on the page"
    return (Check(title=TITLE, is_ok=not strange, found=found, wanted="all stand on the page"),)


def made_up(scene: Scene, findings: Findings) -> tuple[str, ...]:
    """Numbers in what a scene says or shows that the website does not say."""
    shown = scene.visual.words.model_copy(update={"url": ""})
    return invented_numbers(f"{scene.narration}\n{shown_text(shown)}", findings)


def _said(studio: Studio, plan: Plan) -> frozenset[str]:
    project = studio.store.projects.get(plan.project)
    texts = [project.title, project.brief.text]
    for thread in studio.store.chats.threads(plan.project):
        messages = studio.store.chats.messages(thread.id)
        texts += [message.text for message in messages if message.role == "user"]
    return said_numbers(texts)


def _is_by_hand(studio: Studio, plan: Plan, scene: Scene) -> bool:
    """True when the person themselves wrote the scene as it is now."""
    author = ""
    for revision in studio.store.plans.history(plan.project):
        there = studio.store.plans.get(revision.id).scenes
        if not any(s.id == scene.id and s.narration == scene.narration for s in there):
            break
        author = revision.author
    return author == _BY_HAND
