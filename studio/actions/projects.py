"""Begin a project, change its settings, remove it."""

from __future__ import annotations

import re
from typing import Any

from studio.actions.clock import now
from studio.actions.events import project_topic
from studio.compose.looks import cube
from studio.domain.brand import Brand
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import EmptyInput
from studio.domain.format import Format
from studio.domain.ids import ProjectId, new_id
from studio.domain.look import Cards, Grade, Watermark
from studio.domain.narration import check_words
from studio.domain.project import Captions, Loudness, Project, Score, Voice
from studio.llm import is_foreign
from studio.llm.embedded.sentences import tidy
from studio.studio import Studio

TITLE_LENGTH = 80


def create_project(studio: Studio, brief: Brief, **settings: Any) -> Project:
    """Begin a project from what the user brought; `settings` are fields of Project.

    Raises:
        EmptyInput: the brief has neither a text nor a picture.
        UnreadableInput: its text has no words to tell, such as emoji alone.
    """
    if not brief.text.strip() and not brief.pictures:
        raise EmptyInput(brief.title or "The brief")
    _check_words(brief)
    brief = brief.model_copy(update={"title": tidy(brief.title)})
    draft = Project(
        id=ProjectId(new_id()),
        title=brief.title or title_of(brief),
        created_at=now(),
        brief=brief,
        **settings,
    )
    folder = studio.store.media.project_folder(draft.created_at, draft.title, draft.id)
    project = draft.model_copy(update={"folder": folder})
    with studio.store.transaction():
        studio.store.projects.put(project)
        _tell(studio, "project.created", project, {"title": project.title})
    return project


def title_of(brief: Brief) -> str:
    """A title for a brief that has none: its first heading, else its first words."""
    lines = [line for line in map(tidy, brief.text.splitlines()) if line]
    if not lines:
        return "Untitled"
    heading = next((line for line in lines if re.match(r"#{1,6}\s+\S", line)), "")
    first = re.sub(r"^(?:[#>*\-\s]|\d+[.)]\s)+", "", heading or lines[0]) or lines[0]
    sentence = first if heading else re.split(r"(?<=[.!?])\s", first)[0].rstrip(".")
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return sentence[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def rename_project(studio: Studio, project_id: ProjectId, title: str) -> Project:
    """Give a project another title, on one line. Raises EmptyInput, NotFound."""
    line = tidy(title)[:200].rstrip()
    if not line:
        raise EmptyInput("The title")
    return change_project(studio, project_id, title=line)


def set_brief(studio: Studio, project_id: ProjectId, brief: Brief) -> Project:
    """Replace what the project is planned from. Raises NotFound, UnreadableInput."""
    _check_words(brief)
    return change_project(studio, project_id, brief=brief)


def set_format(studio: Studio, project_id: ProjectId, film_format: Format) -> Project:
    """Change aspect and rate. Raises NotFound."""
    return change_project(studio, project_id, format=film_format)


def set_voice(studio: Studio, project_id: ProjectId, voice: Voice) -> Project:
    """Change who speaks, and how fast. Raises NotFound for a project or voice that is not there."""
    studio.providers.speech(voice.provider)
    return change_project(studio, project_id, voice=voice)


def set_score(studio: Studio, project_id: ProjectId, score: Score) -> Project:
    """Change the music. Raises NotFound."""
    studio.providers.music(score.provider)
    return change_project(studio, project_id, score=score)


def set_captions(studio: Studio, project_id: ProjectId, captions: Captions) -> Project:
    """Change how spoken words are shown. Raises NotFound."""
    return change_project(studio, project_id, captions=captions)


def set_loudness(studio: Studio, project_id: ProjectId, loudness: Loudness) -> Project:
    """Change how loud the film is as a whole. Raises NotFound."""
    return change_project(studio, project_id, loudness=loudness)


def set_brand(studio: Studio, project_id: ProjectId, brand: Brand) -> Project:
    """Change colours and fonts. Raises NotFound."""
    return change_project(studio, project_id, brand=brand)


def set_grade(studio: Studio, project_id: ProjectId, grade: Grade) -> Project:
    """Change the look of all scenes that have none of their own. Raises NotFound."""
    if grade.table is None:
        cube(grade.name)
    else:
        studio.store.assets.get(grade.table, project_id)
    return change_project(studio, project_id, grade=grade)


def set_watermark(studio: Studio, project_id: ProjectId, watermark: Watermark | None) -> Project:
    """Put a logo over the film, or take it away. Raises NotFound."""
    if watermark:
        studio.store.assets.get(watermark.picture, project_id)
    return change_project(studio, project_id, watermark=watermark)


def set_cards(studio: Studio, project_id: ProjectId, cards: Cards) -> Project:
    """Choose what the film opens and closes with. Raises NotFound."""
    if cards.logo:
        studio.store.assets.get(cards.logo, project_id)
    return change_project(studio, project_id, cards=cards)


def remove_project(studio: Studio, project_id: ProjectId) -> None:
    """Delete a project with everything made for it: plans, takes, films. Raises NotFound."""
    project = studio.store.projects.get(project_id)
    with studio.store.transaction():
        studio.store.projects.remove(project_id)
        _tell(studio, "project.removed", project, {"title": project.title})


def is_idea(text: str) -> bool:
    """True when a text is an idea to make a film about rather than a text to tell.

    An idea is short (at most 90 words, two paragraphs) and asks for a film. Of a dozen words
    or fewer it need not ask, unless they are whole sentences in another language than English.
    """
    if len(text.split()) > 90 or len(re.split(r"\n\s*\n", text.strip())) > 2:
        return False
    asks = r"\b(make|create|produce|film|video|short|explainer|ad|trailer)\b"
    if re.search(asks, text, re.IGNORECASE):
        return True
    is_said = bool(re.search(r"[.!…。！।]\s*$", text)) and is_foreign(text)
    return len(text.split()) <= 12 and not is_said


def brief_kind(text: str) -> BriefKind:
    """Whether a text is an idea, Markdown or plain text."""
    if is_idea(text):
        return BriefKind.IDEA
    is_markdown = re.search(r"^(#{1,6}\s|[-*]\s|>\s|\d+[.)]\s)", text, re.MULTILINE)
    return BriefKind.MARKDOWN if is_markdown else BriefKind.TEXT


def change_project(studio: Studio, project_id: ProjectId, **fields: Any) -> Project:
    """Change settings of a project (fields of Project), told once. Raises NotFound."""
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        changed = Project.model_validate({**dict(project), **fields})
        if changed == project:
            return project
        studio.store.projects.put(changed)
        _tell(studio, "project.changed", changed, {"fields": sorted(fields)})
    return changed


def _check_words(brief: Brief) -> None:
    if brief.text.strip():
        check_words(brief.text, brief.title or "The text")


def _tell(studio: Studio, kind: str, project: Project, payload: dict[str, Any]) -> None:
    studio.store.events.append(
        kind, project=project.id, topic=project_topic(project.id), payload=payload
    )
