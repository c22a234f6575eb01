"""Names and places of files."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.errors import NotFound
from studio.domain.format import Quality
from studio.domain.ids import AssetId, ContentHash, PlanId, ProjectId, RenderId, TakeId, new_id
from studio.domain.plan import move
from studio.domain.project import Project
from studio.domain.render import QualityReport, Render
from studio.domain.scene import Scene
from studio.domain.take import TakeKind
from studio.store import Store, open_store
from studio.store.names import extension, slug

TITLES = [
    ("Eight days to the Moon", "eight-days-to-the-moon"),
    ("  Crème brûlée — “à la carte”!  ", "creme-brulee-a-la-carte"),
    ("Straße nach Łódź, Ørsted & Æsop", "strasse-nach-lodz-orsted-aesop"),
    ("It's 3/4 done: 50%", "its-3-4-done-50"),
    ("映画 2026", "2026"),
    ("映画", "film"),
    ("🚀🚀", "film"),
    ("", "film"),
    ("CON", "con-film"),
    ("../../etc/passwd", "etc-passwd"),
    ("ﬁne ①", "fine-1"),
    ("a" * 60, "a" * 40),
    ("words " * 20, "words-words-words-words-words-words"),
]


@pytest.mark.parametrize(("title", "name"), TITLES)
def test_names_of_titles(title: str, name: str) -> None:
    assert slug(title, "film") == name


@given(st.text(max_size=80))
def test_every_title_gives_a_safe_name(title: str) -> None:
    name = slug(title, "film")
    assert 1 <= len(name) <= 45
    assert name.isascii()
    assert name.replace("-", "").isalnum()
    assert name == name.lower()
    assert not name.startswith("-")
    assert not name.endswith("-")


@pytest.mark.parametrize(
    ("text", "expected"), [(".MP4", "mp4"), ("jpeg", "jpeg"), ("", "bin"), ("../x", "x")]
)
def test_extensions(text: str, expected: str) -> None:
    assert extension(text) == expected


def test_places_of_files(store: Store, project: Any, make: Any) -> None:
    film = project(id="ab12cd34", title="Mond & Zurück")
    scene = make.scene(7, title="Lift-off")
    place = store.media.scene_folder(film, scene, 2)
    home = "2026-11-20-mond-zuruck-ab12cd34"
    assert place == f"{home}/scenes/03-lift-off-scene7"
    targets = {
        store.media.take_target(film, scene, TakeKind.SPEECH, TakeId("t"), "wav"): (
            f"{place}/speech/t.wav"
        ),
        store.media.take_target(film, None, TakeKind.MUSIC, TakeId("m"), ".WAV"): (
            f"{home}/music/m.wav"
        ),
        store.media.render_target(film, RenderId("r"), "mp4"): f"{home}/renders/r-mond-zuruck.mp4",
        store.media.asset_target(film, AssetId("f" * 64), "JPG"): f"{home}/assets/{'f' * 16}.jpg",
    }
    for target, relative in targets.items():
        assert target == store.media.root / relative
        assert store.media.relative(target) == relative
        assert store.media.path(relative) == target
        target.write_bytes(b"it can be written")


def test_a_scene_keeps_its_folder(store: Store, project: Any, make: Any) -> None:
    film, scene = project(), make.scene(1, title="Launch")
    first = store.media.scene_folder(film, scene, 0)
    renamed = scene.model_copy(update={"title": "Landing"})
    assert store.media.scene_folder(film, renamed, 5) == first
    store.close()
    later = open_store(store.folder)
    assert later.media.scene_folder(film, scene, 9) == first
    later.close()


def test_takes_of_scenes_not_placed_yet_get_one_folder(
    store: Store, project: Any, make: Any
) -> None:
    film = project()
    one, two = make.scene(1), make.scene(2)
    folders = [
        store.media.take_target(film, scene, kind, TakeId(new_id()), "bin").parents[1].name
        for scene in (one, two)
        for kind in (TakeKind.PICTURE, TakeKind.SPEECH)
    ]
    assert folders == ["01-scene-1-scene1"] * 2 + ["02-scene-2-scene2"] * 2


OUTSIDE = [
    "",
    ".",
    "..",
    "../greenlight.db",
    "a/../../greenlight.db",
    "/etc/passwd",
    "C:/Windows",
    "a\\..\\..\\b",
    "a\0b",
    "~/x:y",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_is_given_out(store: Store, name: str) -> None:
    with pytest.raises(NotFound):
        store.media.path(name)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_that_leads_outside_is_not_followed(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (store.media.root / "link").symlink_to(tmp_path)
    with pytest.raises(NotFound):
        store.media.path("link/secret")


def test_a_path_outside_has_no_name(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        store.media.relative(tmp_path / "film.mp4")


@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=8))
def test_hostile_names_stay_inside(tmp_path_factory: Any, title: str, name: str, end: str) -> None:
    store = open_store(tmp_path_factory.getbasetemp() / "hostile names")
    film = store.projects.put(
        Project(id=ProjectId("../../up"), title="..", created_at=datetime(2026, 1, 1, tzinfo=UTC))
    )
    scene = Scene.model_validate({"id": f"s{name}", "title": title})
    for target in (
        store.media.take_target(film, scene, TakeKind.PICTURE, TakeId(name), end),
        store.media.render_target(film, RenderId(name), end),
        store.media.asset_target(film, AssetId(name), end),
    ):
        assert target.resolve().is_relative_to((store.media.root / film.folder).resolve())
        assert target.parent.is_dir()
    store.close()


class TestScripts:
    def test_one_beside_each_scene(self, store: Store, project: Any, make: Any) -> None:
        film = project()
        scenes = [make.scene(n, narration="Größe 映画") for n in range(3)]
        written = store.media.write_scripts(film, make.plan(film, 1, *scenes))
        assert [path.parent.name[:2] for path in written] == ["01", "02", "03"]
        for path, scene in zip(written, scenes, strict=True):
            text = path.read_text(encoding="utf-8")
            assert "Größe 映画" in text
            assert Scene.from_document(json.loads(text)) == scene

    def test_only_those_that_changed_are_written(
        self, store: Store, project: Any, make: Any
    ) -> None:
        film = project()
        scenes = [make.scene(n) for n in range(3)]
        first = store.media.write_scripts(film, make.plan(film, 1, *scenes))
        assert store.media.write_scripts(film, make.plan(film, 1, *scenes)) == ()
        moved = move(make.plan(film, 1, *scenes), scenes[0].id, 2)
        assert store.media.write_scripts(film, make.plan(film, 2, *moved)) == ()
        scenes[1] = scenes[1].model_copy(update={"narration": "Changed."})
        assert store.media.write_scripts(film, make.plan(film, 3, *scenes)) == (first[1],)
        assert "Changed." in first[1].read_text(encoding="utf-8")

    def test_one_that_was_lost_comes_back(self, store: Store, project: Any, make: Any) -> None:
        film = project()
        plan = make.plan(film, 1, make.scene())
        (script,) = store.media.write_scripts(film, plan)
        script.unlink()
        assert store.media.write_scripts(film, plan) == (script,)
        assert script.exists()


class TestSweep:
    """Makers that are gone are told by a process number and a start long ago."""

    @pytest.fixture
    def dead(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is made from here on was made by a process that is gone."""
        monkeypatch.setattr("studio.store.media.maker", lambda: "1-1")

    def make_file(self, target: Path) -> Path:
        target.write_bytes(b"x")
        return target

    def test_parts_of_the_dead_go(self, store: Store, project: Any) -> None:
        home = store.media.path(project().folder)
        home.mkdir()
        orphan = self.make_file(home / ".film.1-1-abcd2345.part.mp4")
        own = self.make_file(home / ".mine.part.mp4")
        assert store.media.sweep() == (orphan,)
        assert not orphan.exists()
        assert own.exists()

    def test_caches_are_swept_too(self, store: Store) -> None:
        folder = store.cache("sound") / "ab"
        folder.mkdir()
        orphan = self.make_file(folder / ".sound.1-1-abcd2345.part.wav")
        whole = self.make_file(folder / "sound.wav")
        assert store.sweep() == (orphan,)
        assert whole.exists()

    @pytest.mark.usefixtures("dead")
    def test_takes_that_no_row_names_go(self, store: Store, project: Any, make: Any) -> None:
        film, scene = project(), make.scene()
        ids = [TakeId(new_id()) for _ in range(4)]
        files = [
            self.make_file(store.media.take_target(film, scene, TakeKind.SPEECH, id_, "wav"))
            for id_ in ids
        ]
        store.takes.put(make.take(film, scene, file=store.media.relative(files[0])))
        foreign = self.make_file(files[0].with_name("abcdefgh.wav"))
        spared = store.media.relative(files[1])
        assert set(store.media.sweep([spared])) == {files[2], files[3]}
        assert [file.exists() for file in files] == [True, True, False, False]
        assert foreign.exists()
        assert store.media.sweep([spared]) == ()

    @pytest.mark.usefixtures("dead")
    def test_a_target_asked_for_again_is_kept_with_its_row(
        self, store: Store, project: Any, make: Any
    ) -> None:
        film, scene = project(), make.scene()
        ask = (film, scene, TakeKind.SPEECH, TakeId("t"), "wav")
        file = self.make_file(store.media.take_target(*ask))
        store.takes.put(make.take(film, scene, file=store.media.relative(file)))
        store.media.take_target(*ask)
        assert store.media.sweep() == ()
        assert file.exists()

    @pytest.mark.usefixtures("dead")
    def test_every_file_of_a_film_is_kept(self, store: Store, project: Any) -> None:
        film = project()
        names = ("mp4", "jpg", "srt", "vtt", "gif")
        render = RenderId("r")
        files = [self.make_file(store.media.render_target(film, render, name)) for name in names]
        told = [store.media.relative(file) for file in files]
        made = Render(
            id=render,
            project=film.id,
            plan=PlanId("p"),
            inputs=ContentHash("0" * 64),
            quality=Quality.DRAFT,
            film=told[0],
            thumbnail=told[1],
            srt=told[2],
            vtt=told[3],
            report=QualityReport(frames=1, length_s=1),
            made_at=datetime(2026, 11, 20, tzinfo=UTC),
        )
        store.renders.put(made)
        for name in names:
            store.media.render_target(film, render, name)
        assert store.media.sweep() == (files[4],)
        assert [file.exists() for file in files] == [True] * 4 + [False]

    def test_what_is_being_made_stays(self, store: Store, project: Any, make: Any) -> None:
        film = project()
        target = store.media.take_target(film, make.scene(), TakeKind.PICTURE, TakeId("t"), "jpg")
        self.make_file(target)
        assert store.media.sweep() == ()
        assert target.exists()
