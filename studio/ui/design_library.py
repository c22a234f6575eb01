"""The designs that were kept, to be shown in the scene on the desk."""

from __future__ import annotations

import streamlit as st

from studio.actions.components import remove_component, use_component
from studio.actions.designs import design_of, keep_proof
from studio.domain.component import Component
from studio.domain.ids import ComponentId, ProjectId, SceneId
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.phrases import ago, plain
from studio.ui.redraft import redraft

_A_PAGE = 12


def design_library(project_id: ProjectId) -> None:
    """Every design that was kept, in the colours of this film."""
    studio = session.studio()
    kept = studio.store.components.list()
    st.markdown("#### Kept designs", anchors=False)
    if not kept:
        st.caption("Designs you keep, or that a model made, wait here for other scenes and films.")
    for component in kept[:_A_PAGE]:
        _card(project_id, component)
    if len(kept) > _A_PAGE:
        st.caption(f"And {len(kept) - _A_PAGE} older ones.")


def _card(project_id: ProjectId, component: Component) -> None:
    studio, scene = session.studio(), session.scene_id()
    project = studio.store.projects.get(project_id)
    proof = keep_proof(studio, project_id, design_of(component.design))
    path = f"/thumbs/design/{project_id}/{proof}/90.jpg?v={project.brand.content_hash[:8]}"
    with st.container(border=True, key=f"kept-{component.id}", gap="xsmall"):
        st.image(session.address(path), width="stretch", alt=plain(component.title))
        st.markdown(f"**{plain(component.title)}**", anchors=False)
        st.caption(f"{plain(component.author)} · {ago(component.created_at)}")
        with st.container(horizontal=True):
            st.button(
                "Use it in this scene",
                key=f"use-{component.id}",
                icon=":material/check:",
                disabled=scene is None,
                on_click=_use,
                args=(project_id, scene, component.id),
            )
            st.button(
                "Remove",
                key=f"remove-{component.id}",
                type="tertiary",
                on_click=_remove,
                args=(component.id,),
            )


def _use(project_id: ProjectId, scene_id: SceneId, component_id: ComponentId) -> None:
    with told_kindly():
        use_component(session.studio(), project_id, scene_id, component_id)
        redraft(project_id)


def _remove(component_id: ComponentId) -> None:
    with told_kindly():
        remove_component(session.studio(), component_id)
