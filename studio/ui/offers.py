"""Outside makers as pages offer them: price, missing key, doubts and faults."""

from __future__ import annotations

import streamlit as st

from studio.actions.models import put_key
from studio.actions.production import settle
from studio.domain.ids import ProjectId, SceneId
from studio.domain.job import Job, JobKind, JobState
from studio.domain.production import PaidRequest, RequestId
from studio.providers.interface import OutsideProvider
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.components.pulse import progress
from studio.ui.held import held
from studio.ui.phrases import ago, plain


def has_key(studio: Studio, provider: OutsideProvider) -> bool:
    """True when it wants none, or there is one."""
    name = provider.card.key_name
    return not name or studio.keys.has(name)


def titled(studio: Studio, provider: OutsideProvider, price: float | None) -> str:
    """A provider as a list offers it, with about what it takes."""
    cost = "free" if provider.card.is_free else f"about {dollars(price)}"
    return f"{provider.card.title}, {cost}{'' if has_key(studio, provider) else ', no key'}"


def provider_title(studio: Studio, name: str) -> str:
    """What people call a provider; its name when it is not set up any more."""
    titles = {provider.card.name: provider.card.title for provider in studio.providers.outside}
    return titles.get(name, name)


def dollars(price: float | None) -> str:
    """A price in words."""
    if price is None:
        return "price not known"
    return "free" if price == 0 else f"${price:.2f}" if price >= 0.01 else f"${price:.3f}"


def key_form(provider: OutsideProvider) -> None:
    """That a key is missing, where to get one, and a place to put it."""
    card = provider.card
    st.caption(f":orange[:material/key:] {plain(card.title)} wants a key.")
    with st.popover("Add a key", icon=":material/key:", key=f"make-key:{card.key_name}"):
        if card.keys_at:
            st.link_button(
                "Get one there", f"https://{card.keys_at}", icon=":material/open_in_new:"
            )
        field = f"make-key-field:{card.key_name}"
        with st.form(f"make-key-form:{card.key_name}", border=False, clear_on_submit=True):
            st.text_input(card.key_name, type="password", key=field, autocomplete="off")
            st.form_submit_button("Keep it", on_click=_keep, args=(card.key_name, field))
        st.caption(
            f"It goes to your system's key store. Or set `{card.key_name}` before the start."
        )


def tell_making(key: str, studio: Studio, project_id: ProjectId, scene_id: SceneId | None) -> None:
    """What is being made for a scene, or for the film; or why nothing came of the newest."""
    jobs = [
        job
        for job in studio.store.jobs.list(project_id, None, 200)
        if job.kind is JobKind.PRODUCE and (job.inputs.get("scene") or None) == scene_id
    ]
    running = [job.id for job in jobs if not job.state.is_final]
    if running:
        progress(key, studio, project_id, running)
    elif jobs and jobs[0].state is JobState.FAILED:
        _tell_fault(jobs[0])


def _tell_fault(job: Job) -> None:
    """Why nothing came of a job; a doubt is told as one."""
    if job.fault and job.fault.error != "UncertainOutcome":
        st.error(f"**{job.fault.sentence}** {job.fault.remedy}", icon=":material/error:")


def tell_doubt(provider: str, doubt: PaidRequest) -> None:
    """A request whose outcome nobody knows, for the person to decide."""
    cost = f" It may have cost {dollars(doubt.price)}." if doubt.price else ""
    st.warning(
        f"**Nobody knows whether {plain(provider)} made this.** The answer was lost "
        f"({ago(doubt.sent_at)}).{cost} Look at your account there. It is not sent again "
        f"unless you say so. Request `{doubt.id}`.",
        icon=":material/help:",
    )
    with st.container(horizontal=True):
        st.button("Let it be", key=f"forget-{doubt.id}", on_click=_settle, args=(doubt.id, False))
        st.button(
            f"Send it once more · {dollars(doubt.price)}",
            key=f"again-{doubt.id}",
            icon=":material/refresh:",
            on_click=_settle,
            args=(doubt.id, True),
        )


def _settle(request_id: RequestId, is_sent_again: bool) -> None:
    with told_kindly():
        settle(session.studio(), request_id, is_sent_again=is_sent_again)


def _keep(key_name: str, field: str) -> None:
    with told_kindly():
        try:
            put_key(session.studio(), key_name, str(held(field, "")))
        finally:
            st.session_state.pop(field, None)
        notify("The key is in your key store.")
