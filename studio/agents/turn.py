"""The turn: answer one message, doing what it asks, in events that a page can follow."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any

from studio.actions.chat import finish_answer
from studio.actions.clock import now
from studio.actions.projects import brief_kind, set_brief
from studio.actions.reviews import waiting_scenes
from studio.agents import answers
from studio.agents.answers import Planned
from studio.agents.desk import Desk, Effect, Tool
from studio.agents.doors import DOORS, arguments
from studio.agents.planning import film_s, pictures_of, planned_scenes, set_style
from studio.agents.reading import read_message
from studio.agents.requests import Greeting, Help, PlanAgain, PlanText, Question, Request, Unknown
from studio.agents.tools import TOOLS
from studio.agents.tools.arguments import arguments_of
from studio.agents.transcript import Transcript
from studio.agents.wording import counted, lasting
from studio.domain.brief import Brief, BriefKind
from studio.domain.chat import MessageState, ToolCall
from studio.domain.documents import hash_of
from studio.domain.errors import Cancelled, GreenlightError
from studio.domain.ids import MessageId, ThreadId, TraceId
from studio.domain.job import Fault
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.llm import read_ask
from studio.studio import Studio

IsCancelled = Callable[[], bool]

_OWN_TEXT = re.compile(
    r"\b(?:of|from|about|with|using|out of)\s+(?:this|that|my|our|the|these)\s+(?:own\s+)?"
    r"(?:text|notes?|script|brief|pictures?|photos?|images?|files?|document)\b",
    re.IGNORECASE,
)


async def run_turn(
    studio: Studio,
    message_id: MessageId,
    question_id: MessageId,
    *,
    trace: TraceId,
    is_cancelled: IsCancelled = lambda: False,
) -> dict[str, Any]:
    """Answer the question, and finish the message as DONE, FAILED or CANCELLED.

    It may be run again from its top at any time: what was done before is found in the
    ledger or in the plan, and what was said before is not said twice. Interrupted without
    a person's wish (the worker ends) it leaves the message open, to go on later.
    """
    message = studio.store.chats.message(message_id)
    if message.state is not MessageState.OPEN:
        return {"state": message.state.value}
    thread = studio.store.chats.thread(message.thread)
    question = studio.store.chats.message(question_id)
    desk = Desk(studio, thread.project, question_id, trace)
    told = Transcript(studio, thread.project, message_id, trace)
    turn = _Turn(desk, told, thread.id, question_id, is_cancelled)
    try:
        state = await turn.answer(question.text)
    except (Cancelled, asyncio.CancelledError):
        if not _is_wished(studio, message_id):
            raise
        told.say("Stopped, as you asked. What was made until here is kept.")
        finish_answer(studio, message_id, MessageState.CANCELLED, told.text, tuple(told.steps))
        raise
    except Exception as error:
        _tell_fault(told, error)
        finish_answer(studio, message_id, MessageState.FAILED, told.text, tuple(told.steps))
        raise
    finish_answer(studio, message_id, state, told.text, tuple(told.steps))
    return {"state": state.value, "steps": len(told.steps)}


def _is_wished(studio: Studio, message_id: MessageId) -> bool:
    """True when a person asked for the stop, rather than the worker ending."""
    job = studio.store.chats.message(message_id).job
    return job is None or studio.store.jobs.get(job).is_cancelling


def _tell_fault(told: Transcript, error: BaseException) -> None:
    fault = Fault.of(error)
    told.say(f"{fault.sentence} {fault.remedy}".strip())


@dataclass
class _Turn:
    """One message being answered."""

    desk: Desk
    told: Transcript
    thread: ThreadId
    question: MessageId
    is_cancelled: IsCancelled

    async def answer(self, text: str) -> MessageState:
        """Do everything a message asks; FAILED when a film could not be planned."""
        state = MessageState.DONE
        for number, request in enumerate(self._requests(text)):
            self._stop_if_asked()
            is_done = await self._carry_out(number, request)
            if not is_done and isinstance(request, PlanText | PlanAgain):
                state = MessageState.FAILED
            await asyncio.sleep(0)
        return state

    def _requests(self, text: str) -> tuple[Request, ...]:
        """What is asked; the project's own text is planned as the person described it."""
        brief, plan = self.desk.project.brief, self.desk.plan
        if text.strip() == brief.text.strip():
            return (PlanAgain(),)
        found = read_message(text, has_plan=bool(plan.scenes))
        if brief.text and len(text.split()) <= 40 and _OWN_TEXT.search(text):
            return tuple(_from_own(request) for request in found)
        return found

    async def _carry_out(self, number: int, request: Request) -> bool:
        """One request; False when it could not be done, which the answer then says."""
        if isinstance(request, PlanText | PlanAgain):
            return await self._attempt("Planning", lambda: self._plan(request))
        door = DOORS.get(type(request))
        if door is None:
            self.told.say(self._reply(request))
            return True
        title = TOOLS[door].title
        return await self._attempt(title, lambda: self._use(number, door, arguments(request)))

    async def _attempt(self, title: str, work: Callable[[], Awaitable[str]]) -> bool:
        step = self.told.begin(title)
        try:
            outcome = await work()
        except (Cancelled, asyncio.CancelledError):
            self.told.end(step, "Stopped.", is_ok=False)
            raise
        except GreenlightError as error:
            self.told.end(step, error.sentence, is_ok=False)
            _tell_fault(self.told, error)
            return False
        self.told.end(step, outcome)
        return True

    async def _use(self, number: int, tool: str, arguments: dict[str, Any]) -> str:
        """Run a tool once for this question, its effect and its ledger row in one transaction."""
        store = self.desk.studio.store
        call = store.chats.begin(self._call(number, tool, arguments))
        if call.outcome is None:
            run = TOOLS[tool].run
            effect = await _thought(run, self.desk, arguments_of(run).check(arguments))
            with store.transaction():
                call = store.chats.finish(call.key, {"said": effect()})
        said = str((call.outcome or {}).get("said", ""))
        self.told.say(said)
        return said

    def _call(self, number: int, tool: str, arguments: dict[str, Any]) -> ToolCall:
        plain = json.loads(json.dumps(arguments, default=str))
        return ToolCall(
            key=hash_of([self.thread, self.question, number, tool, plain]),
            thread=self.thread,
            message=self.told.message,
            tool=tool,
            arguments=plain,
            started_at=now(),
        )

    async def _plan(self, request: PlanText | PlanAgain) -> str:
        """Plan scene by scene, each with its draft asked for, and sum it up."""
        desk, had_plan = self.desk, self._had_plan()
        project = set_style(desk.studio, self._briefed(request))
        self.told.say("I plan it scene by scene; they appear as I write them.")
        drafted = True
        async for scene in planned_scenes(desk.studio, project, batch=desk.batch, trace=desk.trace):
            drafted = drafted and desk.draft(scene.id)
            self._stop_if_asked()
            await asyncio.sleep(0)
        plan = desk.plan
        self.told.say(answers.summary(self._planned(project, plan, had_plan)))
        if not drafted:
            self.told.say("So many drafts wait already that some scenes get theirs later.")
        return f"{counted(len(plan.scenes), 'scene')}, {lasting(film_s(plan))}"

    def _had_plan(self) -> bool:
        """True when there was a plan before this message."""
        history = self.desk.studio.store.plans.history(self.desk.project_id)
        return any(r.batch != self.desk.batch and r.scenes for r in history)

    def _briefed(self, request: PlanText | PlanAgain) -> Project:
        """The project with what it is to be planned from. Raises EmptyInput."""
        studio, project = self.desk.studio, self.desk.project
        if isinstance(request, PlanText):
            brief = Brief(
                kind=brief_kind(request.text), text=request.text, pictures=project.brief.pictures
            )
            return set_brief(studio, project.id, brief)
        asked = {"length_s": request.length_s, "mood": request.mood}
        changed = {name: value for name, value in asked.items() if value}
        return set_brief(studio, project.id, project.brief.model_copy(update=changed))

    def _planned(self, project: Project, plan: Plan, had_plan: bool) -> Planned:
        wish = project.brief.length_s
        if wish is None and project.brief.kind is BriefKind.IDEA:
            wish = read_ask(project.brief.text).length_s
        return Planned(
            project=project,
            plan=plan,
            wish_s=wish,
            voice=voice_title(self.desk.studio, project),
            pictures=len(pictures_of(self.desk.studio, project)),
            had_plan=had_plan,
        )

    def _reply(self, request: Request) -> str:
        """The answer to what asks for words only."""
        match request:
            case Greeting(kind="hello"):
                return answers.HELLO
            case Greeting(kind="praise"):
                return answers.PRAISE
            case Greeting():
                return answers.THANKS
            case Help():
                return answers.HELP
            case Question(about=about):
                return self._about(about)
            case Unknown(text=text):
                return answers.unknown(text)
            case _:
                return answers.HELP

    def _about(self, about: str) -> str:
        studio, project, plan = self.desk.studio, self.desk.project, self.desk.plan
        match about:
            case "length":
                return answers.length_of_film(plan)
            case "scenes":
                return answers.scene_list(plan)
            case "settings":
                return answers.settings(project, voice_title(studio, project))
            case "cost":
                return answers.cost()
            case _:
                return answers.open_scenes(plan, waiting_scenes(studio, plan))

    def _stop_if_asked(self) -> None:
        if self.is_cancelled():
            raise Cancelled


async def _thought(tool: Tool, desk: Desk, arguments: dict[str, Any]) -> Effect:
    """What a tool will do: a tool that thinks first has thought now."""
    if iscoroutinefunction(tool):
        thought: Effect = await tool(desk, **arguments)
        return thought
    return lambda: str(tool(desk, **arguments))


def _from_own(request: Request) -> Request:
    """ "A film of my notes" means the text the project has."""
    if isinstance(request, PlanText):
        return PlanAgain(length_s=read_ask(request.text).length_s)
    return request


def voice_title(studio: Studio, project: Project) -> str:
    """The name of the project's voice for people."""
    voices = studio.providers.speech(project.voice.provider).voices()
    titles = {voice.name: voice.title for voice in voices}
    return titles.get(project.voice.voice, project.voice.voice)
