"""The shipped web fonts, at the address that the theme names."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from studio.ui.places import assets


def font(request: Request) -> Response:
    """One of the fonts in `assets/fonts/web`; nothing else has such a name."""
    name = str(request.path_params["name"])
    shipped = {path.name: path for path in (assets() / "fonts" / "web").glob("*.woff2")}
    if name not in shipped:
        raise HTTPException(404)
    headers = {"Cache-Control": "public, max-age=604800"}
    return FileResponse(shipped[name], media_type="font/woff2", headers=headers)
