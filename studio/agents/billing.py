"""What a turn's models take, for the message, its events, its span and the log."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from studio.actions.spending import SpendPlace, SpendPurse
from studio.agents.desk import Desk
from studio.agents.speaking import Asked
from studio.agents.transcript import Transcript
from studio.domain.chat import Message


@dataclass
class Bill:
    """Counts the calls of one turn."""

    desk: Desk
    told: Transcript
    calls: list[Asked] = field(default_factory=list)

    @property
    def purse(self) -> SpendPurse:
        """What holds the caps for calls of this turn."""
        desk = self.desk
        place = SpendPlace(desk.project_id, desk.thread, desk.message, desk.trace)
        return SpendPurse(desk.studio, place)

    def add(self, asked: Asked) -> None:
        """A model has answered."""
        self.calls.append(asked)
        if not asked.model.is_embedded:
            self.told.usage_added(asked.tokens_in, asked.tokens_out, asked.cost)
        facts = {
            "trace": self.desk.trace,
            "message_id": self.desk.message,
            "model": asked.model.name,
            "first_token_ms": asked.first_token_ms,
            "ms": asked.ms,
            "tokens_in": asked.tokens_in,
            "tokens_out": asked.tokens_out,
            "cost": round(asked.cost, 6),
        }
        logging.getLogger(__name__).info("%s answered", asked.model.title, extra=facts)

    def totals(self, message: Message) -> dict[str, Any]:
        """The tokens and money of a message: what it had taken before, and this turn's."""
        return {
            "tokens_in": message.tokens_in + sum(asked.tokens_in for asked in self.calls),
            "tokens_out": message.tokens_out + sum(asked.tokens_out for asked in self.calls),
            "cost": message.cost + sum(asked.cost for asked in self.calls),
        }

    def facts(self) -> dict[str, Any]:
        """The turn's figures."""
        first = next((a.first_token_ms for a in self.calls if a.first_token_ms is not None), None)
        return {
            "first_token_ms": first,
            "model_calls": len(self.calls),
            "tokens_in": sum(asked.tokens_in for asked in self.calls),
            "tokens_out": sum(asked.tokens_out for asked in self.calls),
            "cost": round(sum(asked.cost for asked in self.calls), 6),
        }
