"""The server: `streamlit run app.py` finds it and serves it."""

import streamlit as st

from studio.ui.boundary import on_script_error
from studio.ui.lifespan import lifespan
from studio.ui.routes import MIDDLEWARE, ROUTES

app = st.App(
    "studio/ui/shell.py",
    routes=ROUTES,
    lifespan=lifespan,
    middleware=MIDDLEWARE,
    on_script_error=on_script_error,
)
