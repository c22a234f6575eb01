"""Scenes: watch each one, change it, greenlight it."""

import streamlit as st

from studio.ui.characters import characters_panel
from studio.ui.inspector import inspector
from studio.ui.nothing import film_with_scenes
from studio.ui.remarks import remarks_panel
from studio.ui.scene_list import scene_list

project = film_with_scenes()
if project is not None:
    with st.container(key="scenes-page"):
        listed, inspected = st.columns([2.2, 1], gap="medium")
        with listed:
            scene_list(project.id)
        with inspected:
            inspector(project.id)
            characters_panel(project.id)
            remarks_panel(project.id)
