"""The desk of one scene's design: its document beside its picture, looked over as one types."""

from __future__ import annotations

import streamlit as st

from studio.actions.components import keep_component, request_component
from studio.actions.designs import (
    design_text,
    drop_design,
    keep_proof,
    look_over,
    own_design,
    read_design,
    set_design,
)
from studio.actions.plans import latest_plan
from studio.domain.errors import BadInput
from studio.domain.ids import ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene
from studio.graphics.documents import MotionDocument
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import notify, show_notices, told_kindly
from studio.ui.builds import builds
from studio.ui.components.live import JOBS, PLAN, follow
from studio.ui.held import held
from studio.ui.phrases import plain
from studio.ui.redraft import redraft

_TEXT = "design-text"


@st.fragment(key="design-desk")
def design_desk(project_id: ProjectId) -> None:
    """The design of the selected scene."""
    show_notices()
    studio = session.studio()
    seen = studio.store.events.last_id()
    project, plan = studio.store.projects.get(project_id), latest_plan(studio, project_id)
    scene = _chosen(plan)
    own = own_design(project, scene)
    key = f"{_TEXT}:{scene.id}:{scene.content_hash[:10]}:{project.brand.content_hash[:6]}"
    written, shown = st.columns(2, gap="medium")
    with written:
        st.text_area("Motion document", design_text(own), key=key, height=460)
    with shown:
        document = _shown(studio, project, scene, str(st.session_state[key]))
        _verbs(project, scene, document)
    _wish(studio, project, scene)
    builds(studio, project, scene)
    follow("designs-live", project_id, (*PLAN, *JOBS, "component."), seen)


def _chosen(plan: Plan) -> Scene:
    """The scene whose design is on the desk, chosen here or on another page."""
    ids = [scene.id for scene in plan.scenes]
    titles = {s.id: f"{n:02}  {plain(s.title)}" for n, s in enumerate(plan.scenes, 1)}
    wanted = session.scene_id()
    place = ids.index(wanted) if wanted in ids else 0
    chosen = st.selectbox(
        "Scene",
        ids,
        index=place,
        key=f"design-scene:{plan.number}:{place}",
        format_func=lambda scene_id: titles[scene_id],
    )
    if chosen != wanted:
        session.select_scene(chosen)
    return plan.scene(SceneId(chosen))


def _shown(studio: Studio, project: Project, scene: Scene, text: str) -> MotionDocument | None:
    """The picture of what is written, and what is wrong with it; None when it cannot be read."""
    try:
        document = read_design(text)
    except BadInput as fault:
        st.error(f"**{fault.sentence}** {fault.remedy}", icon=":material/error:")
        return None
    picture = st.empty()
    at = st.slider("Moment of the scene", 0, 100, 90, format="%d %%", key=f"moment:{scene.id}")
    proof = keep_proof(studio, project.id, document)
    path = f"/thumbs/design/{project.id}/{proof}/{at}.jpg?v={project.brand.content_hash[:8]}"
    picture.image(session.address(path), width="stretch", alt=f"Design of {plain(scene.title)}")
    findings = look_over(studio, project.id, document)
    if not findings:
        st.caption(":material/check: Nothing overlaps, nothing is cut, everything can be read.")
    for finding in findings[:6]:
        st.warning(plain(str(finding)), icon=":material/warning:")
    return document


def _verbs(project: Project, scene: Scene, document: MotionDocument | None) -> None:
    has_own = isinstance(scene.visual, Graphic) and scene.visual.document is not None
    with st.container(horizontal=True):
        st.button(
            "Show it in the scene",
            key="design-show",
            type="primary",
            icon=":material/check:",
            disabled=document is None,
            on_click=_show,
            args=(project.id, scene.id, document),
        )
        st.button(
            "Keep it",
            key="design-keep",
            icon=":material/bookmark:",
            disabled=document is None,
            help="Put it into the library, for other scenes and films",
            on_click=_keep,
            args=(project.id, scene, document),
        )
        if has_own:
            st.button(
                "Back to the template",
                key="design-drop",
                icon=":material/undo:",
                type="tertiary",
                on_click=_drop,
                args=(project.id, scene.id),
            )


def _wish(studio: Studio, project: Project, scene: Scene) -> None:
    """Have a language model design the scene."""
    model = studio.models.get(project.director)
    with st.container(border=True, key="design-wish"):
        key = f"wish:{scene.id}"
        st.text_input(
            "Have it designed",
            key=key,
            placeholder="a big rising bar for each year, the last one in the accent colour",
            help=f"By {model.title}, tried and looked over at most three times",
        )
        st.button(
            "Design this scene",
            key="design-ask",
            icon=":material/draw:",
            on_click=_ask,
            args=(project.id, scene.id, key),
        )
        if model.api == "embedded":
            st.caption("Embedded keeps to templates. Choose a language model in the chat for this.")


def _show(project_id: ProjectId, scene_id: SceneId, document: MotionDocument) -> None:
    with told_kindly():
        set_design(session.studio(), project_id, scene_id, document)
        redraft(project_id)


def _drop(project_id: ProjectId, scene_id: SceneId) -> None:
    with told_kindly():
        drop_design(session.studio(), project_id, scene_id)
        redraft(project_id)


def _keep(project_id: ProjectId, scene: Scene, document: MotionDocument) -> None:
    with told_kindly():
        keep_component(session.studio(), scene.title or "Design", document, project_id=project_id)
        notify("Kept in the library.", icon=":material/bookmark:")


def _ask(project_id: ProjectId, scene_id: SceneId, key: str) -> None:
    with told_kindly():
        wish = str(held(key) or "")
        request_component(session.studio(), project_id, scene_id, wish)
