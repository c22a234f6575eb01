from __future__ import annotations

import json

import pytest

from studio.agents.session import LONGEST_TEXT, trimmed


@pytest.mark.parametrize("text", [json.dumps(["x" * LONGEST_TEXT]), "{" + "x" * LONGEST_TEXT])
def test_long_arguments_that_are_no_object_are_left_out(text: str) -> None:
    assert trimmed({"type": "function_call", "arguments": text})["arguments"] == "{}"


def test_a_long_argument_is_cut_and_the_short_ones_stay() -> None:
    text = json.dumps({"scene": "2", "text": "x" * LONGEST_TEXT})
    kept = trimmed({"type": "function_call", "arguments": text})["arguments"]
    assert json.loads(kept) == {"scene": "2", "text": "…"}
