"""Can a model be asked now? If not: what is missing, and how to get it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from studio.llm.keys import Keys
from studio.llm.models import Model


@dataclass(frozen=True)
class Readiness:
    """`missing` says what is not there, `remedy` how to get it; both empty when ready.

    `lacks` says the same in two or three words, for a list.
    """

    is_ready: bool
    missing: str = ""
    remedy: str = ""
    lacks: str = ""


def readiness(model: Model, keys: Keys, today: date | None = None) -> Readiness:
    """Whether `model` can be asked with the keys there are. Looks at no network.

    A model of a local server is on the shelf only while its server runs, so it is ready.
    """
    if model.is_retired(today or datetime.now(UTC).date()):
        return Readiness(False, f"{model.provider} ended it", "Choose another model.", "ended")
    if not model.has_tools:
        return Readiness(
            False,
            "It cannot use tools",
            "A director needs them: choose a model that can.",
            "no tools",
        )
    if model.key_name and not keys.has(model.key_name):
        return Readiness(False, f"No key for {model.provider}", key_remedy(model), "needs a key")
    return Readiness(True)


def key_remedy(model: Model) -> str:
    """How to get the key of a model's provider, and where to put it."""
    where = f"Get one at {model.keys_at}, then" if model.keys_at else "Get one from the provider,"
    return f"{where} add it in Settings, or set {model.key_name} and start Greenlight again."
