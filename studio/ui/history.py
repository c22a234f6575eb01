"""The past of a scene: how its words changed, and every take of it."""

from __future__ import annotations

import streamlit as st

from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.take import Take, TakeKind
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.phrases import ago, first_words, plain
from studio.ui.scene_edits import save

_REVISIONS = 40
_SHOWN = 8
_KINDS = {
    TakeKind.PICTURE: ":material/image: Picture",
    TakeKind.SPEECH: ":material/graphic_eq: Voice",
    TakeKind.MOTION: ":material/movie: Draft",
}


def history(studio: Studio, project: Project, plan: Plan, scene: Scene) -> None:
    """Earlier contents with a way back, and takes."""
    earlier = earlier_contents(studio, project.id, scene)
    st.caption("Earlier versions of this scene" if earlier else "This scene was never changed.")
    for number, past in earlier:
        words, action = st.columns([4, 1.4], vertical_alignment="center")
        said = plain(first_words(past.narration or past.title, 80))
        words.markdown(f":small[**v{number}** {said}]", anchors=False)
        action.button(
            "Restore",
            key=f"past-{scene.id}-{number}",
            type="tertiary",
            on_click=bring_back,
            args=(project.id, scene, past, plan.number),
        )
    takes = studio.store.takes.of_scene(project.id, scene.id)
    if takes:
        st.caption("Takes")
        st.markdown("  \n".join(_line(take) for take in takes[:_SHOWN]))


def earlier_contents(
    studio: Studio, project_id: ProjectId, scene: Scene
) -> list[tuple[int, Scene]]:
    """The different contents this scene had, newest first, with the revision of each."""
    found: list[tuple[int, Scene]] = []
    last = scene
    for revision in studio.store.plans.history(project_id)[:_REVISIONS]:
        try:
            past = studio.store.plans.numbered(project_id, revision.number).scene(scene.id)
        except NotFound:
            break
        if past != last:
            found.append((revision.number, past))
            last = past
    return found[:_SHOWN]


def bring_back(project_id: ProjectId, scene: Scene, past: Scene, revision: int) -> None:
    """Make an earlier content of a scene the present one."""
    with told_kindly():
        save(session.studio(), project_id, scene, past, revision)
    st.rerun()


def _line(take: Take) -> str:
    length = f" · {take.length_s:.1f} s" if take.length_s else ""
    use = " · **in use**" if take.is_active else ""
    kind = _KINDS.get(take.kind, take.kind.value)
    return f":small[{kind}{length} · {take.provider} · {ago(take.made_at)}{use}]"
