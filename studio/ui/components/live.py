"""Asks for a rerun of where it stands when something happened that is not shown there yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from studio.domain.ids import ProjectId
from studio.ui.components import web_text

PLAN = ("scene.", "plan.", "project.")
TAKES = ("take.",)
REVIEWS = ("approval.", "comment.")
JOBS = ("job.queued", "job.started", "job.finished", "job.failed", "job.cancelled", "job.retried")
FILMS = ("film.",)
CHAT = ("message.",)

_live = st.components.v2.component("greenlight.live", js=web_text("bus.js", "live.js"))


def follow(
    key: str,
    project_id: ProjectId | None,
    kinds: Sequence[str],
    after: int,
    on_news: Callable[[], None] = lambda: None,
) -> None:
    """Rerun (the fragment or page this is called in) when an event of `kinds` comes.

    `kinds` are beginnings of event names. `after` is the id of the last event that the page
    shows: read it before reading what is shown. `on_news` is called before the rerun.
    """
    _live(
        key=key,
        data={"project": project_id or "", "kinds": list(kinds), "after": after},
        height=1,
        on_moved_change=on_news,
    )
