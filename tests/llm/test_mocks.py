"""The servers that play providers answer, over both protocols."""

from __future__ import annotations

import httpx2

from tests.mocks import Aimock, Llmock

ASK = {"model": "gpt-x", "messages": [{"role": "user", "content": "Hello?"}]}


def test_aimock_says_what_is_scripted(aimock: Aimock) -> None:
    aimock.say("Eight days to the Moon.")
    answer = httpx2.post(f"{aimock.base_url}/chat/completions", json=ASK, trust_env=False).json()
    assert answer["choices"][0]["message"]["content"] == "Eight days to the Moon."
    assert len(aimock.requests()) == 1


def test_aimock_forgets_between_tests(aimock: Aimock) -> None:
    assert aimock.requests() == []


def test_llmock_fails_when_told_and_journals(llmock: Llmock) -> None:
    llmock.script({"type": "fail", "status": 503})
    answer = httpx2.post(f"{llmock.base_url}/chat/completions", json=ASK, trust_env=False)
    assert answer.status_code == 503
    assert len(llmock.requests()) == 1
