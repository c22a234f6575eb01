"""What a model can do and costs, in the words of a person."""

from __future__ import annotations

from studio.domain.spend import Spent
from studio.llm.models import Model


def abilities(model: Model) -> tuple[str, ...]:
    """Such as "tools", "several at once", "pictures", "JSON"."""
    known = (
        (model.has_tools, "tools"),
        (model.has_parallel_calls, "several at once"),
        (model.has_vision, "pictures"),
        (model.has_json_mode, "JSON"),
    )
    return tuple(word for is_there, word in known if is_there)


def context_words(model: Model) -> str:
    """How much it holds: "1M", "922k" tokens; empty where that is not known."""
    if model.context >= 950_000:
        return f"{model.context / 1_000_000:.1f}M".replace(".0M", "M")
    return f"{model.context // 1000}k" if model.context else ""


def price_words(model: Model) -> str:
    """Such as "free" or "$2 / $10": a million tokens in and out."""
    if model.is_free:
        return "free"
    if model.price_in is None or model.price_out is None:
        return "price not known"
    return f"{dollars(model.price_in)} / {dollars(model.price_out)}"


def dollars(amount: float) -> str:
    """US dollars with as many digits as tell something: $20, $1.50, $0.006."""
    if amount and amount < 0.01:
        return f"${amount:.4f}".rstrip("0").rstrip(".")
    text = f"{amount:,.3f}".rstrip("0").rstrip(".") if amount < 1 else f"{amount:,.2f}"
    whole, _, cents = text.partition(".")
    if cents in ("", "00"):
        return f"${whole}"
    return f"${whole}.{cents.ljust(2, '0')}"


def spent_words(spent: Spent) -> str:
    """Such as "12,300 tokens, $0.12"; "nothing" for nothing."""
    if not spent.tokens:
        return "nothing"
    money = dollars(round(spent.cost, 2 if spent.cost >= 0.01 else 4)) if spent.cost else "free"
    return f"{spent.tokens:,} tokens, {money}"
