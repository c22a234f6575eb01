"""Look over a film: its plan by rules, and the measurements of the film that was made of it."""

from __future__ import annotations

from studio.actions.plans import latest_plan
from studio.domain.brief import BriefKind
from studio.domain.chat import Role
from studio.domain.facts import texts_of
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.llm import read_ask
from studio.llm.review import Film, Remark, Weight, review
from studio.providers.interface import SpeechAsk
from studio.studio import Studio

LEAVES_OUT = "leave out"
"""What a person says so is not what they say of their subject."""


def review_film(studio: Studio, project_id: ProjectId) -> tuple[Remark, ...]:
    """What could be better in the plan as it is now, and in the film made of it, if one was.

    Raises NotFound.
    """
    project = studio.store.projects.get(project_id)
    plan = latest_plan(studio, project_id)
    provider, voice = studio.providers.speech(project.voice.provider), project.voice

    def speech_s(text: str) -> float:
        return provider.length_s(SpeechAsk(text=text, voice=voice.voice, pace=voice.pace))

    film = Film(plan.scenes, plan.rate, speech_s, source_of(studio, project), wished_s(project))
    return (*_measured(studio, project), *review(film))


def source_of(studio: Studio, project: Project) -> str:
    """All that facts of the film may come from: what the person brought, named and said."""
    brief = project.brief
    told = [project.title, brief.title, brief.text, brief.audience]
    findings = studio.store.sites.latest(project.id)
    told += [*texts_of(findings), *findings.numbers] if findings else []
    told += [asset.title for asset in studio.store.assets.list(project.id)]
    for thread in studio.store.chats.threads(project.id):
        messages = studio.store.chats.messages(thread.id)
        told += [m.text for m in messages if m.role is Role.USER and LEAVES_OUT not in m.text]
    return "\n".join(told)


def wished_s(project: Project) -> float | None:
    """The length that was asked for, in seconds."""
    if project.brief.length_s is not None:
        return project.brief.length_s
    is_idea = project.brief.kind is BriefKind.IDEA
    return read_ask(project.brief.text).length_s if is_idea else None


def _measured(studio: Studio, project: Project) -> list[Remark]:
    """What did not pass in the latest film."""
    renders = studio.store.renders.list(project.id)
    checks = renders[0].report.checks if renders else ()
    return [
        Remark(
            Weight.MUST,
            None,
            f"{check.title}: {check.found}, wanted {check.wanted}.",
            "make the film again",
        )
        for check in checks
        if not check.is_ok
    ]
