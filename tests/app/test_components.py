"""What the components' callbacks do; the components themselves run in the browser's test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.actions.plans import latest_plan, update_scene
from studio.domain.asset import Asset, AssetKind
from studio.domain.errors import StaleRevision
from studio.domain.ids import AssetId, ProjectId, SceneId
from studio.domain.job import Job
from studio.domain.project import Project
from studio.domain.scene import Camera, Focus, Graphic, Scene, Still, Transition, Words
from studio.domain.time import FrameRate
from studio.studio import Studio
from studio.ui import choices, phrases, scene_edits
from studio.ui.film_sheet import film_sheet, move, showing
from studio.ui.health import status
from studio.ui.newfilm import Wish, begin_film
from studio.ui.opening import chosen_folder
from studio.ui.views import SceneState, scene_cards

RATE = FrameRate()


def test_a_drag_moves_the_scene(house: Studio, film: Project) -> None:
    plan = move(house, film.id, {"op": "move", "scene": "scene1", "to": 2, "rev": 4})
    assert [scene.id for scene in plan.scenes] == ["scene2", "scene3", "scene1", "scene4"]


def test_a_drag_on_an_old_line_is_refused(house: Studio, film: Project) -> None:
    with pytest.raises(StaleRevision):
        move(house, film.id, {"op": "move", "scene": "scene1", "to": 2, "rev": 3})
    assert latest_plan(house, film.id).number == 4


def test_a_sheet_is_plain_json_that_covers_the_film(house: Studio, film: Project) -> None:
    plan = latest_plan(house, film.id)
    shown = showing(house, film, plan)
    sheet = json.loads(json.dumps(film_sheet(house, film, plan, shown, lambda path: path)))
    pictures = [clip for clip in sheet["clips"] if clip["track"] == "picture"]
    assert [clip["scene"] for clip in pictures] == ["scene1", "scene2", "scene3", "scene4"]
    assert pictures[0]["start"] == 0
    assert pictures[-1]["start"] + pictures[-1]["length"] == pytest.approx(sheet["length"])
    assert (sheet["rev"], sheet["src"]) == (4, "")


def test_states_of_scenes(house: Studio, drafted: Project, failed: Job) -> None:
    cards = scene_cards(house, drafted, latest_plan(house, drafted.id))
    states = [card.state for card in cards]
    assert states == [SceneState.REVIEW, SceneState.FAILED, SceneState.DRAFT, SceneState.DRAFT]
    assert cards[1].fault == failed.fault


def test_a_failure_is_forgotten_once_the_scene_changed(house: Studio, failed: Job) -> None:
    assert failed.project
    project = house.store.projects.get(failed.project)
    scene = latest_plan(house, project.id).scenes[1]
    update_scene(house, project.id, scene.model_copy(update={"narration": "Anew."}))
    cards = scene_cards(house, project, latest_plan(house, project.id))
    assert cards[1].state is SceneState.DRAFT


def test_a_look_changes_without_losing_words() -> None:
    words = Words(headline="Three", points=("a", "b"))
    scene = Scene(id=SceneId("s"), visual=Graphic(template="points", words=words))
    picture = Asset(
        id=AssetId("a" * 64),
        project=ProjectId("p"),
        kind=AssetKind.PICTURE,
        file="a.jpg",
        focus=Focus(x=0.3, y=0.2),
    )
    still = scene_edits.with_picture(scene, picture)
    assert isinstance(still.visual, Still)
    assert still.visual.focus == picture.focus
    moved = scene_edits.with_camera(still, Camera.PAN_LEFT)
    back = scene_edits.with_template(moved, "points")
    assert back == scene


def test_points_are_written_a_line_each() -> None:
    scene = scene_edits.with_words(Scene(id=SceneId("s")), "points", "- one\n\n* two\n• three ")
    assert scene.visual.words.points == ("one", "two", "three")


@pytest.mark.parametrize(("seconds", "frames"), [(4.5, 135), (0.1, 30), (500.0, 3600)])
def test_a_length_is_kept_within_bounds(seconds: float, frames: int) -> None:
    assert scene_edits.with_seconds(Scene(id=SceneId("s")), seconds, RATE).frames == frames


def test_a_cut_has_no_length() -> None:
    scene = scene_edits.with_transition(Scene(id=SceneId("s")), "crossfade", 0.5, RATE)
    assert scene.transition.frames == 15
    assert scene_edits.with_transition(scene, "cut", 0.5, RATE).transition.frames == 0


def test_a_transition_keeps_its_easing_until_it_is_another() -> None:
    how = Transition(kind="push", frames=10, easing="out")
    scene = Scene(id=SceneId("s"), transition=how)
    assert scene_edits.with_transition(scene, "push", 0.5, RATE).transition.easing == "out"
    assert scene_edits.with_transition(scene, "iris", 0.5, RATE).transition.easing == ""


def test_transitions_are_called_what_people_call_them() -> None:
    assert choices.transition_label("cut", choices.transition_seconds("cut")) == "Cut"
    whip = choices.transition_label("whip-pan", choices.transition_seconds("whip-pan"))
    assert whip == "Whip pan, 0.5 s"
    assert choices.transition_label("vortex", 1.0) == "Vortex, 1.0 s"


def test_status_names_the_job_and_its_scene(house: Studio, film: Project) -> None:
    scene_edits.save(
        house,
        film.id,
        seen := latest_plan(house, film.id).scenes[2],
        scene_edits.with_narration(seen, "Anew."),
        4,
    )
    now = status(house)
    assert (now["worker"], now["queued"]) == ("absent", 1)
    assert [job["title"] for job in now["jobs"]] == ["Draft of scene 3"]


def test_a_broken_picture_leaves_no_project_behind(house: Studio) -> None:
    class Upload:
        name = "photo.jpg"

        def getvalue(self) -> bytes:
            return b"\xff\xd8\xff\xe0 and nothing more"

    with pytest.raises(Exception, match=r"photo\.jpg"):
        begin_film(house, Wish(text="An idea", uploads=(Upload(),)))
    assert house.store.projects.list() == ()


def test_a_few_words_beside_a_text_are_about_it(house: Studio) -> None:
    class Upload:
        name = "notes.md"

        def getvalue(self) -> bytes:
            return b"# Tides\n\nThe sea rises."

    project = begin_film(house, Wish(text="A calm film of this", uploads=(Upload(),), length_s=40))
    assert (project.title, project.brief.text) == ("Tides", "# Tides\n\nThe sea rises.")
    assert project.brief.length_s == 40
    [thread] = house.store.chats.threads(project.id)
    said = house.store.chats.messages(thread.id)[0]
    assert said.text == "A calm film of this"
    assert [file.title for file in said.attachments] == ["notes.md"]


def test_two_texts_are_one_too_many(house: Studio) -> None:
    class Upload:
        def __init__(self, name: str) -> None:
            self.name = name

        def getvalue(self) -> bytes:
            return b"Some words."

    with pytest.raises(Exception, match=r"a\.txt, b\.md: a film is made of one text"):
        begin_film(house, Wish(uploads=(Upload("a.txt"), Upload("dir/b.md"))))


def test_the_folder_is_chosen_on_the_command_line(tmp_path: Path, home: Path) -> None:
    assert chosen_folder(["--data-dir", str(tmp_path)]) == tmp_path
    assert chosen_folder([f"--data-dir={tmp_path}"]) == tmp_path
    assert chosen_folder([]) == home


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.6, "1:00"), (298, "4:58"), (3898, "1:04:58")]
)
def test_clock(seconds: float, text: str) -> None:
    assert phrases.clock(seconds) == text


def test_text_of_others_stays_text() -> None:
    said = phrases.plain("![x](http://a) **b** :red[c] $d$")
    assert said == r"\!\[x\]\(http\://a\) \*\*b\*\* \:red\[c\] \$d\$"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Eight days: to the Moon?", "Eight days to the Moon.mp4"),
        ("../../etc/passwd", "etc passwd.mp4"),
        ("Où? …", "Où ….mp4"),
        ("///", "film.mp4"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert phrases.file_name(title, ".mp4") == name
