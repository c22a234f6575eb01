"""The picture of a designed scene: its most telling frame."""

from __future__ import annotations

from pathlib import Path

from studio.providers.interface import Card, Picture, PictureAsk


class DesignedPicture:
    """Draws the frame that shows most of a scene, for any visual."""

    card = Card(name="designed", title="Designed graphic", version="3", extension="png")

    def can_make(self, ask: PictureAsk) -> bool:
        """True for a graphic, and for a picture or a film whose file is at hand."""
        return ask.visual.kind == "graphic" or ask.source is not None

    def make(self, ask: PictureAsk, target: Path) -> Picture:
        """Write the frame at `target` in exactly `ask.size`. Raises BadInput."""
        # Here, not above: Skia needs libraries of the system, and the doctor runs without.
        from studio.graphics.poster import poster

        poster(ask.visual, ask.size, ask.brand, ask.source, target, files=ask.files)
        return Picture(ask.size.width, ask.size.height)
