"""The studio itself: where its files are, what it runs on, whether all is well."""

from __future__ import annotations

import platform
import shutil
from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from studio.doctor import Finding, examine
from studio.studio import Studio
from studio.ui.phrases import plain, size

_FINDINGS = "findings"


def studio_settings(studio: Studio) -> None:
    """Folder, disk, version, directors, and the doctor."""
    left, right = st.columns(2, gap="medium")
    with left:
        _place(studio)
        _directors(studio)
    with right:
        _doctor(studio)


def own_version() -> str:
    """The version of Greenlight; "a checkout" when it is not installed."""
    try:
        return version("greenlight-studio")
    except PackageNotFoundError:
        return "a checkout"


def _place(studio: Studio) -> None:
    disk = shutil.disk_usage(studio.store.folder)
    with st.container(border=True, key="set-place"):
        st.markdown("**Data folder**", anchors=False)
        st.code(str(studio.store.folder), language=None)
        st.caption(
            f"{size(disk.free)} of {size(disk.total)} free. Films, takes and pictures lie there "
            "under readable names, and they are yours. Another folder: start with "
            "`-- --data-dir PATH`, or set `GREENLIGHT_HOME`."
        )
        st.markdown(
            f"**Version** &ensp;:gray[Greenlight {own_version()}, Python "
            f"{platform.python_version()}, {plain(platform.system())}]",
            anchors=False,
        )


def _directors(studio: Studio) -> None:
    with st.container(border=True, key="set-directors"):
        st.markdown("**Directors**", anchors=False)
        for director in studio.directors.values():
            card = director.card
            price = ":green-badge[free]" if card.is_free else ":orange-badge[paid]"
            st.markdown(f"{plain(card.title)} &ensp;{price}", anchors=False)
            st.caption(plain(card.says))


def _doctor(studio: Studio) -> None:
    with st.container(border=True, key="set-doctor"):
        st.markdown("**Doctor**", anchors=False)
        st.caption("Looks at Python, codecs, fonts, voice, disk and worker.")
        if st.button("Examine", key="examine", icon=":material/stethoscope:"):
            with st.spinner("Examining…"):
                st.session_state[_FINDINGS] = examine(studio.store.folder)
        for finding in st.session_state.get(_FINDINGS, ()):
            _finding(finding)


def _finding(finding: Finding) -> None:
    mark = ":green[:material/check:]" if finding.is_ok else ":red[:material/close:]"
    found = plain(finding.found)
    st.markdown(f"{mark} **{plain(finding.title)}** &ensp;:gray[{found}]", anchors=False)
    if finding.remedy:
        st.caption(plain(finding.remedy))
