"""A director, a voice of constant speed, and the sample texts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from importlib.resources import files

import pytest

from studio.domain.asset import Asset, AssetKind
from studio.domain.brief import Brief, BriefKind
from studio.domain.format import Aspect
from studio.domain.ids import AssetId, ProjectId
from studio.domain.time import FrameRate
from studio.graphics.templates import TEMPLATES
from studio.llm import DirectorCard, PlanAsk, SceneDraft
from studio.llm.embedded.director import EmbeddedDirector

RATE = FrameRate()
KINDS = {"apollo.md": "markdown", "solar-system.md": "markdown", "idea.txt": "idea"}


class Desk:
    """Plans and revises with the embedded director, and measures what came of it."""

    def __init__(self) -> None:
        card = DirectorCard("embedded", "Embedded", "")
        self.director = EmbeddedDirector(card, frozenset(TEMPLATES))

    def speech_s(self, text: str) -> float:
        """A voice that says sixteen letters a second."""
        return len(text) / 16

    def sample(self, name: str) -> str:
        return files("studio.bench").joinpath("briefs", name).read_text(encoding="utf-8")

    def ask(
        self,
        text: str,
        kind: str = "text",
        length_s: float | None = None,
        pictures: Sequence[Asset] = (),
    ) -> PlanAsk:
        brief = Brief(kind=BriefKind(kind), text=text, length_s=length_s)
        return PlanAsk(brief, Aspect.WIDE, RATE, self.speech_s, tuple(pictures))

    def plan(self, asked: PlanAsk) -> list[SceneDraft]:
        async def collected() -> list[SceneDraft]:
            return [draft async for draft in self.director.plan(asked)]

        return asyncio.run(collected())

    def plan_sample(
        self, name: str, length_s: float | None = None, pictures: Sequence[Asset] = ()
    ) -> list[SceneDraft]:
        kind = KINDS.get(name, "text")
        return self.plan(self.ask(self.sample(name), kind, length_s, pictures))

    def revise(self, draft: SceneDraft, guidance: str) -> SceneDraft:
        return asyncio.run(self.director.revise(draft, guidance, self.ask("A text.")))

    def film_s(self, drafts: Sequence[SceneDraft]) -> float:
        frames = sum(draft.frames for draft in drafts)
        return RATE.seconds(frames - sum(draft.transition.frames for draft in drafts[1:]))


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def picture() -> Callable[..., Asset]:
    """Makes a picture that a person called by some name."""

    def make(name: str, width: int = 640, height: int = 480) -> Asset:
        return Asset(
            id=AssetId(name),
            project=ProjectId("p"),
            kind=AssetKind.PICTURE,
            title=name,
            file=name,
            width=width,
            height=height,
        )

    return make
