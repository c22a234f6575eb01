"""The story of a website in five acts, told with what it says itself."""

from __future__ import annotations

from studio.llm.embedded.site.acts import Act, acts_of
from studio.llm.embedded.site.director import SiteDirector
from studio.llm.embedded.site.phrases import ActKind, act_title

__all__ = ["Act", "ActKind", "SiteDirector", "act_title", "acts_of"]
