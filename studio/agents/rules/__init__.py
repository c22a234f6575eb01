"""The rules by which a sentence is read, the first that understands it has it.

A rule is a function from a sentence to a request, or None when the sentence is not of its
kind. To add one, write it in the file of its kind and put it into that file's `RULES`.
"""

from __future__ import annotations

from studio.agents.rules import restraint, scenes, settings, talk, work
from studio.agents.rules.rule import Rule

__all__ = ["RULES", "Rule"]

RULES: tuple[Rule, ...] = (
    *restraint.RULES,
    *work.RULES,
    *talk.RULES,
    *scenes.RULES,
    *settings.RULES,
    *scenes.LAST_RULES,
)
