"""A specialist asked on its own, outside of a turn: within the caps, and written on the bill."""

from __future__ import annotations

from studio.actions.spending import SpendPlace, SpendPurse
from studio.agents.specialists import prompt_of
from studio.llm.connect import connect
from studio.llm.models import Model
from studio.studio import Studio


async def ask_alone(
    studio: Studio, model: Model, place: SpendPlace, specialist: str, prompt: str
) -> str:
    """The whole answer of `model` in the part of a specialist.

    Raises MissingKey, OverLimit, and what asking a model raises.
    """
    from agents import Agent, RunConfig, Runner

    from studio.llm.capped import CappedModel

    asked = connect(model, studio.keys, studio.clients)
    speaker = CappedModel(model, asked, SpendPurse(studio, place))
    agent = Agent(name=specialist, instructions=prompt_of(specialist), model=speaker)
    run = RunConfig(tracing_disabled=True)
    result = await Runner.run(agent, prompt, max_turns=1, run_config=run)
    return str(result.final_output)
