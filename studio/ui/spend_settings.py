"""How much models may cost: for a message, a conversation and a film."""

from __future__ import annotations

import streamlit as st

from studio.actions.spending import set_spend_limits, spend_limits, spent
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.domain.spend import Cap, SpendLimits
from studio.llm.wording import spent_words
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.model_picker import model_name
from studio.ui.phrases import plain

_SCOPES = {
    "per_message": "One message",
    "per_thread": "One conversation",
    "per_project": "One film",
}
_EVERYONE = "cap"
_THOUSAND = 1000


def spend_settings(studio: Studio) -> None:
    """The caps of all films that have none of their own."""
    with st.container(border=True, key="set-caps"):
        st.markdown("**Limits**", anchors=False)
        _caps(spend_limits(studio), _EVERYONE, None)
        st.caption(
            "Checked before every call of a model, and no answer may grow beyond them. Empty is "
            "no limit. Embedded costs nothing and is never limited. A film can have limits of "
            "its own."
        )


def film_limits(studio: Studio, project: Project) -> None:
    """What models took for a film so far, and caps of its own."""
    gone = spent(studio, project=project.id)
    st.caption(plain(f"Models took so far: {spent_words(gone)}."))
    by_model = studio.store.spends.by_model(project.id)
    if len(by_model) > 1:
        lines = (f"{model_name(studio, name)}: {spent_words(s)}" for name, s in by_model.items())
        st.caption("  \n".join(plain(line) for line in lines))
    key = f"own-limits:{project.id}:{project.limits is not None}"
    st.toggle(
        "Limits of its own",
        value=project.limits is not None,
        key=key,
        on_change=_have_own,
        args=(project.id, key),
    )
    if project.limits is not None:
        _caps(project.limits, f"cap-{project.id}", project.id)


def _caps(limits: SpendLimits, prefix: str, project: ProjectId | None) -> None:
    """A row for each scope, in money and in tokens; empty is no limit."""
    for field, title in _SCOPES.items():
        cap: Cap = getattr(limits, field)
        left, right = st.columns(2, gap="small")
        left.number_input(
            f"{title}, US$",
            min_value=0.0,
            step=1.0,
            value=cap.usd,
            format="%.2f",
            key=f"{prefix}-{field}-usd",
            placeholder="No limit",
            on_change=_limit,
            args=(prefix, project),
        )
        right.number_input(
            f"{title}, thousand tokens",
            min_value=0,
            step=100,
            value=None if cap.tokens is None else cap.tokens // _THOUSAND,
            key=f"{prefix}-{field}-tokens",
            placeholder="No limit",
            on_change=_limit,
            args=(prefix, project),
        )


def _limit(prefix: str, project: ProjectId | None) -> None:
    caps = {}
    for field in _SCOPES:
        tokens = held(f"{prefix}-{field}-tokens")
        usd = held(f"{prefix}-{field}-usd")
        caps[field] = Cap(tokens=None if tokens is None else int(tokens) * _THOUSAND, usd=usd)
    with told_kindly():
        set_spend_limits(session.studio(), SpendLimits(**caps), project)


def _have_own(project: ProjectId, key: str) -> None:
    """Begin with everyone's caps, or go back to them."""
    studio = session.studio()
    with told_kindly():
        own = spend_limits(studio) if held(key) else None
        set_spend_limits(studio, own, project)
