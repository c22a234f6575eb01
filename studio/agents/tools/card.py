"""What the runner and the page know of a tool besides the function itself."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Literal

from studio.agents.desk import Tool

ToolEffect = Literal["reads", "changes", "spends"]


@dataclass(frozen=True)
class ToolCard:
    """A tool: its function, its name in plain words, and what running it means.

    `reads` run side by side and again each time they are asked for. `changes` run one after
    another in the order they were called, and `spends` side by side; of both, one call with
    the same meaning in one turn is carried out once. With `is_outside` the effect is made
    outside the store while the tool thinks, so that one begun without a known end may have
    been carried out. One that `is_setting` says how something is to be, whatever it was before:
    asked for again after it was set otherwise, it is set again. One that `is_by_rule` is not
    offered to language models: the person's own words must have asked for it.
    """

    run: Tool
    title: str
    effect: ToolEffect = "changes"
    needs_approval: bool = False
    is_outside: bool = False
    is_setting: bool = False
    is_by_rule: bool = False

    @property
    def is_async(self) -> bool:
        """Whether it thinks before it acts."""
        return iscoroutinefunction(self.run)

    @property
    def name(self) -> str:
        """What models call it."""
        return str(self.run.__name__)
