"""What was found on a website, to be looked at and corrected before the film is made of it."""

from __future__ import annotations

import html

import streamlit as st

from studio.actions.chat import open_answer, send
from studio.actions.sites import (
    Corrections,
    correct_findings,
    is_film_wanting,
    latest_findings,
    line_of,
    request_site,
)
from studio.domain.chat import Thread
from studio.domain.ids import AssetId, ProjectId, ThreadId
from studio.domain.project import Project
from studio.domain.site import YOU, Findings, Found
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held

GO_ON = "Make the film of this website"
_TEXTS = {
    "title": "Name",
    "promise": "Promise",
    "description": "What it is",
}
_LOGO = "found-logo"
_KEYS = (*_TEXTS, "features", "steps", "offer", "call")


def findings_card(studio: Studio, project: Project, thread: Thread) -> None:
    """The card, open until there is a film of it. Nothing where no website was read, or while the
    director speaks."""
    found = studio.store.sites.latest(project.id)
    if found is None or open_answer(studio, thread):
        return
    is_open = is_film_wanting(studio, project.id)
    with (
        st.expander(f"Found on {found.title.text}", expanded=is_open, icon=":material/language:"),
        st.form("findings", border=False, enter_to_submit=False),
    ):
        _colours(found)
        _words(found)
        _proof(found)
        _pictures(project, found)
        for remark in found.remarks[:4]:
            st.caption(f":material/info: {remark}")
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button(
                "Make the film" if is_open else "Make it anew",
                type="primary",
                icon=":material/play_arrow:",
                on_click=_go_on,
                args=(project.id, thread.id),
            )
            st.form_submit_button("Keep my corrections", on_click=_keep, args=(project.id,))
            st.form_submit_button("Read it again", on_click=_again, args=(project.id, found.url))


def _words(found: Findings) -> None:
    for field, title in _TEXTS.items():
        value: Found = getattr(found, field)
        place = f"Found at {value.place}" if value.place not in ("", YOU) else None
        st.text_input(title, value.text, key=_key(found, field), help=place)
    left, right = st.columns(2, gap="small")
    features = "\n".join(line_of(feature) for feature in found.features)
    steps = "\n".join(line_of(step) for step in found.steps)
    left.text_area("What it offers, one a line", features, key=_key(found, "features"), height=130)
    right.text_area("How it works, one a line", steps, key=_key(found, "steps"), height=130)
    left.text_input("The offer", found.call.offer, key=_key(found, "offer"))
    right.text_input("The button", found.call.text, key=_key(found, "call"))


def _proof(found: Findings) -> None:
    shown = [f"**{f.number}** {f.label}" for f in found.figures if f.is_shown]
    prices = [f"**{price.number}** {price.label}" for price in found.prices[:2]]
    said = [f"“{s.text}” {s.source}".strip() for s in found.sayings[:2]]
    for line in (" · ".join((*shown[:4], *prices)), *said):
        if line:
            st.caption(line.replace("$", "\\$"))


def _pictures(project: Project, found: Findings) -> None:
    shown = (found.logo, found.screenshot, *found.pictures)
    files = [_file(AssetId(p.asset), project) for p in shown if p.asset][:4]
    if not any(files):
        return
    with st.container(horizontal=True, gap="small", key="findings-pictures"):
        for place, file in enumerate(files):
            if file:
                is_logo = place == 0 and bool(found.logo.asset)
                with st.container(key=_LOGO if is_logo else f"found-picture-{place}", width=150):
                    st.image(file, width="stretch")


def _file(asset: AssetId, project: Project) -> str | None:
    studio = session.studio()
    known = {a.id: a for a in studio.store.assets.list(project.id)}
    if asset not in known:
        return None
    path = studio.store.media.path(known[asset].file)
    return str(path) if path.is_file() else None


def _colours(found: Findings) -> None:
    """The palette as swatches, each with what it is for."""
    palette = found.style.palette
    swatches = "".join(
        f'<span style="display:inline-flex;align-items:center;gap:.4rem;margin-right:1rem">'
        f'<span style="width:1.1rem;height:1.1rem;border-radius:4px;background:{colour};'
        f'border:1px solid #8886"></span>{html.escape(role)}</span>'
        for role, colour in dict(palette).items()
        if isinstance(colour, str)
    )
    fonts = ", ".join(f for f in (found.style.display_font, found.style.text_font) if f)
    # A logo is made for the ground of its site: dark words would not be seen on this page's.
    on_ground = f".st-key-{_LOGO} img {{ background: {palette.ground}; padding: 0.5rem; }}"
    st.html(f"<style>{on_ground}</style><div>{swatches}</div>")
    if fonts:
        st.caption(f"Set in {fonts}")


def _key(found: Findings, field: str) -> str:
    """A field's name, another one after every reading, so that it shows what was read."""
    return f"found-{field}:{found.content_hash[:8]}"


def _corrections(project_id: ProjectId) -> Corrections:
    found = latest_findings(session.studio(), project_id)
    typed = {field: str(held(_key(found, field), "")) for field in _KEYS}
    return Corrections(
        title=typed["title"],
        promise=typed["promise"],
        description=typed["description"],
        call=typed["call"],
        offer=typed["offer"],
        features=typed["features"].splitlines(),
        steps=typed["steps"].splitlines(),
    )


def _keep(project_id: ProjectId) -> None:
    with told_kindly():
        correct_findings(session.studio(), project_id, _corrections(project_id))


def _go_on(project_id: ProjectId, thread: ThreadId) -> None:
    with told_kindly():
        correct_findings(session.studio(), project_id, _corrections(project_id))
        send(session.studio(), project_id, GO_ON, thread=thread)


def _again(project_id: ProjectId, url: str) -> None:
    with told_kindly():
        request_site(session.studio(), project_id, url)
