"""What a turn's models take: put aside before each call, written down after it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from studio.actions.spending import Hold, SpendPlace, hold_spend, record_spend, release_spend
from studio.agents.desk import Desk
from studio.agents.speaking import Asked, Meter
from studio.agents.transcript import Transcript
from studio.domain.chat import Message
from studio.llm.models import Model


@dataclass
class Bill:
    """Counts the calls of one turn. Calls of Embedded cost nothing and are not counted."""

    desk: Desk
    told: Transcript
    calls: list[Asked] = field(default_factory=list)

    def meter(self) -> Meter:
        """What is done before and after each call of a model."""
        return Meter(self._before, self._after, self._failed)

    def totals(self, message: Message) -> dict[str, Any]:
        """The tokens and money of a message: what it had taken before, and this turn's."""
        return {
            "tokens_in": message.tokens_in + sum(_in(asked) for asked in self.calls),
            "tokens_out": message.tokens_out + sum(_out(asked) for asked in self.calls),
            "cost": message.cost + sum(asked.cost for asked in self.calls),
        }

    def facts(self) -> dict[str, Any]:
        """The turn's figures, for its span and the log."""
        first = next((a.first_token_ms for a in self.calls if a.first_token_ms is not None), None)
        return {
            "first_token_ms": first,
            "model_calls": len(self.calls),
            "tokens_in": sum(_in(asked) for asked in self.calls),
            "tokens_out": sum(_out(asked) for asked in self.calls),
            "cost": round(sum(asked.cost for asked in self.calls), 6),
        }

    @property
    def _place(self) -> SpendPlace:
        desk = self.desk
        return SpendPlace(desk.project_id, desk.thread, desk.message, desk.trace)

    def _before(self, model: Model, tokens_in: int) -> tuple[int | None, Hold | None]:
        """Put aside what the call may cost. Raises OverLimit."""
        if model.is_embedded:
            return None, None
        hold = hold_spend(self.desk.studio, self._place, model, tokens_in)
        return hold.tokens_out, hold

    def _failed(self, hold: Hold | None, has_begun: bool) -> None:
        """An answer that broke off stays put aside: it may well be billed."""
        if hold is not None and not has_begun:
            release_spend(self.desk.studio, hold)

    def _after(self, hold: Hold | None, asked: Asked) -> None:
        self.calls.append(asked)
        _log(self.desk, asked)
        if hold is None or asked.usage is None:
            return
        record_spend(self.desk.studio, self._place, asked.model, asked.usage, hold)
        self.told.usage_added(_in(asked), _out(asked), asked.cost)


def _in(asked: Asked) -> int:
    return asked.usage.input_tokens if asked.usage else 0


def _out(asked: Asked) -> int:
    return asked.usage.output_tokens if asked.usage else 0


def _log(desk: Desk, asked: Asked) -> None:
    facts = {
        "trace": desk.trace,
        "message_id": desk.message,
        "model": asked.model.name,
        "first_token_ms": asked.first_token_ms,
        "ms": asked.ms,
        "tokens_in": _in(asked),
        "tokens_out": _out(asked),
        "cost": round(asked.cost, 6),
    }
    logging.getLogger("studio.agents.model").info("%s answered", asked.model.title, extra=facts)
