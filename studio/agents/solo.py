"""A specialist asked on its own, outside of a turn: within the caps, and written on the bill."""

from __future__ import annotations

from dataclasses import dataclass

from studio.actions.chat import open_thread
from studio.actions.spending import SpendPlace, SpendPurse
from studio.agents.desk import Desk, NoFloor, OnText
from studio.agents.planner.choice import director_at
from studio.agents.specialists import prompt_of
from studio.domain.errors import MissingKey, ModelRefused
from studio.domain.ids import MessageId, TraceId
from studio.domain.project import Project
from studio.llm import Director
from studio.llm.connect import connect
from studio.llm.models import Model
from studio.llm.readiness import readiness
from studio.studio import Studio


async def ask_alone(
    studio: Studio,
    model: Model,
    place: SpendPlace,
    specialist: str,
    prompt: str,
    on_text: OnText | None = None,
) -> str:
    """The answer of `model` in the part of a specialist; piece by piece to `on_text`, and whole.

    Raises MissingKey, OverLimit, BrokenAnswer, and what asking a model raises.
    """
    from agents import Agent, RunConfig, Runner
    from agents.exceptions import AgentsException

    from studio.agents.unusable import CALLED, unusable
    from studio.llm.capped import CappedModel

    asked = connect(model, studio.keys, studio.clients)
    speaker = CappedModel(model, asked, SpendPurse(studio, place))
    agent = Agent(name=specialist, instructions=prompt_of(specialist), model=speaker)
    run = RunConfig(tracing_disabled=True, tool_not_found_behavior="return_error_to_model")
    pieces: list[str] = []
    try:
        result = Runner.run_streamed(agent, prompt, max_turns=1, run_config=run)
        async for event in result.stream_events():
            if event.type != "raw_response_event":
                continue
            if event.data.type == "response.output_text.delta":
                pieces.append(event.data.delta)
                if on_text is not None:
                    on_text(event.data.delta)
    except AgentsException as fault:
        raise unusable(model.title, fault, CALLED) from fault
    return "".join(pieces)


@dataclass(frozen=True)
class SoloFloor(NoFloor):
    """Outside of a conversation, with specialists behind one model."""

    studio: Studio
    model: Model
    place: SpendPlace

    async def think(self, specialist: str, prompt: str, on_text: OnText | None) -> str:
        """Ask a specialist. Raises as `ask_alone`."""
        return await ask_alone(self.studio, self.model, self.place, specialist, prompt, on_text)


def director_alone(studio: Studio, project: Project, trace: TraceId) -> Director:
    """The director of a project without a conversation, as a terminal asks for a plan.

    Raises:
        NotFound: its model is not there any more.
        MissingKey, ModelRefused: its model cannot be asked.
    """
    model = studio.models.get(project.director)
    if model.is_embedded:
        return studio.director(model.name)
    state = readiness(model, studio.keys)
    if not state.is_ready and model.key_name and not studio.keys.has(model.key_name):
        raise MissingKey(model.provider, model.key_name, state.remedy)
    if not state.is_ready:
        raise ModelRefused(model.provider, f"{state.missing}.", state.remedy)
    thread = open_thread(studio, project.id).id
    place = SpendPlace(project.id, thread, MessageId(trace), trace)
    floor = SoloFloor(studio, model, place)
    batch = f"plan:{trace}"
    desk = Desk(studio, project.id, batch, trace, thread=thread, speaker=model, floor=floor)
    return director_at(desk)
