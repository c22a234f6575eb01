"""The scenes beside the conversation, filling in while they are made."""

from __future__ import annotations

import time

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from studio.actions.plans import latest_plan
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.badges import badge
from studio.ui.phrases import clock, count, plain
from studio.ui.views import SceneCard, film_s, scene_cards

SHOWN = 24
APART_S = 0.6
_KINDS = ("scene.", "plan.", "take.", "job.")


class Strip:
    """Small cards of the newest scenes in one place of the page, drawn anew when they change.

    It holds no widgets, and each drawing has keys of its own, so that it may be drawn many
    times within one run.
    """

    def __init__(self, studio: Studio, project: Project, place: DeltaGenerator) -> None:
        self._studio = studio
        self._project = project
        self._place = place
        self._seen = studio.store.events.last_id()
        self._drawn_at = 0.0
        self._drawn = 0
        self.is_waiting = False

    def draw(self) -> None:
        """Draw the scenes as they are now."""
        plan = latest_plan(self._studio, self._project.id)
        cards = scene_cards(self._studio, self._project, plan)
        self._drawn_at = time.monotonic()
        self._drawn += 1
        with self._place.container(border=True, key=f"strip-box-{self._drawn}"):
            if not cards:
                st.markdown("**Scenes**", anchors=False)
                st.caption("They appear here one by one, each as soon as it is written.")
                return
            facts = (
                f"{count(len(cards), 'scene')} · {clock(film_s(self._studio, self._project, plan))}"
            )
            st.markdown(f"**Scenes** &ensp; :gray[:small[{facts}]]", anchors=False)
            with st.grid(2, min_column_width=120, gap="xsmall", key=f"strip-grid-{self._drawn}"):
                for card in cards[-SHOWN:]:
                    _card(card, self._drawn)
            if len(cards) > SHOWN:
                st.caption(f"The newest {SHOWN}; all {len(cards)} are on the Scenes page.")
            st.page_link(
                places.page("scenes"),
                label="Watch and change them",
                icon=":material/arrow_forward:",
                query_params={session.PROJECT: self._project.id},
            )

    def draw_if_moved(self) -> None:
        """Draw again when the plan, a take or a job changed, though not too often."""
        if time.monotonic() - self._drawn_at < APART_S:
            return
        news = self._studio.store.events.after(self._seen, project=self._project.id)
        if not news:
            return
        self._seen = news[-1].id
        if any(event.kind.startswith(_KINDS) for event in news):
            self.draw()


def _card(card: SceneCard, drawn: int) -> None:
    with st.container(key=f"strip-card-{drawn}-{card.scene.id}", gap="xxsmall"):
        st.image(session.address(card.picture), width="stretch", alt="")
        title = plain(card.scene.title or card.words)
        st.markdown(f"**{card.place:02}** {badge(card)}  \n:small[{title}]", anchors=False)
