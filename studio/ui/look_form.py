"""What is seen in a scene: a designed template, or a picture under a moving camera."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath

import streamlit as st

from studio.actions.assets import add_media
from studio.domain.asset import Asset, AssetKind
from studio.domain.ids import AssetId, ProjectId
from studio.domain.project import Project
from studio.domain.scene import Camera, Footage, Graphic, Scene, Still
from studio.studio import Studio
from studio.ui import scene_edits as edits
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.choices import template_names
from studio.ui.design_form import design_options
from studio.ui.frame_form import film_form, scene_look, still_options
from studio.ui.held import held
from studio.ui.phrases import titled, told_apart
from studio.ui.seen import Seen, store_change
from studio.ui.uploads import PICTURE_ENDINGS
from studio.ui.views import assets_of, pictures

DESIGNED, PICTURE, FILM = "Designed", "Your picture", "Your film"
_FALLBACK = "title"


def look_form(studio: Studio, project: Project, seen: Seen) -> None:
    """Choose between a design and a picture, and the details of either."""
    scene = seen.scene
    key = seen.key("look")
    is_film = isinstance(scene.visual, Footage)
    films = assets_of(studio, project.id, AssetKind.FILM)
    chosen = st.segmented_control(
        "Visual",
        (DESIGNED, PICTURE, *((FILM,) if films or is_film else ())),
        default=PICTURE if isinstance(scene.visual, Still) else FILM if is_film else DESIGNED,
        key=key,
        required=True,
    )
    if chosen == DESIGNED:
        _design(project, seen)
    elif chosen == FILM:
        film_form(seen, films)
    else:
        _picture(studio, project, seen)
    scene_look(seen)


def _design(project: Project, seen: Seen) -> None:
    names = template_names()
    look = seen.scene.visual
    current = look.template if isinstance(look, Graphic) else ""
    key = seen.key("template")
    options = list(names)
    st.selectbox(
        "Template",
        options,
        index=options.index(current) if current in options else None,
        format_func=lambda name: names.get(name, titled(name)),
        key=key,
        placeholder="Choose a design",
        on_change=_designed,
        args=(seen, key),
    )
    design_options(project, seen)
    with st.expander("See it in every template", on_change="rerun", key="templates") as all_of_them:
        if all_of_them.open:
            _posters(project, seen.scene, names)


def _posters(project: Project, scene: Scene, names: dict[str, str]) -> None:
    look = scene.visual.words.content_hash[:10] + project.brand.content_hash[:4]
    with st.grid(2, min_column_width=110, gap="xsmall"):
        for name, title in names.items():
            path = f"/thumbs/template/{project.id}/{scene.id}/{name}.jpg?v={look}"
            st.image(session.address(path), caption=title, width="stretch", alt=title)


def _picture(studio: Studio, project: Project, seen: Seen) -> None:
    brought = pictures(studio, project.id)
    if brought:
        _choose(project, seen, brought)
    if isinstance(seen.scene.visual, Still):
        _camera(seen, seen.scene.visual.camera)
        still_options(seen, seen.scene.visual)
    key = f"upload:{seen.scene.id}:{len(brought)}"
    st.file_uploader(
        "Bring another picture" if brought else "Bring a picture",
        type=list(PICTURE_ENDINGS),
        key=key,
        on_change=_brought,
        args=(seen, key),
    )


def _choose(project: Project, seen: Seen, brought: tuple[Asset, ...]) -> None:
    look = seen.scene.visual
    titles = told_apart({asset.id: asset.title for asset in brought})
    current = look.picture if isinstance(look, Still) else None
    key = seen.key("picture")
    ids = list(titles)
    chosen = st.selectbox(
        "Picture",
        ids,
        index=ids.index(current) if current in ids else None,
        format_func=lambda asset_id: titles.get(asset_id, "…"),
        key=key,
        placeholder="Choose a picture",
        on_change=_pictured,
        args=(seen, key),
    )
    if chosen is None:
        with st.grid(3, min_column_width=80, gap="xsmall"):
            for asset in brought[:9]:
                path = f"/thumbs/asset/{project.id}/{asset.id}.jpg"
                st.image(session.address(path), caption=asset.title, width="stretch")


def _camera(seen: Seen, camera: Camera) -> None:
    key = seen.key("camera")
    st.selectbox(
        "Camera",
        tuple(Camera),
        index=tuple(Camera).index(camera),
        key=key,
        format_func=lambda move: titled(move.value),
        on_change=_moved,
        args=(seen, key),
    )


def _designed(seen: Seen, key: str) -> None:
    store_change(seen, edits.with_template(seen.scene, str(held(key) or _FALLBACK)))


def _pictured(seen: Seen, key: str) -> None:
    if held(key):
        chosen = AssetId(held(key))
        picture = session.studio().store.assets.get(chosen, seen.project)
        store_change(seen, edits.with_picture(seen.scene, picture))


def _moved(seen: Seen, key: str) -> None:
    store_change(seen, edits.with_camera(seen.scene, Camera(held(key))))


def _brought(seen: Seen, key: str) -> None:
    upload = held(key)
    if upload is None:
        return
    with told_kindly():
        asset = bring(session.studio(), seen.project, upload.name, upload.getvalue())
        store_change(seen, edits.with_picture(seen.scene, asset))


def bring(studio: Studio, project_id: ProjectId, name: str, content: bytes) -> Asset:
    """Take an uploaded picture into the project. Raises BadInput, DiskFull."""
    plain_name = PurePath(name.replace("\\", "/")).name or "picture"
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        file = Path(folder) / f"upload{PurePath(plain_name).suffix}"
        file.write_bytes(content)
        return add_media(studio, project_id, file, plain_name)
