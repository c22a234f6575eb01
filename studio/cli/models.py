"""`greenlight models`: who can direct, what each can do and costs, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.cli.options import AsJson, DataDir

if TYPE_CHECKING:
    from studio.llm.models import Model
    from studio.llm.readiness import Readiness


def models(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the models, those that can be asked now first. Keys are never shown."""
    from studio.cli.terminal import Terminal, opened
    from studio.llm.readiness import readiness

    terminal = Terminal(as_json=as_json)
    with opened(terminal, data_dir) as studio:
        studio.models.local.look()
        states = [(model, readiness(model, studio.keys)) for model in studio.models.all()]
        states.sort(key=lambda pair: not pair[1].is_ready)
        order = list(studio.models.order())
        value = {"models": [_row(*pair) for pair in states], "fallback": order}
        terminal.result(value, [*(_line(*pair) for pair in states), *_missing(states)])


def _row(model: Model, state: Readiness) -> dict[str, Any]:
    return {
        **model.model_dump(mode="json"),
        "is_ready": state.is_ready,
        "missing": state.missing,
        "remedy": state.remedy,
    }


def _line(model: Model, state: Readiness) -> str:
    from studio.llm.wording import abilities, context_words, price_words

    mark = "✓" if state.is_ready else "·"
    room = context_words(model) or "?"
    can = ", ".join(abilities(model))
    return f"{mark} {model.name:28} {price_words(model):16} {room:>5}  {can}"


def _missing(states: list[tuple[Model, Readiness]]) -> list[str]:
    """What the others need, each said once."""
    needs = {f"{state.missing}. {state.remedy}" for _, state in states if not state.is_ready}
    return ["", *sorted(needs)] if needs else []
