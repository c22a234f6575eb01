"""Timeline: the film so far, playing, and its scenes on a line."""

import streamlit as st

from studio.ui import session
from studio.ui.film_desk import film_desk
from studio.ui.nothing import nothing_yet

project = session.project()
if project is None or nothing_yet(session.studio(), project):
    st.stop()
film_desk(session.studio(), project)
