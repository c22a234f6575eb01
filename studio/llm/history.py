"""What was said before, put so that the model which is asked now can bear it.

A conversation goes from model to model: by a person's choice, or when one fails. Each
provider refuses some of what another one wrote.
"""

from __future__ import annotations

import hashlib
import json
import re
import string
from typing import Any

from studio.llm.models import Model

_NINE = re.compile(r"[a-zA-Z0-9]{9}")
_LETTERS = string.digits + string.ascii_letters
_UNSIGNED = "skip_thought_signature_validator"
"""What Google wants in place of a signature for calls that another model made."""
_UNSEEN = "[A picture stood here; the model that answers now cannot see it.]"

Items = list[dict[str, Any]]


def fitted(said: str | list[Any], model: Model) -> str | list[Any]:
    """The items of a conversation as `model` takes them; the given ones stay as they are."""
    if isinstance(said, str):
        return said
    items: Items = [_readable(dict(item)) for item in said]
    if not model.has_vision:
        items = [_without_pictures(item) for item in items]
    if model.api == "responses":
        return [item for item in items if not _is_foreign_thought(item)]
    if model.has_short_ids:
        items = [_with_short_id(item) for item in items]
    return _signed(items) if model.has_signed_calls else items


def _readable(item: dict[str, Any]) -> dict[str, Any]:
    """The item with arguments that are a JSON object.

    Many providers refuse a whole conversation for one call that a model wrote badly in it.
    """
    if item.get("type") != "function_call" or is_object(item.get("arguments")):
        return item
    return {**item, "arguments": json.dumps({"unreadable": str(item.get("arguments") or "")})}


def is_object(text: object) -> bool:
    """True for the text of a JSON object."""
    try:
        return isinstance(text, str) and isinstance(json.loads(text), dict)
    except ValueError:
        return False


def _without_pictures(item: dict[str, Any]) -> dict[str, Any]:
    """The item with a sentence for each picture in its content or in a tool's output."""
    for field in ("content", "output"):
        parts = item.get(field)
        if isinstance(parts, list):
            item = {**item, field: [_seen(part) for part in parts]}
    return item


def _seen(part: Any) -> Any:
    is_picture = isinstance(part, dict) and part.get("type") == "input_image"
    return {"type": "input_text", "text": _UNSEEN} if is_picture else part


def _is_foreign_thought(item: dict[str, Any]) -> bool:
    """True for thoughts that the Responses protocol did not number itself."""
    return item.get("type") == "reasoning" and not str(item.get("id", "")).startswith("rs_")


def _with_short_id(item: dict[str, Any]) -> dict[str, Any]:
    """The item with a call id of nine letters and digits; equal ids stay equal (Mistral)."""
    given = item.get("call_id")
    if not isinstance(given, str) or _NINE.fullmatch(given):
        return item
    digest = hashlib.sha256(given.encode()).digest()
    return {**item, "call_id": "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:9])}


def _signed(items: Items) -> Items:
    """The items with a signature for the first call of each step that has none (Gemini)."""
    signed: Items = []
    for place, item in enumerate(items):
        is_first = item.get("type") == "function_call" and (
            place == 0 or items[place - 1].get("type") != "function_call"
        )
        signed.append(_with_signature(item) if is_first else item)
    return signed


def _with_signature(item: dict[str, Any]) -> dict[str, Any]:
    kept = item.get("provider_data") or {}
    if kept.get("thought_signature"):
        return item
    return {**item, "provider_data": {**kept, "thought_signature": _UNSIGNED}}
