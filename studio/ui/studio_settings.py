"""The studio itself: where its files are, what it runs on, whether all is well."""

from __future__ import annotations

import os
import platform
import shutil
from importlib.metadata import PackageNotFoundError, version

import streamlit as st

from studio.actions.caches import GIGABYTE, VARIABLE, cache_limit, set_cache_limit
from studio.doctor import Finding, examine
from studio.studio import Studio
from studio.ui import session
from studio.ui.boundary import told_kindly
from studio.ui.held import held
from studio.ui.phrases import plain, size

_FINDINGS = "findings"
_CACHE = "cache-gigabytes"


def studio_settings(studio: Studio) -> None:
    """Folder, disk, version, and the doctor."""
    left, right = st.columns(2, gap="medium")
    with left:
        _place(studio)
        _cache(studio)
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


def _cache(studio: Studio) -> None:
    limit = cache_limit(studio) / GIGABYTE
    with st.container(border=True, key="set-cache"):
        st.markdown("**Kept for the next time**", anchors=False)
        st.number_input(
            "Gigabytes at most",
            min_value=0.0,
            value=limit,
            step=5.0,
            format="%.0f",
            key=_CACHE,
            disabled=VARIABLE in os.environ,
            on_change=_resize,
        )
        st.caption(
            "Finished parts of films, so that a change makes only what it touches again. What "
            f"was used longest ago goes first; losing it costs time only. `{VARIABLE}` rules "
            "over this number."
        )


def _resize() -> None:
    with told_kindly():
        set_cache_limit(session.studio(), float(held(_CACHE)))


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
