"""Export: make the film, watch it come, take it home."""

import streamlit as st

from studio.ui import session
from studio.ui.export_desk import export_desk
from studio.ui.nothing import nothing_yet

project = session.project()
if project is None or nothing_yet(session.studio(), project):
    st.stop()
export_desk(session.studio(), project)
