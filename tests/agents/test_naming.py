from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.agents.naming import find_scene, name_of, scenes_named, without_names
from studio.agents.requests import SceneName
from studio.agents.tools import TOOLS
from studio.agents.tools.arguments import arguments_of
from studio.agents.transcript import pieces
from studio.agents.wording import lasting, listed
from studio.domain.errors import NotFound
from studio.domain.ids import PlanId, ProjectId, SceneId
from studio.domain.plan import Plan
from studio.domain.scene import Scene

PLAN = Plan(
    id=PlanId("p"),
    project=ProjectId("q"),
    number=1,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    scenes=tuple(
        Scene(id=SceneId(name), title=name, narration=f"This tells of {name}.")
        for name in ("Mercury", "Venus", "Mars")
    ),
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("scene 3", (3,)),
        ("scenes 1, 2 and 4", (1, 2, 4)),
        ("scenes 2 to 4", (2, 3, 4)),
        ("the second one and the last scene", (2, -1)),
        ("the 3rd scene", (3,)),
        ("the scene about Mars", ("Mars",)),
        ("scene two", (2,)),
        ("scene 3 to 10 seconds", (3,)),
        ("each scene 5 seconds", ()),
        ("scene 3 as a 5 second scene", (3,)),
        ("the second and third scene", (2, 3)),
        ("the first and the last scene", (1, -1)),
        ("the first two scenes", (1, 2)),
        ("the last two", (-2, -1)),
        ("the first two seconds", ()),
        ("the last three scenes", (-3, -2, -1)),
        ("nothing here", ()),
    ],
)
def test_scenes_are_named_as_people_name_them(text: str, names: tuple[SceneName, ...]) -> None:
    assert scenes_named(text) == names
    assert not scenes_named(without_names(text))


def test_names_find_their_scenes() -> None:
    assert find_scene(PLAN, 1).id == "Mercury"
    assert find_scene(PLAN, -1).id == "Mars"
    assert find_scene(PLAN, "venus").id == "Venus"
    for name in (0, 4, -4, "Pluto", "", " "):
        with pytest.raises(NotFound):
            find_scene(PLAN, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3", 3),
        ("-1", -1),
        ("scene 2", 2),
        ("the last", -1),
        ("second", 2),
        ("the second one", 2),
        ("Scene three", 3),
        ("“Mars”", "Mars"),
        ("the one about Mars", "Mars"),
        (4, 4),
    ],
)
def test_a_name_in_text_is_a_number_or_words(text: SceneName, name: SceneName) -> None:
    assert name_of(text) == name


@given(st.text(max_size=200))
def test_any_text_may_name_scenes(text: str) -> None:
    assert isinstance(scenes_named(text), tuple)


@given(st.text(max_size=400))
def test_pieces_give_the_text_again(text: str) -> None:
    assert "".join(pieces(text)) == (text if text.strip() else "")


def test_tools_say_what_they_do() -> None:
    for name, card in TOOLS.items():
        taken = arguments_of(card.run)
        assert taken.name == name
        assert len(taken.says) > 10
        assert "Raises" not in taken.says
        assert "desk" not in taken.schema.get("properties", {})
        assert card.title


def test_wording() -> None:
    assert [lasting(s) for s in (1, 59.6, 61, 120)] == [
        "1 second",
        "1 minute",
        "1 minute 1 second",
        "2 minutes",
    ]
    assert listed(["2", "3", "5"]) == "2, 3 and 5"
