"""The models that can direct, read from `models.toml`."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from studio.domain.documents import Value
from studio.llm.interface import DirectorCard


class Model(Value):
    """One row of the registry."""

    name: str
    title: str
    provider: str
    api: str
    says: str
    is_local: bool = False
    is_free: bool = False
    key_name: str = ""

    @property
    def card(self) -> DirectorCard:
        """What a person sees of it."""
        return DirectorCard(
            name=self.name,
            title=self.title,
            says=self.says,
            is_local=self.is_local,
            is_free=self.is_free,
            key_name=self.key_name,
        )


@lru_cache(maxsize=1)
def models() -> tuple[Model, ...]:
    """Every model, in the order they are best offered."""
    source = files("studio.llm").joinpath("models.toml").read_text(encoding="utf-8")
    return tuple(Model.model_validate(row) for row in tomllib.loads(source)["model"])
