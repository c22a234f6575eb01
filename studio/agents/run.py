"""One run of the director on the agents SDK: its events become those of the message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from agents import (
    Agent,
    AgentsException,
    ModelSettings,
    RunConfig,
    RunContextWrapper,
    RunHooks,
    Runner,
    RunState,
    UserError,
)
from agents.items import ToolApprovalItem
from agents.run_config import CallModelData, ModelInputData, ToolErrorFormatterArgs

from studio.actions.reviews import approve_scenes, waiting_scenes
from studio.agents.context import CONTEXT_TOKENS, project_state
from studio.agents.desk import Desk, OnText
from studio.agents.embedded import policy
from studio.agents.spans import PREFIX
from studio.agents.specialists import DIRECTOR, SPECIALISTS, prompt_of
from studio.agents.toolbox import UNKNOWN_TOOL, Toolbox
from studio.agents.tools.arguments import arguments_of
from studio.agents.transcript import Transcript
from studio.agents.unusable import CALLED, unusable
from studio.domain.chat import ApprovalAsk
from studio.domain.errors import GreenlightError, MissingPart, UnreadableDocument
from studio.domain.ids import SceneId, new_id
from studio.llm.fallback import FallbackModel

MAX_ANSWERS = 24
"""How often the model may answer in one turn, between its tools."""
ASK = "request_approval"
REFUSED = f"{policy.REFUSED} Do not do it; ask what they would like instead."
_WORDS = ("response.output_text.delta", "response.refusal.delta")


@dataclass(frozen=True)
class Ending:
    """How a run ended: done, or waiting with `asks`, to be resumed from `state`."""

    asks: ApprovalAsk | None = None
    state: str = ""


@dataclass
class DirectorRun:
    """The director at work on one message.

    `has_consented` is true when the person's message itself is a plain go-ahead.
    """

    desk: Desk
    told: Transcript
    toolbox: Toolbox
    model: FallbackModel
    has_consented: bool = False
    is_going_on: bool = False
    agent: Agent[None] = field(init=False)

    def __post_init__(self) -> None:
        self.toolbox.desk = replace(self.desk, floor=RunFloor(self))
        self.toolbox.speaker = lambda: self.model.speaker
        self.agent = Agent(
            name=DIRECTOR,
            instructions=self._instructions,
            tools=list(self.toolbox.tools()),
            model=self.model,
            model_settings=ModelSettings(parallel_tool_calls=True),
        )

    async def begin(self, items: list[Any]) -> Ending:
        """Answer `items`, which end with what the person said. Raises what the models raise."""
        return await self._follow(items)

    async def resume(self, state: str, *, is_approved: bool, note: str) -> Ending:
        """Go on with a run that waited, now that the person has decided.

        Raises UnreadableDocument for a state that cannot be read, and what the models raise.
        """
        try:
            paused = await RunState.from_string(self.agent, state)
        except UserError as fault:
            raise UnreadableDocument("waiting answer", str(fault)) from fault
        for asked in paused.get_interruptions():
            if is_approved:
                paused.approve(asked)
            else:
                paused.reject(asked, rejection_message=f"{REFUSED} They said: “{note}”")
        return await self._follow(paused)

    async def think(self, specialist: str, prompt: str, on_text: OnText | None) -> str:
        """Ask a specialist, who has no tools and knows only `prompt` and its own instructions.

        Raises MissingPart, BrokenAnswer, and what the models raise.
        """
        if self.model.speaker.is_embedded:
            raise MissingPart("A language model", "Choose one in the chat; Embedded goes by rules.")
        thinker: Agent[None] = Agent(
            name=specialist, instructions=prompt_of(specialist), model=self.model
        )
        self.told.agent_started(specialist, SPECIALISTS[specialist].says)
        pieces: list[str] = []
        try:
            result = Runner.run_streamed(thinker, prompt, max_turns=1, run_config=self._config())
            async for event in result.stream_events():
                words = _words(event)
                pieces.append(words)
                if words and on_text is not None:
                    on_text(words)
        except AgentsException as fault:
            raise unusable(self.model.speaker.title, fault, CALLED) from fault
        finally:
            self.told.agent_finished(specialist)
        return "".join(pieces)

    async def _follow(self, given: list[Any] | RunState[Any]) -> Ending:
        while True:
            result = Runner.run_streamed(
                self.agent,
                given,
                max_turns=MAX_ANSWERS,
                hooks=_Answers(self.toolbox.new_answer),
                run_config=self._config(),
            )
            async for event in result.stream_events():
                if event.type == "raw_response_event":
                    self._heard(event.data)
            self.told.flush()
            if not result.interruptions:
                return Ending()
            state = result.to_state()
            asks = self._asks(result.interruptions[0])
            if not self._is_settled(asks):
                if not self.told.text and asks.text:
                    self.told.say(asks.text)
                return Ending(asks, state.to_string())
            for asked in result.interruptions:
                state.approve(asked)
            given = state

    def _heard(self, event: Any) -> None:
        """Put what a model says into the message as it comes."""
        if event.type in _WORDS:
            self.told.add(event.delta)
        elif event.type == "response.output_item.added" and event.item.type == "message":
            if self.is_going_on:
                self.told.go_on()
            else:
                self.told.part()
            self.is_going_on = False

    def _asks(self, item: ToolApprovalItem) -> ApprovalAsk:
        """What is asked of the person: the scenes concerned that are not greenlit yet."""
        taken = arguments_of(self.toolbox.cards[ASK].run)
        try:
            given = taken.read(str(getattr(item.raw_item, "arguments", "") or "{}"))
            named = [self.desk.scene(name).id for name in given["scenes"] or ()]
        except GreenlightError:
            given, named = {}, []
        waiting = [scene.id for scene in waiting_scenes(self.desk.studio, self.desk.plan)]
        scenes = [scene for scene in waiting if scene in named or not named]
        return ApprovalAsk(
            id=new_id(12), text=str(given.get("purpose") or ""), scenes=tuple(scenes)
        )

    def _is_settled(self, asks: ApprovalAsk) -> bool:
        """True when nothing is open, or the person has just said yes to exactly this."""
        if asks.scenes and self.has_consented and self._were_seen(asks.scenes):
            approve_scenes(self.desk.studio, self.desk.project_id, asks.scenes)
            return True
        return not asks.scenes

    def _were_seen(self, scenes: Sequence[SceneId]) -> bool:
        """True when these scenes are as they were when the person said yes."""
        plan, desk = self.desk.plan, self.desk
        history = desk.studio.store.plans.history(desk.project_id)
        own = [revision.number for revision in history if revision.batch == desk.batch]
        if not own:
            return True
        number = min(own) - 1
        seen = desk.studio.store.plans.numbered(desk.project_id, number).scenes if number else ()
        hashes = {scene.id: scene.content_hash for scene in seen}
        return all(hashes.get(name) == plan.scene(name).content_hash for name in scenes)

    def _instructions(self, _context: RunContextWrapper[None], _agent: Agent[None]) -> str:
        """The prompt, and the project as it is at this moment."""
        speaker = self.model.speaker
        if speaker.is_embedded:
            return ""
        room = min(CONTEXT_TOKENS, speaker.context // 8) if speaker.context else CONTEXT_TOKENS
        state = project_state(self.desk.studio, self.desk.project_id, speaker, room)
        return f"{prompt_of(DIRECTOR)}\n\nThe project as it is now\n\n{state}"

    def _config(self) -> RunConfig:
        return RunConfig(
            workflow_name="turn",
            trace_id=f"{PREFIX}{self.desk.trace}",
            group_id=self.desk.thread,
            trace_include_sensitive_data=False,
            tool_not_found_behavior="return_error_to_model",
            tool_error_formatter=_tool_error,
            call_model_input_filter=_in_plain_items,
        )


@dataclass(frozen=True)
class RunFloor:
    """What tools may do to the answer and whom they may ask, within a run."""

    run: DirectorRun

    def say(self, text: str) -> None:
        """Add a paragraph to the answer."""
        self.run.told.say(text)

    def note(self, doing: str) -> None:
        """Steps have their own notes."""

    async def think(self, specialist: str, prompt: str, on_text: OnText | None) -> str:
        """Ask a specialist."""
        return await self.run.think(specialist, prompt, on_text)


class _Answers(RunHooks[None]):
    """Says when the director's model is asked anew."""

    def __init__(self, on_ask: Callable[[], None]) -> None:
        self._on_ask = on_ask

    async def on_llm_start(self, *_given: Any) -> None:
        """A new answer begins."""
        self._on_ask()


def _words(event: Any) -> str:
    """The words that an event of a stream brings, if any."""
    if event.type != "raw_response_event" or event.data.type not in _WORDS:
        return ""
    return str(event.data.delta)


def _in_plain_items(asked: CallModelData[Any]) -> ModelInputData:
    """The items as every protocol takes them.

    A run that was saved gives earlier answers back in parts and without their type, which the
    SDK then does not know for the Chat protocol.
    """
    items: list[Any] = [_plain(dict(item)) for item in asked.model_data.input]
    return ModelInputData(input=items, instructions=asked.model_data.instructions)


def _plain(item: dict[str, Any]) -> dict[str, Any]:
    content = item.get("content")
    if item.get("role") != "assistant" or "type" in item or not isinstance(content, list):
        return item
    text = "".join(str(part.get("text", "")) for part in content)
    return {"role": "assistant", "content": text}


def _tool_error(given: ToolErrorFormatterArgs[Any]) -> str | None:
    if given.kind == "tool_not_found":
        return UNKNOWN_TOOL.format(name=given.tool_name)
    return REFUSED if given.kind == "approval_rejected" else None
