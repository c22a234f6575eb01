"""Keys: where they come from, and that they are never told."""

from __future__ import annotations

import asyncio
import logging
import pickle
import threading
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from studio.actions.models import add_model, forget_key, make_model, put_key
from studio.domain.errors import BadInput, MissingPart
from studio.llm import keys as keys_module
from studio.llm.connect import Clients, connect
from studio.llm.keys import Keys, SystemVault
from studio.studio import open_studio
from tests.llm.outside import Nothing, mock_model

CANARY = "sk-canary-d0-n0t-t3ll"
NAME = "CANARY_API_KEY"


class Drawer(keyring.backend.KeyringBackend):
    """A key store in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError(username)


class Locked(Drawer):
    """A key store that waits for a person who is not there."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = threading.Event()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.opened.wait(10)
        return None


class Broken(Drawer):
    """A key store whose faults hold the secret."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError(f"cannot keep {password}")


def with_backend(monkeypatch: pytest.MonkeyPatch, backend: Drawer) -> Drawer:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    monkeypatch.setattr(keyring, "get_password", backend.get_password)
    monkeypatch.setattr(keyring, "set_password", backend.set_password)
    monkeypatch.setattr(keyring, "delete_password", backend.delete_password)
    return backend


def test_the_environment_rules_over_the_key_store(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = with_backend(monkeypatch, Drawer())
    drawer.held["greenlight", NAME] = "from-the-store"
    assert Keys(environment={NAME: " from-outside \n"}).get(NAME) == "from-outside"
    assert Keys(environment={NAME: "  "}).get(NAME) == "from-the-store"


def test_what_is_put_is_got_back_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = with_backend(monkeypatch, Drawer())
    keys = Keys(environment={})
    assert not keys.has(NAME)
    keys.put(NAME, f"  {CANARY}\n")
    assert keys.get(NAME) == CANARY
    assert drawer.held == {("greenlight", NAME): CANARY}
    keys.forget(NAME)
    keys.forget(NAME)
    assert not keys.has(NAME)


def test_without_a_key_store_the_remedy_names_the_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import keyring.backends.fail

    failing = keyring.backends.fail.Keyring()
    with_backend(monkeypatch, failing)  # type: ignore[arg-type]
    keys = Keys(environment={})
    assert keys.get(NAME) is None
    with pytest.raises(MissingPart) as caught:
        keys.put(NAME, CANARY)
    assert f"Set {NAME} in the environment" in caught.value.remedy
    assert CANARY not in _all_of(caught.value)
    with pytest.raises(MissingPart):
        SystemVault().title()


def test_a_locked_key_store_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = Locked()
    with_backend(monkeypatch, locked)
    monkeypatch.setattr(keys_module, "_ANSWER_S", 0.05)
    keys = Keys(environment={})
    assert [keys.get(f"KEY_{n}") for n in range(5)] == [None] * 5
    assert locked.asked == 1
    locked.opened.set()


def test_a_fault_of_the_key_store_does_not_tell_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with_backend(monkeypatch, Broken())
    with pytest.raises(MissingPart) as caught:
        Keys(environment={}).put(NAME, CANARY)
    assert CANARY not in _all_of(caught.value)


@pytest.mark.parametrize("text", ["", "short", "two words here", "schlüssel-mit-ü", "a\nb-longer"])
def test_what_is_no_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        Keys(Nothing(), {}).put(NAME, text)
    assert not text or text not in str(caught.value)


def test_the_canary_is_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Put, used and asked for, a key is in the key store only: not in store, logs or reprs."""
    caplog.set_level(logging.DEBUG)
    with_backend(monkeypatch, Drawer())
    folder = tmp_path / "data"
    studio = open_studio(folder)
    model = mock_model("http://127.0.0.1:1/v1", key_name=NAME)
    add_model(studio, model)
    put_key(studio, NAME, CANARY)

    async def used() -> str:
        clients = Clients(retries=0)
        connected = connect(model, studio.keys, clients)
        told = f"{connected!r} {clients!r} {studio!r} {vars(connected)!r}"
        await clients.aclose()
        return told

    told = asyncio.run(used())
    studio.close()
    written = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert studio.keys.get(NAME) == CANARY
    assert CANARY not in f"{told} {studio.keys!r} {caplog.text}"
    assert CANARY.encode() not in written


def test_an_address_with_a_secret_in_it_is_refused(tmp_path: Path) -> None:
    studio = open_studio(tmp_path / "data")
    for address in (
        f"https://user:{CANARY}@mock.test/v1",
        f"https://mock.test/v1?key={CANARY}",
        f"https://mock.test/v1#{CANARY}",
    ):
        model = make_model(title="M", provider="M", base_url=address, model="m")
        with pytest.raises(BadInput) as caught:
            add_model(studio, model)
        assert CANARY not in _all_of(caught.value)
    with pytest.raises(BadInput) as caught:
        put_key(studio, CANARY, CANARY)
    assert CANARY not in _all_of(caught.value)
    studio.close()


def test_forgetting_without_a_key_store_says_so(tmp_path: Path) -> None:
    import keyring.backends.fail

    studio = open_studio(tmp_path / "data")
    with pytest.MonkeyPatch.context() as patch:
        with_backend(patch, keyring.backends.fail.Keyring())  # type: ignore[arg-type]
        with pytest.raises(MissingPart):
            forget_key(studio, NAME)
    studio.close()


def _all_of(error: BaseException) -> str:
    """Everything that an error and what it came of would show."""
    told = ""
    while error is not None:
        told += f"{error} {error!r} {vars(error)} {pickle.dumps(error)!r}"
        following = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if following is None:
            return told
        error = following
    return told
