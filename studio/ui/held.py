"""What widgets hold, read in callbacks so that nothing comes between a person and the deed."""

from __future__ import annotations

from typing import Any

import streamlit as st


def held(key: str, default: Any = None) -> Any:
    """What the widget, or the session, holds under `key`.

    For callbacks. `st.session_state[key]` is a place where a run may be cut short by the next
    one, and what the person did would be lost with it; reading everything is not.
    """
    return st.session_state.to_dict().get(key, default)
