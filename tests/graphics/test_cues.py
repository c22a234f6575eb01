"""What a scene lists comes in as the voice names it."""

from __future__ import annotations

import numpy as np

from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.scene import Graphic, Item, Words
from studio.graphics.clock import Clock
from studio.graphics.cues import cued, waits_for_words
from studio.graphics.designing import design, with_pictures
from studio.graphics.documents import Anchor, Backdrop, Moment, MotionDocument, layers
from studio.graphics.fonts import FontShelf
from studio.graphics.painter import Painter

SIZE = Size(width=320, height=180)
POINTS = Graphic(
    template="points",
    words=Words(headline="Carried", points=("Food for eight days", "A small computer", "One flag")),
)
SPEECH = "They carried food for eight days and then a small computer and at last one flag"
SPOKEN = tuple(SPEECH.split())
SECONDS = tuple(0.5 * n for n in range(len(SPOKEN)))


def words_waited_for(document: MotionDocument) -> set[int]:
    keys = [k for _, layer in layers(document.root) for m in layer.motions for k in m.keys]
    return {int(key.at.at) for key in keys if key.at.of is Anchor.WORD}


def test_each_point_waits_for_its_own_words() -> None:
    document = design(POINTS, Brand(), Aspect.WIDE, SPOKEN)
    assert waits_for_words(document)
    assert words_waited_for(document) == {2, 9, 14}


def test_points_are_seen_when_they_are_said(fonts: FontShelf) -> None:
    document = design(POINTS, Brand(), Aspect.WIDE, SPOKEN).model_copy(
        update={"backdrop": Backdrop.NONE}
    )
    painter = Painter(document, SIZE, 270, fonts, words_s=SECONDS)

    def inked(seconds: float) -> int:
        frame = np.zeros((SIZE.height, SIZE.width, 4), np.uint8)
        painter.draw(frame, round(seconds * 30))
        return int((frame[..., 3] > 60).sum())

    before, second, third = inked(3.6), inked(6.0), inked(8.5)
    assert before < 0.85 * second < 0.85 * third


def test_a_list_that_is_not_named_in_order_keeps_its_own_time() -> None:
    document = design(POINTS, Brand(), Aspect.WIDE, [])
    assert cued(document, list(reversed(SPOKEN))) == document
    assert cued(document, SPOKEN[:9]) == document
    assert not waits_for_words(document)


def test_a_word_nobody_speaks_falls_back_to_its_share() -> None:
    moment = Moment(at=7, of=Anchor.WORD, share=0.5, after_s=0.25)
    assert Clock(10.0).seconds(moment) == 5.25
    assert Clock(10.0, words_s=(0.0,) * 7 + (3.0,)).seconds(moment) < 3.25


def test_the_last_words_leave_time_to_be_read() -> None:
    late = Clock(10.0, words_s=(9.9,)).seconds(Moment(at=0, of=Anchor.WORD))
    assert late <= 9.0


def test_the_scene_chooses_its_backdrop() -> None:
    chosen = POINTS.model_copy(update={"backdrop": "stars"})
    assert design(chosen, Brand(), Aspect.WIDE).backdrop is Backdrop.STARS
    unknown = POINTS.model_copy(update={"backdrop": "wallpaper"})
    own = design(POINTS, Brand(), Aspect.WIDE).backdrop
    assert design(unknown, Brand(), Aspect.WIDE).backdrop is own
    over = Graphic(template="overlay", words=Words(headline="Hi"), backdrop="stars")
    assert design(over, Brand(), Aspect.WIDE).backdrop is Backdrop.SCRIM


def test_pictures_that_are_gone_are_left_out() -> None:
    graphic = Graphic(template="photo-title", words=Words(items=(Item(),), pictures=("a", "b")))
    assert with_pictures(graphic, {"b"}).words.pictures == ("b",)
