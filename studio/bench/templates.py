"""What a frame of every template costs at 1080p, in processor time of one thread."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Graphic
from studio.graphics.designing import design
from studio.graphics.fonts import FontShelf
from studio.graphics.painter import Painter
from studio.graphics.palettes import PALETTES
from studio.graphics.samples import SAMPLES
from studio.graphics.templates import TEMPLATES

BAR_MS = 6.0
SIZE = Size(width=1920, height=1080)
_FRAMES = 150
_ENTRANCE = 45


@dataclass(frozen=True)
class Drawing:
    """A template's frames over a scene of five seconds: ms of processor time.

    `middle_ms` is the median of all, `mean_ms` their mean, `entrance_ms` the median of the first
    second and a half.
    """

    template: str
    backdrop: str
    ready_ms: float
    middle_ms: float
    mean_ms: float
    entrance_ms: float


def drawings(say: Callable[[str], None]) -> tuple[Drawing, ...]:
    """Every template drawn with its sample words, one after another."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        say("templates")
        return tuple(_all())
    finally:
        cv2.setNumThreads(before)


def _all() -> Iterator[Drawing]:
    fonts = FontShelf(has_system_fonts=False)
    frame = np.zeros((SIZE.height, SIZE.width, 4), np.uint8)
    moods = list(PALETTES)
    for place, name in enumerate(TEMPLATES):
        brand = Brand(name="Greenlight", palette=PALETTES[moods[place % len(moods)]])
        began = time.thread_time()
        document = design(Graphic(template=name, words=SAMPLES[name]), brand, Aspect.WIDE)
        painter = Painter(document, SIZE, _FRAMES, fonts)
        painter.draw(frame, 0)
        ready = time.thread_time() - began
        spent = [_spent(painter, frame, n) for n in range(_FRAMES)]
        yield Drawing(
            template=name,
            backdrop=document.backdrop.value,
            ready_ms=1000 * ready,
            middle_ms=1000 * median(spent),
            mean_ms=1000 * sum(spent) / _FRAMES,
            entrance_ms=1000 * median(spent[:_ENTRANCE]),
        )


def _spent(painter: Painter, frame: np.ndarray, n: int) -> float:
    began = time.thread_time()
    painter.draw(frame, n)
    return time.thread_time() - began
