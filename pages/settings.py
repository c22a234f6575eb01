"""Settings: of the film, and of the studio."""

import streamlit as st

from studio.ui import session
from studio.ui.film_settings import film_settings
from studio.ui.memory_settings import memory_settings
from studio.ui.model_settings import model_settings
from studio.ui.studio_settings import studio_settings

studio, project = session.studio(), session.project()
film, models, memory, house = st.tabs(["This film", "Models", "Memory", "The studio"])
with film:
    film_settings(studio, project)
with models:
    model_settings(studio)
with memory:
    memory_settings(studio)
with house:
    studio_settings(studio)
