"""Small pieces of plain English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def counted(count: int, noun: str) -> str:
    """ "1 scene", "3 scenes"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listed(parts: Sequence[str]) -> str:
    """ "2, 3 and 5"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def choices(names: Iterable[str]) -> str:
    """What there is to choose from, as a remedy: "There are cut, fade and wipe." """
    return f"There are {listed(tuple(names))}."


def lasting(seconds: float) -> str:
    """ "48 seconds", "1 minute", "4 minutes 34 seconds"."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return counted(rest, "second")
    return (
        f"{counted(minutes, 'minute')} {counted(rest, 'second')}"
        if rest
        else counted(minutes, "minute")
    )
