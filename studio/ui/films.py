"""The finished films: watch, check, take home."""

from __future__ import annotations

import streamlit as st

from studio.domain.delivery import Codec
from studio.domain.errors import NotFound
from studio.domain.format import Quality
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.render import QualityReport, Render
from studio.studio import Studio
from studio.ui import session
from studio.ui.components.downloads import FileLink, downloads
from studio.ui.components.player import player
from studio.ui.delivery_form import CODECS
from studio.ui.phrases import ago, clock, lasted, plain, size, titled

_FILES = (
    ("film", "Film"),
    ("srt", "SRT"),
    ("vtt", "VTT"),
    ("karaoke", "VTT by word"),
    ("ass", "ASS"),
    ("words", "JSON by word"),
    ("thumbnail", "Thumbnail"),
)


def films(studio: Studio, project: Project, plan: Plan) -> None:
    """The newest film in full, the others folded; drafts come last."""
    made = sorted(studio.store.renders.list(project.id), key=lambda r: r.quality is Quality.DRAFT)
    if not made:
        st.markdown("**Your films stand here**", anchors=False)
        st.caption("With a player, what was measured on them, and links to save them.")
        return
    _film(studio, project, plan, made[0])
    for render in made[1:]:
        with st.expander(_name(studio, render), key=f"film-{render.id}", on_change="rerun") as fold:
            if fold.open:
                _film(studio, project, plan, render)


def _film(studio: Studio, project: Project, plan: Plan, render: Render) -> None:
    is_there = studio.store.media.path(render.film).is_file()
    poster = session.address(f"/files/{render.thumbnail}") if render.thumbnail else ""
    player(
        f"player-{render.id}",
        src=session.address(f"/files/{render.film}") if is_there else "",
        poster=poster if is_there else "",
        aspect=(render.format or project.format).aspect,
        label=f"{project.title}, {render.quality.value}",
        note="" if is_there else "The file is gone from the disk",
    )
    old = "" if render.plan == plan.id else " :gray-badge[of an earlier version]"
    st.markdown(f"**{plain(_name(studio, render))}**{old}", anchors=False)
    if is_there:
        downloads(f"files-{render.id}", links(studio, render))
    report_card(render.report)


def links(studio: Studio, render: Render) -> list[FileLink]:
    """A link to save each file of a film that is still there."""
    found = []
    for kind, label in _FILES:
        place = render.files.get(kind)
        path = studio.store.media.path(place) if place else None
        if path is None or not path.is_file():
            continue
        address = session.address(f"/downloads/{render.id}/{kind}")
        note = size(path.stat().st_size) if kind == "film" else ""
        name = "Save the film" if kind == "film" else label
        found.append(FileLink(name, address, note, primary=kind == "film"))
    return found


def report_card(report: QualityReport) -> None:
    """What was measured, as a list to tick off."""
    state = ":green-badge[all checks passed]" if report.is_clean else ":orange-badge[have a look]"
    facts = (
        f"{clock(report.length_s)} · {' · '.join(report.levels)} · "
        f"made in {lasted(report.wall_s)} · "
        f"{report.segments_made} parts made, {report.segments_found} found"
    )
    st.markdown(f"{state} &ensp;:gray[:small[{facts}]]", anchors=False)
    with st.expander("What was measured"):
        for check in report.checks:
            mark = ":green[:material/check:]" if check.is_ok else ":red[:material/close:]"
            wanted = "" if check.is_ok else f", wanted {plain(check.wanted)}"
            st.markdown(
                f"{mark} **{plain(check.title)}** &ensp;:gray[{plain(check.found)}{wanted}]",
                anchors=False,
            )
        if not report.checks:
            st.caption("Nothing was measured on this film.")


def _shape(render: Render) -> str:
    """Shape, rate and codec of a film that says them."""
    if render.format is None:
        return ""
    codec = "" if render.codec is Codec.H264 else f" {CODECS[render.codec].partition(',')[0]}"
    return f" {render.format.aspect.value} {render.format.rate.title} fps{codec}"


def _name(studio: Studio, render: Render) -> str:
    try:
        version = f"v{studio.store.plans.get(render.plan).number}"
    except NotFound:
        version = "an earlier plan"
    quality = titled(render.quality.value)
    shape = _shape(render)
    return f"{quality}{shape} · {version} · {clock(render.report.length_s)} · {ago(render.made_at)}"
