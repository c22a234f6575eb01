"""Chat: talk to the director, and watch the scenes come in beside the conversation."""

import streamlit as st

from studio.actions.chat import open_answer
from studio.ui import session
from studio.ui.begun import arrived
from studio.ui.components.live import CHAT, JOBS, PLAN, TAKES, follow
from studio.ui.conversation import TALK, Beside, conversation
from studio.ui.findings_card import findings_card
from studio.ui.first_film import first_film
from studio.ui.speaking import speaking
from studio.ui.strip import Strip
from studio.ui.threads_menu import threads_menu

arrived()
studio, project = session.studio(), session.project()
if project is None:
    first_film(studio)
    st.stop()

seen = studio.store.events.last_id()
thread = session.thread(project)
figures = speaking(studio, project, thread)
talk, side = st.columns([5, 3], gap="medium")
crew = side.empty()
strip = Strip(studio, project, side.empty())
strip.draw()
with talk:
    threads_menu(studio, project, thread)
    # The style sheet gives it the height of the window: it scrolls by itself, to the last word.
    with st.container(height=600, autoscroll=False, border=False, key=TALK):
        conversation(studio, project, thread, Beside(strip, crew, figures))
        findings_card(studio, project, thread)
if open_answer(studio, thread) is None or strip.is_waiting:
    follow("chat-live", project.id, (*PLAN, *TAKES, *CHAT, *JOBS), seen)
