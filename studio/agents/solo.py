"""A specialist asked on its own, outside of a turn: within the caps, and written on the bill."""

from __future__ import annotations

from studio.actions.spending import SpendPlace, hold_spend, record_spend, release_spend
from studio.agents.specialists import prompt_of
from studio.llm.connect import connect
from studio.llm.models import Model
from studio.studio import Studio

LETTERS_PER_TOKEN = 4


async def ask_alone(
    studio: Studio, model: Model, place: SpendPlace, specialist: str, prompt: str
) -> str:
    """The whole answer of `model` in the part of a specialist.

    Raises MissingKey, OverLimit, and what asking a model raises.
    """
    from agents import Agent, ModelSettings, RunConfig, Runner

    instructions = prompt_of(specialist)
    asked = connect(model, studio.keys, studio.clients)
    tokens = (len(instructions) + len(prompt)) // LETTERS_PER_TOKEN
    hold = hold_spend(studio, place, model, tokens)
    agent = Agent(
        name=specialist,
        instructions=instructions,
        model=asked,
        model_settings=ModelSettings(max_tokens=hold.tokens_out),
    )
    try:
        result = await Runner.run(
            agent, prompt, max_turns=1, run_config=RunConfig(tracing_disabled=True)
        )
    except BaseException:
        release_spend(studio, hold)
        raise
    record_spend(studio, place, model, result.context_wrapper.usage, hold)
    return str(result.final_output)
