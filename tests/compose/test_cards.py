"""Opening and closing cards: around the plan's scenes, in the timeline and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.compose.cards import CLOSING, OPENING, with_cards
from studio.compose.timeline import Cut, timeline
from studio.domain.ids import AssetId
from studio.domain.look import Cards
from studio.domain.scene import Fit, Scene, Still, Transition
from studio.domain.time import FrameRate

if TYPE_CHECKING:
    from conftest import Filming, Makers

BOTH = Cards(is_opened=True, is_closed=True, seconds=2)


def _scenes(filming: Filming) -> list[Scene]:
    return [filming.still("a", transition=Transition(), frames=90), filming.still("b", frames=90)]


def test_cards_stand_around_the_plan_and_are_joined(makers: Makers, filming: Filming) -> None:
    plan = makers.plan(_scenes(filming))

    cut = timeline(with_cards(plan, BOTH, "Eight days", "Acme"), Cut(rate=FrameRate()))

    assert [clip.scene for clip in cut.pictures] == [OPENING, "a", "b", CLOSING]
    assert [clip.transition.kind for clip in cut.pictures[1:]] == ["crossfade"] * 3
    assert cut.pictures[1].transition.frames == cut.pictures[3].transition.frames == 15
    assert cut.length == 60 + 90 + 90 + 60 - 15 - 6 - 15
    assert [cut.pictures[n].visual.words.headline for n in (0, 3)] == ["Eight days", "Acme"]
    assert plan.scenes == tuple(_scenes(filming))


def test_without_cards_the_plan_is_itself(makers: Makers, filming: Filming) -> None:
    plan = makers.plan(_scenes(filming))

    assert with_cards(plan, Cards(), "Eight days", "") is plan
    assert with_cards(makers.plan([]), BOTH, "Eight days", "").scenes == ()


def test_a_scenes_own_transition_is_kept(makers: Makers, filming: Filming) -> None:
    own = Transition(kind="wipe-left", frames=9)
    plan = makers.plan([filming.still("a", transition=own)])

    assert with_cards(plan, BOTH, "T", "").scenes[1].transition == own


def test_a_logo_takes_the_place_of_the_design(makers: Makers, filming: Filming) -> None:
    cards = BOTH.model_copy(update={"logo": AssetId("l" * 64), "closing": "Thank you"})

    scenes = with_cards(makers.plan(_scenes(filming)), cards, "Eight days", "Acme").scenes

    for scene, words in ((scenes[0], "Eight days"), (scenes[-1], "Thank you")):
        assert isinstance(scene.visual, Still)
        assert (scene.visual.picture, scene.visual.fit) == (cards.logo, Fit.INSET)
        assert scene.visual.words.headline == words
