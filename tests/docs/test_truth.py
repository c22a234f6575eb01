"""What the documents say is so."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOUSE = (ROOT / "studio" / "README.md").read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP_LEVEL = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "app.py",
    "pages",
    "studio",
    "assets",
    "tests",
}
SOURCES = sorted((ROOT / "studio").rglob("*.py"))
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400


def packages() -> list[str]:
    extras = PYPROJECT["project"]["optional-dependencies"].values()
    wanted = [*PYPROJECT["project"]["dependencies"], *(line for extra in extras for line in extra)]
    return sorted({re.split(r"[\[<>=;! ]", line)[0] for line in wanted})


@pytest.mark.parametrize("package", packages())
def test_every_dependency_has_its_reason(package: str) -> None:
    assert re.search(rf"^\| `{re.escape(package)}` \| \S.{{10,}} \|$", README, re.MULTILINE)


def test_no_reason_stands_without_its_dependency() -> None:
    table = README.split("## Dependencies")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == packages()


def test_every_command_is_told() -> None:
    from studio.cli import COMMANDS

    for name, _ in COMMANDS:
        assert f"`greenlight {name}" in README


def test_every_job_kind_transition_template_and_mood_is_told() -> None:
    from studio.compose.looks import LOOKS
    from studio.compose.transitions import TRANSITIONS
    from studio.domain.job import JobKind
    from studio.graphics.templates import TEMPLATES
    from studio.providers import embedded_providers

    moods = embedded_providers().all_music[0].moods()
    for name in [*LOOKS, *TRANSITIONS, *TEMPLATES, *(kind.value for kind in JobKind), *moods]:
        assert f"`{name}`" in README + HOUSE, name


def test_every_caption_style_and_subtitle_file_is_told() -> None:
    from studio.compose.exports import EXPORTS
    from studio.domain.project import Captions

    for name in [*(kind.value for kind in Captions), *EXPORTS]:
        assert f"`{name}`" in README, name


def test_every_shape_rate_size_codec_and_preview_is_told() -> None:
    from studio.compose.codecs import HARDWARE
    from studio.compose.preview_order import ENDINGS
    from studio.domain.delivery import Codec
    from studio.domain.format import Aspect, Quality
    from studio.domain.time import RATES

    cards = [coding.encoder for coding in HARDWARE]
    for name in [*Aspect, *Quality, *Codec, *RATES, *ENDINGS, *cards]:
        assert f"`{name}`" in README, name


def test_every_outside_maker_and_its_key_are_told() -> None:
    from studio.providers import OUTSIDE

    cards = [build().card for build in OUTSIDE]
    for name in [*(card.name for card in cards), *(card.key_name for card in cards)]:
        assert not name or f"`{name}`" in README, name


def test_every_event_is_told() -> None:
    told = set(re.findall(r"`([a-z]+\.[a-z]+)`", HOUSE))
    rooms = (
        "project|asset|character|scene|plan|approval|comment|take|film|message|job|text|step|agent"
        "|usage"
    )
    kinds = rf'"((?:{rooms})\.[a-z]+ed)"'
    used = {
        kind for path in SOURCES for kind in re.findall(kinds, path.read_text(encoding="utf-8"))
    }
    assert used
    assert used <= told


def test_every_tool_and_specialist_is_told() -> None:
    from studio.agents.specialists import SPECIALISTS
    from studio.agents.tools import TOOLS

    told = HOUSE.split("## The director's tools")[1].split("\n## ")[0]
    assert set(TOOLS) == set(re.findall(r"`([a-z_]+)`", told))
    for specialist in SPECIALISTS.values():
        assert specialist.title.lower() in told


def test_every_place_the_house_names_is_there() -> None:
    extensions = {"acme", "timeline", "wipe", "upscale", "budget"}
    for place in re.findall(r"`((?:[a-z_]+/)+[a-z_]*(?:\.py)?)`", HOUSE):
        if Path(place).stem in extensions or place.startswith(("pages/", "tests/", "assets/")):
            continue
        assert (ROOT / "studio" / place).exists(), place


def test_the_layers_of_the_house_are_the_rules_that_are_checked() -> None:
    drawn = HOUSE.split("## Who may import whom")[1].split("```")[1].strip().splitlines()[1:]
    rules = next(c for c in PYPROJECT["tool"]["importlinter"]["contracts"] if c["id"] == "rooms")
    assert drawn == rules["layers"]


def test_the_top_level_holds_nothing_else() -> None:
    listed = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    made_by_building = {
        "build",
        "dist",
        "greenlight_studio.egg-info",
        "node_modules",
        "__pycache__",
    }
    assert listed - made_by_building == TOP_LEVEL


def test_pictures_in_the_documents_are_there() -> None:
    for place in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README):
        assert (ROOT / place).is_file(), place


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_are_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name
