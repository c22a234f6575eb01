"""Keys of providers: out of the environment, else out of the system's key store.

They are never written anywhere else, and never shown: nothing here has a `repr` that tells.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol, TypeVar

from studio.domain.errors import BadInput, MissingPart

SERVICE = "greenlight"
_ANSWER_S = 2.0
"""How long the system's store may take. One that asks the person for a password is left alone."""
_LEAVE_ALONE_S = 60.0
_KEEP_S = 10.0
_KEEP_NOTHING_S = 1.0
"""Shorter, because a key that was missing is often put a moment later, in another process."""
_SHORTEST = 8
_KEY = re.compile(
    r"(?<![\w-])(?=[\w:-]*\d)(?:sk-[\w-]{20,}|AIza[\w-]{30,}|(?:gsk|hf|r8)_\w{20,}|xai-\w{20,}|"
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}:[0-9a-f]{32})"
)
_T = TypeVar("_T")


def has_key(text: str) -> bool:
    """True when a text holds what looks like a provider's key."""
    return bool(_KEY.search(text))


class Vault(Protocol):
    """Where secrets lie. Every method may raise MissingPart when there is no such place."""

    def read(self, name: str) -> str | None:
        """The secret called `name`, or None."""
        ...

    def write(self, name: str, secret: str) -> None:
        """Keep `secret`."""
        ...

    def remove(self, name: str) -> None:
        """Forget it; nothing happens when it is not there."""
        ...

    def title(self) -> str:
        """What this place is called."""
        ...


class Keys:
    """Keys by the name of their environment variable, such as `OPENAI_API_KEY`."""

    def __init__(
        self, vault: Vault | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self._vault = vault or SystemVault()
        self._environment = os.environ if environment is None else environment
        self._known: dict[str, tuple[float, str | None]] = {}

    def __repr__(self) -> str:
        return "Keys()"

    def get(self, name: str) -> str | None:
        """The key called `name`, or None. What the key store said holds for some seconds."""
        from_environment = self._environment.get(name, "").strip()
        if from_environment:
            return from_environment
        holds_until, known = self._known.get(name, (0.0, None))
        if time.monotonic() < holds_until:
            return known
        found = self._stored(name)
        self._known[name] = (time.monotonic() + (_KEEP_S if found else _KEEP_NOTHING_S), found)
        return found

    def has(self, name: str) -> bool:
        """True when there is such a key."""
        return self.get(name) is not None

    def is_from_environment(self, name: str) -> bool:
        """True when the environment has it, which rules over the key store."""
        return bool(self._environment.get(name, "").strip())

    def store_title(self) -> str:
        """What the key store of this system is called. Raises MissingPart without one."""
        return self._vault.title()

    def put(self, name: str, key: str) -> None:
        """Keep a key in the system's key store.

        Raises:
            BadInput: it is no key. The error does not repeat it.
            MissingPart: this system has no key store; the remedy names the variable to set.
        """
        secret = key.strip()
        is_plain = secret.isascii() and secret.isprintable() and not any(map(str.isspace, secret))
        if len(secret) < _SHORTEST or not is_plain:
            raise BadInput("The key", "it does not look like one.", "Copy it again, whole.")
        try:
            self._vault.write(name, secret)
        except MissingPart as fault:
            raise no_key_store(name) from fault
        self._known.pop(name, None)

    def forget(self, name: str) -> None:
        """Remove a key from the system's key store. Raises MissingPart without one."""
        self._vault.remove(name)
        self._known.pop(name, None)

    def _stored(self, name: str) -> str | None:
        try:
            return (self._vault.read(name) or "").strip() or None
        except MissingPart:
            return None


def no_key_store(name: str) -> MissingPart:
    """The error where the system keeps no keys, with what to do about it."""
    return MissingPart(
        "A key store (keyring)",
        f"Set {name} in the environment and start Greenlight again, or install one: on Linux "
        "gnome-keyring or KWallet; macOS and Windows have theirs.",
    )


class SystemVault:
    """The key store of macOS, Windows or the Linux desktop, by the `keyring` package."""

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service
        self._left_alone_until = 0.0

    def read(self, name: str) -> str | None:
        """The secret called `name`, or None. Raises MissingPart."""
        import keyring

        return self._answer(lambda: keyring.get_password(self._service, name))

    def write(self, name: str, secret: str) -> None:
        """Keep `secret`. Raises MissingPart."""
        import keyring

        self._left_alone_until = 0.0
        self._answer(lambda: keyring.set_password(self._service, name, secret))

    def remove(self, name: str) -> None:
        """Forget it. Raises MissingPart."""
        import keyring
        from keyring.errors import PasswordDeleteError

        def forgotten() -> None:
            with suppress(PasswordDeleteError):
                keyring.delete_password(self._service, name)

        self._answer(forgotten)

    def title(self) -> str:
        """What the key store is called here. Raises MissingPart when there is none."""
        import keyring

        chosen = self._answer(keyring.get_keyring)
        if getattr(chosen, "priority", 1) <= 0:
            raise MissingPart("A key store (keyring)", "")
        return str(getattr(chosen, "name", type(chosen).__name__))

    def _answer(self, ask: Callable[[], _T]) -> _T:
        """What the key store says, unless it fails or takes too long. Raises MissingPart.

        A locked store may wait for a person who is not there: it is asked from a thread
        that can be left behind, and not again for a minute. Its own errors are not
        repeated, because they might hold the secret.
        """
        from keyring.errors import KeyringError

        answers: list[_T] = []

        def run() -> None:
            with suppress(KeyringError, OSError, RuntimeError, ValueError):
                answers.append(ask())

        if time.monotonic() >= self._left_alone_until:
            thread = threading.Thread(target=run, name="key-store", daemon=True)
            thread.start()
            thread.join(_ANSWER_S)
            if thread.is_alive():
                self._left_alone_until = time.monotonic() + _LEAVE_ALONE_S
        if not answers:
            raise MissingPart("A key store (keyring)", "Unlock it, or set the key as a variable.")
        return answers[0]
