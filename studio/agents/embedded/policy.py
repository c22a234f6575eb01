"""What the embedded director does next: tools to call, or words to say. A pure function.

It is asked again after its tools have answered, with their answers among the items, just as
a model of language is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from studio.agents import answers
from studio.agents.doors import DOORS, arguments
from studio.agents.embedded.recall import Item, meant, scene_in_mind, text_of, with_names
from studio.agents.reading import is_material, read_message
from studio.agents.requests import (
    Beyond,
    FilmFromWebsite,
    Greeting,
    Help,
    Leave,
    MakeFilm,
    PlanAgain,
    PlanText,
    Question,
    Request,
    Unknown,
)
from studio.agents.rules.rule import OWN_TEXT, says
from studio.agents.rules.web import goes_on, website
from studio.domain.consent import consent_of
from studio.domain.format import Quality
from studio.llm import read_ask

PLANNING = "I plan it scene by scene; they appear as I write them."
ASK = "request_approval"
PURPOSE = "Shall I make the film? It takes every scene as you have seen it."
LEFT = "Good. Nothing is made yet; change what you like, and tell me when."
REFUSED = "The person did not greenlight it."
MISSING = "I have no tool for that here."
GO_ON = "(Go on with your answer exactly where it broke off; repeat nothing.)"


@dataclass(frozen=True)
class Known:
    """What the reading of a message depends on, as it was when the message was sent.

    `attached` is true when a text came with it, `has_site` while a website was read and there
    is no film of it yet.
    """

    has_plan: bool = False
    brief: str = ""
    attached: bool = False
    has_site: bool = False


@dataclass(frozen=True)
class Say:
    """Words to say."""

    text: str


@dataclass(frozen=True)
class Call:
    """A tool to call."""

    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


Move = Say | Call


def next_moves(items: Sequence[Item], known: Known, tools: Collection[str]) -> list[Move]:
    """What to do after `items`, which end with a person's message and what followed it."""
    place = _question_place(items)
    text = text_of(items[place]) if place is not None else ""
    after = _After(items[place + 1 :] if place is not None else ())
    requests = requests_in(text, items[: place or 0], known)
    wanted = [_call(request) for request in requests]
    open_calls = [c for c in after.missing([c for c in wanted if c]) if c.tool in tools]
    if open_calls:
        return [*_opening(requests, after), *open_calls]
    chained = _chained(requests, after)
    if chained is not None and chained.tool in tools:
        return [chained]
    told = [_told(request, after, tools) for request in requests]
    before = [PLANNING] if _is_planning(requests) else []
    whole = "\n\n".join([*before, *(part for part in told if part)])
    return [Say(after.rest_of(whole))]


def requests_in(text: str, earlier: Sequence[Item], known: Known) -> tuple[Request, ...]:
    """What a person asks for, with what was said before in mind; never nothing."""
    if known.attached and not is_material(text):
        return (PlanText(text, read_ask(text).length_s),)
    if known.has_site and (goes_on(text) or consent_of(text) is True):
        return (FilmFromWebsite(),)
    if known.brief and text.strip() == known.brief.strip():
        of_website = None if is_material(text) else website(text)
        return (of_website or PlanText(text),)
    scene = scene_in_mind(earlier)
    named = with_names(text, scene)
    found = read_message(named, has_plan=known.has_plan)
    if known.brief and len(text.split()) <= 40 and says(OWN_TEXT, text):
        found = tuple(_from_own(request) for request in found)
    return tuple(meant(request, named, scene) for request in found)


class _After:
    """What followed the person's message: calls with their answers, and words."""

    def __init__(self, items: Sequence[Item]) -> None:
        outputs = {
            item["call_id"]: _output(item)
            for item in items
            if item.get("type") == "function_call_output"
        }
        self.answered = [
            (_as_call(item), outputs[item["call_id"]])
            for item in items
            if item.get("type") == "function_call" and item["call_id"] in outputs
        ]
        self.said = "\n\n".join(text_of(item) for item in items if item.get("role") == "assistant")

    def missing(self, wanted: Sequence[Call]) -> list[Call]:
        """Those of `wanted` that have no answer yet, in their order."""
        left = [call for call, _ in self.answered]
        missing = []
        for call in wanted:
            if call in left:
                left.remove(call)
            else:
                missing.append(call)
        return missing

    def answers_of(self, call: Call) -> list[str]:
        """What this call gave, each time it was made."""
        return [output for made, output in self.answered if made == call]

    def answer_of_tool(self, tool: str) -> str | None:
        """What a tool gave last."""
        given = [output for made, output in self.answered if made.tool == tool]
        return given[-1] if given else None

    def rest_of(self, whole: str) -> str:
        """What of `whole` was not said yet, when it was broken off in the middle."""
        said = self.said.strip()
        return whole[len(said) :] if said and whole.startswith(said) else whole


def _question_place(items: Sequence[Item]) -> int | None:
    places = [n for n, i in enumerate(items) if i.get("role") == "user" and text_of(i) != GO_ON]
    return places[-1] if places else None


def _call(request: Request) -> Call | None:
    """The tool that carries out a request; None for what asks for words only."""
    match request:
        case PlanText(length_s=length_s):
            return Call("generate_scene_breakdown", _given(length_s=length_s))
        case PlanAgain(length_s=length_s, mood=mood):
            wished = _given(source="brief", length_s=length_s, mood=mood)
            return Call("generate_scene_breakdown", wished)
        case MakeFilm(quality=quality) if quality is not Quality.DRAFT:
            return Call(ASK, {"purpose": PURPOSE})
        case Question(about=about, scene=scene):
            return Call("describe_film", _given(about=about, scene=str(scene or "")))
        case _:
            tool = DOORS.get(type(request))
            return Call(tool, arguments(request)) if tool else None


def _given(**wished: Any) -> dict[str, Any]:
    return {name: value for name, value in wished.items() if value}


def _from_own(request: Request) -> Request:
    """ "A film of my notes" means the text the project has."""
    if isinstance(request, PlanText):
        return PlanAgain(length_s=read_ask(request.text).length_s)
    return request


def _is_planning(requests: Sequence[Request]) -> bool:
    return any(isinstance(request, PlanText | PlanAgain) for request in requests)


def _opening(requests: Sequence[Request], after: _After) -> list[Move]:
    is_new = _is_planning(requests) and not after.said and not after.answered
    return [Say(PLANNING)] if is_new else []


def _chained(requests: Sequence[Request], after: _After) -> Call | None:
    """The film is made once its scenes are greenlit, which is asked for before it."""
    films = [request for request in requests if isinstance(request, MakeFilm)]
    asked = after.answer_of_tool(ASK)
    if not films or asked is None or not _is_granted(asked):
        return None
    film = Call(DOORS[MakeFilm], arguments(films[0]))
    return None if after.answers_of(film) else film


def _is_granted(asked: str) -> bool:
    return asked.startswith("Greenlit")


def _told(request: Request, after: _After, tools: Collection[str]) -> str:
    """What is said of a request once everything is done."""
    call = _call(request)
    if call is None:
        return _reply(request)
    if call.tool not in tools:
        return MISSING
    if isinstance(request, MakeFilm):
        return _told_of_film(request, after)
    given = after.answers_of(call)
    return given[-1] if given else ""


def _told_of_film(request: MakeFilm, after: _After) -> str:
    made = after.answers_of(Call(DOORS[MakeFilm], arguments(request)))
    if made:
        return made[-1]
    asked = after.answer_of_tool(ASK) or ""
    return LEFT if asked.startswith(REFUSED) else asked


def _reply(request: Request) -> str:
    match request:
        case Greeting(kind="hello"):
            return answers.HELLO
        case Greeting(kind="praise"):
            return answers.PRAISE
        case Greeting():
            return answers.THANKS
        case Help():
            return answers.HELP
        case Leave():
            return answers.AS_IT_IS
        case Beyond(why=why):
            return f"I changed nothing. {why}"
        case Unknown(text=text):
            return answers.unknown(text) if consent_of(text) is None else answers.NOTHING_ASKED
        case _:
            return answers.HELP


def _output(item: Item) -> str:
    output = item.get("output", "")
    if isinstance(output, str):
        return output
    return "\n".join(str(part.get("text", "")) for part in output)


def _as_call(item: Item) -> Call:
    try:
        given = json.loads(str(item.get("arguments") or "{}"))
    except ValueError:
        given = {}
    return Call(str(item.get("name", "")), given)
