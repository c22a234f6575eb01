"""Projects: every film, and the beginning of the next."""

import streamlit as st

from studio.ui import session
from studio.ui.begun import arrive
from studio.ui.components.live import FILMS, JOBS, PLAN, REVIEWS, TAKES, follow
from studio.ui.gallery import gallery, heading
from studio.ui.newfilm_form import new_film_form
from studio.ui.views import project_cards
from studio.ui.welcome import welcome

arrive()
studio = session.studio()
seen = studio.store.events.last_id()
cards = project_cards(studio)
if not cards:
    welcome()
    new_film_form(studio, with_sample=True)
else:
    if heading(cards):
        with st.container(border=True, key="new-film"):
            new_film_form(studio, with_sample=False)
    gallery(cards)
follow("projects-live", None, (*PLAN, *TAKES, *REVIEWS, *FILMS, *JOBS), seen)
