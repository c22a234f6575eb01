"""The page boundary: whatever goes wrong is one sentence with its remedy, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from studio.domain.errors import GreenlightError
from studio.domain.ids import new_id
from studio.domain.job import Fault
from studio.ui.held import held
from studio.ui.opening import Opening, explained

_LOG = logging.getLogger("greenlight.ui")
_NOTICES = "notices"


def show_fault(fault: Fault, trace: str = "") -> None:
    """A fault in place of what it kept from being shown."""
    st.error(f"**{fault.sentence}** {fault.remedy}".strip(), icon=":material/error:")
    if trace:
        st.caption(f"Trace {trace}, to be found in the log.")


def on_script_error(error: Exception) -> bool:
    """Show what a page, a fragment or a callback could not handle; True keeps tracebacks away."""
    trace = new_id(12)
    is_known = isinstance(error, GreenlightError)
    _LOG.log(
        logging.WARNING if is_known else logging.ERROR,
        "page failed: %s",
        error,
        exc_info=None if is_known else error,
        extra={"trace": trace},
    )
    show_fault(explained(error), trace)
    return True


@contextmanager
def page_boundary() -> Iterator[None]:
    """Run a page within this, and its faults are shown where it would have been."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 (the boundary itself)
        on_script_error(error)


@contextmanager
def told_kindly() -> Iterator[None]:
    """Run an action within this in a callback: a known fault becomes a notice at the next run."""
    try:
        yield
    except GreenlightError as error:
        _LOG.info("refused: %s", error)
        notify(f"{error.sentence} {error.remedy}".strip(), icon=":material/error:")


def notify(text: str, icon: str = ":material/check_circle:") -> None:
    """Say something in passing at the next run; callbacks may not draw by themselves."""
    notices = held(_NOTICES)
    if notices is None:
        notices = st.session_state.setdefault(_NOTICES, [])
    notices.append((text, icon))


def show_notices() -> None:
    """Show what was noted since the last run, once; one that a rerun kept back comes with that."""
    notices = st.session_state.setdefault(_NOTICES, [])
    while notices:
        text, icon = notices[0]
        is_fault = icon == ":material/error:"
        st.toast(text, icon=icon, duration="long" if is_fault else "short")
        notices.pop(0)


def show_closed(opening: Opening) -> None:
    """The one page of a studio that could not be opened: why, and what to do."""
    fault = opening.fault
    with st.container(key="closed", width=560):
        st.title("The studio could not be opened")
        if fault:
            st.markdown(fault.sentence)
            st.markdown(f"**What to do.** {fault.remedy}")
        if opening.running_at:
            st.link_button("Go to the studio that is open", opening.running_at, type="primary")
        st.caption(f"Data folder: `{opening.folder}`")
        st.button("Try again", icon=":material/refresh:")
