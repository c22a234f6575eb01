"""What every caption style must do, in every language and aspect."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio.compose.captions import Spoken, caption_lines, word_places
from studio.compose.layers.caption import CaptionLayer
from studio.compose.layers.caption_styles import STYLES, pictures
from studio.compose.layers.caption_styles.preview import preview
from studio.compose.layers.layer import Remarks
from studio.compose.render import fonts
from studio.compose.specs import CaptionSpec, CaptionStyle, LineSpec, WordSpec
from studio.domain.brand import Brand
from studio.domain.format import Aspect, Size
from studio.domain.ids import SceneId
from studio.domain.narration import display_words
from studio.domain.project import Captions
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate, TimeRange
from studio.domain.timeline import caption_text
from studio.graphics.colour import luminances
from studio.graphics.layout import caption_area, units

RATE = FrameRate()
SAMPLES = Path(__file__).parents[1] / "samples" / "languages.tsv"
LANGUAGES = dict(
    line.split("\t") for line in SAMPLES.read_text(encoding="utf-8").splitlines() if line
)
FULL = Size(width=1920, height=1080)
INK, ACCENT, SURFACE = "#F4F7FB", "#F2B134", "#17293D"
BY_WORD = [Captions.WORDS, Captions.POP, Captions.TYPEWRITER, Captions.LOWER_THIRD]
CASES = pytest.mark.parametrize("kind", STYLES)
LEAST = 4.5


def _size(aspect: Aspect, short: int) -> Size:
    whole = units(aspect)
    factor = short / min(whole.width, whole.height)
    return Size(
        width=2 * round(whole.width * factor / 2), height=2 * round(whole.height * factor / 2)
    )


@cache
def _lines(text: str, aspect: Aspect, step_s: float = 0.4) -> tuple[LineSpec, ...]:
    """The lines of a narration, from frame 3 on."""
    spoken = tuple(
        SpokenWord(
            text=w.text, start_s=n * step_s, end_s=(n + 0.9) * step_s, start=w.start, end=w.end
        )
        for n, w in enumerate(display_words(text))
    )
    body = TimeRange(length=60 + RATE.frames_covering(len(spoken) * step_s))
    return tuple(
        LineSpec(
            text=caption_text(line.words),
            start=line.range.start,
            length=line.range.length,
            words=tuple(
                WordSpec(begin=a, end=b, start=w.range.start, length=w.range.length)
                for w, (a, b) in zip(line.words, word_places(line.words), strict=True)
            ),
        )
        for line in caption_lines(Spoken(SceneId("s"), spoken, 3, body), RATE, aspect)
    )


def _layer(kind: Captions, lines: tuple[LineSpec, ...], size: Size) -> CaptionLayer:
    style = CaptionStyle(kind=kind, ink=INK, accent=ACCENT, surface=SURFACE, font="Inter")
    return CaptionLayer(CaptionSpec(style=style, lines=lines), size, RATE, fonts())


def _plain(size: Size, grey: int) -> np.ndarray:
    frame = np.full((size.height, size.width, 4), grey, np.uint8)
    frame[..., 3] = 255
    return frame


def _drawn(layer: CaptionLayer, size: Size, n: int, grey: int = 90) -> np.ndarray:
    frame = _plain(size, grey)
    layer.draw(frame, n)
    return frame


def _seen(frame: np.ndarray, grey: int = 90) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the letters drawn on plain grey."""
    is_light = (frame[..., :3] > grey + 30).any(axis=2)
    x, y, width, height = cv2.boundingRect(is_light.astype(np.uint8))
    return x, y, x + width, y + height


def _last_frame(line: LineSpec) -> int:
    """A frame in which all of the line is there."""
    return line.words[-1].start + line.words[-1].length - 1


def test_there_is_a_style_for_every_choice_but_off() -> None:
    assert set(STYLES) == set(Captions) - {Captions.OFF}
    assert len({style.title for style in STYLES.values()}) == len(STYLES) >= 6


@CASES
@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_whole_and_in_its_place(
    kind: Captions, aspect: Aspect, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = _size(aspect, 270)
    area = caption_area(size)
    lines = _lines(LANGUAGES[language], aspect)
    layer = _layer(kind, lines, size)
    assert layer.remarks() == Remarks()
    for line in lines:
        frame = _drawn(layer, size, _last_frame(line))
        left, top, right, bottom = _seen(frame)
        assert right - left > 10
        assert left >= area.x - 1
        assert right <= area.x + area.width + 1
        assert top >= area.y - 1
        assert bottom <= area.y + area.height + 1
    with monkeypatch.context() as wider:
        wider.setattr(pictures, "_MARGIN", 160.0)
        again = _drawn(_layer(kind, lines, size), size, _last_frame(lines[-1]))
    assert np.array_equal(frame, again), "something was cut off"


@CASES
def test_what_cannot_be_set_well_is_told(kind: Captions) -> None:
    size = _size(Aspect.TALL, 270)
    long = "far too much of it " * 30
    words = (WordSpec(begin=0, end=len(long), start=3, length=30),)
    lines = (
        LineSpec(text=long, start=3, length=30, words=words),
        LineSpec(text="a \U000f0000", start=40, length=9, words=words),
    )
    layer = _layer(kind, lines, size)

    assert layer.remarks() == Remarks(missing=("\U000f0000",), small=(long,))
    left, top, right, bottom = _seen(_drawn(layer, size, 20))
    area = caption_area(size)
    assert area.x - 1 <= left < right <= area.x + area.width + 1
    assert area.y - 1 <= top < bottom <= area.y + area.height + 1


@pytest.mark.parametrize("kind", BY_WORD)
def test_words_come_in_the_frame_they_are_heard_in(kind: Captions) -> None:
    size = _size(Aspect.WIDE, 180)
    lines = _lines("One two three four.", Aspect.WIDE, 0.5)
    layer = _layer(kind, lines, size)
    for word in lines[0].words[1:]:
        frames = [_drawn(layer, size, word.start + step) for step in (-2, -1, 0)]
        if kind is not Captions.TYPEWRITER:
            assert np.array_equal(frames[0], frames[1])
        assert layer.changes_after(word.start - 1)
        assert not np.array_equal(frames[1], frames[2])


@CASES
def test_a_line_is_seen_from_its_first_frame_to_its_last(kind: Captions) -> None:
    size = _size(Aspect.WIDE, 180)
    (line,) = _lines("One two three four.", Aspect.WIDE)
    layer = _layer(kind, (line,), size)

    assert (_drawn(layer, size, line.start - 1)[..., :3] == 90).all()
    assert (_drawn(layer, size, line.start)[..., :3] != 90).any()
    assert (_drawn(layer, size, line.start + line.length - 1)[..., :3] != 90).any()
    assert (_drawn(layer, size, line.start + line.length)[..., :3] == 90).all()


@pytest.mark.parametrize("kind", [Captions.WORDS, Captions.POP])
@pytest.mark.parametrize(("language", "way"), [("ar", -1), ("he", -1), ("ru", 1), ("hi", 1)])
def test_words_are_lit_in_the_order_they_are_read(kind: Captions, language: str, way: int) -> None:
    size = _size(Aspect.WIDE, 360)
    lines = _lines(LANGUAGES[language], Aspect.WIDE)
    line, layer = lines[0], _layer(kind, lines, size)

    middles = []
    for word in line.words:
        frame = _drawn(layer, size, word.start + word.length - 1).astype(int)
        is_lit = (frame[..., 2] > 180) & (frame[..., 2] - frame[..., 0] > 90)
        middles.append(np.flatnonzero(is_lit.any(axis=0)).mean())

    assert sorted(middles, reverse=way < 0) == middles


@pytest.mark.parametrize("language", ["ar", "he", "th", "de", "emoji"])
def test_typed_letters_stay_where_they_are(language: str) -> None:
    size = _size(Aspect.WIDE, 180)
    lines = _lines(LANGUAGES[language], Aspect.WIDE)
    line, layer = lines[0], _layer(Captions.TYPEWRITER, lines, size)
    whole = _letters(_drawn(layer, size, _last_frame(line)))

    typed = [_letters(_drawn(layer, size, n)) for n in range(8, _last_frame(line))]

    assert typed[0].sum() < 0.6 * whole.sum()
    assert all((later | early == later).all() for early, later in pairwise(typed))
    assert (whole | typed[-1] == whole).all()


def _letters(frame: np.ndarray) -> np.ndarray:
    """Where light ink is, without the caret's amber."""
    return (frame[..., 0] > 150) & (frame[..., 1] > 150)


def test_previews_show_each_style() -> None:
    seen = {kind: preview(kind, Brand()) for kind in Captions}

    assert all(picture.startswith(b"\xff\xd8") for picture in seen.values())
    assert all(len(picture) < 30_000 for picture in seen.values())
    assert len(set(seen.values())) == len(Captions)


def _grounds(size: Size) -> dict[str, np.ndarray]:
    noise = np.random.default_rng(7).integers(0, 256, (size.height, size.width, 4), np.uint8)
    noise[..., 3] = 255
    return {
        "white": _plain(size, 255),
        "black": _plain(size, 0),
        "grey": _plain(size, 118),
        "noise": noise,
    }


def _legible(layer: CaptionLayer, size: Size, n: int) -> dict[str, float]:
    """On each ground, the share of the pixels around the letters with enough contrast.

    Letters are what is the same on black and on white and bright; looked at are the pixels
    just beyond their smoothed edges.
    """
    near = 1 if size.height < 700 else 2
    bar = round(0.02 * size.height)
    on_black, on_white = _drawn(layer, size, n, 0), _drawn(layer, size, n, 255)
    light = luminances(on_black[..., 2::-1])
    core = ((np.abs(on_white.astype(int) - on_black) <= 2).all(axis=2) & (light > 0.2)).astype(
        np.uint8
    )
    core[:, : _seen(on_black, 0)[0] + bar] = 0  # no letters: the bar of a panel
    disc = [
        cv2.dilate(core, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * r + 1, 2 * r + 1)))
        for r in (near, near + 1)
    ]
    ring = (disc[1] - disc[0]).astype(bool)
    ink = float(np.median(light[core.astype(bool)]))
    shares = {}
    for name, ground in _grounds(size).items():
        layer.draw(ground, n)
        around = luminances(ground[ring][:, 2::-1])
        contrast = (max(ink, 0) + 0.05) / (around + 0.05)
        shares[name] = float((contrast >= LEAST).mean())
    return shares


@CASES
@pytest.mark.parametrize("size", [FULL, Size(width=960, height=540)], ids=["1080", "540"])
def test_words_can_be_read_on_whatever_lies_behind(kind: Captions, size: Size) -> None:
    (line,) = _lines("Read me on anything.", Aspect.WIDE)

    shares = _legible(_layer(kind, (line,), size), size, _last_frame(line) + 2)

    assert min(shares.values()) >= 0.95, shares


@CASES
def test_it_costs_little_a_frame(kind: Captions) -> None:
    """Half a millisecond of the processor at most; the bound is for busy machines."""
    lines = _lines(LANGUAGES["ru"], Aspect.WIDE)
    end = lines[-1].start + lines[-1].length
    frame = _plain(FULL, 90)

    def cost_s() -> float:
        layer = _layer(kind, lines, FULL)
        started = time.process_time()
        for n in range(end):
            layer.changes_after(n)
            layer.draw(frame, n)
        return (time.process_time() - started) / end

    assert min(cost_s() for _ in range(3)) <= 2.7e-3
