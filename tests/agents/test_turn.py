from __future__ import annotations

import asyncio
from typing import Any

import pytest

from studio.actions.chat import answer_again, finish_answer
from studio.actions.events import message_topic
from studio.agents.turn import run_turn
from studio.domain.chat import MessageState
from studio.domain.format import Aspect
from studio.domain.ids import MessageId
from studio.domain.job import JobKind
from studio.domain.project import Captions


class Killed(BaseException):
    """Stands for kill -9: nothing after it runs, and nothing is caught."""


def scratches(person: Any) -> int:
    return sum(
        job.kind is JobKind.SCRATCH for job in person.studio.store.jobs.list(person.project.id)
    )


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


def test_words_stream_and_give_the_message(person: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = person.ask(person.project.brief.text)
    events = person.studio.store.events
    streamed: list[Any] = []
    real = finish_answer

    def look(studio: Any, message_id: MessageId, *rest: Any) -> Any:
        streamed.extend(events.after(0, topic=message_topic(message_id)))
        return real(studio, message_id, *rest)

    monkeypatch.setattr("studio.agents.turn.finish_answer", look)
    answer = person.answer(ids)
    pieces = [event.payload["text"] for event in streamed if event.kind == "text.added"]
    assert "".join(pieces) == answer.text
    assert max(map(len, pieces)) < 60
    kinds = [event.kind for event in streamed if event.kind != "text.added"]
    assert kinds == ["step.started", "step.finished"]
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


def test_a_wish_that_the_text_cannot_fill_is_said(planned: Any) -> None:
    assert "Bring more text" in planned.say("make it 5 minutes").text
    assert "left out" in planned.say("make it 12 seconds").text


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
    planned.say("make it shorter")
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
        ("make the film", "Not greenlit yet"),
        ("a deep British voice", "English (Great Britain), deep"),
        ("a Klingon voice", "no voice"),
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
    assert answer.state is MessageState.DONE


def test_the_film_waits_for_a_greenlight(planned: Any) -> None:
    jobs = planned.studio.store.jobs
    planned.say("make the film")
    assert not [j for j in jobs.list(planned.project.id) if j.kind is JobKind.RENDER]
    assert "Approved" in planned.say("looks good, go").text
    planned.say("make the film")
    assert [j for j in jobs.list(planned.project.id) if j.kind is JobKind.RENDER]


def test_a_text_that_cannot_be_planned_fails_the_message(person: Any) -> None:
    answer = person.say("word " * 60_000)
    assert answer.state is MessageState.FAILED
    assert "50,000 words" in answer.text
    assert not person.plan.scenes


def test_a_stop_keeps_what_was_made(person: Any) -> None:
    ids = person.ask(person.project.brief.text)
    message = person.studio.store.chats.message(ids[0])
    person.studio.store.jobs.change(message.job, is_cancelling=True)
    asked = iter([False, False, False])
    with pytest.raises(Exception, match="Stopped"):
        person.answer(ids, lambda: next(asked, True))
    stopped = person.studio.store.chats.message(ids[0])
    assert stopped.state is MessageState.CANCELLED
    assert "kept" in stopped.text
    kept = person.plan.scenes
    assert 0 < len(kept) < 5
    again = answer_again(person.studio, person.project.id, ids[0])
    person.answer((again.id, ids[1]))
    assert person.plan.scenes[: len(kept)] == kept
    assert len(person.plan.scenes) > len(kept)


def test_a_worker_that_ends_leaves_the_message_open(person: Any) -> None:
    ids = person.ask(person.project.brief.text)
    with pytest.raises(Exception, match="Stopped"):
        person.answer(ids, lambda: True)
    assert person.studio.store.chats.message(ids[0]).state is MessageState.OPEN
    assert person.answer(ids).state is MessageState.DONE


@pytest.mark.parametrize("message", ["notes", "delete scene 2 and make scene 1 longer"])
def test_killed_anywhere_and_run_again_nothing_is_doubled(
    planned: Any, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{planned.project.brief.text}\nMore." if message == "notes" else message
    start = planned.plan
    events, topic_of = planned.studio.store.events, message_topic
    real = type(events).append
    for limit in range(1, 80, 3):
        ids = planned.ask(text)
        count = 0

        def dying(self: Any, *args: Any, _limit: int = limit, **known: Any) -> int:
            nonlocal count
            count += 1
            if count == _limit:
                raise Killed
            return real(self, *args, **known)

        monkeypatch.setattr(type(events), "append", dying)
        try:
            planned.answer(ids)
        except Killed:
            monkeypatch.setattr(type(events), "append", real)
            before = [e.id for e in events.after(0, topic=topic_of(ids[0]))]
            planned.answer(ids)
            assert len(before) < limit
        finally:
            monkeypatch.setattr(type(events), "append", real)
        answer = planned.studio.store.chats.message(ids[0])
        assert answer.state is MessageState.DONE
        assert len(planned.plan.scenes) == _expected(message, start)
        assert answer.text.count("The plan is ready") == (message == "notes")
        planned.say("undo")
        if message != "notes":
            assert planned.plan.scenes == start.scenes
        if count < limit:
            return
    raise AssertionError("the turn never ran to its end")


def _expected(message: str, start: Any) -> int:
    return len(start.scenes) + (1 if message == "notes" else -1)


def test_a_finished_message_is_not_answered_twice(planned: Any) -> None:
    ids = planned.ask("delete scene 1")
    planned.answer(ids)
    count = len(planned.plan.scenes)
    trace = planned.studio.store.jobs.list(planned.project.id)[0].trace
    result = asyncio.run(run_turn(planned.studio, *ids, trace=trace))
    assert result["state"] == "done"
    assert len(planned.plan.scenes) == count
