from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from studio.domain.brand import Brand, Palette
from studio.domain.errors import UnreadableInput
from studio.domain.format import Aspect, Size
from studio.domain.scene import Words
from studio.domain.time import FrameRate
from studio.graphics.documents import (
    Backdrop,
    ChartForm,
    ChartLayer,
    Datum,
    Flow,
    Form,
    GroupLayer,
    MotionDocument,
    PathLayer,
    PictureLayer,
    Property,
    ShapeLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.fonts import FontShelf
from studio.graphics.lines import Align
from studio.graphics.painter import Painter
from studio.graphics.templates import TEMPLATES
from studio.graphics.templates.parts import moving

SIZE = Size(width=480, height=270)
RED = "#FF0000"


def bare(*children, **fields) -> MotionDocument:
    return MotionDocument(
        backdrop=Backdrop.NONE,
        root=GroupLayer(children=children, **{"flow": Flow.COLUMN, "gap": 0.0, **fields}),
    )


def drawn(document: MotionDocument, fonts: FontShelf, n: int = 149, **more) -> np.ndarray:
    frame = np.zeros((SIZE.height, SIZE.width, 4), np.uint8)
    Painter(document, SIZE, 150, fonts, **more).draw(frame, n)
    return frame


def red_box(frame: np.ndarray) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero((frame[..., 2] > 128) & (frame[..., 1] < 90))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def test_a_shape_stands_where_it_is_aligned(fonts: FontShelf) -> None:
    block = ShapeLayer(fill=RED, width=200, height=100)
    left, top, right, bottom = red_box(drawn(bare(block), fonts))
    assert (right - left, bottom - top) == (50, 25)
    assert (left, top) == (round(0.068 * 480), round(0.095 * 270))
    ended = red_box(drawn(bare(block, align=Align.END, justify=Align.END), fonts))
    assert ended[2] == round(0.932 * 480)
    assert ended[3] == pytest.approx(0.775 * 270, abs=1)


def test_right_to_left_words_turn_the_whole_layout(fonts: FontShelf) -> None:
    block = ShapeLayer(fill=RED, width=200, height=100)
    document = bare(block, TextLayer(text="שלום", colour="#00FF00"))
    assert red_box(drawn(document, fonts))[2] == round(0.932 * 480)


@pytest.mark.parametrize(("word", "is_right"), [("top", True), ("שיא", False)])
def test_a_line_rises_over_the_label_of_its_highest_value(
    word: str, is_right: bool, fonts: FontShelf
) -> None:
    data = (Datum(label="a", value=1.0), Datum(label=word, value=9.0))
    frame = drawn(bare(ChartLayer(form=ChartForm.LINE, data=data)), fonts, 140)
    accent = Palette().accent.lstrip("#")
    colour = np.array([int(accent[n : n + 2], 16) for n in (4, 2, 0)])
    rows, columns = np.nonzero(np.abs(frame[..., :3].astype(int) - colour).max(axis=2) < 24)
    highest = columns[rows < np.quantile(rows, 0.05) + 1].mean()
    assert (highest > frame.shape[1] / 2) == is_right


def test_motion_moves_and_draws(fonts: FontShelf) -> None:
    block = ShapeLayer(
        fill=RED,
        width=400,
        height=100,
        motions=(moving(Property.DRAW, 1.0, 1.0, (0.0, 1.0), Ease.LINEAR),),
    )
    widths = []
    for n in (30, 45, 60, 100):
        frame = drawn(bare(block), fonts, n)
        found = (frame[..., 2] > 128).any(axis=0).sum()
        widths.append(int(found))
    assert widths == [0, 50, 100, 100]


def test_the_rate_sets_the_pace(fonts: FontShelf) -> None:
    block = ShapeLayer(
        fill=RED,
        width=400,
        height=100,
        motions=(moving(Property.DRAW, 0.0, 2.0, (0.0, 1.0), Ease.LINEAR),),
    )
    slow = drawn(bare(block), fonts, 30)
    fast = drawn(bare(block), fonts, 60, rate=FrameRate(numerator=60))
    assert np.array_equal(slow, fast)


def test_an_exit_takes_everything_away(fonts: FontShelf) -> None:
    document = bare(ShapeLayer(fill=RED, width=200, height=100)).model_copy(update={"exit_s": 0.5})
    assert drawn(document, fonts, 100).any()
    assert not drawn(document, fonts, 150).any()


def test_paths_and_arcs_are_drawn(fonts: FontShelf) -> None:
    square = PathLayer(
        path="M0 0 h10 v10 H0 Z", box_width=10, box_height=10, width=200, height=200, fill=RED
    )
    assert red_box(drawn(bare(square), fonts))[2] - round(0.068 * 480) == 50
    ring = ShapeLayer(form=Form.ARC, fill=None, stroke=RED, width=200, height=200, stroke_width=8)
    frame = drawn(bare(ring), fonts)
    left, top, right, bottom = red_box(frame)
    assert not frame[(top + bottom) // 2, (left + right) // 2].any()


def test_pictures_cover_their_box(tmp_path: Path, fonts: FontShelf) -> None:
    file = tmp_path / "rot ü.png"
    Image.new("RGB", (40, 10), RED).save(file)
    layer = PictureLayer(picture="a", width=200, height=200)
    left, top, right, bottom = red_box(drawn(bare(layer), fonts, files={"a": file}))
    assert (right - left, bottom - top) == (50, 50)
    with pytest.raises(UnreadableInput):
        drawn(bare(layer), fonts, files={})


def test_missing_words_leave_no_gap(fonts: FontShelf) -> None:
    block = ShapeLayer(fill=RED, width=200, height=100)
    with_gap = bare(TextLayer(text=""), block, gap=100.0)
    assert red_box(drawn(with_gap, fonts))[1] == round(0.095 * 270)


def test_a_settled_overlay_changes_no_more(fonts: FontShelf) -> None:
    document = TEMPLATES["overlay"](Words(headline="Earthrise"), Brand(), Aspect.WIDE)
    painter = Painter(document, SIZE, 150, fonts)
    assert painter.changes_after(0)
    assert not painter.changes_after(140)
    frames = [np.full((SIZE.height, SIZE.width, 4), 200, np.uint8) for _ in range(2)]
    painter.draw(frames[0], 140)
    painter.draw(frames[1], 149)
    assert np.array_equal(frames[0], frames[1])
    assert (frames[0][:40] == 200).all()


def test_documents_have_limits() -> None:
    deep = GroupLayer()
    for _ in range(13):
        deep = GroupLayer(children=(deep,))
    with pytest.raises(ValidationError, match="deep"):
        MotionDocument(root=deep)
    many = GroupLayer(children=tuple(ShapeLayer() for _ in range(200)))
    with pytest.raises(ValidationError, match="layers"):
        MotionDocument(root=many)
    with pytest.raises(ValidationError):
        ShapeLayer(fill="url(file:///etc/passwd)")
