"""Designs: what a scene is drawn from, to be seen, changed, made anew and used again."""

import streamlit as st

from studio.ui.design_desk import design_desk
from studio.ui.design_library import design_library
from studio.ui.nothing import film_with_scenes

project = film_with_scenes()
if project is not None:
    desk, library = st.columns([2.2, 1], gap="medium")
    with desk:
        design_desk(project.id)
    with library:
        design_library(project.id)
