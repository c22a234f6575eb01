"""Have the music of a film made elsewhere, and choose among what was made."""

from __future__ import annotations

import streamlit as st

from studio.actions.plans import latest_plan
from studio.actions.production import (
    choose_take,
    price_of,
    request,
    rest_take,
    uncertain_requests,
)
from studio.actions.reviews import waiting_scenes
from studio.actions.wishes import Wish
from studio.domain.ids import ProjectId, TakeId
from studio.domain.project import Project
from studio.domain.take import Take, TakeKind
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.components.live import JOBS, TAKES, follow
from studio.ui.offers import (
    dollars,
    has_key,
    key_form,
    provider_title,
    tell_doubt,
    tell_making,
    titled,
)
from studio.ui.phrases import ago, clock, plain


def music_makers(studio: Studio, project: Project) -> None:
    """Who makes music for money, and the pieces that were made for this film."""
    seen = studio.store.events.last_id()
    fold = st.expander("Have it made elsewhere", key="music-elsewhere", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for doubt in uncertain_requests(studio, project.id):
            if doubt.kind is TakeKind.TRACK:
                tell_doubt(provider_title(studio, doubt.provider), doubt)
        tell_making("music-progress", studio, project.id, None)
        _offer(studio, project)
        for take in studio.store.takes.of_scene(project.id, None):
            if take.kind is TakeKind.TRACK:
                _take(studio, project, take)
        follow("music-live", project.id, (*TAKES, *JOBS), seen)


def _offer(studio: Studio, project: Project) -> None:
    plan = latest_plan(studio, project.id)
    offered = {p.card.name: p for p in studio.providers.outside if TakeKind.TRACK in p.kinds}
    chosen = st.selectbox(
        "with",
        list(offered),
        format_func=lambda name: titled(studio, offered[name], offered[name].card.price),
        key="music-with",
    )
    guidance = st.text_input(
        "How", key="music-how", placeholder="a cello, slowly, with much air …", max_chars=600
    )
    provider = offered[chosen]
    if not has_key(studio, provider):
        key_form(provider)
        return
    wish = Wish(TakeKind.TRACK, chosen, guidance.strip())
    is_open = not provider.card.is_free and (not plan.scenes or bool(waiting_scenes(studio, plan)))
    st.button(
        f"Make it · {dollars(price_of(provider, project, plan, None, wish))}",
        key="music-go",
        icon=":material/auto_awesome:",
        disabled=is_open,
        width="stretch",
        on_click=_ask,
        args=(project.id, wish),
    )
    if is_open:
        st.caption("Approve every scene first: only what you greenlit is paid for.")


def _take(studio: Studio, project: Project, take: Take) -> None:
    with st.container(border=True, key=f"track-{take.id}", gap="xsmall"):
        state = ":green-badge[in the film]" if take.is_active else ""
        facts = (
            f"{provider_title(studio, take.provider)} · {clock(take.length_s)} · "
            f"{dollars(take.price)} · {ago(take.made_at)}"
        )
        st.markdown(f"{state} :gray[:small[{plain(facts)}]]")
        st.audio(session.address(f"/files/{take.file}"))
        if take.guidance:
            st.caption(plain(f"“{take.guidance}”"))
        st.button(
            "Use what is composed here" if take.is_active else "Use it",
            key=f"track-use-{take.id}",
            type="tertiary" if take.is_active else "secondary",
            on_click=_rest if take.is_active else _use,
            args=(project.id, take.id),
        )


def _ask(project_id: ProjectId, wish: Wish) -> None:
    with told_kindly():
        request(session.studio(), project_id, None, wish)


def _use(project_id: ProjectId, take_id: TakeId) -> None:
    with told_kindly():
        choose_take(session.studio(), project_id, take_id)


def _rest(project_id: ProjectId, take_id: TakeId) -> None:
    with told_kindly():
        rest_take(session.studio(), project_id, take_id)
