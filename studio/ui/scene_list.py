"""The scenes as light cards in a grid: found, filtered, twenty a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from studio.actions.plans import latest_plan
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.ui import session
from studio.ui.badges import badge
from studio.ui.components.live import JOBS, PLAN, REVIEWS, TAKES, follow
from studio.ui.held import held
from studio.ui.nothing import add_blank
from studio.ui.phrases import clock, count, plain
from studio.ui.scene_verbs import VERBS, approve, select
from studio.ui.suggestions import approve_all
from studio.ui.views import SceneCard, SceneState, film_s, scene_cards

PAGE = 20
FILTERS = {
    "All": None,
    "Review": SceneState.REVIEW,
    "Approved": SceneState.APPROVED,
    "Draft": SceneState.DRAFT,
    "Failed": SceneState.FAILED,
}


@st.fragment(key="list")
def scene_list(project_id: ProjectId) -> None:
    """Heading, filters, cards and pages."""
    studio = session.studio()
    seen = studio.store.events.last_id()
    project = studio.store.projects.get(project_id)
    plan = latest_plan(studio, project_id)
    cards = scene_cards(studio, project, plan)
    _heading(project, cards, film_s(studio, project, plan))
    shown = _found(cards, *_filters())
    _grid(project, _page(shown))
    follow("list-live", project_id, (*PLAN, *TAKES, *REVIEWS, *JOBS), seen, lambda: _refresh())


def _heading(project: Project, cards: Sequence[SceneCard], length_s: float) -> None:
    waiting = any(not card.is_approved for card in cards)
    facts = f"{count(len(cards), 'scene')} · {clock(length_s)}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"### Scenes &ensp; :gray[:small[{facts}]]", anchors=False, width="stretch")
        st.button(
            "Add scene",
            key="add-scene",
            icon=":material/add:",
            on_click=_then_all,
            args=(add_blank, project.id, None),
        )
        if waiting:
            st.button(
                "Approve all",
                key="approve-all",
                icon=":material/done_all:",
                type="primary",
                on_click=_then_all,
                args=(approve_all, project.id),
            )
        elif st.button("Make the film", key="to-export", icon=":material/movie:", type="primary"):
            session.go("export", project.id)


def _filters() -> tuple[SceneState | None, str]:
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        chosen = st.segmented_control(
            "Show",
            list(FILTERS),
            default="All",
            key="scene-filter",
            label_visibility="collapsed",
            required=True,
        )
        wanted = st.text_input(
            "Search",
            key="scene-search",
            placeholder="Search script or visual",
            icon=":material/search:",
            label_visibility="collapsed",
            width=260,
        )
    return FILTERS[chosen or "All"], wanted or ""


def _found(cards: Sequence[SceneCard], state: SceneState | None, wanted: str) -> list[SceneCard]:
    return [c for c in cards if (state is None or c.state is state) and c.matches(wanted)]


def _page(cards: list[SceneCard]) -> list[SceneCard]:
    """The cards of the page that is turned to; the pager itself goes below them."""
    pages = max(1, -(-len(cards) // PAGE))
    turned = min(int(st.session_state.get("scene-page") or 1), pages)
    return cards[(turned - 1) * PAGE : turned * PAGE]


def _grid(project: Project, cards: Sequence[SceneCard]) -> None:
    if not cards:
        st.caption("No scene is like that. Show all, or search for something else.")
        return
    with st.grid(3, min_column_width=190, gap="small", key="scene-grid"):
        for card in cards:
            _card(project, card)


def _card(project: Project, card: SceneCard) -> None:
    scene = card.scene
    with st.container(border=True, key=f"card-{scene.id}", gap="xsmall"):
        st.image(session.address(card.picture), width="stretch", alt="")
        st.markdown(
            f"**{card.place:02}** · {card.seconds:.1f} s &ensp;{badge(card)}", anchors=False
        )
        st.caption(plain(card.words))
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.button(
                "Edit",
                key=f"edit-{scene.id}",
                icon=":material/edit:",
                type="tertiary",
                on_click=select,
                args=(scene.id,),
            )
            key = f"do-{scene.id}"
            st.menu_button(
                "More",
                _verbs(card),
                key=key,
                type="tertiary",
                on_click=_do,
                args=(key, project.id, card),
            )


def _verbs(card: SceneCard) -> list[str]:
    return list(VERBS) if card.is_approved else ["Approve", *VERBS]


def _do(key: str, project_id: ProjectId, card: SceneCard) -> None:
    chosen = held(key)
    verb = approve if chosen == "Approve" else VERBS[chosen]
    _then_all(verb, project_id, card.scene.id)


def _then_all(verb: Callable[..., None], *arguments: object) -> None:
    """Do it, then draw the whole page anew: the rail counts as well."""
    verb(*arguments)
    st.rerun()


def _refresh() -> None:
    st.rerun(["list", "inspector"])
