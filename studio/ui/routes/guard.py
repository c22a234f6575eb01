"""Who is turned away: other hosts, other sites, and pages that would fetch from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from studio.ui.routes.index import index_text

HOSTS = ("127.0.0.1", "localhost", "[::1]")
OWN_PATHS = ("/files/", "/thumbs/", "/downloads/", "/peaks/", "/auditions/", "/live")
RULES = (
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws://127.0.0.1:* ws://localhost:* blob: data:",
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)
"""Text of a model shown as Markdown could name a picture elsewhere; this keeps browsers from
fetching it, and so from telling anybody anything."""


def policy(index: str) -> str:
    """The content security policy for an index page: its own inline scripts run, by their hash."""
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline)
    scripts = " ".join(["script-src 'self' blob:", *(f"'sha256-{digest}'" for digest in digests)])
    return "; ".join((*RULES, scripts))


def is_own_site(headers: Mapping[str, str]) -> bool:
    """True for a request from our own pages, from the address bar, or from outside a browser.

    Browsers say where a request comes from in Sec-Fetch-Site, WebSockets in Origin.
    """
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


class ContentPolicy:
    """Sends the content security policy with every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._policy = policy(index_text())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with headers added to the answer."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self._policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self.app(scope, receive, send_with_policy)


class OwnSiteOnly:
    """Refuses cross-site requests to our own routes; Streamlit checks its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        is_ours = scope["type"] != "lifespan" and scope["path"].startswith(OWN_PATHS)
        if not is_ours or is_own_site(Headers(scope=scope)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008, reason="other site")(scope, receive, send)
        else:
            answer = PlainTextResponse("Not for other sites.", status_code=403)
            await answer(scope, receive, send)


MIDDLEWARE = (
    Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
    Middleware(ContentPolicy),
    Middleware(OwnSiteOnly),
)
