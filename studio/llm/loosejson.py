"""Read a JSON object the way a patient person would: small slips of the pen are forgiven."""

from __future__ import annotations

import json
import re
from typing import Any

_TOKEN = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|//[^\n]*|/\*.*?\*/|\s+|[{}\[\]:,]|[^\s{}\[\]:,\"/]+|.", re.DOTALL
)
_PLAIN = {"True": "true", "False": "false", "None": "null", "undefined": "null"}
_BARE_KEY = re.compile(r"[A-Za-z_]\w*")


class Unreadable(ValueError):
    """The text is no JSON object even with its slips forgiven; the message says where."""


def read_object(text: str) -> dict[str, Any]:
    """The object that `text` holds.

    Line breaks within strings, trailing and missing commas, comments, bare keys and Python's
    True, False and None are forgiven; a missing value or an open string is not. Raises
    Unreadable.
    """
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        found = _read_mended(text)
    if not isinstance(found, dict):
        raise Unreadable("it is no object")
    return found


def _read_mended(text: str) -> Any:
    try:
        return json.loads(mended(text), strict=False)
    except RecursionError as fault:
        raise Unreadable("it is nested too deeply") from fault
    except json.JSONDecodeError as fault:
        raise Unreadable(f"{fault.msg} at character {fault.pos}") from fault
    except ValueError as fault:
        raise Unreadable(str(fault)) from fault


def mended(text: str) -> str:
    """`text` with its slips mended; what stands within strings is left as it is."""
    kept: list[str] = []
    for token in _TOKEN.findall(text):
        if not token.strip() or token.startswith(("//", "/*")):
            continue
        last = kept[-1] if kept else ""
        if token in "}]" and last == ",":
            kept.pop()
        elif _is_value_end(last) and _is_value_start(token):
            kept.append(",")
        kept.append(_PLAIN.get(token, token))
    return "".join(_keyed(kept))


def _keyed(tokens: list[str]) -> list[str]:
    """The tokens with bare words before a colon set in quotation marks."""
    following = [*tokens[1:], ""]
    return [
        f'"{token}"' if after == ":" and _BARE_KEY.fullmatch(token) else token
        for token, after in zip(tokens, following, strict=True)
    ]


def _is_value_end(token: str) -> bool:
    return bool(token) and token not in "{[:,"


def _is_value_start(token: str) -> bool:
    return token not in "}]:,"
