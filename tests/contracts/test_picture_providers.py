"""What every provider of pictures keeps, whatever it draws."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from studio.domain.brand import Brand
from studio.domain.errors import BadInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Graphic, Still, Visual, Words
from studio.providers import PICTURES
from studio.providers.interface import PictureAsk, PictureProvider

SIZE = Size(width=320, height=180)
VISUALS: tuple[Visual, ...] = (
    Graphic(words=Words(headline="Eight days to the Moon")),
    Still(picture=AssetId("a")),
)


@pytest.fixture(params=PICTURES, ids=lambda build: build.__name__)
def provider(request: pytest.FixtureRequest) -> PictureProvider:
    build: Callable[[], PictureProvider] = request.param
    return build()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "mein bild größe.png"
    Image.linear_gradient("L").convert("RGB").save(file)
    return file


def _asks(provider: PictureProvider, source: Path) -> Iterator[PictureAsk]:
    for visual in VISUALS:
        ask = PictureAsk(visual, SIZE, Brand(), source if visual.kind == "still" else None)
        if provider.can_make(ask):
            yield ask


def test_card_says_what_it_makes(provider: PictureProvider) -> None:
    assert provider.card.name
    assert provider.card.title
    assert provider.card.version
    assert provider.card.extension in ("jpg", "png")


def test_it_makes_some_kind_of_picture(provider: PictureProvider, source: Path) -> None:
    assert list(_asks(provider, source))


def test_the_picture_is_what_it_says(
    provider: PictureProvider, source: Path, tmp_path: Path
) -> None:
    for n, ask in enumerate(_asks(provider, source)):
        target = tmp_path / f"größe 声 {n}.{provider.card.extension}"
        made = provider.make(ask, target)
        with Image.open(target) as picture:
            picture.load()
            assert picture.size == (made.width, made.height)
            assert len(set(picture.convert("L").tobytes())) > 8


def test_the_same_ask_gives_the_same_picture(
    provider: PictureProvider, source: Path, tmp_path: Path
) -> None:
    for n, ask in enumerate(_asks(provider, source)):
        one, two = (tmp_path / f"{n}{copy}.{provider.card.extension}" for copy in "ab")
        provider.make(ask, one)
        provider.make(ask, two)
        assert one.read_bytes() == two.read_bytes()


def test_a_damaged_source_is_bad_input(
    provider: PictureProvider, source: Path, tmp_path: Path
) -> None:
    asks = [ask for ask in _asks(provider, source) if ask.source]
    source.write_bytes(source.read_bytes()[:200])
    for ask in asks:
        with pytest.raises(BadInput, match=source.name):
            provider.make(ask, tmp_path / f"a.{provider.card.extension}")
