"""What every tool of the director keeps to: the registry says which there are."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from studio.actions.characters import create_character
from studio.actions.chat import open_thread
from studio.actions.components import keep_component
from studio.actions.memories import remember
from studio.actions.patches import ALLOWED
from studio.actions.plans import add_scene, latest_plan
from studio.actions.projects import create_project
from studio.actions.reviews import approve_scenes
from studio.agents.desk import Desk
from studio.agents.ledger import Ledger
from studio.agents.toolbox import strict_schema
from studio.agents.tools import TOOLS, ToolCard
from studio.agents.tools.arguments import arguments_of
from studio.domain.asset import Asset, AssetKind
from studio.domain.brief import Brief
from studio.domain.chat import Message, Role
from studio.domain.errors import GreenlightError
from studio.domain.ids import AssetId, MessageId, ProjectId, SceneId, TraceId
from studio.domain.scene import Footage, Graphic, Scene, Still, Transition, Words
from studio.graphics.documents import MotionDocument
from studio.studio import Studio, open_studio

CARDS = pytest.mark.parametrize("card", TOOLS.values(), ids=lambda card: card.name)

GOOD: dict[str, dict[str, Any]] = {
    "add_scene": {"text": "The moon pulls the sea."},
    "adjust_audio": {"music_db": -20},
    "adjust_scene_audio": {"scene": "4", "footage_db": -12},
    "apply_json_patch": {
        "operations_json": '[{"op": "replace", "path": "/title", "value": "Ebb"}]'
    },
    "delete_scenes": {"scenes": ["2"]},
    "edit_scenes": {"scenes": ["1"], "guidance": "longer"},
    "find_scenes": {"query": "moon"},
    "forget_preference": {"text": "everything"},
    "generate_character": {"name": "Tom", "look": "blue coat"},
    "generate_music": {"is_other": True},
    "generate_narration": {"scenes": ["1"]},
    "generate_scene_component": {"scene": "1", "wish": "large and calm"},
    "generate_scene_image": {"scene": "1"},
    "generate_scene_video": {"scene": "1", "provider": "replicate-motion"},
    "handle_error": {"way": "simplify", "scene": "2"},
    "image_to_video": {"scene": "3", "guidance": "pan to the left"},
    "describe_film": {"about": "scene", "scene": "1"},
    "list_choices": {"kind": "voices"},
    "merge_scenes": {"first": "1"},
    "move_scene": {"scene": "1", "to": "3"},
    "patch_scene_design": {
        "scene": "1",
        "operations_json": '[{"op": "replace", "path": "/seed", "value": 7}]',
    },
    "read_website": {"url": "http://127.0.0.1:9/"},
    "regenerate_scene": {"scene": "1", "guidance": "calmer"},
    "regenerate_scene_image": {"scene": "2"},
    "remember_preference": {"text": "No exclamation marks"},
    "remove_character": {"character": "Mara"},
    "rename": {"title": "Ebb"},
    "reorder_scenes": {"order": ["3", "1"]},
    "set_aspect": {"aspect": "9:16"},
    "set_brand": {"change": {"accent": "#FF0000"}},
    "set_captions": {"is_on": False},
    "set_colours": {"mood": "warm"},
    "set_format": {"aspect": "1:1"},
    "set_mood": {"mood": "hopeful"},
    "set_music": {"is_on": False},
    "set_pace": {"times": 0.9},
    "set_voice": {"wanted": "deep British"},
    "show_scene": {"scene": "the last"},
    "split_scene": {"scene": "1"},
    "swap_scenes": {"one": "1", "two": "2"},
    "update_character": {"character": "Mara", "change": {"look": "red hat"}},
    "update_progress": {"doing": "Writing the middle"},
    "use_kept_design": {"scene": "1", "title": "Kept"},
    "update_scene": {"scene": "1", "change": {"narration": "Once more, the sea."}},
}
REFUSED_HERE = {
    "generate_scene_video": "no provider of motion has a key here",
    "correct_website": "no website was read",
    "film_from_website": "no website was read",
    "read_website": "nothing of this machine is read as a website",
    "continue_scene_breakdown": "the embedded director finishes its plans",
    "interpret_request": "nobody said anything",
    "generate_scene_breakdown": "nobody said anything",
}
"""Tools that have nothing to do for this desk, and why."""

NAMES_SOMETHING = {
    "scene": "99",
    "scenes": ["99"],
    "first": "99",
    "one": "99",
    "two": "99",
    "order": ["99"],
    "character": "Nobody",
}
"""Arguments that name something, and a name that nothing has."""

NONSENSE: dict[str, list[dict[str, Any]]] = {
    "adjust_audio": [{}],
    "apply_json_patch": [{"operations_json": "[{]"}],
    "compare_revisions": [{"before": 99}],
    "compose_sound": [{"wish": "xyzzy"}],
    "find_scenes": [{"query": "?!"}],
    "forget_preference": [{"text": "nothing like that"}],
    "generate_character": [{"name": " "}, {"name": "Tom", "voice": "xyzzy"}, {"name": "mara"}],
    "generate_music": [{"mood": "xyzzy"}, {"provider": "xyzzy"}],
    "generate_narration": [{"provider": "xyzzy"}],
    "generate_scene_image": [{"scene": "1", "provider": "xyzzy"}],
    "image_to_video": [{"scene": "1"}],
    "patch_scene_design": [{"scene": "1", "operations_json": "[{]"}],
    "remember_preference": [{"text": " "}],
    "rename": [{"title": " "}],
    "reorder_scenes": [{"order": []}],
    "set_brand": [{"change": {"ground": "red"}}, {"change": {}}],
    "set_captions": [{"is_on": True, "style": "xyzzy"}],
    "set_colours": [{"mood": "xyzzy"}],
    "set_format": [{}, {"rate": "17"}],
    "set_mood": [{"mood": "xyzzy"}],
    "set_voice": [{"wanted": "xyzzy"}],
    "update_character": [{"character": "Mara"}],
    "update_progress": [{"doing": " "}],
    "update_scene": [
        {"scene": "1", "change": {"template": "xyzzy"}},
        {"scene": "1", "change": {"camera": "hold"}},
        {"scene": "1", "change": {"narration": "x" * 6000}},
        {"scene": "1", "change": {"words": {"headline": "x" * 400}}},
        {"scene": "1", "change": {"transition": "xyzzy"}},
        {"scene": "1", "change": {"picture": "xyzzy"}},
        {"scene": "1", "change": {"characters": ["Nobody"]}},
        {"scene": "1", "change": {"surprise": 1}},
    ],
}


def rubbish(card: ToolCard) -> list[dict[str, Any]]:
    """What this tool must refuse: nothing where it needs something, nonsense in each argument."""
    fields = arguments_of(card.run).model.model_fields
    good = GOOD.get(card.name, {})
    found: list[dict[str, Any]] = (
        [{}] if any(field.is_required() for field in fields.values()) else []
    )
    found += [{**good, name: {"no": ["such"]}} for name in fields]
    found += [{**good, name: value} for name, value in NAMES_SOMETHING.items() if name in fields]
    return [*found, *NONSENSE.get(card.name, [])]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A film with four scenes, all greenlit: two designed, a picture, footage; and a figure."""
    studio = open_studio(tmp_path / "data")
    project = create_project(studio, Brief(text="# Tides\n\nThe moon pulls the sea."))
    picture = put_asset(studio, project.id, "p", AssetKind.PICTURE)
    film = put_asset(studio, project.id, "f", AssetKind.FILM)
    visuals = [
        Graphic(template="title", words=Words(headline="Tides")),
        Graphic(template="points", words=Words(points=("one", "two"))),
        Still(picture=picture),
        Footage(film=film),
    ]
    for n, visual in enumerate(visuals):
        narration = f"The sea rises {n}. Mara sees the moon."
        scene = Scene(
            id=SceneId(f"s{n}"),
            title=f"Part {n}",
            narration=narration,
            visual=visual,
            frames=150,
            transition=Transition(kind="crossfade", frames=12) if n else Transition(),
        )
        add_scene(studio, project.id, scene)
    create_character(studio, project.id, "Mara")
    remember(studio, "Short sentences")
    keep_component(studio, "Kept", MotionDocument())
    approve_scenes(studio, project.id)
    yield Desk(studio, project.id, "batch", TraceId("trace"))
    studio.close()


def put_asset(studio: Studio, project: ProjectId, name: str, kind: AssetKind) -> AssetId:
    asset_id = AssetId(name)
    studio.store.assets.put(
        Asset(id=asset_id, project=project, kind=kind, title=f"{name}.file", file=name, width=2)
    )
    return asset_id


def run(desk: Desk, card: ToolCard, given: dict[str, Any]) -> str:
    """As the runner does it: arguments read, thought, then carried out in one transaction."""
    arguments = arguments_of(card.run).read(json.dumps(given))

    async def think() -> str:
        result = card.run(desk, **arguments)
        effect = await result if inspect.isawaitable(result) else result
        return str(effect() if callable(effect) else effect)

    if inspect.iscoroutinefunction(card.run):
        return asyncio.run(think())
    with desk.studio.store.transaction():
        return str(card.run(desk, **arguments))


def everything(desk: Desk) -> Any:
    """All that a tool could change."""
    store = desk.studio.store
    return (
        desk.project,
        desk.plan,
        store.characters.list(desk.project_id),
        store.memories.list(),
        store.reviews.approvals(desk.project_id),
        [(job.id, job.state) for job in store.jobs.list(project=desk.project_id)],
    )


@CARDS
def test_models_can_read_it(card: ToolCard) -> None:
    told = arguments_of(card.run)
    schema = json.loads(json.dumps(told.schema))
    assert "desk" not in schema.get("properties", {})
    assert len(told.says) > 12
    assert "Raises" not in told.says
    assert told.says.endswith((".", "?"))


@CARDS
def test_people_can_read_what_it_is_called(card: ToolCard) -> None:
    assert re.fullmatch(r"[A-Z][a-z' -]+(?: [a-z']+)*", card.title), card.title
    assert "_" not in card.title
    assert len(card.title) <= 40


@CARDS
def test_it_does_its_work_and_says_so(card: ToolCard, desk: Desk) -> None:
    before = everything(desk)
    if card.name in REFUSED_HERE:
        with pytest.raises(GreenlightError):
            run(desk, card, GOOD.get(card.name, {}))
        return
    said = run(desk, card, GOOD.get(card.name, {}))
    assert said.strip()
    assert len(said) < 4000
    if card.effect == "reads":
        assert everything(desk) == before


@CARDS
def test_it_is_done_once_however_often_it_is_asked_for(card: ToolCard, desk: Desk) -> None:
    if card.name in REFUSED_HERE or card.effect == "reads":
        return
    arguments = arguments_of(card.run).read(json.dumps(GOOD.get(card.name, {})))
    plain = arguments_of(card.run).canonical(arguments)
    ledger = Ledger(spoken_at(desk))
    first = asyncio.run(ledger.once(card, arguments, plain))
    after = everything(desk)
    assert [asyncio.run(ledger.once(card, arguments, plain)) for _ in range(3)] == [first] * 3
    assert everything(desk) == after


@CARDS
def test_a_tool_that_is_killed_while_it_thinks_can_think_again(card: ToolCard, desk: Desk) -> None:
    """Before its effect nothing is changed; one that acts as it goes finds what it did before."""
    if card.name in REFUSED_HERE or not inspect.iscoroutinefunction(card.run):
        return
    arguments = arguments_of(card.run).read(json.dumps(GOOD.get(card.name, {})))
    before = everything(desk)
    thought = asyncio.run(card.run(desk, **arguments))
    if callable(thought):
        assert everything(desk) == before
        return
    after = everything(desk)
    asyncio.run(card.run(desk, **arguments))
    assert everything(desk) == after


def spoken_at(desk: Desk) -> Desk:
    """The desk with a conversation, whose ledger there is."""
    thread = open_thread(desk.studio, desk.project_id)
    message = Message(
        id=MessageId("answer"), thread=thread.id, role=Role.DIRECTOR, created_at=thread.created_at
    )
    desk.studio.store.chats.put_message(message)
    return replace(desk, thread=thread.id, message=message.id)


@CARDS
def test_rubbish_is_refused_and_changes_nothing(card: ToolCard, desk: Desk) -> None:
    before = everything(desk)
    for given in rubbish(card):
        with pytest.raises(GreenlightError) as refused:
            run(desk, card, given)
        assert refused.value.sentence, given
        assert everything(desk) == before, given


def test_every_example_belongs_to_a_tool() -> None:
    assert set(GOOD) | set(NONSENSE) <= set(TOOLS)


def test_the_paths_a_patch_may_change_are_told() -> None:
    says = arguments_of(TOOLS["apply_json_patch"].run).says
    assert " ".join(ALLOWED.split()) in says


def test_the_film_waits_for_its_greenlight(desk: Desk) -> None:
    scene = latest_plan(desk.studio, desk.project_id).scenes[0]
    run(desk, TOOLS["update_scene"], {"scene": scene.id, "change": {"title": "Other"}})
    with pytest.raises(GreenlightError, match="greenlit"):
        run(desk, TOOLS["generate_video"], {})
    assert run(desk, TOOLS["generate_video"], {"quality": "draft"})


def test_what_every_question_to_a_model_pays_for_the_tools_is_bounded() -> None:
    """About four letters a token: the tools fit into the window of a small local model."""
    offered = [arguments_of(card.run) for card in TOOLS.values() if not card.is_by_rule]
    told = [json.dumps([a.name, a.says, strict_schema(a)]) for a in offered]
    assert sum(map(len, told)) / 4 < 8500
