"""One unit of a film: what is said, what is seen, how it is entered."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from studio.domain.documents import Document, Value
from studio.domain.ids import AssetId, CharacterId, ComponentId, SceneId
from studio.domain.look import Grade
from studio.domain.voice import Voice

MAX_NARRATION = 5000
MAX_FRAMES = 240 * 600
MAX_ITEMS = 12
MAX_ROWS = 12
MAX_COLUMNS = 6
MAX_PICTURES = 6


class Camera(StrEnum):
    """How a still picture moves. PARALLAX parts it into two planes, the nearer one faster."""

    HOLD = "hold"
    PUSH_IN = "push-in"
    PULL_OUT = "pull-out"
    PAN_LEFT = "pan-left"
    PAN_RIGHT = "pan-right"
    TILT_UP = "tilt-up"
    TILT_DOWN = "tilt-down"
    DRIFT = "drift"
    PARALLAX = "parallax"


class Glide(StrEnum):
    """How a camera's speed goes over a move: soft at both ends, even, or slow at one end."""

    SOFT = "soft"
    EVEN = "even"
    SLOW_START = "slow-start"
    SLOW_END = "slow-end"


class Fit(StrEnum):
    """How a picture of another shape is put into the frame.

    AUTO fills it unless little of the picture would be left, and is BLUR then. BLUR and BRAND
    show the picture whole, over its own blurred copy or over the brand's ground colour; INSET
    shows it small over the latter, as a logo is.
    """

    AUTO = "auto"
    FILL = "fill"
    BLUR = "blur"
    BRAND = "brand"
    INSET = "inset"


class Ending(StrEnum):
    """What footage does when it is shorter than its scene.

    AUTO is LOOP or HOLD as `Footage.is_looped` says. PING_PONG plays it forth and back; FIT
    changes its speed so that it ends with the scene.
    """

    AUTO = "auto"
    LOOP = "loop"
    HOLD = "hold"
    PING_PONG = "ping-pong"
    FIT = "fit"


class Focus(Value):
    """The place in a picture that is kept in view, from 0 to 1 across and down."""

    x: float = Field(default=0.5, ge=0, le=1)
    y: float = Field(default=0.5, ge=0, le=1)


class Item(Value):
    """One of several alike: a step, a figure, a date, a feature. `icon` names a shipped icon."""

    label: str = Field(default="", max_length=120)
    value: str = Field(default="", max_length=200)
    detail: str = Field(default="", max_length=300)
    icon: str = Field(default="", max_length=40)


Row = Annotated[
    tuple[Annotated[str, StringConstraints(max_length=120)], ...], Field(max_length=MAX_COLUMNS)
]


class Words(Value):
    """Words on screen. A template uses those it knows, so changing it loses none.

    `table` holds rows of cells, the headings first. `pictures` are shown where a template has
    room for them: a screenshot, a portrait, a logo. `url` is an address as it is to be read.
    """

    headline: str = Field(default="", max_length=300)
    detail: str = Field(default="", max_length=600)
    points: tuple[str, ...] = Field(default=(), max_length=12)
    number: str = Field(default="", max_length=40)
    unit: str = Field(default="", max_length=80)
    quotation: str = Field(default="", max_length=600)
    source: str = Field(default="", max_length=120)
    items: tuple[Item, ...] = Field(default=(), max_length=MAX_ITEMS)
    table: tuple[Row, ...] = Field(default=(), max_length=MAX_ROWS)
    code: str = Field(default="", max_length=4000)
    language: str = Field(default="", max_length=40)
    pictures: tuple[AssetId, ...] = Field(default=(), max_length=MAX_PICTURES)
    url: str = Field(default="", max_length=200)


class Graphic(Value):
    """A designed scene, drawn from a template (a name in `graphics.templates.TEMPLATES`).

    `backdrop` is a name in `graphics.backdrops.BACKDROPS`; "" leaves it to the template.
    `document` is a motion document of its own, as it is saved, and is drawn in the template's
    place; `component` the one of the library that it came from.
    """

    kind: Literal["graphic"] = "graphic"
    template: str = "title"
    backdrop: str = Field(default="", max_length=40)
    words: Words = Words()
    description: str = Field(default="", max_length=2000)
    document: dict[str, Any] | None = None
    component: ComponentId | None = None


class Still(Value):
    """A picture under a moving camera, with words over it when `words.headline` is set."""

    kind: Literal["still"] = "still"
    picture: AssetId
    camera: Camera = Camera.PUSH_IN
    focus: Focus = Focus()
    glide: Glide = Glide.SOFT
    fit: Fit = Fit.AUTO
    words: Words = Words()
    description: str = Field(default="", max_length=2000)


class Footage(Value):
    """A moving picture, from `start_s` to `end_s` (0 is its own end), `speed` times as fast.

    `level_db` is how far below the voice its own sound stands; None leaves it unheard.
    """

    kind: Literal["footage"] = "footage"
    film: AssetId
    start_s: float = Field(default=0.0, ge=0)
    end_s: float = Field(default=0.0, ge=0)
    speed: float = Field(default=1.0, ge=0.1, le=10.0)
    is_looped: bool = True
    ending: Ending = Ending.AUTO
    focus: Focus = Focus()
    fit: Fit = Fit.AUTO
    level_db: float | None = Field(default=None, ge=-60.0, le=0.0)
    words: Words = Words()
    description: str = Field(default="", max_length=2000)

    @property
    def ends(self) -> Ending:
        """The ending with AUTO resolved."""
        if self.ending is not Ending.AUTO:
            return self.ending
        return Ending.LOOP if self.is_looped else Ending.HOLD


Visual = Annotated[Graphic | Still | Footage, Field(discriminator="kind")]


class Transition(Value):
    """How a scene is entered: a name in `compose.transitions.TRANSITIONS`, and its length.

    `easing` names a curve of `graphics.easing.Ease`; "" leaves it to the transition.
    `sound` is heard with it: a name in `compose.sound.effects.EFFECTS`, or none.
    """

    kind: str = "cut"
    frames: int = Field(default=0, ge=0, le=120)
    easing: str = Field(default="", max_length=40)
    sound: str = Field(default="", max_length=40)


class Scene(Document):
    """One scene. `frames` is the wished length at the plan's rate; `grade` and
    `voice` take the place of the film's.

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
    grade: Grade | None = None
    voice: Voice | None = None
