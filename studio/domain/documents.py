"""What every document has: a name with a version, immutability, and a hash of its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from studio.domain.errors import NewerDocument, UnreadableDocument
from studio.domain.ids import ContentHash

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


class Value(BaseModel):
    """An immutable part of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)

    @property
    def content_hash(self) -> ContentHash:
        """SHA-256 (hex) of the content; fields at their default do not count.

        Leaving defaults out keeps old hashes, and so old approvals and takes, valid
        when a later version adds a field.
        """
        return hash_of(self.model_dump(mode="json", exclude_defaults=True))


class Document(Value):
    """An immutable, saved document. `name` and `version` stand in its JSON as `"Plan.1"`."""

    name: ClassVar[str]
    version: ClassVar[int] = 1
    upgrades: ClassVar[Mapping[int, Upgrade]] = {}

    def to_document(self) -> dict[str, Any]:
        """This document as plain JSON values, its name and version first."""
        return {"document": f"{self.name}.{self.version}", **self.model_dump(mode="json")}

    @classmethod
    def from_document(cls, raw: Mapping[str, Any]) -> Self:
        """Read what `to_document` wrote, in this version or an older one.

        Raises:
            NewerDocument: written by a newer version of Greenlight.
            UnreadableDocument: another document, or damaged.
        """
        fields = dict(raw)
        name, _, version = str(fields.pop("document", "")).rpartition(".")
        if name != cls.name or not version.isdigit():
            raise UnreadableDocument(expected=cls.name, found=str(raw.get("document")))
        if int(version) > cls.version:
            raise NewerDocument(document=cls.name, version=int(version), known=cls.version)
        try:
            for step in range(int(version), cls.version):
                fields = cls.upgrades[step](fields)
            return cls.model_validate(fields)
        except (ValueError, LookupError, TypeError, AttributeError) as fault:
            raise UnreadableDocument(expected=cls.name, found=str(fault)) from fault


def canonical_json(value: Any) -> str:
    """`value` as JSON with sorted keys and no spaces: equal values give equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(value: Any) -> ContentHash:
    """SHA-256 (hex, 64 digits) of the canonical JSON of `value`."""
    return ContentHash(hashlib.sha256(canonical_json(value).encode()).hexdigest())
