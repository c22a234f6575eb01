"""The reviewer says what is wrong, where, and what can be done."""

from __future__ import annotations

from typing import Any

import pytest

from studio.domain.ids import SceneId
from studio.domain.scene import Graphic, Scene, Transition, Words
from studio.domain.time import FrameRate
from studio.llm.review import MOST_REMARKS, Film, Weight, review

RATE = FrameRate()
FULL = Words(detail="w " * 40)
SOURCE = "The sea leaves twice a day. 6 metres lie between. It has been so for 4,000 years."


def scene(place: int, narration: str, seconds: float = 5, **fields: Any) -> Scene:
    words = fields.pop("words", Words(headline=f"Headline {'abcdefgh'[place]}"))
    template = fields.pop("template", "title" if place % 2 else "statement")
    return Scene(
        id=SceneId(f"s{place}"),
        title=f"Part {place}",
        narration=narration,
        visual=Graphic(template=template, words=words),
        frames=RATE.frames(seconds),
        transition=Transition(),
        **fields,
    )


GOOD = [
    scene(0, "The sea leaves twice a day."),
    scene(1, "6 metres lie between."),
    scene(2, "It has been so for 4,000 years.", template="closing"),
]


def remarks(
    scenes: list[Scene], wish_s: float | None = None
) -> list[tuple[Weight, int | None, str]]:
    film = Film(scenes, RATE, lambda text: len(text.split()) / 2.5, SOURCE, wish_s)
    return [(r.weight, r.place, r.advice) for r in review(film)]


def test_a_good_plan_is_left_in_peace() -> None:
    assert remarks(GOOD) == []
    assert remarks([]) == []


@pytest.mark.parametrize(
    ("place", "other", "expected"),
    [
        (1, scene(1, "19 metres lie between."), (Weight.MUST, 2, "leave out 19")),
        (1, scene(1, "", words=Words()), (Weight.MUST, 2, "delete")),
        (1, scene(1, "word " * 30), (Weight.SHOULD, 2, "shorter")),
        (1, scene(1, "One. Two.", 25), (Weight.SHOULD, 2, "split")),
        (1, scene(1, "", 1), (Weight.SHOULD, 2, "longer")),
        (1, scene(1, GOOD[0].narration), (Weight.SHOULD, 2, "delete")),
        (1, scene(1, "x", words=FULL), (Weight.SHOULD, 2, "fewer words on screen")),
        (0, scene(0, "word " * 20 + ".", 9), (Weight.SHOULD, 1, "shorter")),
        (2, scene(2, "4,000 years."), (Weight.COULD, None, "add a closing scene")),
        (1, scene(1, "Metres lie between."), (Weight.COULD, None, "add a scene with them")),
    ],
)  # fmt: skip
def test_each_fault_is_found(
    place: int, other: Scene, expected: tuple[Weight, int | None, str]
) -> None:
    scenes = [*GOOD[:place], other, *GOOD[place + 1 :]]
    if expected[2] == "add a scene with them":
        scenes = [GOOD[0], other, scene(2, "So it goes.", template="closing")]
    assert expected in remarks(scenes)


def test_a_wish_is_held_against_the_film() -> None:
    assert (Weight.SHOULD, None, "more air") in remarks(GOOD, 60)
    assert (Weight.SHOULD, None, "shorter") in remarks(GOOD, 10)
    assert remarks(GOOD, 15) == []


def test_the_third_of_a_kind_is_told_once() -> None:
    same = [scene(n, f"Number {'abcde'[n]}.", template="statement") for n in range(5)]
    assert [r[1] for r in remarks(same) if r[2] == "show it another way"] == [3]


def test_there_is_an_end_to_it_and_the_heaviest_come_first() -> None:
    found = remarks([scene(0, f"{n} metres.") for n in range(100, 130)])
    assert len(found) == MOST_REMARKS
    assert {weight for weight, _, _ in found} == {Weight.MUST}
