"""The script of every run: frame, rail, navigation, and the page within its boundary."""

from __future__ import annotations

import streamlit as st

from studio.ui import places, session
from studio.ui.boundary import page_boundary, show_closed, show_notices
from studio.ui.rail import rail
from studio.ui.style import style

PAGES = (
    ("projects", "Projects", ":material/folder_open:"),
    ("chat", "Chat", ":material/forum:"),
    ("scenes", "Scenes", ":material/view_agenda:"),
    ("designs", "Designs", ":material/shapes:"),
    ("timeline", "Timeline", ":material/movie_edit:"),
    ("export", "Export", ":material/movie:"),
    ("activity", "Activity", ":material/browse_activity:"),
    ("settings", "Settings", ":material/settings:"),
)
"""File, title and icon of each page, in the order of work. A new page is a line here."""


def main() -> None:
    """Draw the frame and run the page that was asked for."""
    st.set_page_config(
        page_title="Greenlight", page_icon=str(places.assets() / "icon.svg"), layout="wide"
    )
    style()
    st.logo(str(places.assets() / "logo.svg"), icon_image=str(places.assets() / "icon.svg"))
    opening = session.opening()
    if not opening.is_open:
        st.navigation([st.Page(lambda: show_closed(opening), title="Greenlight")]).run()
        return
    page = st.navigation(
        [
            st.Page(places.page(name), title=title, icon=icon, default=name == "projects")
            for name, title, icon in PAGES
        ],
        position="top",
    )
    show_notices()
    with page_boundary():
        rail()
    with page_boundary():
        page.run()


if __name__ == "__main__":
    main()
