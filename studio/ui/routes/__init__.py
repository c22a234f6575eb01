"""What the server answers besides Streamlit: media, thumbnails, downloads, events, fonts.

All of it is for this machine's own browser: see `guard` for who is turned away.
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Route, WebSocketRoute

from studio.ui.routes.auditions import audition_music, audition_voice
from studio.ui.routes.downloads import download, exported
from studio.ui.routes.fonts import font
from studio.ui.routes.guard import MIDDLEWARE
from studio.ui.routes.index import at_root, index
from studio.ui.routes.live import live
from studio.ui.routes.media import media
from studio.ui.routes.peaks import peaks
from studio.ui.routes.thumbnails import (
    asset_thumbnail,
    design_proof,
    scene_thumbnail,
    template_poster,
)
from studio.ui.shell import PAGES

ROUTES: tuple[BaseRoute, ...] = (
    Route("/", index),
    Route(f"/{PAGES[0][0]}", at_root),
    *(Route(f"/{name}", index) for name, _, _ in PAGES[1:]),
    Route("/files/{path:path}", media),
    Route("/thumbs/scene/{project}/{scene}.jpg", scene_thumbnail),
    Route("/thumbs/template/{project}/{scene}/{template}.jpg", template_poster),
    Route("/thumbs/design/{project}/{name}/{at:int}.jpg", design_proof),
    Route("/thumbs/asset/{project}/{asset}.jpg", asset_thumbnail),
    Route("/downloads/{render}/{kind}", download),
    Route("/exports/{project}/{kind}", exported),
    Route("/peaks/{project}.json", peaks),
    Route("/auditions/voice.wav", audition_voice),
    Route("/auditions/music.wav", audition_music),
    WebSocketRoute("/live", live),
    Route("/app/static/{name}", font),
)

__all__ = ["MIDDLEWARE", "ROUTES"]
