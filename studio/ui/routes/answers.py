"""What routes share: the studio they serve from, and how a fault becomes a status."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from studio.domain.errors import GreenlightError, NotFound
from studio.studio import Studio
from studio.ui.session import opening

_LOG = logging.getLogger("greenlight.ui")
Endpoint = Callable[[Request], Response]

FOR_GOOD = {"Cache-Control": "private, max-age=31536000, immutable"}
"""For addresses that change with their content."""
ASK_AGAIN = {"Cache-Control": "no-cache"}


def open_studio_or_503() -> Studio:
    """The studio of this server. Raises HTTPException 503 while there is none."""
    studio = opening().studio
    if studio is None:
        raise HTTPException(503, "The studio is not open.")
    return studio


def answering(endpoint: Endpoint) -> Endpoint:
    """`endpoint` with our own errors as statuses: 404 for what is not there, else 422."""

    @functools.wraps(endpoint)
    def guarded(request: Request) -> Response:
        try:
            return endpoint(request)
        except NotFound as error:
            raise HTTPException(404, error.sentence) from error
        except GreenlightError as error:
            _LOG.info("not served: %s", error)
            raise HTTPException(422, str(error)) from error

    return guarded
