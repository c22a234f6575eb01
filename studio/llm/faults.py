"""What the client and the provider report, as errors of the tree."""

from __future__ import annotations

import json

import openai
from agents.exceptions import ModelBehaviorError

from studio.domain.errors import (
    BrokenAnswer,
    ContextFull,
    GreenlightError,
    ModelRefused,
    RateLimited,
    Unreachable,
)
from studio.llm.models import Model
from studio.llm.transport import retry_after_s

_WAIT_S = 20.0
"""Where a provider says “too much” without saying for how long."""
_QUOTA = ("insufficient_quota", "credit balance", "billing", "exceeded your current quota")
_LENGTH = (
    "context_length_exceeded",
    "context length",
    "context window",
    "maximum context",
    "prompt is too long",
    "too many tokens",
    "input token count",
)
_BAD_CALL = ("tool_use_failed", "failed_generation")
_REASON_LENGTH = 240


FAULTS = (openai.OpenAIError, ModelBehaviorError, json.JSONDecodeError)
"""What asking a model may raise."""


def told(fault: Exception, model: Model) -> GreenlightError:
    """The tree's error for one of `FAULTS` that asking `model` raised."""
    who = model.provider
    if isinstance(fault, openai.APITimeoutError):
        return Unreachable(who, "it was silent for too long")
    if isinstance(fault, openai.APIConnectionError):
        return _lost(fault, model)
    if isinstance(fault, openai.APIStatusError):
        return _refused(fault, model)
    if isinstance(fault, openai.APIError):
        return _told_within(fault, model)
    is_too_long = any(word in str(fault).lower() for word in ("incomplete", "length"))
    return BrokenAnswer(who, "it reached its limit" if is_too_long else "it cannot be read")


def _lost(fault: openai.APIConnectionError, model: Model) -> GreenlightError:
    """No connection, or one that was lost within an answer."""
    cause = fault.__cause__
    kind = type(cause).__name__
    if kind in ("RemoteProtocolError", "ReadError"):
        reason = str(cause) if kind == "RemoteProtocolError" else "the connection was lost"
        return BrokenAnswer(model.provider, reason[:_REASON_LENGTH])
    if model.is_local:
        return Unreachable(model.provider, "its server does not run on this machine")
    return Unreachable(model.provider, "no connection; are you online?")


def _refused(fault: openai.APIStatusError, model: Model) -> GreenlightError:
    """By the status of the answer and the words in it."""
    who, status, said = model.provider, fault.status_code, _words(fault)
    if any(word in said for word in _LENGTH):
        return ContextFull(who, model.title)
    if status == 402 or any(word in said for word in _QUOTA):
        return ModelRefused(
            who, "the account has no credit left.", f"Add some at {who}, or choose another model."
        )
    if status == 429:
        wait_s = retry_after_s(fault.response.headers)
        return RateLimited(who, _WAIT_S if wait_s is None else wait_s)
    if status == 401:
        return ModelRefused(
            who, "it does not accept the key.", "Put the right key in Settings under Models."
        )
    if status in (403, 404):
        return ModelRefused(
            who,
            f"this key may not use {model.title}, or it is no longer offered.",
            "Choose another model, or look at your account there.",
        )
    if status >= 500 or status in (408, 409):
        return Unreachable(who, f"it has trouble of its own, status {status}")
    if any(word in said for word in _BAD_CALL):
        return BrokenAnswer(who, "it wrote a tool call that cannot be read")
    return ModelRefused(who, _reason(fault), "Choose another model, or ask in other words.")


def _told_within(fault: openai.APIError, model: Model) -> GreenlightError:
    """An error that came as a part of a stream."""
    said = _words(fault)
    if any(word in said for word in _LENGTH):
        return ContextFull(model.provider, model.title)
    if "rate" in said and "limit" in said:
        return RateLimited(model.provider, _WAIT_S)
    return BrokenAnswer(model.provider, _reason(fault))


def _words(fault: openai.APIError) -> str:
    """All that was said, in lower case, to look for words in."""
    return f"{fault.message} {fault.code or ''} {fault.type or ''} {fault.body or ''}".lower()


def _reason(fault: openai.APIError) -> str:
    """What the provider said, short enough to read."""
    body = fault.body
    message = body.get("message") if isinstance(body, dict) else None
    said = " ".join(str(message or fault.message).split())
    return said if len(said) <= _REASON_LENGTH else said[:_REASON_LENGTH].rsplit(" ", 1)[0] + "…"
