"""What single tools do, beyond what all of them keep to (contracts/test_tools.py)."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from studio.actions.characters import create_character
from studio.actions.plans import latest_plan, update_scene
from studio.agents.context import project_state
from studio.agents.desk import Desk
from studio.agents.planning import film_s, plan_ask
from studio.agents.tools.media import generate_narration, generate_scene_image
from studio.agents.tools.plan import fit_lengths
from studio.agents.tools.progress import handle_error
from studio.agents.tools.properties import BrandChange, set_brand
from studio.agents.tools.reviewing import compare_revisions, review_film
from studio.agents.tools.sounding import compose_sound
from studio.agents.tools.writing import SceneChange, WordsChange, reorder_scenes
from studio.agents.tools.writing import update_scene as change_scene
from studio.domain.brand import Corners
from studio.domain.errors import BadInput
from studio.domain.ids import JobId, TraceId
from studio.domain.job import Fault, Job, JobKind, JobState
from studio.domain.scene import Graphic, Transition


@pytest.fixture
def desk(planned: Any) -> Desk:
    return Desk(planned.studio, planned.project.id, "later", TraceId("trace"))


def test_a_longer_narration_makes_its_scene_as_long_as_it_needs(desk: Desk) -> None:
    before = desk.plan.scenes[1]
    long = "Nobody has lived in it since 1987. " * 4
    change_scene(desk, "2", SceneChange(narration=long))
    after = desk.plan.scenes[1]
    speech = plan_ask(desk.studio, desk.project).speech_s
    assert after.frames > before.frames
    assert desk.plan.rate.seconds(after.frames) >= speech(after.narration)
    change_scene(desk, "2", SceneChange(narration="Short.", seconds=9))
    assert desk.plan.rate.seconds(desk.plan.scenes[1].frames) == 9


def test_script_and_visual_change_each_alone_or_together(desk: Desk) -> None:
    change_scene(desk, "1", SceneChange(words=WordsChange(headline="Light")))
    scene = desk.plan.scenes[0]
    assert scene.visual.words.headline == "Light"
    words = WordsChange(points=["a", "b"], headline="")
    change_scene(desk, "1", SceneChange(template="points", words=words, title="New"))
    scene = desk.plan.scenes[0]
    assert isinstance(scene.visual, Graphic)
    assert (scene.title, scene.visual.template, scene.visual.words.points) == (
        "New",
        "points",
        ("a", "b"),
    )
    assert "already" in change_scene(desk, "1", SceneChange(title="New"))


def test_the_order_is_set_by_name_and_the_rest_follows(desk: Desk) -> None:
    before = [s.id for s in desk.plan.scenes]
    reorder_scenes(desk, ["-1", "2", "2"])
    assert [s.id for s in desk.plan.scenes] == [before[-1], before[1], before[0], *before[2:-1]]


def test_the_composer_softens_joins_and_leaves_words(desk: Desk) -> None:
    bare = [s.model_copy(update={"transition": Transition()}) for s in desk.plan.scenes]
    for scene in bare:
        update_scene(desk.studio, desk.project_id, scene)
    with desk.studio.store.transaction():
        asyncio.run(compose_sound(desk, "epic"))()
    after = desk.plan.scenes
    assert desk.project.score.mood == "cinematic"
    assert after[0].transition.kind == "cut"
    assert after[-1].transition.kind == "crossfade"
    assert [s.narration for s in after] == [s.narration for s in bare]
    grown = after[-1].frames - bare[-1].frames
    assert grown == after[-1].transition.frames


def test_what_was_made_is_found(desk: Desk) -> None:
    assert "Spoke" in asyncio.run(generate_narration(desk, ["1"]))
    assert "already" in asyncio.run(generate_narration(desk, ["1"]))
    assert "is made" in asyncio.run(generate_scene_image(desk, "1"))
    assert "already" in asyncio.run(generate_scene_image(desk, "1"))


def failed_job(desk: Desk) -> Job:
    scene = desk.plan.scenes[1]
    job = Job(
        id=JobId("failed"),
        kind=JobKind.SCRATCH,
        project=desk.project_id,
        state=JobState.FAILED,
        inputs={"scene": scene.id},
        key="scratch:once",
        fault=Fault(error="SegmentFailed", sentence="It broke."),
        trace=desk.trace,
        created_at=desk.plan.created_at,
    )
    return desk.studio.store.jobs.add(job, key="")


def test_a_failed_draft_is_tried_again_or_its_scene_made_simple(desk: Desk) -> None:
    failed_job(desk)
    assert "1 job tried again" in handle_error(desk, "retry")
    before = desk.plan.scenes[1]
    handle_error(desk, "simplify", "2")
    after = desk.plan.scenes[1]
    assert isinstance(after.visual, Graphic)
    assert (after.visual.template, after.narration) == ("statement", before.narration)


def test_lengths_are_fitted_once_a_plan_is_whole(desk: Desk) -> None:
    project = desk.project
    wished = project.brief.model_copy(update={"length_s": 30.0})
    desk.studio.store.projects.put(project.model_copy(update={"brief": wished}))
    for scene in desk.plan.scenes:
        update_scene(desk.studio, desk.project_id, scene.model_copy(update={"frames": 400}))
    fit_lengths(desk)
    assert film_s(latest_plan(desk.studio, desk.project_id)) == pytest.approx(30, rel=0.1)


def test_reviews_and_comparisons_are_told_in_lines(desk: Desk) -> None:
    change_scene(desk, "2", SceneChange(narration="It cost 7,777 pounds."))
    told = asyncio.run(review_film(desk))
    assert "[must] Scene 2: The brief does not hold the figure 7,777" in told
    assert "**cost 7,777 pounds.**" in compare_revisions(desk)


def test_the_director_is_told_who_appears(desk: Desk) -> None:
    create_character(desk.studio, desk.project_id, "Mara", role="the keeper")
    state = project_state(desk.studio, desk.project_id, desk.model)
    assert "Characters: Mara (the keeper)." in state


def test_the_brand_changes_by_role_font_and_corner(desk: Desk) -> None:
    before = desk.project.brand
    set_brand(desk, BrandChange(accent="#FF0000", corners=Corners.SHARP))
    after = desk.project.brand
    assert (after.palette.accent, after.corners) == ("#FF0000", Corners.SHARP)
    assert (after.palette.ink, after.text_font) == (before.palette.ink, before.text_font)


def test_words_of_a_design_of_its_own_are_changed_there(desk: Desk) -> None:
    scene = desk.plan.scenes[0]
    own = Graphic(template="statement", document={"version": 1})
    update_scene(desk.studio, desk.project_id, scene.model_copy(update={"visual": own}))
    with pytest.raises(BadInput, match="design of its own"):
        change_scene(desk, "1", SceneChange(words=WordsChange(headline="New")))
    change_scene(desk, "1", SceneChange(template="statement", words=WordsChange(headline="New")))
    assert desk.plan.scenes[0].visual == Graphic(
        template="statement", words=desk.plan.scenes[0].visual.words
    )
