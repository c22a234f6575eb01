"""Scenes: watch each one, change it, greenlight it."""

import streamlit as st

from studio.ui import session
from studio.ui.inspector import inspector
from studio.ui.nothing import nothing_yet
from studio.ui.scene_list import scene_list

project = session.project()
if project is None or nothing_yet(session.studio(), project):
    st.stop()

with st.container(key="scenes-page"):
    listed, inspected = st.columns([2.2, 1], gap="medium")
    with listed:
        scene_list(project.id)
    with inspected:
        inspector(project.id)
