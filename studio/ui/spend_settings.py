"""How much models may cost: for a message, a conversation and a film."""

from __future__ import annotations

import streamlit as st

from studio.actions.spending import set_spend_limits, spend_limits
from studio.domain.spend import Cap, SpendLimits
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly

_SCOPES = {
    "per_message": "One message",
    "per_thread": "One conversation",
    "per_project": "One film",
}
_THOUSAND = 1000


def spend_settings(studio: Studio) -> None:
    """Caps in money and tokens; empty is no limit."""
    limits = spend_limits(studio)
    with st.container(border=True, key="set-caps"):
        st.markdown("**Limits**", anchors=False)
        for field, title in _SCOPES.items():
            _cap(field, title, getattr(limits, field))
        st.caption(
            "Checked before every call of a model, and no answer may grow beyond them. Empty is "
            "no limit. Embedded costs nothing and is never limited."
        )


def _cap(field: str, title: str, cap: Cap) -> None:
    left, right = st.columns(2, gap="small")
    with left:
        st.number_input(
            f"{title}, US$",
            min_value=0.0,
            step=1.0,
            value=cap.usd,
            format="%.2f",
            key=f"cap-{field}-usd",
            placeholder="No limit",
            on_change=_limit,
        )
    with right:
        st.number_input(
            f"{title}, thousand tokens",
            min_value=0,
            step=100,
            value=None if cap.tokens is None else cap.tokens // _THOUSAND,
            key=f"cap-{field}-tokens",
            placeholder="No limit",
            on_change=_limit,
        )


def _limit() -> None:
    state = st.session_state
    caps = {}
    for field in _SCOPES:
        tokens = state[f"cap-{field}-tokens"]
        usd = state[f"cap-{field}-usd"]
        caps[field] = Cap(tokens=None if tokens is None else int(tokens) * _THOUSAND, usd=usd)
    with told_kindly():
        set_spend_limits(session.studio(), SpendLimits(**caps))
