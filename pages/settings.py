"""Settings: of the film, and of the studio."""

import streamlit as st

from studio.ui import session
from studio.ui.film_settings import film_settings
from studio.ui.studio_settings import studio_settings

studio, project = session.studio(), session.project()
film, house = st.tabs(["This film", "The studio"])
with film:
    film_settings(studio, project)
with house:
    studio_settings(studio)
