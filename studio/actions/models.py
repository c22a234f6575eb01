"""Choose who directs; add models and keys; say what to fall back on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pydantic import ValidationError

from studio.actions.projects import change_project
from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import ProjectId
from studio.domain.project import Project
from studio.llm.models import EMBEDDED, Model, models
from studio.studio import Studio

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{2,79}")


def choose_model(studio: Studio, project_id: ProjectId, name: str) -> Project:
    """Have the model called `name` direct this film. Raises NotFound."""
    return change_project(studio, project_id, director=studio.models.get(name).name)


def add_model(studio: Studio, model: Model) -> Model:
    """Put a model, or another address for a shipped one, on the shelf.

    Raises:
        BadInput: its address or its key's name cannot be used, or the name is taken by
            Embedded.
    """
    checked = _checked(model)
    others = tuple(known for known in studio.models.added() if known.name != checked.name)
    studio.models.put_added((*others, checked))
    return checked


def make_model(
    *, title: str, provider: str, base_url: str, model: str, key_name: str = "", **also: object
) -> Model:
    """A model out of what a person wrote; `also` are further fields. Raises BadInput."""
    name = f"{_word(provider)}/{model.strip()}"
    try:
        return Model.model_validate(
            {
                "name": name,
                "title": title.strip() or model.strip(),
                "provider": provider.strip(),
                "api": "chat",
                "model": model.strip(),
                "base_url": base_url.strip().rstrip("/"),
                "key_name": key_name.strip().upper(),
                "has_tools": True,
                **also,
            }
        )
    except ValidationError as fault:
        field = ".".join(str(part) for part in fault.errors()[0]["loc"])
        raise BadInput("The model", f"its {field} cannot be used.", "Correct it.") from fault


def remove_model(studio: Studio, name: str) -> None:
    """Take a model that was added off the shelf. Raises NotFound for others.

    A film that it directed says so, and can be given another.
    """
    added = studio.models.added()
    if name not in {model.name for model in added}:
        raise NotFound("model of yours", name)
    studio.models.put_added(tuple(model for model in added if model.name != name))


def set_fallbacks(studio: Studio, names: Sequence[str]) -> None:
    """What to fall back on, in order; Embedded always stands at the end. Raises NotFound."""
    chosen = tuple(dict.fromkeys(name for name in names if name != EMBEDDED))
    for name in chosen:
        studio.models.get(name)
    studio.models.put_order(chosen)


def put_key(studio: Studio, key_name: str, key: str) -> None:
    """Keep a provider's key in the system's key store; it is never shown again.

    Raises:
        BadInput: that is no key, or no name for one.
        MissingPart: this system has no key store; the remedy says what to do.
    """
    _require_variable(key_name)
    studio.keys.put(key_name, key)


def forget_key(studio: Studio, key_name: str) -> None:
    """Remove a key from the system's key store. Raises MissingPart without one."""
    studio.keys.forget(key_name)


def _checked(model: Model) -> Model:
    """The model, if it can be asked: an http address, without secrets in it, and a fit key name."""
    if model.name == EMBEDDED or model.is_embedded:
        raise BadInput("The model", "Embedded cannot be replaced.", "Give it another name.")
    parts = urlsplit(model.base_url)
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or not host:
        raise BadInput(
            "The address", "it is not a web address.", "Write one like https://api.example.com/v1"
        )
    if parts.username or parts.password or parts.query or parts.fragment:
        raise BadInput(
            "The address", "it has more than a place in it.", "Put the key where keys belong."
        )
    if model.key_name:
        _require_variable(model.key_name)
        if parts.scheme == "http" and host not in _LOOPBACK:
            raise BadInput(
                "The address",
                "a key would travel there unprotected.",
                "Use https, or leave the key out.",
            )
    if not model.model:
        raise BadInput("The model", "it has no name there.", "Write it as the provider does.")
    is_local = host in _LOOPBACK
    is_free = model.is_free or (is_local and model.price_in is None and not model.key_name)
    known = next((row for row in models() if row.name == model.name), None)
    says = model.says or (known.says if known else f"Added by you, at {host}.")
    return model.model_copy(update={"is_local": is_local, "is_free": is_free, "says": says})


def _require_variable(key_name: str) -> None:
    if not _VARIABLE.fullmatch(key_name):
        raise BadInput(
            "The key's name", "it is not one.", "Write it like EXAMPLE_API_KEY; not the key itself."
        )


def _word(text: str) -> str:
    """A provider's name as the first part of a model's."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "mine"
