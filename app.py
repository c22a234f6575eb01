"""The server: `streamlit run app.py` finds it and serves it."""

import streamlit as st

from studio.ui.front import front

app = st.App(**front())
