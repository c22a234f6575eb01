"""Chat: talk to the director, and watch the scenes come in beside the conversation."""

import streamlit as st

from studio.actions.chat import open_answer, open_thread
from studio.ui import session
from studio.ui.components.live import CHAT, JOBS, PLAN, TAKES, follow
from studio.ui.conversation import ask, conversation
from studio.ui.nothing import no_film
from studio.ui.strip import Strip

studio, project = session.studio(), session.project()
if project is None:
    no_film()
    st.stop()

seen = studio.store.events.last_id()
talk, side = st.columns([5, 3], gap="medium")
strip = Strip(studio, project, side.empty())
strip.draw()
with talk:
    ask(studio, project)
    conversation(studio, project, strip)
if open_answer(studio, open_thread(studio, project.id)) is None or strip.is_waiting:
    follow("chat-live", project.id, (*PLAN, *TAKES, *CHAT, *JOBS), seen)
