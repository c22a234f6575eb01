"""The film that was just begun: begun once however often one presses, and then gone to."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import streamlit as st

from studio.domain.errors import GreenlightError
from studio.domain.ids import ProjectId
from studio.domain.job import Fault
from studio.studio import Studio
from studio.ui import places, session
from studio.ui.boundary import show_fault
from studio.ui.gallery import close_form
from studio.ui.newfilm import Wish, begin_film

_BEGUN = "begun-film"


@dataclass
class Begun:
    """The film that was just begun, until the chat about it is open; one a session.

    A second press starts another run, while the first is still at work or was cut short after
    it began a film: that run waits its turn, and goes on to the film there is.
    """

    project: ProjectId | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)


def begin_once(studio: Studio, wish: Wish) -> None:
    """Begin the film of a wish and go to the chat about it; what keeps it from that is shown."""
    begun = _begun()
    try:
        with begun.turn:
            begun.project = begun.project or begin_film(studio, wish).id
    except GreenlightError as error:
        show_fault(Fault.of(error))
        return
    arrive()


def arrive() -> None:
    """Go on to the film that was begun, if there is one; before anything else on a page."""
    begun = _begun()
    if begun.project is None:
        return
    close_form()
    session.select_project(begun.project)
    st.switch_page(places.page("chat"), query_params={session.PROJECT: begun.project})


def arrived() -> None:
    """The chat is open: the film that was begun is found."""
    _begun().project = None


def _begun() -> Begun:
    begun: Begun = st.session_state.setdefault(_BEGUN, Begun())
    return begun
