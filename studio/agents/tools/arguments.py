"""What a tool takes: a schema for models and a check of what they send, from its signature."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from studio.domain.errors import BadInput

_ARGS = re.compile(r"^\s*Args:\s*$", re.MULTILINE)
_ARG = re.compile(
    r"^\s{4,}(?P<name>\w+)(?:\s*\([^)]*\))?:\s*(?P<says>.+(?:\n\s{8,}.+)*)", re.MULTILINE
)


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", arbitrary_types_allowed=False)


@dataclass(frozen=True)
class Arguments:
    """The arguments of one tool. `says` is what the tool is for, from its docstring."""

    name: str
    says: str
    model: type[BaseModel]

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of the arguments, `desk` not among them."""
        return self.model.model_json_schema()

    def read(self, text: str) -> dict[str, Any]:
        """The arguments in a JSON text, checked and made into the types the tool takes.

        A null where the tool takes none stands for "not given". Raises BadInput.
        """
        try:
            given = json.loads(text or "{}")
        except ValueError as fault:
            raise self._refused(f"they are not JSON ({fault})") from fault
        if not isinstance(given, dict):
            raise self._refused("they are not a JSON object")
        return self.check(given)

    def check(self, given: dict[str, Any]) -> dict[str, Any]:
        """`given`, checked and made into the types the tool takes. Raises BadInput."""
        named = {key: value for key, value in given.items() if self._is_meant(key, value)}
        try:
            checked = self.model.model_validate(named)
        except ValidationError as fault:
            told = "; ".join(
                f"{'.'.join(str(part) for part in problem['loc']) or 'all'}: {problem['msg']}"
                for problem in fault.errors()[:4]
            )
            raise self._refused(told) from fault
        return {key: getattr(checked, key) for key in self.model.model_fields}

    def canonical(self, arguments: dict[str, Any]) -> dict[str, Any]:
        """Checked arguments as plain JSON values, those at their default left out."""
        fields = {k: v for k, v in arguments.items() if k in self.model.model_fields}
        built = self.model.model_construct(**fields)
        plain: dict[str, Any] = built.model_dump(mode="json", exclude_defaults=True)
        return plain

    def _is_meant(self, key: str, value: Any) -> bool:
        field = self.model.model_fields.get(key)
        if field is None:
            return False
        return value is not None or field.is_required()

    def _refused(self, problem: str) -> BadInput:
        return BadInput(
            f"The arguments of {self.name}", f"{problem}.", "Call it again with these put right."
        )


@lru_cache(maxsize=256)
def arguments_of(tool: Callable[..., Any]) -> Arguments:
    """What `tool` takes, all but its first parameter, the desk."""
    hints = get_type_hints(tool, include_extras=True)
    says, told = described(inspect.getdoc(tool) or "")
    fields: dict[str, Any] = {}
    for name, parameter in list(inspect.signature(tool).parameters.items())[1:]:
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[name] = (hints[name], Field(default, description=told.get(name)))
    model = create_model(tool.__name__, __base__=_Loose, **fields)
    return Arguments(tool.__name__, says, model)


def described(docstring: str) -> tuple[str, dict[str, str]]:
    """What a docstring says to models, without its "Raises", and what it says of each argument."""
    head = _ARGS.split(docstring, maxsplit=1)
    told = {
        match["name"]: re.sub(r"\s+", " ", match["says"]).strip()
        for match in _ARG.finditer(head[1] if len(head) > 1 else "")
    }
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n", head[0]) if p.strip()]
    kept = [re.sub(r"\s+", " ", p) for p in paragraphs if not p.startswith("Raises")]
    says = re.sub(r"\s*\bRaises [A-Z][^.]*\.", "", " ".join(kept))
    return says.strip(), told
