"""The conversation's figures: what is measured, and what is held against them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx2

from studio.bench.provider import Saying, Script, provider
from studio.bench.results import Results
from studio.bench.talk import EVENTS, Talk, _attach_s

GOOD = Talk(0.1, 0.3, 5.0, 0.1, 1.0, 9.0, has_refused=True)


def marks(talk: Talk) -> list[bool | None]:
    return [line.is_met for line in Results(talk=talk).lines()]


def test_every_figure_has_its_bar() -> None:
    assert marks(GOOD) == [True] * 5
    slow = Talk(0.2, 0.6, 5.0, 0.8, 3.1, 9.0, has_refused=False)
    assert marks(slow) == [False] * 5
    assert marks(replace(GOOD, card_s=0.51)) == [True, False, True, True, True]


def test_a_long_answer_is_attached_to_with_all_its_words(tmp_path: Path) -> None:
    assert EVENTS == 2_000
    assert 0 < _attach_s(tmp_path / "films") < 10


def test_the_provider_calls_a_tool_once_and_then_speaks() -> None:
    script = Script([Saying("Hello."), Saying(" And more.")], tool="plan", closing="Planned.")
    user = {"role": "user", "content": "Hi"}
    with provider(script) as address:

        def ask(**asked: object) -> list[dict[str, object]]:
            answer = httpx2.post(f"{address}/chat/completions", json=asked, trust_env=False)
            lines = [line[6:] for line in answer.text.splitlines() if line.startswith("data: {")]
            return [json.loads(line)["choices"][0]["delta"] for line in lines]

        (call, end) = ask(messages=[user], tools=[{}])
        assert "tool_calls" in call
        assert end == {}
        answered = [user, {"role": "tool", "content": "ok"}]
        assert ask(messages=answered, tools=[{}])[0] == {"content": "Planned."}
        assert [d.get("content") for d in ask(messages=[user])] == ["Hello.", " And more.", None]
    assert len(script.sent) == 2
