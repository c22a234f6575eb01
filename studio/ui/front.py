"""What the server serves: the studio, or the page that says what is missing on this machine."""

from __future__ import annotations

import sys
from typing import Any

from studio.doctor import missing_parts


def front() -> dict[str, Any]:
    """The arguments of the server's `App`.

    Drawing and codecs come as libraries that may not load, on a container without a desktop
    for one; whatever needs them is imported only after seeing that they do.
    """
    missing = missing_parts()
    if missing:
        for finding in missing:
            sys.stderr.write(f"\n{finding.title}: {finding.found}\n{finding.remedy}\n")
        return {"script_path": "studio/ui/closed.py"}
    from studio.ui.boundary import on_script_error
    from studio.ui.lifespan import lifespan
    from studio.ui.routes import MIDDLEWARE, ROUTES

    return {
        "script_path": "studio/ui/shell.py",
        "routes": ROUTES,
        "lifespan": lifespan,
        "middleware": MIDDLEWARE,
        "on_script_error": on_script_error,
    }
