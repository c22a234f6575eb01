"""The designs a scene can have. One file each; `TEMPLATES` lists them by name."""

from __future__ import annotations

from studio.graphics.templates.chapter import CHAPTER
from studio.graphics.templates.closing import CLOSING
from studio.graphics.templates.comparison import COMPARISON
from studio.graphics.templates.number import NUMBER
from studio.graphics.templates.overlay import OVERLAY
from studio.graphics.templates.points import POINTS
from studio.graphics.templates.question import QUESTION
from studio.graphics.templates.quotation import QUOTATION
from studio.graphics.templates.statement import STATEMENT
from studio.graphics.templates.template import Template
from studio.graphics.templates.title import TITLE

__all__ = ["TEMPLATES", "Template", "template_named"]

TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        TITLE,
        STATEMENT,
        POINTS,
        NUMBER,
        QUOTATION,
        QUESTION,
        COMPARISON,
        CHAPTER,
        CLOSING,
        OVERLAY,
    )
}
"""Every template by name, in the order they are best offered."""


def template_named(name: str) -> Template:
    """The template `name`; the title for a name that is not there (a plan may be older)."""
    return TEMPLATES.get(name, TITLE)
