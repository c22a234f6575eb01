"""What the SDK gives up on, as an error of our own tree."""

from __future__ import annotations

from agents.exceptions import AgentsException, MaxTurnsExceeded

from studio.domain.errors import BrokenAnswer

CALLED = "it called for a tool where words were wanted"
WENT_ON = "it went from tool to tool without an end"


def unusable(who: str, fault: AgentsException, endless: str) -> BrokenAnswer:
    """The error for an answer of the model `who` that nothing can be made of.

    `endless` says in words what it means that it took more answers than it was given.
    """
    if isinstance(fault, MaxTurnsExceeded):
        return BrokenAnswer(who, endless)
    return BrokenAnswer(who, f"it cannot be used, {type(fault).__name__}")
