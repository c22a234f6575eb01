"""`greenlight models`: who can direct, and what is missing; never a key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from studio.cli import application

KEY = "sk-canary-0n-th3-l1ne"


def listed(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(application(), ["models", "--data-dir", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_those_that_can_be_asked_come_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", KEY)
    rows = json.loads(listed(folder, "--json"))["models"]
    ready = [row["name"] for row in rows if row["is_ready"]]
    assert ready == ["embedded", "mistral/mistral-large-4", "mistral/mistral-small"]
    assert [row["name"] for row in rows[:3]] == ready
    missing = next(row for row in rows if row["name"] == "openai/gpt-6-luna")
    assert "OPENAI_API_KEY" in missing["remedy"]


def test_a_person_reads_prices_and_each_remedy_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", KEY)
    text = listed(folder)
    assert "✓ mistral/mistral-small" in text
    assert "$0.15 / $0.60" in text
    assert text.count("No key for OpenAI.") == 1
    assert "No key for Mistral" not in text
    assert KEY not in text + listed(folder, "--json")
