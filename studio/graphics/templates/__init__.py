"""The designs a scene can have. One file each; `TEMPLATES` lists them by name."""

from __future__ import annotations

from studio.graphics.templates.barchart import BAR_CHART
from studio.graphics.templates.beforeafter import BEFORE_AFTER
from studio.graphics.templates.browser import BROWSER
from studio.graphics.templates.call import CALL_TO_ACTION
from studio.graphics.templates.chapter import CHAPTER
from studio.graphics.templates.closing import CLOSING
from studio.graphics.templates.code import CODE
from studio.graphics.templates.collage import PHOTO_COLLAGE
from studio.graphics.templates.comparison import COMPARISON
from studio.graphics.templates.credits import CREDITS
from studio.graphics.templates.definition import DEFINITION
from studio.graphics.templates.features import FEATURE_GRID
from studio.graphics.templates.kinetic import KINETIC
from studio.graphics.templates.linechart import LINE_CHART
from studio.graphics.templates.logo import LOGO
from studio.graphics.templates.mappin import MAP_PIN
from studio.graphics.templates.number import NUMBER
from studio.graphics.templates.overlay import OVERLAY
from studio.graphics.templates.phone import PHONE
from studio.graphics.templates.phototitle import PHOTO_TITLE
from studio.graphics.templates.piechart import PIE_CHART
from studio.graphics.templates.points import POINTS
from studio.graphics.templates.question import QUESTION
from studio.graphics.templates.quotation import QUOTATION
from studio.graphics.templates.statement import STATEMENT
from studio.graphics.templates.steps import STEPS
from studio.graphics.templates.table import TABLE
from studio.graphics.templates.template import Template
from studio.graphics.templates.testimonial import TESTIMONIAL
from studio.graphics.templates.timeline import TIMELINE
from studio.graphics.templates.title import TITLE

__all__ = ["TEMPLATES", "Template", "template_named"]

TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        TITLE,
        KINETIC,
        STATEMENT,
        POINTS,
        NUMBER,
        COMPARISON,
        BEFORE_AFTER,
        STEPS,
        TIMELINE,
        QUOTATION,
        TESTIMONIAL,
        QUESTION,
        DEFINITION,
        FEATURE_GRID,
        BROWSER,
        PHONE,
        CODE,
        TABLE,
        BAR_CHART,
        LINE_CHART,
        PIE_CHART,
        MAP_PIN,
        PHOTO_TITLE,
        PHOTO_COLLAGE,
        LOGO,
        CALL_TO_ACTION,
        CHAPTER,
        CLOSING,
        CREDITS,
        OVERLAY,
    )
}
"""Every template by name, in the order they are best offered."""


def template_named(name: str) -> Template:
    """The template `name`; the title for a name that is not there (a plan may be older)."""
    return TEMPLATES.get(name, TITLE)
