"""What is put is got back, in the order that is promised."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest

from studio.domain.asset import Asset, AssetKind
from studio.domain.chat import Message, Role, Thread, ToolCall
from studio.domain.errors import BadInput, NotFound, UnreadableDocument
from studio.domain.format import Quality
from studio.domain.ids import (
    AssetId,
    CommentId,
    ContentHash,
    JobId,
    MessageId,
    PlanId,
    ProjectId,
    RenderId,
    SceneId,
    TakeId,
    ThreadId,
)
from studio.domain.job import JobState
from studio.domain.render import QualityReport, Render
from studio.domain.review import Approval, Comment, is_approved
from studio.domain.take import TakeKind
from studio.store import Store

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
LOST = "lost"


class TestProjects:
    def test_a_project_comes_back_with_its_folder(self, store: Store, project: Any) -> None:
        film = project(id="ab12cd34")
        assert film.folder == "2026-11-20-eight-days-to-the-moon-ab12cd34"
        assert store.projects.get(film.id) == film

    def test_a_renamed_project_keeps_its_folder(self, store: Store, project: Any) -> None:
        film = project()
        renamed = store.projects.put(film.model_copy(update={"title": "Other", "folder": ""}))
        assert renamed.folder == film.folder
        assert store.projects.get(film.id).title == "Other"

    def test_the_newest_is_listed_first(self, store: Store, project: Any) -> None:
        first, second = project(), project()
        store.projects.put(first)
        assert store.projects.list() == (second, first)

    def test_found_by_id_beginning_or_title(self, store: Store, project: Any) -> None:
        one = project(id="abcd2345", title="One")
        two = project(id="abxy2345", title="abcd2345")
        assert store.projects.find("abcd2345") == one
        assert store.projects.find("abxy") == two
        assert store.projects.find("One") == one
        for nothing in ("", "one", "%", "b", "zz"):
            with pytest.raises(NotFound):
                store.projects.find(nothing)

    def test_removal_takes_everything_along(self, store: Store, project: Any, make: Any) -> None:
        film, other = project(), project()
        scene = make.scene()
        for owner in (film, other):
            store.plans.put(make.plan(owner, 1, scene))
            store.takes.put(make.take(owner, scene))
            store.jobs.add(make.job(owner.id))
            store.events.append("scene.added", project=owner.id)
            store.media.write_scripts(owner, make.plan(owner, 1, scene))
        store.projects.remove(film.id)
        assert store.projects.list() == (other,)
        assert store.plans.latest(film.id) is None
        assert store.takes.of_scene(film.id, scene.id) == ()
        assert [job.project for job in store.jobs.list()] == [other.id]
        assert [event.project for event in store.events.after(0)] == [other.id]
        assert not store.media.path(film.folder).exists()
        assert store.media.path(other.folder).exists()

    def test_media_stay_when_the_removal_is_undone(
        self, store: Store, project: Any, undone: Any
    ) -> None:
        film = project()
        kept = store.media.asset_target(film, AssetId("a" * 64), "jpg")
        kept.write_bytes(b"picture")
        undone(lambda: store.projects.remove(film.id))
        assert store.projects.get(film.id) == film
        assert kept.read_bytes() == b"picture"

    def test_what_is_not_there(self, store: Store) -> None:
        for ask in (store.projects.get, store.projects.remove):
            with pytest.raises(NotFound):
                ask(ProjectId(LOST))


class TestReviews:
    def approval(self, project: Any, scene: Any) -> Approval:
        return Approval(
            project=project.id, scene=scene.id, content=scene.content_hash, by="you", at=AT
        )

    def test_an_approval_holds_for_one_content(self, store: Store, project: Any, make: Any) -> None:
        film, scene = project(), make.scene()
        changed = scene.model_copy(update={"narration": "Changed."})
        store.reviews.approve(self.approval(film, scene))
        store.reviews.approve(self.approval(film, scene))
        held = store.reviews.approvals(film.id)
        assert held == (self.approval(film, scene),)
        assert is_approved(scene, held)
        assert not is_approved(changed, held)

    def test_an_undone_change_is_still_approved(
        self, store: Store, project: Any, make: Any
    ) -> None:
        film, scene = project(), make.scene()
        store.reviews.approve(self.approval(film, scene))
        store.reviews.approve(self.approval(film, scene.model_copy(update={"frames": 9})))
        assert is_approved(scene, store.reviews.approvals(film.id))

    def test_withdrawing_opens_one_scene(self, store: Store, project: Any, make: Any) -> None:
        film, one, two = project(), make.scene(1), make.scene(2)
        store.reviews.approve(self.approval(film, one))
        store.reviews.approve(self.approval(film, two))
        store.reviews.withdraw(film.id, one.id)
        assert [approval.scene for approval in store.reviews.approvals(film.id)] == [two.id]

    def test_comments_by_scene_and_changed(self, store: Store, project: Any) -> None:
        film = project()
        notes = [
            Comment(
                id=CommentId(f"c{n}"),
                project=film.id,
                scene=SceneId(f"s{n % 2}"),
                text="Calmer",
                by="you",
                at=AT,
            )
            for n in range(3)
        ]
        for note in notes:
            store.reviews.put_comment(note)
        resolved = notes[0].model_copy(update={"is_resolved": True})
        store.reviews.put_comment(resolved)
        assert store.reviews.comments(film.id) == (resolved, *notes[1:])
        assert store.reviews.comments(film.id, SceneId("s0")) == (resolved, notes[2])


class TestTakes:
    def test_the_last_active_take_is_the_only_one(
        self, store: Store, project: Any, make: Any
    ) -> None:
        film, scene = project(), make.scene()
        takes = [make.take(film, scene) for _ in range(3)]
        for take in takes:
            store.takes.put(take)
        assert store.takes.active(film.id, scene.id, TakeKind.SPEECH) == takes[2]
        shown = store.takes.of_scene(film.id, scene.id)
        assert [(take.id, take.is_active) for take in shown] == [
            (takes[2].id, True),
            (takes[1].id, False),
            (takes[0].id, False),
        ]

    def test_an_earlier_take_is_put_to_use_again(
        self, store: Store, project: Any, make: Any
    ) -> None:
        film, scene = project(), make.scene()
        first, second = make.take(film, scene), make.take(film, scene)
        store.takes.put(first)
        store.takes.put(second)
        assert store.takes.activate(first.id) == first
        assert store.takes.active(film.id, scene.id, TakeKind.SPEECH) == first
        assert not store.takes.get(second.id).is_active

    def test_an_inactive_take_changes_nothing(self, store: Store, project: Any, make: Any) -> None:
        film, scene = project(), make.scene()
        used = make.take(film, scene)
        store.takes.put(used)
        store.takes.put(make.take(film, scene, is_active=False))
        assert store.takes.active(film.id, scene.id, TakeKind.SPEECH) == used

    def test_kinds_and_scenes_do_not_meet(self, store: Store, project: Any, make: Any) -> None:
        film, one, two = project(), make.scene(1), make.scene(2)
        takes = [
            make.take(film, one),
            make.take(film, two),
            make.take(film, one, kind=TakeKind.PICTURE),
            make.take(film, None, kind=TakeKind.MUSIC),
        ]
        for take in takes:
            store.takes.put(take)
        assert store.takes.active_by_scene(film.id, TakeKind.SPEECH) == {
            one.id: takes[0],
            two.id: takes[1],
        }
        assert store.takes.active(film.id, None, TakeKind.MUSIC) == takes[3]
        assert store.takes.active(film.id, None, TakeKind.SPEECH) is None
        assert store.takes.active_by_scene(film.id, TakeKind.MUSIC) == {}

    def test_found_by_what_went_in(self, store: Store, project: Any, make: Any) -> None:
        film, other = project(), project()
        inputs = ContentHash("1" * 64)
        one = make.take(film, make.scene(1), inputs=inputs)
        two = make.take(film, make.scene(2), inputs=inputs)
        store.takes.put(one)
        store.takes.put(two)
        assert store.takes.find(film.id, TakeKind.SPEECH, inputs, one.scene) == one
        assert store.takes.find(film.id, TakeKind.SPEECH, inputs) == two
        assert store.takes.find(film.id, TakeKind.PICTURE, inputs) is None
        assert store.takes.find(other.id, TakeKind.SPEECH, inputs) is None
        assert store.takes.find(film.id, TakeKind.SPEECH, ContentHash("2" * 64)) is None

    def test_what_is_not_there(self, store: Store, project: Any, make: Any) -> None:
        for ask in (store.takes.get, store.takes.activate):
            with pytest.raises(NotFound):
                ask(TakeId(LOST))
        ghost = project().model_copy(update={"id": ProjectId(LOST)})
        with pytest.raises(NotFound):
            store.takes.put(make.take(ghost, make.scene()))


class TestAssets:
    def test_in_order_of_arrival(self, store: Store, project: Any) -> None:
        film, other = project(), project()
        files = [
            Asset(id=AssetId(c * 64), project=film.id, kind=AssetKind.PICTURE, file=f"{c}.jpg")
            for c in "cab"
        ]
        for file in files:
            store.assets.put(file)
        renamed = files[0].model_copy(update={"title": "Earthrise"})
        store.assets.put(renamed)
        store.assets.put(files[0].model_copy(update={"project": other.id}))
        assert store.assets.list(film.id) == (renamed, *files[1:])
        assert store.assets.get(files[0].id, film.id) == renamed
        assert store.assets.get(files[0].id, other.id).title == ""
        with pytest.raises(NotFound):
            store.assets.get(files[1].id, other.id)


class TestJobs:
    def test_fields_are_changed_and_checked(self, store: Store, make: Any) -> None:
        job = store.jobs.add(make.job())
        changed = store.jobs.change(job.id, state=JobState.RUNNING, percent=40, phase="Speaking")
        assert changed == store.jobs.get(job.id)
        assert (changed.state, changed.percent, changed.phase) == ("running", 40.0, "Speaking")
        for wrong in ({"percent": 101}, {"state": "sleeping"}, {"surprise": 1}):
            with pytest.raises(BadInput):
                store.jobs.change(job.id, **wrong)
        assert store.jobs.get(job.id) == changed

    def test_one_open_job_for_a_key(self, store: Store, make: Any) -> None:
        first = store.jobs.add(make.job(), key="render:a")
        assert store.jobs.add(make.job(), key="render:a") == first
        assert store.jobs.open_with("render:a") == first
        assert store.jobs.add(make.job(), key="render:b") != first
        store.jobs.change(first.id, state=JobState.FAILED)
        assert store.jobs.open_with("render:a") is None
        second = store.jobs.add(make.job(), key="render:a")
        assert store.jobs.open_with("render:a") == second != first

    def test_jobs_without_a_key_are_all_kept(self, store: Store, make: Any) -> None:
        store.jobs.add(make.job())
        store.jobs.add(make.job())
        assert len(store.jobs.list()) == 2
        assert store.jobs.open_with("") is None

    def test_listed_newest_first_by_project_and_state(
        self, store: Store, project: Any, make: Any
    ) -> None:
        film = project()
        one, two, three = (store.jobs.add(make.job(p)) for p in (film.id, None, film.id))
        one = store.jobs.change(one.id, state=JobState.DONE)
        assert store.jobs.list() == (three, two, one)
        assert store.jobs.list(project=film.id) == (three, one)
        assert store.jobs.list(states=[JobState.DONE]) == (one,)
        assert store.jobs.list(project=film.id, states=[JobState.QUEUED]) == (three,)
        assert store.jobs.list(states=[]) == ()
        assert store.jobs.list(limit=1) == (three,)
        assert store.jobs.count([JobState.QUEUED, JobState.DONE]) == 3
        assert store.jobs.count([JobState.QUEUED]) == 2
        assert store.jobs.count([]) == 0

    def test_what_is_not_there(self, store: Store) -> None:
        with pytest.raises(NotFound):
            store.jobs.get(JobId(LOST))
        with pytest.raises(NotFound):
            store.jobs.change(JobId(LOST), percent=1)


class TestEvents:
    def test_followed_from_the_last_seen(self, store: Store) -> None:
        ids = [store.events.append("token", payload={"n": n}) for n in range(5)]
        assert ids == sorted(set(ids))
        assert [event.payload["n"] for event in store.events.after(ids[1])] == [2, 3, 4]
        assert [event.id for event in store.events.after(0, limit=2)] == ids[:2]
        assert store.events.last_id() == ids[-1]
        assert store.events.after(ids[-1]) == ()

    def test_by_project_and_topic(self, store: Store) -> None:
        store.events.append("a", project=ProjectId("one"), topic="turn")
        store.events.append("b", project=ProjectId("two"), topic="turn")
        store.events.append("c", project=ProjectId("one"))
        kinds = lambda **about: [event.kind for event in store.events.after(0, **about)]  # noqa: E731
        assert kinds(project=ProjectId("one")) == ["a", "c"]
        assert kinds(topic="turn") == ["a", "b"]
        assert kinds(project=ProjectId("one"), topic="turn") == ["a"]
        assert kinds(topic="") == ["c"]

    def test_the_same_fact_is_stored_once(self, store: Store) -> None:
        first = store.events.append("job.done", dedupe_key="job:1")
        assert store.events.append("job.done", dedupe_key="job:1") == 0
        assert store.events.append("job.done", dedupe_key="job:2") > first
        assert len(store.events.after(0)) == 2

    def test_ids_are_not_given_again_after_a_fold(self, store: Store) -> None:
        store.events.append("kept")
        folded = store.events.append("token", topic="message")
        store.events.fold("message")
        assert [event.kind for event in store.events.after(0)] == ["kept"]
        assert store.events.last_id() == folded
        assert store.events.append("next") > folded

    def test_a_payload_keeps_what_a_cut_token_holds(self, store: Store) -> None:
        payload = {"text": "half \ud83d", "whole": "😀 é", "none": None, "list": [1, 2.5, True]}
        store.events.append("token", payload=payload)
        assert store.events.after(0)[0].payload == payload

    def test_an_empty_store_has_no_event(self, store: Store) -> None:
        assert (store.events.last_id(), store.events.after(0)) == (0, ())


class TestChats:
    @pytest.fixture
    def thread(self, store: Store, project: Any) -> Thread:
        talk = Thread(id=ThreadId("talk"), project=project().id, created_at=AT)
        store.chats.put_thread(talk)
        return talk

    def message(self, thread: Thread, n: int) -> Message:
        return Message(id=MessageId(f"m{n}"), thread=thread.id, role=Role.USER, created_at=AT)

    def test_messages_keep_their_place(self, store: Store, thread: Thread) -> None:
        for n in (2, 1, 0):
            store.chats.put_message(self.message(thread, n))
        changed = self.message(thread, 2).model_copy(update={"text": "Hello"})
        store.chats.put_message(changed)
        assert [m.id for m in store.chats.messages(thread.id)] == ["m2", "m1", "m0"]
        assert store.chats.message(changed.id) == changed

    def test_threads_newest_first(self, store: Store, thread: Thread) -> None:
        later = thread.model_copy(update={"id": ThreadId("later")})
        store.chats.put_thread(later)
        store.chats.put_thread(thread.model_copy(update={"title": "Moon"}))
        assert [t.id for t in store.chats.threads(thread.project)] == ["later", "talk"]
        assert store.chats.thread(thread.id).title == "Moon"

    def test_the_ledger_runs_a_call_once(self, store: Store, thread: Thread) -> None:
        call = ToolCall(
            key="k", thread=thread.id, message=MessageId("m"), tool="split", started_at=AT
        )
        assert store.chats.begin(call) == call
        again = call.model_copy(update={"message": MessageId("other")})
        assert store.chats.begin(again) == call
        done = store.chats.finish("k", {"scene": "s"}, 0.25)
        assert (done.outcome, done.cost) == ({"scene": "s"}, 0.25)
        assert done.finished_at is not None
        assert store.chats.begin(again) == done
        assert store.chats.finish("k", {"scene": "other"}, 1.0) == done

    def test_what_is_not_there(self, store: Store, thread: Thread) -> None:
        for ask in (
            lambda: store.chats.thread(ThreadId(LOST)),
            lambda: store.chats.message(MessageId(LOST)),
            lambda: store.chats.finish(LOST, {}),
            lambda: store.chats.put_message(
                self.message(thread.model_copy(update={"id": ThreadId(LOST)}), 1)
            ),
        ):
            with pytest.raises(NotFound):
                ask()


def test_renders(store: Store, project: Any) -> None:
    film = project()
    films = [
        Render(
            id=RenderId(f"r{n}"),
            project=film.id,
            plan=PlanId("p"),
            inputs=ContentHash(str(n % 2) * 64),
            quality=Quality.DRAFT,
            film=f"r{n}.mp4",
            report=QualityReport(frames=30, length_s=1.0),
            made_at=AT,
        )
        for n in range(3)
    ]
    for made in films:
        store.renders.put(made)
    assert store.renders.list(film.id) == tuple(reversed(films))
    assert store.renders.get(films[1].id) == films[1]
    assert store.renders.find(film.id, ContentHash("0" * 64)) == films[2]
    assert store.renders.find(film.id, ContentHash("9" * 64)) is None
    with pytest.raises(NotFound):
        store.renders.get(RenderId(LOST))


def test_preferences(store: Store) -> None:
    store.preferences.put("voice", "en-gb")
    store.preferences.put("voice", "de")
    store.preferences.put("añejo", "ü")
    assert store.preferences.get("voice") == "de"
    assert store.preferences.get("pace", "1.0") == "1.0"
    assert store.preferences.all() == {"voice": "de", "añejo": "ü"}


def test_what_could_not_be_read_again_is_not_stored(store: Store, project: Any) -> None:
    film = project()
    with pytest.raises(BadInput, match="project"):
        store.projects.put(film.model_copy(update={"title": "t" * 300}))
    assert store.projects.get(film.id) == film


@pytest.mark.parametrize("text", ["not json", "[]", '{"document": "Plan.1"}', "{}"])
def test_a_damaged_document_is_named(store: Store, project: Any, text: str) -> None:
    film = project()
    with sqlite3.connect(store.folder / "greenlight.db") as outside:
        outside.execute("UPDATE projects SET document = ?", (text,))
    outside.close()
    with pytest.raises(UnreadableDocument):
        store.projects.get(film.id)
