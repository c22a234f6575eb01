"""What a template is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Words
from studio.graphics.documents import MotionDocument
from studio.graphics.dressing import in_brand


@dataclass(frozen=True)
class Template:
    """A design for words. `title` is for people; `uses` are the fields of Words it shows.

    Fields that are empty leave no gap, and those it does not use are kept for another.
    """

    name: str
    title: str
    uses: frozenset[str]
    make: Callable[[Words, Brand, Aspect], MotionDocument]

    def __call__(self, words: Words, brand: Brand, aspect: Aspect) -> MotionDocument:
        """The motion document for `words`; the same three give the same document."""
        return in_brand(self.make(words, brand, aspect), brand)
