from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from studio.domain.brand import Brand
from studio.domain.errors import UnreadableInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Focus, Footage, Graphic, Still, Words
from studio.graphics.fonts import FontShelf
from studio.graphics.poster import poster

SIZE = Size(width=320, height=180)
ASSET = AssetId("a" * 64)


def made(visual, source: Path | None, target: Path, fonts: FontShelf) -> np.ndarray:
    poster(visual, SIZE, Brand(), source, target, fonts)
    with Image.open(target) as opened:
        assert opened.size == (320, 180)
        return np.asarray(opened.convert("RGB")).astype(int)


@pytest.fixture
def halves(tmp_path: Path) -> Path:
    """Red at the left, blue at the right, three times as wide as high."""
    picture = Image.new("RGB", (900, 300), "#FF0000")
    picture.paste("#0000FF", (450, 0, 900, 300))
    file = tmp_path / "hälften 月.png"
    picture.save(file)
    return file


def test_a_graphic_shows_its_words(tmp_path: Path, fonts: FontShelf) -> None:
    shown = made(Graphic(words=Words(headline="Moon")), None, tmp_path / "a.jpg", fonts)
    assert (shown.min(axis=2) > 200).sum() > 200


def test_a_still_is_framed_by_its_focus(tmp_path: Path, halves: Path, fonts: FontShelf) -> None:
    for x, channel in ((0.0, 0), (1.0, 2)):
        visual = Still(picture=ASSET, focus=Focus(x=x))
        shown = made(visual, halves, tmp_path / "b.jpg", fonts)
        assert shown[90, 160, channel] > 200


def test_words_lie_over_a_still(tmp_path: Path, halves: Path, fonts: FontShelf) -> None:
    visual = Still(picture=ASSET, words=Words(headline="Earthrise"))
    shown = made(visual, halves, tmp_path / "c.png", fonts)
    assert (shown[90:150].min(axis=2) > 200).sum() > 100
    assert shown[-1].max() < 80


def test_footage_shows_the_frame_it_starts_with(tmp_path: Path, fonts: FontShelf) -> None:
    file = tmp_path / "film.mp4"
    with av.open(str(file), "w") as film:
        stream = film.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        for n in range(10):
            colour = np.full((36, 64, 3), (255, 0, 0) if n < 5 else (0, 0, 255), np.uint8)
            film.mux(stream.encode(av.VideoFrame.from_ndarray(colour, format="rgb24")))
        film.mux(stream.encode(None))
    shown = made(Footage(film=ASSET), file, tmp_path / "d.jpg", fonts)
    assert shown[90, 160, 0] > 200


@pytest.mark.parametrize("visual", [Still(picture=ASSET), Footage(film=ASSET)])
def test_a_damaged_source_is_named(visual, tmp_path: Path, fonts: FontShelf) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    target = tmp_path / "e.jpg"
    with pytest.raises(UnreadableInput, match=r"broken\.jpg"):
        made(visual, broken, target, fonts)
    assert not target.exists()


def test_without_a_source_the_words_stand_alone(tmp_path: Path, fonts: FontShelf) -> None:
    visual = Still(picture=ASSET, words=Words(headline="Moon"))
    assert made(visual, None, tmp_path / "f.jpg", fonts).std() > 10
