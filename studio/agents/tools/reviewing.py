"""Tools that judge: the film as it is, and one version beside another."""

from __future__ import annotations

from studio.actions import quality, revisions
from studio.agents.desk import Desk
from studio.agents.wording import counted, lasting
from studio.domain.comparison import Change, ChangeKind, Comparison, Span
from studio.domain.errors import EmptyInput
from studio.llm.loosejson import Unreadable, read_object
from studio.llm.review import Remark

MOST_CHANGES = 20


async def review_film(desk: Desk) -> str:
    """Look over the plan, and the measurements of the film if one was made; suggest what to better.

    Finds figures that the brief does not hold, words that do not fit their time, screens that
    cannot be read, repetition, weak beginnings and ends.

    Raises EmptyInput, Transient.
    """
    if not desk.plan.scenes:
        raise EmptyInput("The plan")
    remarks = quality.review_film(desk.studio, desk.project_id)
    told = [_line(remark) for remark in remarks]
    if not desk.is_embedded:
        told += await _noted(desk, told)
    if not told:
        return (
            f"I looked over all {counted(len(desk.plan.scenes), 'scene')} and found nothing amiss."
        )
    return "\n".join(told)


def compare_revisions(desk: Desk, before: int | None = None, after: int | None = None) -> str:
    """Tell how one version of the plan differs from another.

    Args:
        before: the number of the earlier version; empty for the one before the last work.
        after: the number of the later version; empty for the plan as it is.

    Raises NotFound.
    """
    found = revisions.compare_revisions(desk.studio, desk.project_id, before, after)
    return comparison_text(found)


def comparison_text(found: Comparison) -> str:
    """A comparison in plain words, one scene a line."""
    if found.is_same:
        return f"Versions {found.before} and {found.after} are the same."
    lengths = f"{lasting(found.seconds_before)} before, {lasting(found.seconds_after)} after"
    lines = [f"Version {found.before} → {found.after}: {lengths}."]
    lines += [_changed(change) for change in found.changes[:MOST_CHANGES]]
    left = len(found.changes) - MOST_CHANGES
    return "\n".join([*lines, *([f"… and {left} more."] if left > 0 else [])])


def _changed(change: Change) -> str:
    title = f"“{change.title}”"
    match change.kind:
        case ChangeKind.ADDED:
            return f"- Scene {change.after} {title} is new."
        case ChangeKind.REMOVED:
            return f"- Scene {change.before} {title} is gone."
        case ChangeKind.MOVED:
            return f"- {title} moved from {change.before} to {change.after}."
    spoken = " ".join(_span(span) for span in change.spans)
    parts = [*change.details, *([f"it says: {spoken}"] if spoken else [])]
    where = f", now {change.after}" if change.before != change.after else ""
    return f"- Scene {change.before} {title}{where}: {'; '.join(parts)}"


def _span(span: Span) -> str:
    """Words that stayed as they are, those that went struck out, those that came strong."""
    if span.is_before and span.is_after:
        return span.text
    return f"~~{span.text}~~" if span.is_before else f"**{span.text}**"


def _line(remark: Remark) -> str:
    where = f"Scene {remark.place}" if remark.place else "The film"
    return f"- [{remark.weight.value}] {where}: {remark.problem} → {remark.advice}"


async def _noted(desk: Desk, found: list[str]) -> list[str]:
    """What the quality specialist adds; nothing when its answer cannot be read."""
    scenes = "\n".join(
        f"{n}. {s.title} | {s.narration} | {getattr(s.visual, 'template', s.visual.kind)} | "
        f"{s.visual.words.model_dump(exclude_defaults=True)}"
        for n, s in enumerate(desk.plan.scenes, 1)
    )
    prompt = (
        f"The film “{desk.project.title}”.\nFound by rules:\n{chr(10).join(found) or 'nothing'}\n\n"
        f"Scenes (title | narration | template | words on screen):\n{scenes}\n\n"
        f"<brief>\n{desk.project.brief.text[:20_000]}\n</brief>"
    )
    text = await desk.think("quality", prompt)
    try:
        notes = read_object(text[text.find("{") : text.rfind("}") + 1]).get("notes")
    except Unreadable:
        return []
    return [
        f"- [{note.get('weight', 'could')}] Scene {note.get('scene', '?')}: "
        f"{note.get('problem', '')} → {note.get('advice', '')}"
        for note in (notes if isinstance(notes, list) else [])[:6]
        if isinstance(note, dict)
    ]
