"""What Greenlight asks of a director: a plan out of a brief, scene by scene."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Protocol

from studio.domain.asset import Asset
from studio.domain.brief import Brief
from studio.domain.format import Aspect
from studio.domain.ids import CharacterId
from studio.domain.scene import Transition, Visual
from studio.domain.time import FrameRate


@dataclass(frozen=True)
class DirectorCard:
    """What a person should know of a director before choosing it."""

    name: str
    title: str
    says: str
    is_local: bool = True
    is_free: bool = True
    key_name: str = ""


@dataclass(frozen=True)
class PlanAsk:
    """All that a director plans from.

    `speech_s` gives the seconds that a narration takes in the project's own voice;
    `pictures` are those the user brought, in their order.
    """

    brief: Brief
    aspect: Aspect
    rate: FrameRate
    speech_s: Callable[[str], float]
    pictures: tuple[Asset, ...] = ()


@dataclass(frozen=True)
class SceneDraft:
    """A scene as a director writes it, before it has an id.

    `place` is its place in the plan from 0, where scenes come out of order; None is the next.
    """

    title: str
    narration: str
    visual: Visual
    frames: int
    transition: Transition
    characters: tuple[CharacterId, ...] = ()
    place: int | None = None


class Director(Protocol):
    """Plans films."""

    @property
    def card(self) -> DirectorCard:
        """Who this is."""
        ...

    def plan(self, ask: PlanAsk) -> AsyncIterator[SceneDraft]:
        """The scenes in order, each as soon as it is written.

        Raises:
            EmptyInput: there is nothing to plan from.
            TooLarge: the text is longer than a film can be.
            Transient: worth another attempt.
        """
        ...

    async def revise(self, draft: SceneDraft, guidance: str, ask: PlanAsk) -> SceneDraft:
        """The scene written anew as the person's guidance says ("shorter, calmer").

        An empty guidance asks for another way to show the same. Facts stay as they are.

        Raises:
            Transient: worth another attempt.
        """
        ...
