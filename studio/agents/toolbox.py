"""The tools as the SDK takes them: checked, shown as steps, and each done once."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from agents import FunctionTool
from agents.strict_schema import ensure_strict_json_schema
from agents.tool_context import ToolContext
from agents.tracing import get_current_span

from studio.agents.desk import Desk, Floor, OnText
from studio.agents.ledger import Ledger
from studio.agents.repeats import Repeats
from studio.agents.session import Made
from studio.agents.tools.arguments import Arguments, arguments_of
from studio.agents.tools.card import ToolCard
from studio.agents.transcript import Transcript
from studio.domain.chat import StepState
from studio.domain.errors import GreenlightError, UncertainOutcome
from studio.domain.job import Fault
from studio.llm.models import Model

LONGEST_S = 600.0
UNKNOWN_TOOL = "There is no tool “{name}”. Use one of those you were given."
TOO_SLOW = "It took longer than {minutes:.0f} minutes and was stopped; nothing of it was kept."
_SHOWN = ("scene", "scenes", "about", "title", "wanted", "mood", "aspect", "guidance", "text")


@dataclass
class Toolbox:
    """The tools of one turn."""

    desk: Desk
    told: Transcript
    cards: Mapping[str, ToolCard]
    longest_s: float = LONGEST_S
    speaker: Callable[[], Model] | None = None
    made: list[Made] = field(default_factory=list)
    _turnstile: asyncio.Lock = field(default_factory=asyncio.Lock)
    _repeats: Repeats = field(default_factory=Repeats)

    def tools(self) -> list[FunctionTool]:
        """All tools; `hidden` are those that language models are not offered."""
        return [self._tool(card) for card in self.cards.values()]

    @property
    def hidden(self) -> frozenset[str]:
        """The names of tools that only the person's own words may call for."""
        return frozenset(card.name for card in self.cards.values() if card.is_by_rule)

    def new_answer(self) -> None:
        """A model answers anew: a call that was made before is the same call (see `Repeats`)."""
        self._repeats.new_answer()

    def _tool(self, card: ToolCard) -> FunctionTool:
        taken = arguments_of(card.run)

        async def invoke(context: ToolContext[Any], text: str) -> str:
            said = await self._invoke(card, taken, text)
            self.made.append(Made(context.tool_call_id, card.name, text or "{}", said))
            return said

        return FunctionTool(
            name=card.name,
            description=taken.says,
            params_json_schema=strict_schema(taken),
            on_invoke_tool=invoke,
            needs_approval=card.needs_approval,
        )

    async def _invoke(self, card: ToolCard, taken: Arguments, text: str) -> str:
        """One call, from its text to its outcome; a fault is an outcome as well."""
        if card.is_by_rule and not self._desk(0).is_embedded:
            return UNKNOWN_TOOL.format(name=card.name)
        try:
            arguments = taken.read(text)
        except GreenlightError as fault:
            self._failed(self.told.begin(card.title, tool=card.name), fault.sentence)
            return _told(fault)
        plain = taken.canonical(arguments)
        async with self._turn(card):
            step = self.told.begin(card.title, tool=card.name, doing=_doing(plain))
            return await self._attempt(card, step, self._once(card, step, arguments, plain))

    async def _once(
        self, card: ToolCard, step: int, arguments: dict[str, Any], plain: dict[str, Any]
    ) -> str:
        number = self._repeats.number(card, plain)
        said = await Ledger(self._desk(step)).once(card, arguments, plain, number)
        self._repeats.carried_out(card, plain)
        return said

    def _desk(self, step: int) -> Desk:
        """The desk for one step, with whoever speaks at this moment."""
        speaker = self.speaker() if self.speaker else self.desk.speaker
        floor = StepFloor(self.desk.floor, self.told, step)
        return replace(self.desk, floor=floor, speaker=speaker)

    async def _attempt(self, card: ToolCard, step: int, work: Any) -> str:
        try:
            async with asyncio.timeout(self.longest_s):
                said: str = await work
        except TimeoutError:
            said = TOO_SLOW.format(minutes=self.longest_s / 60)
            self._failed(step, said)
        except GreenlightError as fault:
            is_uncertain = isinstance(fault, UncertainOutcome)
            state = StepState.UNCERTAIN if is_uncertain else StepState.FAILED
            self._failed(step, fault.sentence, state)
            said = _told(fault)
        except Exception as error:
            facts = {"trace": self.desk.trace, "message_id": self.desk.message, "tool": card.name}
            logging.getLogger(__name__).exception("The tool %s failed", card.name, extra=facts)
            self._failed(step, Fault.of(error).sentence)
            said = _told(error)
        else:
            self.told.end(step, headline(said))
        return said

    def _failed(self, step: int, sentence: str, state: StepState = StepState.FAILED) -> None:
        """End a step that came to nothing, on the page and in the waterfall."""
        self.told.end(step, sentence, state)
        span = get_current_span()
        if span is not None:
            span.set_error({"message": sentence, "data": None})

    @asynccontextmanager
    async def _turn(self, card: ToolCard) -> AsyncIterator[None]:
        """Changes pass one after another in the order of their calls; the rest side by side."""
        if card.effect != "changes":
            yield
            return
        async with self._turnstile:
            yield


@dataclass(frozen=True)
class StepFloor:
    """The floor as the tool of one step has it: its notes are about that step."""

    floor: Floor
    told: Transcript
    step: int

    def say(self, text: str) -> None:
        """Add a paragraph to the answer."""
        self.told.say(text)

    def note(self, doing: str) -> None:
        """Say what the step is doing now."""
        self.told.progress(self.step, doing)

    async def think(self, specialist: str, prompt: str, on_text: OnText | None) -> str:
        """Ask a specialist, whose work the step then is."""
        self.told.assign(self.step, specialist)
        return await self.floor.think(specialist, prompt, on_text)


def strict_schema(taken: Arguments) -> dict[str, Any]:
    """The schema in the SDK's strict form: all is required, and null stands for "not given".

    It is the caller's own, to change.
    """
    schema: dict[str, Any] = json.loads(_strict_text(taken))
    return schema


@cache
def _strict_text(taken: Arguments) -> str:
    """The schema as text: every turn offers every tool, and working it out takes milliseconds."""
    schema = taken.schema
    required = schema.get("required", [])
    properties: dict[str, Any] = schema.get("properties", {})
    loose = {
        name: found if name in required else _or_null(found) for name, found in properties.items()
    }
    strict: dict[str, Any] = ensure_strict_json_schema({**schema, "properties": loose})
    return json.dumps(_untitled(strict))


def _untitled(schema: Any) -> Any:
    """The schema without the titles that only repeat its names: every call pays for them."""
    if isinstance(schema, list):
        return [_untitled(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {k: _untitled(v) for k, v in schema.items() if k != "title" or not isinstance(v, str)}


def _or_null(found: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in found.items() if key not in ("default", "title")}
    says = {"description": kept.pop("description")} if "description" in kept else {}
    kinds = kept.get("anyOf", [kept])
    if {"type": "null"} not in kinds:
        kinds = [*kinds, {"type": "null"}]
    return {"anyOf": kinds, **says}


def _told(error: BaseException) -> str:
    fault = Fault.of(error)
    return f"{fault.sentence} {fault.remedy}".strip()


def headline(said: str) -> str:
    """The first line of an outcome, short enough for the page's list of steps."""
    first = said.strip().split("\n", 1)[0].replace("**", "")
    return first if len(first) <= 160 else f"{first[:159].rsplit(' ', 1)[0]}…"


def _doing(plain: dict[str, Any]) -> str:
    """What a call is about, in a few words."""
    for name in _SHOWN:
        value = plain.get(name)
        if isinstance(value, list):
            value = ", ".join(str(part) for part in value)
        if value:
            said = f"scene {value}" if name.startswith("scene") else str(value)
            return said if len(said) <= 60 else f"{said[:59].rstrip()}…"
    return ""
