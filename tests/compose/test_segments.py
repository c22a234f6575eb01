"""Segments cover the film, and their keys name their pixels: which change touches which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from studio.compose.layers.caption_styles import STYLES
from studio.compose.segments import Look, segments
from studio.compose.timeline import Cut, timeline
from studio.compose.transitions import TRANSITIONS
from studio.domain.brand import Brand, Palette
from studio.domain.errors import NotFound
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId, SceneId
from studio.domain.look import Grade, Watermark
from studio.domain.project import Captions
from studio.domain.scene import Camera, Fit, Focus, Glide, Graphic, Scene, Still, Transition, Words
from studio.domain.time import FrameRate
from studio.domain.timeline import CaptionClip

if TYPE_CHECKING:
    from conftest import Filming, Makers

LOOK = Look(Size(width=160, height=90), Quality.DRAFT, Brand(), Captions.WORDS)
NAMES = ["a", "b", "c", "d"]


def _scenes(filming: Filming) -> list[Scene]:
    """Four scenes of three seconds, all spoken, joined by crossfades: b and d are graphics."""
    for name in NAMES:
        filming.speak(name, length_s=1.0)
    title = Graphic(template="title", words=Words(headline="Eight days"))
    home = Graphic(template="statement", words=Words(headline="Home"))
    return [
        filming.still("a", "#C04020", frames=90),
        filming.still("b", frames=90, visual=title),
        filming.still("c", "#20A060", frames=90),
        filming.still("d", frames=90, visual=home),
    ]


def _keys(filming: Filming, scenes: list[Scene], look: Look = LOOK) -> dict[str, str]:
    """Keys by what they show: "b" is the body of b, "a>b" the join before it."""
    named = {}
    before = ""
    for part in segments(filming.cut(scenes), look):
        name = f"{before}>{part.scene}" if part.is_join else part.scene
        named[name if name not in named else f"{name}+"] = str(part.spec.key)
        before = part.scene
    return named


def _with(scenes: list[Scene], name: str, **fields: Any) -> list[Scene]:
    return [s.model_copy(update=fields) if s.id == name else s for s in scenes]


def _still(scenes: list[Scene], name: str, **fields: Any) -> list[Scene]:
    visual = next(s for s in scenes if s.id == name).visual
    return _with(scenes, name, visual=visual.model_copy(update=fields))


Change = Callable[["Filming", list[Scene]], list[Scene]]


def _respoken(filming: Filming, scenes: list[Scene]) -> list[Scene]:
    filming.speak("c", narration="Other words, but no longer.", length_s=1.0)
    return scenes


def _longer(filming: Filming, scenes: list[Scene]) -> list[Scene]:
    filming.speak("c", length_s=4.0)
    return scenes


TABLE: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda f, s: s, set()),
    "a title, which is not seen": (lambda f, s: _with(s, "b", title="New"), set()),
    "other words of the same length": (_respoken, {"c"}),
    "longer speech": (_longer, {"b>c", "c", "c>d"}),
    "another picture": (
        lambda f, s: _still(s, "c", picture=f.picture("#0000FF")),
        {"b>c", "c", "c>d"},
    ),
    "another move of the camera": (
        lambda f, s: _still(s, "c", camera=Camera.PAN_LEFT),
        {"b>c", "c", "c>d"},
    ),
    "another glide of the camera": (
        lambda f, s: _still(s, "c", glide=Glide.EVEN),
        {"b>c", "c", "c>d"},
    ),
    "another fit": (lambda f, s: _still(s, "c", fit=Fit.BRAND), {"b>c", "c", "c>d"}),
    "a scene's own grade": (
        lambda f, s: _with(s, "b", grade=Grade(name="noir")),
        {"a>b", "b", "b>c"},
    ),
    "another focus": (lambda f, s: _still(s, "a", focus=Focus(x=0.1)), {"a", "a>b"}),
    "other words on a graphic": (
        lambda f, s: _still(s, "b", words=Words(headline="Nine days")),
        {"a>b", "b", "b>c"},
    ),
    "a longer wish for the first scene": (lambda f, s: _with(s, "a", frames=200), {"a", "a>b"}),
    "a longer transition": (
        lambda f, s: _with(s, "c", transition=Transition(kind="crossfade", frames=9)),
        {"b", "b>c", "c"},
    ),
    "a cut instead of a crossfade": (
        lambda f, s: _with(s, "c", transition=Transition()),
        {"b>c", "b", "c"},
    ),
    "another transition of the same length": (
        lambda f, s: _with(s, "c", transition=Transition(kind="clock", frames=6)),
        {"b>c"},
    ),
    "another easing": (
        lambda f, s: _with(s, "c", transition=Transition(kind="crossfade", frames=6, easing="out")),
        {"b>c"},
    ),
    "the transition's own easing, by its name": (
        lambda f, s: _with(
            s, "c", transition=Transition(kind="crossfade", frames=6, easing="linear")
        ),
        set(),
    ),
    "the first scene's own transition": (
        lambda f, s: _with(s, "a", transition=Transition(kind="crossfade", frames=20)),
        set(),
    ),
}


@pytest.mark.parametrize("change", TABLE)
def test_a_change_touches_exactly_what_shows_it(filming: Filming, change: str) -> None:
    scenes = _scenes(filming)
    before = _keys(filming, scenes)

    edit, touched = TABLE[change]
    after = _keys(filming, edit(filming, scenes))

    gone = {name for name, key in before.items() if key not in after.values()}
    assert gone == touched


LOOKS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "captions off": ({"captions": Captions.OFF}, {"a", "b", "c", "d"}),
    "another caption style": ({"captions": Captions.POP}, {"a", "b", "c", "d"}),
    "another quality": ({"quality": Quality.HIGH}, {"*"}),
    "another size": ({"size": Size(width=90, height=160)}, {"*"}),
    "another accent": (
        {"brand": Brand(palette=Palette(accent="#00FFAA"))},
        {"*"},
    ),
    "another grade": ({"grade": Grade(name="warm")}, {"*"}),
    "a natural grade of any strength": ({"grade": Grade(strength=0.5)}, set()),
    "grain": ({"grade": Grade(grain=0.2)}, {"*"}),
    "a watermark": ({"watermark": Watermark(picture=AssetId("w" * 64))}, {"*"}),
    "a brand name, which none of them shows": ({"brand": Brand(name="Acme")}, set()),
}


@pytest.mark.parametrize("change", LOOKS)
def test_a_look_touches_exactly_what_shows_it(filming: Filming, change: str) -> None:
    scenes = _scenes(filming)
    before = _keys(filming, scenes)

    fields, touched = LOOKS[change]
    look = Look(**{**vars(LOOK), **fields})
    after = _keys(filming, scenes, look)

    gone = {name for name, key in before.items() if key not in after.values()}
    assert gone == (set(before) if touched == {"*"} else touched)


def test_a_brand_name_touches_the_scene_that_shows_it(filming: Filming) -> None:
    scenes = _with(_scenes(filming), "d", visual=Graphic(template="logo"))
    before = _keys(filming, scenes)
    after = _keys(filming, scenes, Look(**{**vars(LOOK), "brand": Brand(name="Acme")}))

    assert {name for name, key in before.items() if key not in after.values()} == {"c>d", "d"}


def test_an_accent_touches_the_dip_that_shows_it(filming: Filming) -> None:
    scenes = [
        filming.still("a"),
        filming.still("b", transition=Transition(kind="dip-to-brand", frames=6)),
        filming.still("c", transition=Transition(kind="dip-to-black", frames=6)),
    ]
    before = _keys(filming, scenes)

    look = replace(LOOK, brand=Brand(palette=Palette(accent="#00FFAA")))
    after = _keys(filming, scenes, look)

    assert {name for name, key in before.items() if key not in after.values()} == {"a>b"}


@pytest.mark.parametrize("style", STYLES)
def test_another_caption_style_touches_only_what_shows_captions(
    filming: Filming, style: Captions
) -> None:
    scenes = _scenes(filming)
    scenes = [*scenes[:3], scenes[3].model_copy(update={"narration": ""})]
    del filming.speech[SceneId("d")]
    off = _keys(filming, scenes, Look(**{**vars(LOOK), "captions": Captions.OFF}))
    before, after = (
        _keys(filming, scenes, Look(**{**vars(LOOK), "captions": kind}))
        for kind in (Captions.WORDS, style)
    )

    shown = {name for name, key in before.items() if key != off[name]}
    assert shown == {"a", "b", "c"}
    changed = {name for name, key in before.items() if key != after[name]}
    assert changed == (set() if style is Captions.WORDS else shown)


def test_a_caption_style_changes_nothing_of_the_timeline_that_sound_is_made_from(
    filming: Filming, makers: Makers
) -> None:
    plan = makers.plan(_scenes(filming))
    cuts = {
        timeline(plan, Cut(rate=plan.rate, captions=kind, speech=filming.speech)).content_hash
        for kind in STYLES
    }

    assert len(cuts) == 1


class _Counted(tuple[CaptionClip, ...]):
    """Captions that count how often somebody goes through all of them."""

    passes = 0

    def __iter__(self) -> Iterator[CaptionClip]:
        self.passes += 1
        return super().__iter__()


@pytest.mark.parametrize("kind", [Captions.OFF, Captions.WORDS])
def test_words_are_found_in_one_pass_whether_they_are_shown_or_not(
    filming: Filming, kind: Captions
) -> None:
    for name in NAMES:
        filming.speak(name, "Oil first, then electricity.", length_s=2.0)
    shown = Graphic(template="points", words=Words(points=("Oil", "Electricity")))
    cut = filming.cut([filming.still(name, frames=90, visual=shown) for name in NAMES])
    captions = _Counted(cut.captions)

    parts = segments(cut.model_copy(update={"captions": captions}), replace(LOOK, captions=kind))

    layers = [layer for part in parts for shot in part.spec.shots for layer in shot.layers]
    heard = {len(layer.words_s) for layer in layers if layer.kind == "graphic"}
    assert heard == {4}
    assert any(part.spec.captions for part in parts) == (kind is not Captions.OFF)
    assert captions.passes == 1


def test_another_order_makes_only_new_joins(filming: Filming) -> None:
    a, b, c, d = _scenes(filming)
    before = _keys(filming, [a, b, c, d])

    after = _keys(filming, [a, c, b, d])

    assert {name for name, key in after.items() if key not in before.values()} == {
        "a>c",
        "c>b",
        "b>d",
    }


def test_where_files_lie_touches_nothing(filming: Filming, tmp_path: Path) -> None:
    scenes = _scenes(filming)
    before = _keys(filming, scenes)

    for scene, take in filming.speech.items():
        filming.speech[scene] = take.model_copy(update={"file": "elsewhere.wav"})
    filming.pictures = dict.fromkeys(filming.pictures, tmp_path / "elsewhere.png")

    assert _keys(filming, scenes) == before


@pytest.mark.parametrize("rate", [FrameRate(), FrameRate(numerator=30000, denominator=1001)])
def test_segments_cover_the_film_without_gap_or_overlap(filming: Filming, rate: FrameRate) -> None:
    scenes = [*_scenes(filming), filming.still("e", frames=1000)]
    cut = filming.cut(scenes, rate)

    parts = segments(cut, LOOK)

    assert parts[0].range.start == 0
    assert parts[-1].range.end == cut.length
    assert all(one.range.end == two.range.start for one, two in pairwise(parts))
    assert all(part.spec.frames == part.range.length for part in parts)


def test_long_bodies_are_cut_into_even_pieces(filming: Filming) -> None:
    parts = segments(filming.cut([filming.still("a", frames=440)]), LOOK)

    assert [part.range.length for part in parts] == [110] * 4
    assert [part.spec.shots[0].first for part in parts] == [0, 110, 220, 330]
    assert {part.spec.shots[0].length for part in parts} == {440}


def test_a_scene_of_six_seconds_keeps_two_cores_busy(filming: Filming) -> None:
    parts = segments(filming.cut([filming.still("a", frames=181)]), LOOK)

    assert [part.range.length for part in parts] == [90, 91]


def test_words_over_a_picture_are_an_overlay(filming: Filming) -> None:
    scene = filming.still("a")
    worded = _still([scene], "a", words=Words(headline="The crew"))

    plain, over = (
        segments(filming.cut(scenes), LOOK)[0].spec.shots[0].layers for scenes in ([scene], worded)
    )

    assert [layer.kind for layer in plain] == ["still"]
    assert [layer.kind for layer in over] == ["still", "graphic"]


def test_a_transition_nobody_has_is_named(filming: Filming) -> None:
    scenes = [
        filming.still("a"),
        filming.still("b", transition=Transition(kind="vortex", frames=6)),
    ]

    with pytest.raises(NotFound, match="vortex"):
        segments(filming.cut(scenes), LOOK)


@pytest.mark.parametrize("kind", TRANSITIONS)
@pytest.mark.parametrize(("asked", "given"), [(1, 1), (2, 2), (15, 15), (60, 45), (120, 45)])
def test_every_transition_fills_its_frames(
    filming: Filming, kind: str, asked: int, given: int
) -> None:
    """Scenes of three seconds, of which a join takes at most the half."""
    scenes = [
        filming.still("a", frames=90),
        filming.still("b", frames=90, transition=Transition(kind=kind, frames=asked)),
    ]
    given = 0 if kind == "cut" else given

    cut = filming.cut(scenes)
    parts = segments(cut, LOOK)

    assert cut.length == sum(part.spec.frames for part in parts) == 180 - given
    assert [part.spec.frames for part in parts if part.is_join] == [given] * bool(given)


def test_a_spec_is_plain_json(filming: Filming) -> None:
    for part in segments(filming.cut(_scenes(filming)), LOOK):
        again = type(part.spec).model_validate_json(part.spec.model_dump_json())
        assert again.key == part.spec.key


def test_a_picture_alone_counts_as_an_asset(filming: Filming) -> None:
    scenes = _scenes(filming)
    visual = scenes[0].visual
    assert isinstance(visual, Still)

    parts = {p.scene: p for p in segments(filming.cut(scenes), LOOK) if not p.is_join}

    assert parts["a"].spec.assets == {visual.picture}
    assert parts["b"].spec.assets == frozenset()
