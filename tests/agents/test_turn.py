from __future__ import annotations

import asyncio
from typing import Any

import pytest

from studio.actions.chat import answer_again, continue_answer, decide, finish_answer, send
from studio.actions.events import message_topic
from studio.actions.reviews import waiting_scenes
from studio.actions.streams import told
from studio.agents.embedded.policy import PLANNING
from studio.agents.tools import TOOLS
from studio.agents.tools.arguments import arguments_of
from studio.agents.turn import rehearse, run_turn
from studio.domain.chat import Attachment, MessageState, StepState
from studio.domain.errors import BadInput
from studio.domain.format import Aspect
from studio.domain.ids import AssetId, MessageId
from studio.domain.job import JobKind
from studio.domain.project import Captions

TIMES = {"began_at", "ended_at"}


def scratches(person: Any) -> int:
    return sum(
        job.kind is JobKind.SCRATCH for job in person.studio.store.jobs.list(person.project.id)
    )


def renders(person: Any) -> list[Any]:
    jobs = person.studio.store.jobs.list(person.project.id)
    return [job for job in jobs if job.kind is JobKind.RENDER]


def test_the_brief_is_planned_scene_by_scene(person: Any) -> None:
    answer = person.say(person.project.brief.text)
    assert answer.state is MessageState.DONE
    count = len(person.plan.scenes)
    assert count >= 5
    assert f"**{count} scenes" in answer.text
    assert "undo" not in answer.text
    assert [step.title for step in answer.steps] == ["Planning"]
    assert answer.steps[0].is_ok
    assert scratches(person) == count


def test_a_rehearsal_builds_what_every_turn_uses() -> None:
    arguments_of.cache_clear()
    rehearse()
    assert arguments_of.cache_info().currsize == len(TOOLS)


def test_words_stream_and_give_the_message(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = person.ask(person.project.brief.text)
    events = person.studio.store.events
    seen: list[Any] = []
    real = finish_answer

    def look(studio: Any, message_id: MessageId, *rest: Any, **more: Any) -> Any:
        seen.extend(events.after(0, topic=message_topic(message_id)))
        return real(studio, message_id, *rest, **more)

    monkeypatch.setattr("studio.agents.turn.finish_answer", look)
    answer = person.answer(ids)
    pieces = [event.payload["text"] for event in seen if event.kind == "text.added"]
    assert "".join(pieces) == answer.text
    assert len(pieces) > 1
    text, steps = told("", (), seen)
    assert text == answer.text
    assert [s.model_dump(exclude=TIMES) for s in steps] == [
        s.model_dump(exclude=TIMES) for s in answer.steps
    ]
    kinds = [event.kind for event in seen if event.kind != "text.added"]
    assert kinds[:2] == ["model.chosen", "step.started"]
    assert kinds[-1] == "step.finished"
    assert set(kinds[2:-1]) == {"step.progressed"}
    assert not events.after(0, topic=message_topic(ids[0]))


def test_a_new_text_replaces_the_plan_and_can_be_taken_back(planned: Any) -> None:
    before = planned.plan
    answer = planned.say("# Rain\n\nRain falls on 40 percent of our days.\n\nIt fills the wells.")
    assert planned.plan.scenes[0].narration.startswith("Rain falls")
    assert "earlier version is kept" in answer.text
    planned.say("undo")
    assert planned.plan.scenes == before.scenes


def test_an_idea_is_honest_about_itself(person: Any) -> None:
    answer = person.say("Create a 30 second vertical video about tea. End with a question.")
    assert "name no facts" in answer.text
    assert person.now.format.aspect is Aspect.TALL
    assert person.plan.scenes[-1].narration.endswith("?")


def test_an_idea_in_another_language_is_told_in_its_own_words(person: Any) -> None:
    answer = person.say("Приливы Балтики")
    assert "add none" in answer.text
    assert "name no facts" not in answer.text


def test_starting_over_with_another_subject_is_about_that(planned: Any) -> None:
    answer = planned.say("start over with a 30 second film about tea")
    assert planned.plan.scenes[0].title == "Tea"
    assert "start over" not in answer.text


def test_before_there_is_a_plan_nothing_is_shortened(person: Any) -> None:
    assert "nothing in it" in person.say("make it shorter").text


def test_a_wish_that_the_text_cannot_fill_is_said(planned: Any) -> None:
    assert "Bring more text" in planned.say("make it 5 minutes").text
    assert "left out" in planned.say("make it 12 seconds").text


def test_what_rules_cannot_do_to_a_scene_is_said_and_not_done(planned: Any) -> None:
    before = planned.plan
    answer = planned.say("the second scene should be about rivers")
    assert planned.plan.scenes == before.scenes
    assert "changed nothing" in answer.text
    planned.say("scene 2: headline: Rivers")
    assert "so already" in planned.say("scene 2: headline: Rivers").text


def test_several_wishes_in_one_message(planned: Any) -> None:
    first, second, *_ = planned.plan.scenes
    answer = planned.say("swap scenes 1 and 2 and turn off the captions")
    assert [scene.id for scene in planned.plan.scenes[:2]] == [second.id, first.id]
    assert planned.now.captions is Captions.OFF
    assert [step.is_ok for step in answer.steps] == [True, True]


def test_captions_come_in_the_style_that_is_asked_for(planned: Any) -> None:
    assert "“pop”" in planned.say("make the captions pop").text
    assert planned.now.captions is Captions.POP
    planned.say("captions off")
    planned.say("captions on")
    assert planned.now.captions is Captions.WORDS


def test_one_fault_does_not_stop_the_rest(planned: Any) -> None:
    answer = planned.say("delete scene 90. Captions off.")
    assert [step.is_ok for step in answer.steps] == [False, True]
    assert "no scene “90”" in answer.text
    assert answer.state is MessageState.DONE
    assert planned.now.captions is Captions.OFF


def test_scenes_are_edited_by_plain_words(planned: Any) -> None:
    before = planned.plan
    planned.say("make scene 1 calmer")
    assert planned.plan.scenes[0].frames > before.scenes[0].frames
    planned.say("scene 2: say: It shone for ever.")
    assert planned.plan.scenes[1].narration == "It shone for ever."
    planned.say("make the whole film shorter")
    assert len(planned.plan.scenes) < len(before.scenes)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("hello", "Hello"),
        ("how long is it?", "The film lasts"),
        ("which scenes are open?", "still to approve"),
        ("list the scenes", "1. The lighthouse"),
        ("what is the mood?", "music"),
        ("what does it cost?", "Nothing"),
        ("help", "Change scenes"),
        ("sing me a song", "did not understand “sing me a song”"),
        ("make the film", "Shall I make the film?"),
        ("a deep British voice", "English (Great Britain), deep"),
        ("a Klingon voice", "no voice"),
        ("make the voice deeper", "deep now"),
        ("a Klingon voice", "a language or an accent"),
        ("make scene 99 shorter", "The plan has 5 scenes"),
        ("hopeful mood", "hopeful music"),
        ("plaid colours", "There are calm"),
        ("Add a closing scene", "Closing"),
        ("add a scene", "does not say"),
        ("merge scenes 1 and 2", "one scene now"),
        ("call it Beacon", "“Beacon”"),
    ],
)
def test_answers(planned: Any, message: str, said: str) -> None:
    answer = planned.say(message)
    assert said in answer.text
    assert answer.state in (MessageState.DONE, MessageState.WAITING)


def test_the_film_waits_for_a_greenlight(planned: Any) -> None:
    asking = planned.say("make the film")
    assert asking.state is MessageState.WAITING
    assert asking.asks
    assert len(asking.asks.scenes) == len(planned.plan.scenes)
    assert not renders(planned)
    assert "being made" in planned.say("looks good, go").text
    assert renders(planned)
    assert planned.studio.store.chats.message(asking.id).state is MessageState.DONE
    assert not planned.studio.store.turns.run_of(asking.id)


def test_a_draft_needs_no_greenlight(planned: Any) -> None:
    assert "draft of the film is being made" in planned.say("make a draft").text


def test_a_greenlight_asked_for_can_be_refused(planned: Any) -> None:
    asking = planned.say("make the film")
    assert "Nothing is made yet" in planned.say("not yet").text
    assert not renders(planned)
    assert len(waiting_scenes(planned.studio, planned.plan)) == len(planned.plan.scenes)
    asks = planned.studio.store.chats.message(asking.id).asks
    assert asks.is_approved is False


def test_anything_else_takes_the_ask_back(planned: Any) -> None:
    asking = planned.say("make the film")
    answer = planned.say("looks good, but delete scene 2")
    assert "Took out scene 2" in answer.text
    asks = planned.studio.store.chats.message(asking.id).asks
    assert (asks.is_approved, asks.answer) == (False, None)
    with pytest.raises(BadInput, match="no greenlight"):
        decide(planned.studio, asking.id, is_approved=True)


def test_a_decision_is_taken_once(planned: Any) -> None:
    asking = planned.say("make the film")
    first = decide(planned.studio, asking.id, is_approved=True)
    again = decide(planned.studio, asking.id, is_approved=False)
    assert again.id == first.id
    assert not waiting_scenes(planned.studio, planned.plan)
    planned.answer((first.id, first.id))
    planned.answer((first.id, first.id))
    assert len(renders(planned)) == 1


def test_a_waiting_run_that_cannot_be_read_is_begun_anew(planned: Any) -> None:
    asking = planned.say("make the film")
    planned.studio.store.turns.keep_run(asking.id, '{"$schemaVersion": "0"}')
    answer = planned.say("looks good, go")
    assert answer.state is MessageState.DONE
    assert not waiting_scenes(planned.studio, planned.plan)


def test_a_text_that_cannot_be_planned_is_told(person: Any) -> None:
    answer = person.say("word " * 60_000)
    assert "50,000 words" in answer.text
    assert answer.steps[0].state is StepState.FAILED
    assert not person.plan.scenes


def _stop_after(person: Any, monkeypatch: pytest.MonkeyPatch, scenes: int) -> None:
    """Cancel the turn's task once so many scenes are stored."""
    real = type(person.studio.store.events).append
    seen = 0

    def append(self: Any, kind: str, **known: Any) -> int:
        nonlocal seen
        seen += kind == "scene.added"
        if kind == "scene.added" and seen == scenes:
            task = next(t for t in asyncio.all_tasks() if t.get_coro().__name__ == "run_turn")
            task.cancel()
        return int(real(self, kind, **known))

    monkeypatch.setattr(type(person.studio.store.events), "append", append)


def test_a_message_of_emoji_is_no_text_for_a_film(person: Any) -> None:
    answer = person.say("🚀🌊🎬")
    assert "no words" in answer.text
    assert not person.plan.scenes
    assert person.now == person.project


def test_a_stop_keeps_what_was_made(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = person.ask(person.project.brief.text)
    message = person.studio.store.chats.message(ids[0])
    person.studio.store.jobs.change(message.job, is_cancelling=True)
    _stop_after(person, monkeypatch, 3)
    with pytest.raises(asyncio.CancelledError):
        person.answer(ids)
    monkeypatch.undo()
    stopped = person.studio.store.chats.message(ids[0])
    assert stopped.state is MessageState.CANCELLED
    assert stopped.steps[0].state is StepState.FAILED
    kept = person.plan.scenes
    assert 0 < len(kept) < 5
    again = answer_again(person.studio, person.project.id, ids[0])
    person.answer((again.id, ids[1]))
    assert person.plan.scenes[: len(kept)] == kept
    assert len(person.plan.scenes) > len(kept)


def test_a_stopped_answer_can_be_continued(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = person.ask(person.project.brief.text)
    message = person.studio.store.chats.message(ids[0])
    person.studio.store.jobs.change(message.job, is_cancelling=True)
    _stop_after(person, monkeypatch, 2)
    with pytest.raises(asyncio.CancelledError):
        person.answer(ids)
    monkeypatch.undo()
    kept = person.plan.scenes
    going = continue_answer(person.studio, ids[0])
    assert going.state is MessageState.OPEN
    assert going.text == PLANNING
    answer = person.answer((going.id, ids[1]))
    assert answer.state is MessageState.DONE
    assert answer.text.count(PLANNING) == 1
    assert answer.text.count("The plan is ready") == 1
    assert person.plan.scenes[: len(kept)] == kept


def test_a_worker_that_ends_leaves_the_message_open(
    person: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = person.ask(person.project.brief.text)
    _stop_after(person, monkeypatch, 2)
    with pytest.raises(asyncio.CancelledError):
        person.answer(ids)
    monkeypatch.undo()
    assert person.studio.store.chats.message(ids[0]).state is MessageState.OPEN
    answer = person.answer(ids)
    assert answer.state is MessageState.DONE
    assert [step.title for step in answer.steps] == ["Planning"]
    assert answer.text.count("The plan is ready") == 1


def test_a_finished_message_is_not_answered_twice(planned: Any) -> None:
    ids = planned.ask("delete scene 1")
    planned.answer(ids)
    count = len(planned.plan.scenes)
    result = asyncio.run(run_turn(planned.studio, planned.order(ids[0])))
    assert result["state"] == "done"
    assert len(planned.plan.scenes) == count


def test_retry_five_times_does_it_once(planned: Any) -> None:
    ids = planned.ask("delete scene 1 and add a scene saying: The end.")
    planned.answer(ids)
    after = planned.plan
    for _ in range(5):
        again = answer_again(planned.studio, planned.project.id, ids[0])
        answer = planned.answer((again.id, ids[1]))
        assert "Took out scene" in answer.text
    assert planned.plan == after


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("make scene 3 calmer", "make it shorter", "Scene 3:"),
        ("make scene 3 calmer", "and shorter", "Scene 3:"),
        ("make scene 3 calmer", "shorter please", "Scene 3:"),
        ("make scene 2 calmer", "swap it with scene 1", "changed places"),
        ("make scene 2 calmer", "move it after scene 3", "is scene 3 now"),
        ("make scene 2 calmer", "delete it", "Took out scene 2"),
        ("make scene 2 calmer", "now delete that scene", "Took out scene 2"),
        ("make the second one calmer", "and delete the next one", "Took out scene 3"),
        ("move scene 1 to the end", "delete it", "Took out scene 5"),
        ("scene 3: say: It shone.", "split the previous one", "Scene 2 is two scenes"),
        ("hello", "make it vertical", "vertical"),
        ("make scene 3 calmer", "make the whole film shorter", "Left out scene"),
    ],
)
def test_it_is_what_was_talked_about(planned: Any, first: str, then: str, said: str) -> None:
    assert len(planned.plan.scenes) == 5
    planned.say(first)
    assert said in planned.say(then).text


def test_a_turn_leaves_spans_and_figures(planned: Any) -> None:
    ids = planned.ask("make scene 2 calmer")
    planned.answer(ids)
    spans = planned.studio.store.chats.spans(planned.order(ids[0]).trace)
    assert [span.kind for span in spans] == ["turn", "agent", "model", "tool", "model"]
    turn, agent = spans[:2]
    assert turn.attributes["message_id"] == ids[0]
    assert turn.attributes["steps"] == 1
    assert agent.parent == turn.id
    assert {span.parent for span in spans[2:]} == {agent.id}
    assert all(span.ended_at and span.ended_at >= span.began_at for span in spans)
    assert spans[2].attributes["first_token_ms"] is not None


def test_an_attached_text_is_what_the_film_is_of(person: Any) -> None:
    text = "# Salt\n\nThe sea holds 35 grams of salt a litre.\n\nRivers bring it.\n\nRain is sweet."
    notes = Attachment(asset=AssetId("a"), title="salt.md", kind="text", text=text)
    wish = "make a calm film of this"
    answer = send(person.studio, person.project.id, wish, attachments=[notes])
    done = person.answer((answer.id, answer.id))
    assert done.state is MessageState.DONE
    said = " ".join(scene.narration for scene in person.plan.scenes)
    assert "35 grams" in said
    assert "film of this" not in said
