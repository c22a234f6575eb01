from __future__ import annotations

import numpy as np
import pytest

from studio.domain.brand import Palette
from studio.domain.format import Size
from studio.graphics.backdrops import BACKDROPS
from studio.graphics.backdrops.tones import tones
from studio.graphics.colour import luminance, luminances, oklab
from studio.graphics.documents import Backdrop
from studio.graphics.palettes import PALETTES

SIZE = Size(width=480, height=270)
OPAQUE = [name for name in Backdrop if name not in {Backdrop.NONE, Backdrop.SCRIM}]


def drawn(name: Backdrop, mood: str, seed: int, seconds: float) -> np.ndarray:
    frame = np.zeros((SIZE.height, SIZE.width, 4), np.uint8)
    BACKDROPS[name](PALETTES[mood], seed, SIZE).draw(frame, seconds)
    return frame


def test_every_backdrop_has_a_maker() -> None:
    assert set(BACKDROPS) == set(Backdrop)


@pytest.mark.parametrize("mood", PALETTES)
@pytest.mark.parametrize("name", OPAQUE)
def test_quiet_words_read_on_it(name: Backdrop, mood: str) -> None:
    """Thin lines and dots may cross a word; all else keeps 4.5 to 1 with the muted colour."""
    frame = drawn(name, mood, 5, 1.0)
    behind = luminances(frame[:210, :, 2::-1])
    muted = luminance(PALETTES[mood].muted)
    light, dark = np.maximum(behind, muted), np.minimum(behind, muted)
    assert np.percentile((light + 0.05) / (dark + 0.05), 5) >= 4.45


@pytest.mark.parametrize("name", OPAQUE)
def test_it_covers_moves_and_repeats(name: Backdrop) -> None:
    first, later = drawn(name, "epic", 3, 0.0), drawn(name, "epic", 3, 4.0)
    assert (first[..., 3] == 255).all()
    assert np.array_equal(first, drawn(name, "epic", 3, 0.0))
    assert np.abs(first.astype(int) - later).max() > 3
    assert np.abs(first.astype(int) - drawn(name, "epic", 4, 0.0)).mean() > 1


@pytest.mark.parametrize("name", OPAQUE)
def test_it_moves_softly(name: Backdrop) -> None:
    first, next_one = drawn(name, "epic", 3, 2.0), drawn(name, "epic", 3, 2.0 + 1 / 30)
    assert np.abs(first.astype(int) - next_one).mean() < 1


@pytest.mark.parametrize("name", OPAQUE)
def test_it_has_depth(name: Backdrop) -> None:
    assert drawn(name, "calm", 5, 0.0)[..., :3].reshape(-1, 3).std(axis=0).max() > 4


def test_a_scrim_darkens_below_and_leaves_the_upper_picture() -> None:
    frame = np.full((SIZE.height, SIZE.width, 4), 255, np.uint8)
    BACKDROPS[Backdrop.SCRIM](PALETTES["calm"], 1, SIZE).draw(frame, 0.0)
    assert (frame[:70] == 255).all()
    assert frame[-1, 0, :3].max() < 70
    steps = np.abs(np.diff(frame[:, 0, 0].astype(int)))
    assert steps.max() <= 12


def test_without_glow_a_backdrop_stays_near_the_ground() -> None:
    full, calm = (tones(Palette(glow=glow)) for glow in (1.0, 0.0))
    ground = oklab(Palette().ground)
    away = [float(np.linalg.norm(oklab(tone.warm) - ground)) for tone in (full, calm)]
    assert away[1] < 0.3 * away[0]
    assert calm.warm != calm.ground
