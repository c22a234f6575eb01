"""A model, or a whole endpoint, that Greenlight does not know yet."""

from __future__ import annotations

import streamlit as st

from studio.actions.models import add_model, make_model
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.held import held

_FIELDS = ("title", "provider", "base_url", "model", "key_name")


def model_form() -> None:
    """What is needed to ask it by OpenAI's protocol."""
    with (
        st.expander("**Add a model or an endpoint**", icon=":material/add:"),
        st.form("add-model", border=False),
    ):
        st.text_input("Provider", key="new-provider", placeholder="My company")
        st.text_input("Address", key="new-base_url", placeholder="https://models.example.com/v1")
        st.text_input("Its name there", key="new-model", placeholder="large-2")
        st.text_input("Title", key="new-title", placeholder="As you like")
        st.text_input(
            "Name of its key",
            key="new-key_name",
            placeholder="EXAMPLE_API_KEY",
            help="The name, not the key. Leave it empty where none is needed.",
        )
        left, right = st.columns(2)
        with left:
            st.number_input(
                "US$ a million tokens in", min_value=0.0, value=None, key="new-price_in"
            )
            st.checkbox("Sees pictures", key="new-has_vision")
        with right:
            st.number_input(
                "US$ a million tokens out", min_value=0.0, value=None, key="new-price_out"
            )
            st.checkbox("Several tools at once", key="new-has_parallel_calls")
        st.selectbox(
            "Protocol",
            ["chat", "responses"],
            key="new-api",
            format_func=lambda api: {"chat": "Chat Completions", "responses": "Responses"}[api],
        )
        st.form_submit_button("Add it", icon=":material/add:", on_click=_add)


def _add() -> None:
    with told_kindly():
        model = make_model(
            **{name: str(held(f"new-{name}") or "") for name in _FIELDS},
            api=held("new-api"),
            price_in=held("new-price_in"),
            price_out=held("new-price_out"),
            has_vision=bool(held("new-has_vision")),
            has_parallel_calls=bool(held("new-has_parallel_calls")),
        )
        added = add_model(session.studio(), model)
        notify(f"{added.title} is on the list.")
        for name in _FIELDS:
            st.session_state[f"new-{name}"] = ""
