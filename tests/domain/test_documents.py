"""Documents: read back as written, in this version and in older ones."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, ClassVar, get_args

import pytest

import studio.domain
from studio.domain.documents import Document, Value, canonical_json, hash_of
from studio.domain.errors import NewerDocument, UnreadableDocument
from studio.domain.ids import AssetId, SceneId
from studio.domain.scene import Footage, Graphic, Scene, Still, Visual, Words

BASELINES = Path(__file__).parent / "baselines"


def kinds() -> Iterator[type[Document]]:
    """Every document of the domain."""
    for module in pkgutil.iter_modules(studio.domain.__path__):
        members = vars(importlib.import_module(f"studio.domain.{module.name}")).values()
        for member in members:
            is_document = isinstance(member, type) and issubclass(member, Document)
            if is_document and member.__module__ == f"studio.domain.{module.name}":
                yield member


KINDS = [kind for kind in kinds() if kind is not Document]


def baseline(kind: type[Document]) -> Any:
    return json.loads((BASELINES / f"empty_{kind.name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
class TestEveryDocument:
    def test_reads_what_its_first_version_wrote(self, kind: type[Document]) -> None:
        assert isinstance(kind.from_document(baseline(kind)["document"]), kind)

    def test_keeps_the_hash_of_what_its_first_version_wrote(self, kind: type[Document]) -> None:
        """A new field with a default, or a new default, must not undo approvals and takes."""
        read = kind.from_document(baseline(kind)["document"])
        assert read.content_hash == baseline(kind)["content_hash"]

    def test_comes_back_from_its_own_json(self, kind: type[Document]) -> None:
        document = kind.from_document(baseline(kind)["document"])
        text = json.dumps(document.to_document())
        assert kind.from_document(json.loads(text)) == document

    def test_names_itself_and_its_version_first(self, kind: type[Document]) -> None:
        written = kind.from_document(baseline(kind)["document"]).to_document()
        assert next(iter(written.items())) == ("document", f"{kind.name}.{kind.version}")

    def test_refuses_a_newer_version(self, kind: type[Document]) -> None:
        newer = {**baseline(kind)["document"], "document": f"{kind.name}.{kind.version + 1}"}
        with pytest.raises(NewerDocument):
            kind.from_document(newer)

    def test_refuses_a_field_it_does_not_know(self, kind: type[Document]) -> None:
        with pytest.raises(UnreadableDocument):
            kind.from_document({**baseline(kind)["document"], "surprise": 1})


def test_no_two_documents_have_one_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


class Song(Document):
    """A document of the third version."""

    name = "Song"
    version = 3
    upgrades: ClassVar = {
        1: lambda old: {"title": old["name"], "verses": old["verses"]},
        2: lambda old: {**old, "verses": old["verses"].split("|")},
    }

    title: str
    verses: tuple[str, ...] = ()


def test_old_versions_are_upgraded_step_by_step() -> None:
    song = Song(title="Moon", verses=("one", "two"))
    assert Song.from_document({"document": "Song.1", "name": "Moon", "verses": "one|two"}) == song
    assert Song.from_document({"document": "Song.2", "title": "Moon", "verses": "one|two"}) == song


def test_an_upgrade_does_not_change_what_it_was_given() -> None:
    raw = {"document": "Song.1", "name": "Moon", "verses": "one"}
    Song.from_document(raw)
    assert raw == {"document": "Song.1", "name": "Moon", "verses": "one"}


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"document": "Song"},
        {"document": "Scene.1", "id": "x"},
        {"document": "Song.x", "title": "Moon"},
        {"document": "Song.-1", "title": "Moon"},
        {"document": "Song.0", "title": "Moon"},
        {"document": "Song.1", "title": "Moon"},
        {"document": "Song.2", "title": "Moon", "verses": None, "more": 1},
        {"document": "Song.3"},
        {"document": "Song.3", "title": 5},
    ],
)
def test_damaged_documents_are_named_so(raw: dict[str, Any]) -> None:
    with pytest.raises(UnreadableDocument):
        Song.from_document(raw)


class Note(Value):
    """A value before a field was added."""

    text: str = ""
    words: Words = Words()


class LaterNote(Note):
    """The same value, with a field more."""

    colour: str = "red"
    tags: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "fields", [{}, {"text": "a"}, {"words": Words(headline="b")}, {"text": "ü", "words": Words()}]
)
def test_a_field_added_with_a_default_keeps_old_hashes(fields: dict[str, Any]) -> None:
    assert LaterNote(**fields).content_hash == Note(**fields).content_hash
    assert LaterNote(**fields, colour="blue").content_hash != Note(**fields).content_hash


def test_every_change_of_a_scene_changes_its_hash() -> None:
    scene = Scene(id=SceneId("a"), narration="Words.")
    changes: list[dict[str, Any]] = [
        {"id": "b"},
        {"title": "T"},
        {"narration": "Other words."},
        {"visual": Graphic(template="number")},
        {"visual": Graphic(words=Words(points=("one",)))},
        {"visual": Still(picture=AssetId("p"))},
        {"frames": 151},
        {"characters": ("c",)},
    ]
    hashes = {scene.model_copy(update=change).content_hash for change in changes}
    assert len({scene.content_hash, *hashes}) == len(changes) + 1


def test_kinds_of_visuals_are_told_apart_by_what_they_need() -> None:
    """`kind` is a default and so not hashed: each kind but one needs a field of its own."""
    union, *_ = get_args(Visual)
    needs = [
        frozenset(name for name, field in kind.model_fields.items() if field.is_required())
        for kind in get_args(union)
    ]
    assert all(one != two for one, two in combinations(needs, 2))
    assert Still(picture=AssetId("f")).content_hash != Footage(film=AssetId("f")).content_hash


def test_equal_values_give_equal_text() -> None:
    assert canonical_json({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
    assert hash_of({"b": 1, "a": 2}) == hash_of({"a": 2, "b": 1})
    assert len(hash_of("")) == 64
