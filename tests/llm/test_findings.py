"""What the doctor says of key stores and local models: neither is needed, so neither fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio import doctor
from studio.doctor import Finding
from studio.domain.errors import MissingPart
from studio.llm import local
from studio.llm.keys import SystemVault
from studio.llm.local import LocalModels
from tests.llm.outside import mock_model


def found(exam: Callable[[], Finding]) -> Finding:
    finding = exam()
    assert finding.is_ok
    return finding


def test_a_key_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemVault, "title", lambda self: "Keychain")
    assert found(doctor._key_store).found == "Keychain"


def test_without_one_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(self: SystemVault) -> str:
        raise MissingPart("A key store (keyring)", "")

    monkeypatch.setattr(SystemVault, "title", none)
    assert "OPENAI_API_KEY" in found(doctor._key_store).found


def test_local_models_are_counted_by_server(monkeypatch: pytest.MonkeyPatch) -> None:
    here = mock_model("http://127.0.0.1:1/v1", provider="Ollama", is_local=True)
    monkeypatch.setattr(LocalModels, "look", lambda self: (here, here))
    assert found(doctor._local_models).found == "2 on Ollama"
    monkeypatch.setattr(LocalModels, "look", lambda self: ())
    assert "Embedded directs" in found(doctor._local_models).found


def test_servers_are_looked_for_on_loopback_alone() -> None:
    assert all(server.address.startswith("http://127.0.0.1:") for server in local.SERVERS)
