"""How good the embedded director's plans are: the plan score of the sample briefs."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from importlib.resources import files

from studio.actions.projects import brief_kind
from studio.domain.brief import Brief, BriefKind
from studio.domain.format import Aspect
from studio.domain.project import Voice
from studio.domain.time import FrameRate
from studio.llm import PlanAsk, SceneDraft, embedded_directors
from studio.llm.models import EMBEDDED
from studio.llm.score import Score, score
from studio.providers import embedded_providers
from studio.providers.interface import SpeechAsk

BRIEFS: tuple[tuple[str, float | None], ...] = (
    ("announcement.txt", None),
    ("announcement.txt", 30.0),
    ("announcement.txt", 60.0),
    ("apollo.md", None),
    ("apollo.md", 45.0),
    ("solar-system.md", None),
    ("solar-system.md", 60.0),
    ("solar-system.md", 120.0),
    ("idea.txt", None),
    ("idea.txt", 30.0),
)
"""The sample briefs, each with the length asked for, in seconds."""


@dataclass(frozen=True)
class Planned:
    """A brief's plan: its scenes, its score, and how long the planning took."""

    brief: str
    wish_s: float | None
    scenes: int
    score: Score
    total: float
    wall_s: float


def planned_briefs() -> tuple[Planned, ...]:
    """Every sample brief planned and measured; the same each time but for `wall_s`."""
    return tuple(_planned(name, wish) for name, wish in BRIEFS)


def _planned(name: str, wish_s: float | None) -> Planned:
    text = files("studio.bench").joinpath("briefs", name).read_text(encoding="utf-8")
    kind = brief_kind(text)
    ask = PlanAsk(
        brief=Brief(kind=kind, text=text, length_s=wish_s),
        aspect=Aspect.WIDE,
        rate=FrameRate(),
        speech_s=_speech_s,
    )
    began = time.perf_counter()
    drafts = asyncio.run(_drafts(ask))
    wall_s = time.perf_counter() - began
    is_idea = kind is BriefKind.IDEA
    found = score(drafts, text, ask.rate, _speech_s, wish_s, is_idea=is_idea)
    return Planned(name, wish_s, len(drafts), found, found.total, wall_s)


async def _drafts(ask: PlanAsk) -> list[SceneDraft]:
    return [draft async for draft in embedded_directors()[EMBEDDED].plan(ask)]


def _speech_s(text: str) -> float:
    """The seconds that the voice of a new project takes."""
    voice = Voice()
    provider = embedded_providers().speech(voice.provider)
    return provider.length_s(SpeechAsk(text=text, voice=voice.voice, pace=voice.pace))
