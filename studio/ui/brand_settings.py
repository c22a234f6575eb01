"""The brand of a film: colours that can be read, fonts, corners, a name and a logo."""

from __future__ import annotations

import streamlit as st

from studio.actions.projects import set_brand
from studio.domain.brand import Brand, Corners, Palette
from studio.domain.ids import AssetId, ProjectId
from studio.domain.project import Project
from studio.graphics.fonts import FontShelf
from studio.graphics.palettes import PALETTES, is_readable
from studio.graphics.readable import made_readable
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.kit_settings import kit_settings
from studio.ui.phrases import titled, told_apart
from studio.ui.redraft import redraft
from studio.ui.views import pictures

_ROLES = {
    "ground": "Ground",
    "surface": "Surface",
    "ink": "Text",
    "muted": "Quiet text",
    "accent": "Accent",
}
_OWN = "your own"
_HOUSE = "greenlight"


def brand_settings(studio: Studio, project: Project) -> None:
    """All of a brand, and the kits it can be kept as or come from."""
    with st.container(border=True, key="set-brand"):
        st.markdown("**Brand**", anchors=False)
        _colours(project)
        _fonts(project)
        _signs(studio, project)
        kit_settings(studio, project)


def _colours(project: Project) -> None:
    palette = project.brand.palette
    known = {_HOUSE: Palette(), **PALETTES}
    named = next((name for name, colours in known.items() if colours == palette), _OWN)
    options = list(known) if named != _OWN else [_OWN, *known]
    key = f"palette:{palette.content_hash[:8]}"
    st.selectbox(
        "Palette",
        options,
        index=options.index(named),
        format_func=titled,
        key=key,
        on_change=_pick,
        args=(project.id, key),
    )
    with st.container(horizontal=True, gap="small"):
        for role, title in _ROLES.items():
            field = f"{role}:{palette.content_hash[:8]}"
            st.color_picker(
                title,
                getattr(palette, role),
                key=field,
                on_change=_paint,
                args=(project.id, role, field),
            )
    if not is_readable(palette):
        st.warning("Text in these colours is hard to read.", icon=":material/contrast:")
        st.button(
            "Make it readable",
            key="brand-readable",
            help="Moves lightness as little as it takes; the colours stay theirs.",
            on_click=_mend,
            args=(project.id,),
        )


def _fonts(project: Project) -> None:
    left, right = st.columns(2, gap="small")
    for column, field, title in (
        (left, "display_font", "Headline font"),
        (right, "text_font", "Text font"),
    ):
        family = str(getattr(project.brand, field))
        options = list(dict.fromkeys((family, *_families())))
        key = f"{field}:{family}"
        with column:
            st.selectbox(
                title,
                options,
                index=0,
                key=key,
                accept_new_options=True,
                help="A family of this machine may be typed as well.",
                on_change=_set,
                args=(project.id, field, key),
            )


def _signs(studio: Studio, project: Project) -> None:
    """Corners, name and logo."""
    brand = project.brand
    titles = told_apart({"": "None"} | {p.id: p.title for p in pictures(studio, project.id)})
    key = f"corners:{brand.corners}"
    st.segmented_control(
        "Corners",
        tuple(Corners),
        default=brand.corners,
        format_func=lambda corners: titled(corners.value),
        key=key,
        required=True,
        on_change=_set,
        args=(project.id, "corners", key),
    )
    left, right = st.columns(2, gap="small")
    name = f"brand-name:{brand.name}"
    left.text_input(
        "Name", brand.name, max_chars=120, key=name, on_change=_set, args=(project.id, "name", name)
    )
    options = list(titles)
    logo = f"brand-logo:{brand.logo}"
    right.selectbox(
        "Logo",
        options,
        index=options.index(brand.logo) if brand.logo in options else 0,
        format_func=lambda option: titles[option],
        key=logo,
        on_change=_set,
        args=(project.id, "logo", logo),
    )


@st.cache_data(show_spinner=False)
def _families() -> tuple[str, ...]:
    """The shipped families that films are set in."""
    shelf = FontShelf(has_system_fonts=False)
    return tuple(f for f in shelf.families if not f.startswith(("Noto Sans ", "Noto Color")))


def _pick(project_id: ProjectId, key: str) -> None:
    name = str(held(key))
    chosen = Palette() if name == _HOUSE else PALETTES.get(name)
    if chosen:
        _store(project_id, chosen)


def _paint(project_id: ProjectId, role: str, key: str) -> None:
    palette = session.studio().store.projects.get(project_id).brand.palette
    colour = str(held(key)).upper()
    _store(project_id, Palette.model_validate({**dict(palette), role: colour}))


def _mend(project_id: ProjectId) -> None:
    palette = session.studio().store.projects.get(project_id).brand.palette
    _store(project_id, made_readable(palette))


def _set(project_id: ProjectId, field: str, key: str) -> None:
    value = held(key)
    _change(project_id, {field: (AssetId(value) or None) if field == "logo" else value})


def _store(project_id: ProjectId, palette: Palette) -> None:
    _change(project_id, {"palette": palette})


def _change(project_id: ProjectId, fields: dict[str, object]) -> None:
    with told_kindly():
        brand = session.studio().store.projects.get(project_id).brand
        changed = Brand.model_validate({**dict(brand), **fields})
        set_brand(session.studio(), project_id, changed)
        redraft(project_id)
