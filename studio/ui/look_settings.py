"""The look of a film: a named one or a colour table, with grain and darker corners."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from studio.actions.projects import set_grade
from studio.compose.looks import LOOKS
from studio.domain.asset import AssetKind
from studio.domain.ids import AssetId, ProjectId
from studio.domain.look import Grade
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.look_form import bring
from studio.ui.phrases import titled, told_apart
from studio.ui.redraft import redraft
from studio.ui.views import assets_of, pictures

_SLIDERS = {"strength": "Strength", "grain": "Grain", "vignette": "Dark corners"}


def look_settings(studio: Studio, project: Project) -> None:
    """The looks by name and the person's own tables, and a picture of the film in it."""
    grade = project.grade
    known = assets_of(studio, project.id, AssetKind.TABLE)
    tables = told_apart({table.id: table.title for table in known})
    with st.container(border=True, key="set-look"):
        st.markdown("**Look**", anchors=False)
        key = f"look:{grade.content_hash[:8]}"
        st.pills(
            "Look",
            [*LOOKS, *tables],
            default=grade.table or grade.name,
            format_func=lambda name: tables.get(AssetId(name)) or titled(name),
            key=key,
            required=True,
            label_visibility="collapsed",
            on_change=_picked,
            args=(project.id, key),
        )
        st.image(_pictured(studio, project), width="stretch", alt=f"A picture, {grade.name}")
        for field, title in _SLIDERS.items():
            _slider(project.id, grade, field, title)
        key = f"table:{len(tables)}"
        st.file_uploader(
            "Bring a colour table",
            type=["cube"],
            key=key,
            on_change=_brought,
            args=(project.id, key),
        )


def _slider(project_id: ProjectId, grade: Grade, field: str, title: str) -> None:
    key = f"{field}:{grade.content_hash[:8]}"
    st.slider(
        title,
        0,
        100,
        round(getattr(grade, field) * 100),
        5,
        format="%d %%",
        key=key,
        disabled=field == "strength" and not (grade.table or grade.has_colours),
        on_change=_slid,
        args=(project_id, field, key),
    )


def _pictured(studio: Studio, project: Project) -> bytes:
    brought = pictures(studio, project.id)
    places = [studio.store.media.path(asset.file) for asset in brought[:1]]
    table = project.grade.table
    file = studio.store.assets.get(table, project.id).file if table else ""
    cube = studio.store.media.path(file) if file else None
    return _drawn(project.grade, str(places[0]) if places else "", str(cube or ""))


@st.cache_data(show_spinner=False, max_entries=64, hash_funcs={Grade: lambda g: g.content_hash})
def _drawn(grade: Grade, picture: str, table: str) -> bytes:
    from studio.compose.looks.preview import preview

    return preview(grade, Path(picture) if picture else None, Path(table) if table else None)


def _picked(project_id: ProjectId, key: str) -> None:
    name = str(held(key))
    if name in LOOKS:
        _store(project_id, name=name, table=None)
    else:
        _store(project_id, table=AssetId(name))


def _slid(project_id: ProjectId, field: str, key: str) -> None:
    _store(project_id, **{field: held(key) / 100})


def _brought(project_id: ProjectId, key: str) -> None:
    upload = held(key)
    if upload is None:
        return
    with told_kindly():
        asset = bring(session.studio(), project_id, upload.name, upload.getvalue())
        _store(project_id, table=asset.id)


def _store(project_id: ProjectId, **fields: Any) -> None:
    with told_kindly():
        known = session.studio().store.projects.get(project_id).grade
        set_grade(session.studio(), project_id, Grade.model_validate({**dict(known), **fields}))
        redraft(project_id)
