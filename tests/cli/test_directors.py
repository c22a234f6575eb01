"""`greenlight plan --director`: any model of the shelf plans, without a conversation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from studio.actions.models import add_model, make_model
from studio.actions.spending import set_spend_limits, spent
from studio.cli import application
from studio.domain.spend import Cap, SpendLimits
from studio.studio import Studio, open_studio
from tests.mocks import Aimock, Llmock

SCENES = [
    {"title": "Salt", "narration": "The sea is salty.", "template": "statement",
     "headline": "Salt"},
    {"title": "Why", "narration": "Rivers carry salt from stones.", "template": "statement",
     "headline": "Rivers"},
]  # fmt: skip


@pytest.fixture
def studio(folder: Path) -> Any:
    opened = open_studio(folder)
    yield opened
    opened.close()


def shelved(studio: Studio, base_url: str, **fields: Any) -> str:
    made = make_model(title="One", provider="One", base_url=base_url, model="gpt-mock", **fields)
    return add_model(studio, made).name


def plan(folder: Path, director: str) -> Result:
    words = ["plan", "--idea", "A film about why the sea is salty", "--director", director]
    return CliRunner().invoke(application(), [*words, "--json", "--data-dir", str(folder)])


def test_a_model_plans_what_it_writes(aimock: Aimock, studio: Studio, folder: Path) -> None:
    aimock.say(json.dumps({"scenes": SCENES}))
    result = plan(folder, shelved(studio, aimock.base_url, price_in=1.0, price_out=1.0))
    assert result.exit_code == 0, result.output
    [project] = studio.store.projects.list()
    told = [scene.narration for scene in studio.store.plans.latest(project.id).scenes]
    assert told == [scene["narration"] for scene in SCENES]
    assert spent(studio, project=project.id).cost > 0


def test_without_its_key_the_remedy_is_said(studio: Studio, folder: Path) -> None:
    result = plan(folder, "xai/grok-4.7")
    assert result.exit_code == 1
    assert "https://console.x.ai" in result.output
    assert "XAI_API_KEY" in result.output


def test_a_model_that_is_not_there_is_bad_input(folder: Path) -> None:
    assert plan(folder, "nobody/nothing").exit_code == 2


def test_a_provider_that_is_down_is_said(llmock: Llmock, studio: Studio, folder: Path) -> None:
    llmock.script({"type": "fail", "status": 503, "retry_after": 0.01, "times": None})
    result = plan(folder, shelved(studio, llmock.base_url))
    assert result.exit_code == 1
    assert "503" in result.output


def test_a_cap_holds_without_a_conversation_too(
    aimock: Aimock, studio: Studio, folder: Path
) -> None:
    set_spend_limits(studio, SpendLimits(per_project=Cap(tokens=10)))
    result = plan(folder, shelved(studio, aimock.base_url))
    assert result.exit_code == 1
    assert "limit for this film" in result.output
    assert aimock.requests() == []
