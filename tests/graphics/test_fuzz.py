"""Any document that is valid can be drawn: it neither crashes nor hangs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pydantic import ValidationError

from studio.domain.brand import Brand, Palette
from studio.domain.errors import TooLarge
from studio.domain.format import Size
from studio.graphics.documents import (
    Anchor,
    Backdrop,
    ChartForm,
    ChartLayer,
    CodeLayer,
    Datum,
    Device,
    Flow,
    FontRole,
    Form,
    GroupLayer,
    IconLayer,
    Key,
    MockupLayer,
    Moment,
    Motion,
    MotionDocument,
    PathLayer,
    PictureLayer,
    Property,
    Reveal,
    RevealBy,
    RevealStyle,
    ShapeLayer,
    TableLayer,
    TextLayer,
)
from studio.graphics.easing import Ease
from studio.graphics.fonts import FontShelf
from studio.graphics.lines import Align
from studio.graphics.painter import Painter

ROLES = st.sampled_from(
    ["ground", "ink", "muted", "accent", "on-accent", "accent-2", "positive", "series-4", "#12aBcD"]
)
SIZES = st.sampled_from([Size(width=96, height=54), Size(width=54, height=96)])
numbers = st.floats(-8000, 8000, allow_nan=False)
units = st.one_of(st.none(), st.floats(0, 8000, allow_nan=False))
words = st.text(max_size=60)

moments = st.builds(
    Moment,
    at=st.floats(0, 600),
    of=st.sampled_from(Anchor),
    after_s=st.floats(0, 600),
    share=st.floats(0, 1),
)
keys = st.builds(Key, at=moments, value=numbers, ease=st.sampled_from(Ease))
motions = st.lists(
    st.builds(
        Motion,
        property=st.sampled_from(Property),
        keys=st.lists(keys, min_size=1, max_size=4).map(tuple),
    ),
    max_size=3,
).map(tuple)
reveals = st.one_of(
    st.none(),
    st.builds(
        Reveal,
        style=st.sampled_from(RevealStyle),
        by=st.sampled_from(RevealBy),
        at=moments,
        each_s=st.floats(0, 600),
        length_s=st.floats(0, 600),
    ),
)
common = {
    "width": units,
    "height": units,
    "share": st.one_of(st.none(), st.floats(0.001, 1)),
    "grow": st.floats(0, 10),
    "is_tall": st.booleans(),
    "opacity": st.floats(0, 1),
    "motions": motions,
}
paths = st.text("MmLlHhVvCcSsQqTtAaZz0123456789.,- eE", max_size=120)
data = st.lists(
    st.builds(Datum, label=words, value=st.floats(-1e12, 1e12), said=st.text(max_size=20)),
    max_size=24,
).map(tuple)
leaves = st.one_of(
    st.builds(
        TextLayer,
        text=words,
        colour=ROLES,
        font=st.sampled_from(FontRole),
        weight=st.integers(100, 900),
        size=st.floats(8, 600),
        max_lines=st.integers(1, 40),
        leading=st.floats(0.8, 2.5),
        tracking=st.floats(-0.1, 0.5),
        align=st.sampled_from(Align),
        reveal=reveals,
        is_counting=st.booleans(),
        highlights=st.lists(st.integers(-5, 99), max_size=4).map(tuple),
        **common,
    ),
    st.builds(
        ShapeLayer,
        form=st.sampled_from(Form),
        fill=st.one_of(st.none(), ROLES),
        stroke=st.one_of(st.none(), ROLES),
        stroke_width=st.floats(0, 8000),
        radius=st.floats(0, 8000),
        start=st.floats(-360, 360),
        sweep=st.floats(-360, 360),
        is_round=st.booleans(),
        is_from_end=st.booleans(),
        **common,
    ),
    st.builds(
        PathLayer,
        path=paths,
        box_width=st.floats(0.001, 10_000),
        fill=st.one_of(st.none(), ROLES),
        stroke=st.one_of(st.none(), ROLES),
        stroke_width=st.floats(0, 8000),
        is_stretched=st.booleans(),
        **common,
    ),
    st.builds(IconLayer, icon=st.sampled_from(["star", "nobody-knows-it"]), **common),
    st.builds(PictureLayer, picture=st.just("p"), is_covering=st.booleans(), **common),
    st.builds(
        ChartLayer,
        form=st.sampled_from(ChartForm),
        data=data,
        highlight=st.one_of(st.none(), st.integers(0, 23)),
        at=moments,
        length_s=st.floats(0, 600),
        **common,
    ),
    st.builds(
        TableLayer,
        rows=st.lists(st.lists(st.text(max_size=12), max_size=8).map(tuple), max_size=8).map(tuple),
        has_headings=st.booleans(),
        at=moments,
        **common,
    ),
    st.builds(
        CodeLayer,
        code=st.text(max_size=200),
        language=st.sampled_from(["", "python", "no"]),
        size=st.floats(8, 200),
        at=moments,
        each_s=st.floats(0, 600),
        is_numbered=st.booleans(),
        **common,
    ),
    st.builds(
        MockupLayer,
        device=st.sampled_from(Device),
        picture=st.sampled_from(["", "p"]),
        address=words,
        title=words,
        at=moments,
        **common,
    ),
)
trees = st.recursive(
    leaves,
    lambda inner: st.builds(
        GroupLayer,
        children=st.lists(inner, max_size=4).map(tuple),
        flow=st.sampled_from(Flow),
        gap=st.floats(0, 8000),
        padding=st.floats(0, 8000),
        align=st.sampled_from(Align),
        justify=st.sampled_from(Align),
        fill=st.one_of(st.none(), ROLES),
        stroke=st.one_of(st.none(), ROLES),
        radius=st.floats(0, 8000),
        has_shadow=st.booleans(),
        is_clipped=st.booleans(),
        **common,
    ),
    max_leaves=5,
)
colours = st.sampled_from(["#000000", "#FFFFFF", "#808080", "#FF0000", "#0E1B2A"])
palettes = st.builds(
    Palette, ground=colours, surface=colours, ink=colours, muted=colours, accent=colours
)


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("p") / "p.png"
    Image.new("RGBA", (7, 5), (200, 30, 40, 120)).save(file)
    return file


@given(tree=trees, palette=palettes, size=SIZES, n=st.integers(0, 100), seed=st.integers(0, 2**31))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_document_can_be_drawn(
    tree, palette, size, n, seed, fonts: FontShelf, picture: Path
) -> None:
    root = tree if isinstance(tree, GroupLayer) else GroupLayer(children=(tree,))
    try:
        document = MotionDocument(
            brand=Brand(palette=palette), backdrop=Backdrop.NONE, seed=seed, root=root
        )
        painter = Painter(document, size, 90, fonts, files={"p": picture}, words_s=(0.3, 1.2))
    except (ValidationError, TooLarge):
        return
    frame = np.zeros((size.height, size.width, 4), np.uint8)
    painter.draw(frame, n)
    assert (frame[..., :3] <= frame[..., 3:4]).all()


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda c: st.lists(c)))
def test_rubbish_is_refused_as_a_document(value: object) -> None:
    with pytest.raises(ValidationError):
        MotionDocument.model_validate({"root": value if value is not None else 1})
