import subprocess
import sys

import pytest

from studio.domain.brand import Brand
from studio.domain.errors import NotFound
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.project import Score, Voice
from studio.domain.scene import Still
from studio.providers import PROVIDERS, Providers, embedded_providers
from studio.providers.interface import PictureAsk


def test_a_new_project_finds_its_providers() -> None:
    providers = embedded_providers()
    assert providers.speech(Voice().provider).card.name == Voice().provider
    assert providers.music(Score().provider).card.name == Score().provider


def test_every_provider_has_a_card_of_its_own() -> None:
    cards = embedded_providers().cards
    assert len(cards) == len(PROVIDERS) == len({card.name for card in cards})
    assert all(card.is_local and card.is_free and not card.key_name for card in cards)


def test_an_unknown_name_is_not_found() -> None:
    ask = PictureAsk(Still(picture=AssetId("a")), Size(width=64, height=64), Brand())
    for look_up in (
        lambda: Providers().speech("acme"),
        lambda: Providers().music("acme"),
        lambda: Providers().picture(ask),
    ):
        with pytest.raises(NotFound):
            look_up()


def test_importing_the_list_loads_no_provider() -> None:
    heavy = ("numpy", "PIL", "av", "pydub", "skia", "cv2")
    script = f"import sys, studio.providers; sys.exit(any(m in sys.modules for m in {heavy}))"
    assert subprocess.run([sys.executable, "-c", script], timeout=20).returncode == 0
