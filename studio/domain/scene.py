"""One unit of a film: what is said, what is seen, how it is entered."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.ids import AssetId, CharacterId, SceneId

MAX_NARRATION = 5000
MAX_FRAMES = 240 * 600


class Camera(StrEnum):
    """How a still picture moves."""

    HOLD = "hold"
    PUSH_IN = "push-in"
    PULL_OUT = "pull-out"
    PAN_LEFT = "pan-left"
    PAN_RIGHT = "pan-right"
    TILT_UP = "tilt-up"
    TILT_DOWN = "tilt-down"
    DRIFT = "drift"


class Focus(Value):
    """The place in a picture that is kept in view, from 0 to 1 across and down."""

    x: float = Field(default=0.5, ge=0, le=1)
    y: float = Field(default=0.5, ge=0, le=1)


class Words(Value):
    """Words on screen. A template uses those it knows, so changing it loses none."""

    headline: str = Field(default="", max_length=300)
    detail: str = Field(default="", max_length=600)
    points: tuple[str, ...] = Field(default=(), max_length=12)
    number: str = Field(default="", max_length=40)
    unit: str = Field(default="", max_length=80)
    quotation: str = Field(default="", max_length=600)
    source: str = Field(default="", max_length=120)


class Graphic(Value):
    """A designed scene, drawn from a template (a name in `graphics.templates.TEMPLATES`)."""

    kind: Literal["graphic"] = "graphic"
    template: str = "title"
    words: Words = Words()
    description: str = Field(default="", max_length=2000)


class Still(Value):
    """A picture under a moving camera, with words over it when `words.headline` is set."""

    kind: Literal["still"] = "still"
    picture: AssetId
    camera: Camera = Camera.PUSH_IN
    focus: Focus = Focus()
    words: Words = Words()
    description: str = Field(default="", max_length=2000)


class Footage(Value):
    """A moving picture, from `start_s`, looped or held at its end to fit the scene."""

    kind: Literal["footage"] = "footage"
    film: AssetId
    start_s: float = Field(default=0.0, ge=0)
    is_looped: bool = True
    words: Words = Words()
    description: str = Field(default="", max_length=2000)


Visual = Annotated[Graphic | Still | Footage, Field(discriminator="kind")]


class Transition(Value):
    """How a scene is entered: a name in `compose.transitions.TRANSITIONS`, and its length.

    `easing` names a curve of `graphics.easing.Ease`; "" leaves it to the transition.
    """

    kind: str = "cut"
    frames: int = Field(default=0, ge=0, le=120)
    easing: str = Field(default="", max_length=40)


class Scene(Document):
    """One scene. `frames` is the wished length at the plan's rate.

    A film gives a scene more frames where its speech needs them, never fewer.
    """

    name = "Scene"

    id: SceneId
    title: str = Field(default="", max_length=200)
    narration: str = Field(default="", max_length=MAX_NARRATION)
    visual: Visual = Graphic()
    frames: int = Field(default=150, ge=1, le=MAX_FRAMES)
    transition: Transition = Transition()
    characters: tuple[CharacterId, ...] = ()
