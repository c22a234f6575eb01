"""“Undo that” takes back what was done last, whatever it was."""

from __future__ import annotations

from typing import Any

from studio.actions.projects import set_score
from studio.actions.reviews import waiting_scenes
from studio.domain.format import Aspect
from studio.domain.project import Captions


def test_a_setting_is_taken_back_and_the_plan_stays(planned: Any) -> None:
    planned.say("swap scenes 1 and 2")
    plan, was = planned.plan, planned.now
    planned.say("no music")
    assert not planned.now.score.is_on
    assert "music" in planned.say("undo that").text
    assert planned.now.score == was.score
    assert planned.plan == plan


def test_undo_goes_back_through_settings_and_edits_in_their_order(planned: Any) -> None:
    first, was = planned.plan, planned.now
    planned.say("vertical please")
    planned.say("swap scenes 1 and 2")
    planned.say("captions off")
    planned.say("undo")
    assert planned.now.captions is was.captions
    assert planned.now.format.aspect is Aspect.TALL
    planned.say("undo")
    assert planned.plan.scenes == first.scenes
    assert planned.now.format.aspect is Aspect.TALL
    planned.say("undo")
    assert planned.now.format == was.format
    assert planned.plan.scenes == first.scenes


def test_what_one_message_did_is_taken_back_together(planned: Any) -> None:
    first, was = planned.plan, planned.now
    planned.say("swap scenes 1 and 2 and turn off the captions")
    planned.say("undo")
    assert planned.plan.scenes == first.scenes
    assert planned.now.captions is was.captions is not Captions.OFF


def test_a_greenlight_is_taken_back(planned: Any) -> None:
    plan = planned.plan
    planned.say("approve all")
    assert not waiting_scenes(planned.studio, planned.plan)
    assert "greenlight" in planned.say("undo that").text
    assert waiting_scenes(planned.studio, planned.plan) == planned.plan.scenes == plan.scenes


def test_a_setting_changed_by_hand_since_stays(planned: Any) -> None:
    first = planned.plan
    planned.say("swap scenes 1 and 2")
    planned.say("no music")
    by_hand = planned.now.score.model_copy(update={"is_on": True, "mood": "epic"})
    set_score(planned.studio, planned.project.id, by_hand)
    planned.say("undo")
    assert planned.now.score == by_hand
    assert planned.plan.scenes == first.scenes
