"""All models there are: shipped, added by a person, and found on this machine."""

from __future__ import annotations

import json
from typing import Protocol

from pydantic import TypeAdapter, ValidationError

from studio.domain.errors import NotFound, UnreadableDocument
from studio.llm.local import LocalModels, is_local_name
from studio.llm.models import EMBEDDED, Model, models

_ADDED = "models.added"
_ORDER = "models.order"
_MODELS = TypeAdapter(tuple[Model, ...])


class Preferences(Protocol):
    """Texts by key, as the store keeps them."""

    def get(self, key: str, default: str = "") -> str:
        """The value of `key`, or `default`."""
        ...

    def put(self, key: str, value: str) -> None:
        """Remember `value`."""
        ...


class ModelShelf:
    """Models by name. A model that a person added takes the place of a shipped namesake."""

    def __init__(self, preferences: Preferences, local: LocalModels | None = None) -> None:
        self._preferences = preferences
        self.local = local or LocalModels()

    def all(self) -> tuple[Model, ...]:
        """Every model, in the order they are best offered: Embedded, local, added, shipped."""
        added = self.added()
        names = {model.name for model in added}
        shipped = tuple(model for model in models() if model.name not in names)
        found = tuple(model for model in self.local.found() if model.name not in names)
        return (*shipped[:1], *found, *added, *shipped[1:])

    def get(self, name: str) -> Model:
        """The model called `name`. Raises NotFound.

        A local one that is not known yet is looked for, half a second at most.
        """
        if is_local_name(name) and not any(model.name == name for model in self.all()):
            self.local.look()
        for model in self.all():
            if model.name == name:
                return model
        raise NotFound("model", name, "`greenlight models` and Settings list those there are.")

    def added(self) -> tuple[Model, ...]:
        """Those a person added. Raises UnreadableDocument."""
        text = self._preferences.get(_ADDED) or "[]"
        try:
            return _MODELS.validate_json(text)
        except ValidationError as fault:
            raise UnreadableDocument("list of models", str(fault)) from fault

    def put_added(self, added: tuple[Model, ...]) -> None:
        """Remember the models that a person added."""
        text = _MODELS.dump_json(added, exclude_defaults=True).decode("utf-8")
        self._preferences.put(_ADDED, text)

    def order(self) -> tuple[str, ...]:
        """The names to fall back on, in order; always ending with Embedded."""
        chosen = json.loads(self._preferences.get(_ORDER) or "[]")
        names = [name for name in chosen if isinstance(name, str) and name != EMBEDDED]
        return (*dict.fromkeys(names), EMBEDDED)

    def put_order(self, names: tuple[str, ...]) -> None:
        """Remember what to fall back on."""
        self._preferences.put(_ORDER, json.dumps(list(names)))
