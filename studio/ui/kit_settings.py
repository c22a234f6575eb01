"""Brand kits: put one on, keep one, take it along; or take a brand from a website or picture."""

from __future__ import annotations

import streamlit as st

from studio.actions.kits import (
    apply_kit,
    brand_from_picture,
    export_kit,
    import_kit,
    remove_kit,
    save_kit,
)
from studio.actions.sites import request_site
from studio.domain.ids import AssetId, ProjectId
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, told_kindly
from studio.ui.held import held
from studio.ui.phrases import told_apart
from studio.ui.redraft import redraft
from studio.ui.views import pictures
from studio.web.hosts import address_in

_NEW = "kit-title"
_CHOSEN = "kit-chosen"
_ADDRESS = "brand-address"


def kit_settings(studio: Studio, project: Project) -> None:
    """The kits of the house, and the two other places a brand can come from."""
    with st.container(horizontal=True, gap="small", key="kits"):
        with st.popover("Brand kits", icon=":material/style:"):
            _kits(studio, project)
        with st.popover("From a website", icon=":material/language:"):
            _website(project)
        with st.popover("From a picture", icon=":material/image:"):
            _picture(studio, project)


def _kits(studio: Studio, project: Project) -> None:
    titles = studio.store.kits.titles()
    if titles:
        chosen = str(st.selectbox("Kit", titles, key=_CHOSEN))
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Put it on", key="kit-apply", type="primary", on_click=_apply, args=(project.id,)
            )
            st.download_button(
                "Take it along",
                export_kit(studio, chosen),
                file_name=f"{chosen}.kit.json",
                mime="application/json",
                key="kit-export",
                help="One file with everything in it, the logo as well.",
            )
            st.button("Remove", key="kit-remove", on_click=_remove)
    st.text_input(
        "Keep this film's brand as a kit",
        project.brand.name or project.title[:120],
        max_chars=120,
        key=_NEW,
        help="Colours, fonts, corners, logo, voice, music, captions, watermark and cards.",
    )
    st.button("Keep it", key="kit-save", on_click=_save, args=(project.id,))
    key = f"kit-file:{len(titles)}"
    st.file_uploader("Bring a kit", type=["json"], key=key, on_change=_bring, args=(key,))


def _website(project: Project) -> None:
    st.text_input("Address", key=_ADDRESS, placeholder="https://")
    st.caption("Its colours, fonts, corners, name and logo; the words of the film stay.")
    st.button("Take its brand", key="brand-site", on_click=_read, args=(project.id,))


def _picture(studio: Studio, project: Project) -> None:
    titles = told_apart({p.id: p.title for p in pictures(studio, project.id)})
    if not titles:
        st.caption("Bring a picture to this film first, in the chat or on the Scenes page.")
        return
    key = f"brand-picture:{len(titles)}"
    st.selectbox("Picture", list(titles), format_func=lambda option: titles[option], key=key)
    st.button("Take its colours", key="brand-shown", on_click=_look, args=(project.id, key))


def _apply(project_id: ProjectId) -> None:
    with told_kindly():
        apply_kit(session.studio(), project_id, str(held(_CHOSEN)))
        redraft(project_id)


def _remove() -> None:
    with told_kindly():
        remove_kit(session.studio(), str(held(_CHOSEN)))


def _save(project_id: ProjectId) -> None:
    with told_kindly():
        kit = save_kit(session.studio(), project_id, str(held(_NEW)))
        notify(f"Kept as “{kit.title}”; any film can put it on.")


def _bring(key: str) -> None:
    uploaded = held(key)
    if uploaded is None:
        return
    with told_kindly():
        text = uploaded.getvalue().decode("utf-8", "replace")
        kit = import_kit(session.studio(), text, uploaded.name)
        notify(f"“{kit.title}” is here; put it on.")


def _read(project_id: ProjectId) -> None:
    typed = str(held(_ADDRESS)).strip()
    with told_kindly():
        request_site(session.studio(), project_id, address_in(typed) or typed, wears=True)
        notify("The website is being read; its brand comes with the next look at this page.")


def _look(project_id: ProjectId, key: str) -> None:
    with told_kindly():
        brand_from_picture(session.studio(), project_id, AssetId(str(held(key))))
        redraft(project_id)
