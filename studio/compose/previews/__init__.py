"""Films in small, to be shown where no film plays: one kind a file, all in `PREVIEWS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from studio.compose.preview_order import PreviewOrder
from studio.compose.previews.contact_sheet import contact_sheet
from studio.compose.previews.moving import gif, webp
from studio.compose.previews.poster import poster

PREVIEWS: Mapping[str, Callable[[PreviewOrder, Path], None]] = {
    "gif": gif,
    "webp": webp,
    "poster": poster,
    "contact-sheet": contact_sheet,
}
"""What writes each kind; the endings of its files are in `preview_order.ENDINGS`."""

__all__ = ["PREVIEWS"]
