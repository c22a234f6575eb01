"""Documents as the JSON text in which they are stored."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from studio.domain.documents import Document
from studio.domain.errors import BadInput, UnreadableDocument

D = TypeVar("D", bound=Document)


def to_text(document: Document) -> str:
    """The JSON text of `document`.

    It is read back once before it is written: `model_copy` checks nothing, and what could
    not be read again must not be stored. Raises BadInput.
    """
    fields = document.to_document()
    try:
        type(document).from_document(fields)
    except UnreadableDocument as fault:
        problem = f"it cannot be stored as it is ({fault.sentence})"
        raise BadInput(f"The {document.name.lower()}", problem, "Change it and try again.") from (
            fault
        )
    return json.dumps(fields, ensure_ascii=False)


def fields_of(kind: type[Document], text: str) -> dict[str, Any]:
    """The JSON object in `text`. Raises UnreadableDocument."""
    try:
        fields = json.loads(text)
    except ValueError as fault:
        raise UnreadableDocument(expected=kind.name, found=text) from fault
    if not isinstance(fields, dict):
        raise UnreadableDocument(expected=kind.name, found=text)
    return fields


def from_text(kind: type[D], text: str, **columns: Any) -> D:
    """The document in `text`, with the fields that a row keeps in columns of their own.

    Raises UnreadableDocument, NewerDocument.
    """
    return kind.from_document({**fields_of(kind, text), **columns})
