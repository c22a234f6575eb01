"""The turn: answer one message, doing what it asks, in events that a page can follow."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agents import AgentsException

from studio.actions.chat import finish_answer
from studio.actions.sites import is_film_wanting
from studio.agents.asking import left_items, made_of, question_item
from studio.agents.billing import Bill
from studio.agents.desk import Desk
from studio.agents.embedded.model import EmbeddedModel, rehearse_speaking
from studio.agents.embedded.policy import Known, next_moves
from studio.agents.run import DirectorRun, Ending
from studio.agents.session import ThreadSession
from studio.agents.spans import span_keeper
from studio.agents.speaking import speakers
from studio.agents.toolbox import Toolbox, headline, strict_schema
from studio.agents.tools import TOOLS
from studio.agents.tools.arguments import arguments_of
from studio.agents.transcript import Transcript
from studio.agents.unusable import WENT_ON, unusable
from studio.domain.chat import CallState, Message, MessageState, StepState, ToolCall
from studio.domain.consent import consent_of
from studio.domain.errors import GreenlightError, NotFound, UnreadableDocument
from studio.domain.ids import MessageId, TraceId
from studio.domain.job import Fault
from studio.llm.fallback import FallbackModel
from studio.llm.models import Model
from studio.studio import Studio

CUT_OFF = "It was cut off."
STOPPED = "(The person stopped this answer here.)"
STATE_OF_STEP = {
    CallState.FINISHED: StepState.DONE,
    CallState.FAILED: StepState.FAILED,
    CallState.UNCERTAIN: StepState.UNCERTAIN,
}


@dataclass(frozen=True)
class TurnOrder:
    """What a turn job is to do: write `message` in answer to `question`.

    `model` speaks where it is named, else the project's own; `resumes` is the message whose
    run waited for the decision that the question is.
    """

    message: MessageId
    question: MessageId
    trace: TraceId
    model: str = ""
    resumes: MessageId | None = None


async def run_turn(studio: Studio, order: TurnOrder) -> dict[str, Any]:
    """Answer the question, and finish the message in one of its states.

    It may be run again from its top at any time: what was done is found in the ledger, and
    what was said is gone on from. Cancelled without a person's wish (the worker ends) it
    leaves the message open, to go on later.

    Raises:
        GreenlightError: it failed, which the message then says.
        asyncio.CancelledError: it was stopped, or the worker ends.
    """
    message = studio.store.chats.message(order.message)
    if message.state is not MessageState.OPEN:
        return {"state": message.state.value}
    turn = _Turn.of(studio, order, message)
    facts = {"message_id": message.id, "job": message.job or "", "thread_id": message.thread}
    with span_keeper().watching(studio.store, turn.desk.project_id, order.trace, facts) as noted:
        try:
            state = await turn.answer()
        finally:
            noted.update(turn.facts())
    return {"state": state.value, "steps": len(turn.told.steps)}


@dataclass
class _Turn:
    """One message being answered."""

    order: TurnOrder
    message: Message
    question: Message
    desk: Desk
    told: Transcript
    toolbox: Toolbox
    bill: Bill
    session: ThreadSession
    began: float = field(default_factory=time.monotonic)
    model: FallbackModel | None = None

    @classmethod
    def of(cls, studio: Studio, order: TurnOrder, message: Message) -> _Turn:
        """The turn with all it needs. Raises NotFound."""
        thread = studio.store.chats.thread(message.thread)
        question = studio.store.chats.message(order.question)
        desk = Desk(
            studio, thread.project, question.id, order.trace, thread=thread.id, message=message.id
        )
        told = Transcript(studio, thread.project, message, order.trace)
        return cls(
            order=order,
            message=message,
            question=question,
            desk=desk,
            told=told,
            toolbox=Toolbox(desk, told, TOOLS),
            bill=Bill(desk, told),
            session=ThreadSession(studio.store, thread.id, message.id),
        )

    async def answer(self) -> MessageState:
        """Run the director, and write down how it ended."""
        self.told.restore()
        try:
            ending = await self._run()
        except asyncio.CancelledError:
            self._stopped()
            raise
        except Exception as error:
            fault = self._fault(error)
            self._broken(fault)
            # A job that met a passing fault would be run again; the person decides that here.
            raise GreenlightError(fault.sentence, fault.remedy) from error
        return self._ended(ending)

    def facts(self) -> dict[str, Any]:
        """What the turn took, for its span and the log."""
        return {
            **self.bill.facts(),
            "model": self._speaker_name(),
            "steps": len(self.told.steps),
            "ms": round((time.monotonic() - self.began) * 1000),
        }

    async def _run(self) -> Ending:
        studio, project = self.desk.studio, self.desk.project
        known = Known(
            has_plan=_had_plan(self.desk),
            brief=project.brief.text,
            attached=any(a.text.strip() for a in self.question.attachments),
            has_site=is_film_wanting(studio, project.id, self.desk.batch),
        )
        embedded = EmbeddedModel(lambda items, tools: next_moves(items, known, tools))
        name = self.order.model or project.director
        chain = speakers(
            studio, name, embedded, self.bill.purse, self.bill.add, self.toolbox.hidden
        )
        self.model = FallbackModel(chain, self._chosen)
        self.toolbox.desk = self.desk
        run = DirectorRun(
            self.desk,
            self.told,
            self.toolbox,
            self.model,
            has_consented=consent_of(self.question.text) is True,
            is_going_on=bool(self.told.text),
        )
        if self.order.resumes is not None:
            return await self._resumed(run, self.order.resumes)
        return await run.begin(await self._items())

    async def _resumed(self, run: DirectorRun, message_id: MessageId) -> Ending:
        """Go on after a decision; a run that cannot be read again is begun anew."""
        store = self.desk.studio.store
        state, asks = store.turns.run_of(message_id), store.chats.message(message_id).asks
        if state:
            is_approved = bool(asks and asks.is_approved)
            try:
                return await run.resume(state, is_approved=is_approved, note=self.question.text)
            except UnreadableDocument:
                logging.getLogger(__name__).warning(
                    "A waiting run is begun anew", exc_info=True, extra=self._ids()
                )
        return await run.begin(await self._items())

    async def _items(self) -> list[Any]:
        """What came before, what the person says, and what this turn had done already."""
        studio, model = self.desk.studio, self._speaker()
        asked = question_item(
            studio, self.desk.project_id, self.question, has_vision=model.has_vision
        )
        made = studio.store.chats.calls(self.message.id)
        calls = [call for call in made if call.state is not CallState.BEGUN or call.outcome]
        self.toolbox.made.extend(made_of(call) for call in calls)
        self._end_what_was_done(made)
        left = left_items(calls, self.told.text, is_rules=model.is_embedded)
        return [*await self.session.get_items(), asked, *left]

    def _end_what_was_done(self, calls: Sequence[ToolCall]) -> None:
        """End the steps that a crash cut off between the ledger and the page."""
        waiting = list(calls)
        for number, step in enumerate(tuple(self.told.steps), 1):
            call = next((c for c in waiting if c.tool == step.tool), None)
            if call is None:
                continue
            waiting.remove(call)
            if step.state is StepState.RUNNING and call.state in STATE_OF_STEP:
                said = made_of(call).output
                self.told.end(number, headline(said), STATE_OF_STEP[call.state])

    def _chosen(self, model: Model, why: str) -> None:
        """Tell who speaks; that somebody else stepped in stays with the message."""
        self.told.model_chosen(model.name, model.title, why)
        if why:
            step = self.told.begin(f"{model.title} steps in")
            self.told.end(step, why, StepState.FAILED)

    def _ended(self, ending: Ending) -> MessageState:
        """Done, or waiting for a person."""
        store, resumed = self.desk.studio.store, self.order.resumes
        state = MessageState.WAITING if ending.asks else MessageState.DONE
        if ending.asks:
            self.told.approval_asked(ending.asks)
        with store.transaction():
            if ending.asks:
                store.turns.keep_run(self.message.id, ending.state)
            if resumed is not None:
                store.turns.drop_run(resumed)
            self._finish(state, asks=ending.asks)
        return state

    def _stopped(self) -> None:
        """A person's stop ends the message; the worker's end leaves it open."""
        self.told.flush()
        if self._is_wished():
            self.told.end_open("Stopped.")
            self._finish(MessageState.CANCELLED, note=STOPPED)

    def _fault(self, error: Exception) -> Fault:
        """What went wrong in words for a person; what nobody foresaw is logged whole."""
        if isinstance(error, GreenlightError):
            return Fault.of(error)
        if isinstance(error, AgentsException):
            who = self._speaker().title if self.model else "the model"
            return Fault.of(unusable(who, error, WENT_ON))
        logging.getLogger(__name__).exception("The turn failed", extra=self._ids())
        return Fault.of(error)

    def _broken(self, fault: Fault) -> None:
        """Interrupted when something is there to go on from, else failed."""
        self.told.flush()
        self.told.end_open(CUT_OFF)
        has_begun = bool(self.told.text.strip() or self.told.steps)
        state = MessageState.INTERRUPTED if has_begun else MessageState.FAILED
        self._finish(state, fault=fault)

    def _finish(self, state: MessageState, note: str = "", **more: Any) -> None:
        """Fold the answer into its message, and keep the turn for those to come."""
        self.told.flush()
        text = f"{self.told.text}\n\n{note}".strip() if note else self.told.text
        with self.desk.studio.store.transaction():
            self.session.settle(self._question_item(), self.toolbox.made, text)
            finish_answer(
                self.desk.studio,
                self.message.id,
                state,
                self.told.text,
                tuple(self.told.steps),
                model=self._speaker_name(),
                why=self.model.why if self.model else "",
                **self.bill.totals(self.message),
                **more,
            )
        logging.getLogger(__name__).info(
            "The answer is %s", state.value, extra={**self._ids(), **self.facts()}
        )

    def _question_item(self) -> dict[str, Any]:
        return question_item(
            self.desk.studio, self.desk.project_id, self.question, has_vision=False
        )

    def _is_wished(self) -> bool:
        """True when a person asked for the stop, rather than the worker ending."""
        if self.message.job is None:
            return True
        try:
            return self.desk.studio.store.jobs.get(self.message.job).is_cancelling
        except NotFound:
            return False

    def _speaker(self) -> Model:
        assert self.model is not None
        return self.model.speaker

    def _speaker_name(self) -> str:
        return self.model.speaker.name if self.model else self.order.model

    def _ids(self) -> dict[str, Any]:
        return {
            "trace": self.desk.trace,
            "message_id": self.message.id,
            "job": self.message.job or "",
            "thread_id": self.desk.thread,
        }


def rehearse() -> None:
    """Build once what every turn uses: the schemas of tools, the forms that answers have."""
    for card in TOOLS.values():
        strict_schema(arguments_of(card.run))
    rehearse_speaking()


def _had_plan(desk: Desk) -> bool:
    """Whether there was a plan when the message was sent; what this turn planned is not it."""
    for revision in desk.studio.store.plans.history(desk.project_id):
        if revision.batch != desk.batch:
            return bool(revision.scenes)
    return False
