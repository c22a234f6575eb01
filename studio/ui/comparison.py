"""Two versions of the plan side by side, as one reads a corrected text."""

from __future__ import annotations

import streamlit as st

from studio.actions.plans import latest_plan
from studio.actions.revisions import compare_revisions
from studio.domain.comparison import Change, ChangeKind, Comparison, Span
from studio.domain.ids import ProjectId
from studio.ui import session
from studio.ui.phrases import clock, first_words, plain

_MOST = 60
_MARKS = {
    ChangeKind.ADDED: ":green-badge[new]",
    ChangeKind.REMOVED: ":red-badge[gone]",
    ChangeKind.MOVED: ":blue-badge[moved]",
    ChangeKind.CHANGED: ":orange-badge[changed]",
}
_UNCHANGED = 14
"""So many words at either end of what stayed are shown around a change."""


@st.dialog("What changed", width="large", icon=":material/difference:")
def compare_versions(project_id: ProjectId) -> None:
    """Choose two versions, and read how they differ."""
    studio = session.studio()
    plan = latest_plan(studio, project_id)
    batches = [r for r in studio.store.plans.batches(project_id) if r.number != plan.number][:_MOST]
    notes = {r.number: f"v{r.number} · {first_words(r.note or 'Changed', 46)}" for r in batches}
    notes |= {0: "The empty plan", plan.number: f"v{plan.number} · as it is now"}
    numbers = sorted(notes, reverse=True)
    usual = compare_revisions(studio, project_id).before
    left, right = st.columns(2)
    with left:
        before = _choice("From", numbers, notes, usual if usual in notes else 0)
    with right:
        after = _choice("To", numbers, notes, plan.number)
    comparison(compare_revisions(studio, project_id, before, after))


def comparison(found: Comparison) -> None:
    """Every change, one after another."""
    if found.is_same:
        st.caption("These two are the same.")
        return
    lengths = f"{clock(found.seconds_before)} → {clock(found.seconds_after)}"
    st.caption(f"{len(found.changes)} scenes differ · {lengths}")
    for change in found.changes:
        with st.container(border=True, key=f"change-{change.scene}", gap="xsmall"):
            st.markdown(
                f"{_MARKS[change.kind]} **{plain(change.title)}** :gray[:small[{_where(change)}]]",
                anchors=False,
            )
            if change.spans:
                st.markdown(corrected(change.spans), anchors=False)
            if change.details:
                st.caption(plain(" · ".join(change.details)))


def corrected(spans: tuple[Span, ...]) -> str:
    """Words laid over each other as Markdown: struck out what went, green what came."""
    return " ".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    if span.is_before and span.is_after:
        said = span.text.split()
        if len(said) > 2 * _UNCHANGED:
            said = [*said[:_UNCHANGED], "…", *said[-_UNCHANGED:]]
        return plain(" ".join(said))
    text = plain(span.text)
    return f":red[~~{text}~~]" if span.is_before else f":green[**{text}**]"


def _where(change: Change) -> str:
    if change.before is None or change.after is None:
        return f"scene {change.after or change.before}"
    if change.before == change.after:
        return f"scene {change.after}"
    return f"scene {change.before} → {change.after}"


def _choice(label: str, numbers: list[int], notes: dict[int, str], chosen: int) -> int:
    return int(
        st.selectbox(
            label,
            numbers,
            numbers.index(chosen),
            format_func=lambda number: notes[number],
            key=f"compare-{label.lower()}",
        )
    )
