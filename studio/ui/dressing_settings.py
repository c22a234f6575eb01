"""What a film wears: a watermark in a corner, and cards before and after its scenes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from studio.actions.projects import set_cards, set_watermark
from studio.domain.ids import AssetId, ProjectId
from studio.domain.look import Cards, Corner, Watermark
from studio.domain.project import Project
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.phrases import titled, told_apart
from studio.ui.redraft import redraft
from studio.ui.views import pictures

_NONE = ""


def dressing_settings(studio: Studio, project: Project) -> None:
    """The watermark and the cards."""
    titles = told_apart({_NONE: "None"} | {p.id: p.title for p in pictures(studio, project.id)})
    with st.container(border=True, key="set-dressing"):
        st.markdown("**Watermark and cards**", anchors=False)
        _watermark(project, titles)
        _cards(project, titles)


def _watermark(project: Project, titles: dict[str, str]) -> None:
    mark, options = project.watermark, list(titles)
    left, right = st.columns(2, gap="small")
    key = f"mark:{mark.content_hash[:8] if mark else 'none'}"
    with left:
        st.selectbox(
            "Watermark",
            options,
            index=options.index(mark.picture) if mark and mark.picture in options else 0,
            format_func=lambda option: titles[option],
            key=key,
            on_change=_marked,
            args=(project.id, key),
        )
    if mark is None:
        return
    with right:
        corners = tuple(Corner)
        st.selectbox(
            "Corner",
            corners,
            index=corners.index(mark.corner),
            format_func=lambda corner: titled(corner.value),
            key=f"corner-{key}",
            on_change=_adjusted,
            args=(project.id, "corner", f"corner-{key}", 1),
        )
    for column, field, title, most in (
        (left, "size", "Size", 50),
        (right, "opacity", "Opacity", 100),
    ):
        with column:
            name = f"{field}-{key}"
            shown = round(getattr(mark, field) * 100)
            st.slider(
                title,
                5,
                most,
                shown,
                format="%d %%",
                key=name,
                on_change=_adjusted,
                args=(project.id, field, name, 100),
            )


def _cards(project: Project, titles: dict[str, str]) -> None:
    cards, options = project.cards, list(titles)
    key = cards.content_hash[:8]
    with st.container(horizontal=True, gap="medium"):
        for field, title in (("is_opened", "Opening card"), ("is_closed", "Closing card")):
            name = f"{field}:{key}"
            st.toggle(
                title,
                getattr(cards, field),
                key=name,
                on_change=_carded,
                args=(project.id, field, name),
            )
    if not (cards.is_opened or cards.is_closed):
        return
    left, right = st.columns(2, gap="small")
    with left:
        name = f"card-logo:{key}"
        st.selectbox(
            "Logo on the cards",
            options,
            index=options.index(cards.logo) if cards.logo in options else 0,
            format_func=lambda option: titles[option],
            key=name,
            on_change=_carded,
            args=(project.id, "logo", name),
        )
    with right:
        name = f"card-words:{key}"
        st.text_input(
            "Last words",
            cards.closing,
            max_chars=200,
            placeholder=project.brand.name or project.title,
            key=name,
            disabled=not cards.is_closed,
            on_change=_carded,
            args=(project.id, "closing", name),
        )


def _marked(project_id: ProjectId, key: str) -> None:
    chosen = held(key)
    known = session.studio().store.projects.get(project_id).watermark
    if not chosen:
        _put_on(project_id, None)
    elif known:
        _put_on(project_id, known.model_copy(update={"picture": AssetId(chosen)}))
    else:
        _put_on(project_id, Watermark(picture=AssetId(chosen)))


def _adjusted(project_id: ProjectId, field: str, key: str, scale: int) -> None:
    known = session.studio().store.projects.get(project_id).watermark
    if known:
        value: Any = held(key)
        changed = {**dict(known), field: value / scale if scale > 1 else value}
        _put_on(project_id, Watermark.model_validate(changed))


def _put_on(project_id: ProjectId, mark: Watermark | None) -> None:
    with told_kindly():
        set_watermark(session.studio(), project_id, mark)
        redraft(project_id)


def _carded(project_id: ProjectId, field: str, key: str) -> None:
    with told_kindly():
        known = session.studio().store.projects.get(project_id).cards
        value = held(key)
        value = (value or None) if field == "logo" else value
        set_cards(session.studio(), project_id, Cards.model_validate({**dict(known), field: value}))
