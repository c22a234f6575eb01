"""The arguments of a model's methods by name, however the agents passed them."""

from __future__ import annotations

import json
from typing import Any

from studio.llm.counting import tokens_of

Question = dict[str, Any]

_NAMES = (
    "system_instructions",
    "input",
    "model_settings",
    "tools",
    "output_schema",
    "handoffs",
    "tracing",
)
"""In the order of `agents.Model.get_response`."""


def named(asked: tuple[Any, ...], also: dict[str, Any]) -> Question:
    """All arguments by name."""
    return {**dict(zip(_NAMES, asked, strict=False)), **also}


def tokens_in(question: Question) -> int:
    """About how many tokens a question has, with its instructions and its tools."""
    schemas = [getattr(tool, "params_json_schema", "") for tool in question["tools"]]
    said = [question["system_instructions"], question["input"], schemas]
    return tokens_of(json.dumps(said, default=str, ensure_ascii=False))
