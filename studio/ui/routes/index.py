"""The page that every address of the studio begins with.

Streamlit's own, told where its server is: else it looks for it below each page's address
first, which costs a round trip and two errors in the browser's console.
"""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from streamlit import file_util

WHERE = "<script>window.__streamlit = { BACKEND_BASE_URL: window.location.origin }</script>"


def index_text() -> str:
    """The HTML of the index page."""
    index = Path(file_util.get_static_dir()) / "index.html"
    return index.read_text(encoding="utf-8").replace("<head>", f"<head>{WHERE}", 1)


async def index(_request: Request) -> Response:
    """The index page, whatever page of the studio is asked for."""
    return HTMLResponse(index_text(), headers={"Cache-Control": "no-cache"})


async def at_root(request: Request) -> Response:
    """Sends who asks for the first page by its name to where it stands: at the root."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/{query}")
