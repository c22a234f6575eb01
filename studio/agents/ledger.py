"""The ledger: what a tool does for one turn, it does once, however often it is asked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

from studio.actions.clock import now
from studio.actions.undoing import APPROVE, settings_changed
from studio.agents.desk import Desk
from studio.agents.tools.card import ToolCard
from studio.domain.chat import CallState, ToolCall
from studio.domain.documents import hash_of
from studio.domain.errors import GreenlightError, UncertainCall, UncertainOutcome

UNDO = "undo"


@dataclass(frozen=True)
class Ledger:
    """Runs tools for one turn. The turn is the person's message, whoever answers it."""

    desk: Desk

    def key(self, tool: str, arguments: dict[str, Any], ordinal: int) -> str:
        """What one call means: equal for every attempt at it, whatever a model names it.

        `ordinal` counts deliberate repeats within one answer of a model, from 0.
        """
        meaning = [self.desk.thread, self.desk.batch, tool, arguments]
        return hash_of([*meaning, ordinal] if ordinal else meaning)

    async def once(
        self, card: ToolCard, arguments: dict[str, Any], plain: dict[str, Any], ordinal: int = 0
    ) -> str:
        """Run a tool, or find what it gave before; its outcome in plain words.

        `plain` are the arguments as JSON values. An effect and its row are written in one
        transaction.

        Raises:
            UncertainCall: it was begun outside the store before, and its end is not known.
            GreenlightError: what the tool raises; the call then counts as not made.
        """
        if card.effect == "reads":
            return await _outcome(card.run(self.desk, **arguments))
        key = self.key(card.name, plain, ordinal)
        call = self._begin(card, key, plain)
        if call.outcome is not None:
            return str(call.outcome.get("said", ""))
        try:
            return await self._carry_out(card, arguments, key)
        except GreenlightError as fault:
            is_uncertain = isinstance(fault, UncertainOutcome)
            state = CallState.UNCERTAIN if is_uncertain else CallState.FAILED
            self.desk.studio.store.chats.settle(key, state, str(fault))
            raise

    def _begin(self, card: ToolCard, key: str, plain: dict[str, Any]) -> ToolCall:
        store = self.desk.studio.store
        fresh = ToolCall(
            key=key,
            thread=self.desk.thread,
            message=self.desk.message,
            tool=card.name,
            arguments=plain,
            started_at=now(),
        )
        call = store.chats.begin(fresh)
        is_open = call is not fresh and call.outcome is None
        if call.state is CallState.UNCERTAIN or (is_open and card.is_outside):
            fault = UncertainCall(card.title, key)
            store.chats.settle(key, CallState.UNCERTAIN, str(fault))
            raise fault
        return call

    async def _carry_out(self, card: ToolCard, arguments: dict[str, Any], key: str) -> str:
        store, before = self.desk.studio.store, self.desk.project
        effect = await _effect(card, self.desk, arguments)
        with store.transaction():
            outcome: dict[str, Any] = {"said": effect()}
            settings = settings_changed(before, self.desk.project)
            if card.name != UNDO and (settings or card.name == APPROVE):
                outcome |= {"settings": settings, "batch": self.desk.batch}
            call = store.chats.finish(key, outcome)
        return str((call.outcome or {}).get("said", ""))


async def _effect(card: ToolCard, desk: Desk, arguments: dict[str, Any]) -> Callable[[], str]:
    """What a tool will do; one that thinks first has thought then, and may have done it."""
    if not card.is_async:
        return lambda: str(card.run(desk, **arguments))
    thought = await _awaited(card.run(desk, **arguments))
    return thought if callable(thought) else lambda: str(thought)


async def _outcome(made: Any) -> str:
    thought = await _awaited(made)
    return str(thought()) if callable(thought) else str(thought)


async def _awaited(made: Any) -> Any:
    return await made if isawaitable(made) else made
