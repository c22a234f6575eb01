"""What one segment shows, as plain JSON that a render process gets.

A spec holds nothing of where its segment stands in the film and no path: pictures and films
are named by the hash of their bytes, and frames are counted from the segment's or its scene's
start. So equal specs give equal pixels, and `key` names them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from studio.compose.presets import Preset
from studio.domain.brand import Colour
from studio.domain.documents import Value, hash_of
from studio.domain.format import Size
from studio.domain.ids import AssetId, ContentHash
from studio.domain.look import Grade, Watermark
from studio.domain.project import Captions
from studio.domain.scene import Camera, Ending, Fit, Focus, Glide
from studio.domain.time import FrameRate
from studio.graphics.easing import Ease


class StillSpec(Value):
    """A picture under a moving camera. `ground` shows through where the picture is clear.

    `grade` is set where it changes colours: a still's are changed once, not in every frame.
    """

    kind: Literal["still"] = "still"
    picture: AssetId
    camera: Camera
    focus: Focus
    ground: Colour
    glide: Glide = Glide.SOFT
    fit: Fit = Fit.AUTO
    grade: Grade | None = None


class FootageSpec(Value):
    """A film from `start_s` to `end_s` (0 is its own end), `speed` times as fast.

    `ground` shows through where it is clear, and around it when it is fitted with BRAND.
    """

    kind: Literal["footage"] = "footage"
    film: AssetId
    start_s: float = 0.0
    end_s: float = 0.0
    speed: float = 1.0
    ending: Ending = Ending.LOOP
    focus: Focus = Focus()
    fit: Fit = Fit.AUTO
    ground: Colour = "#0E1B2A"


class GraphicSpec(Value):
    """A motion document (`graphics.documents.MotionDocument` as JSON), whole or as overlay.

    `files` are the pictures it names; `words_s` the seconds of its scene at which words are
    spoken, where anything in it waits for one.
    """

    kind: Literal["graphic"] = "graphic"
    document: dict[str, Any]
    files: tuple[AssetId, ...] = ()
    words_s: tuple[float, ...] = ()


class FinishSpec(Value):
    """What is done to the layers below: grain and corners, and colours if `has_colours`."""

    kind: Literal["finish"] = "finish"
    grade: Grade
    has_colours: bool


LayerSpec = Annotated[
    StillSpec | FootageSpec | GraphicSpec | FinishSpec, Field(discriminator="kind")
]


class Shot(Value):
    """Layers of one scene, lowest first: its frames from `first` on, of `length` in all."""

    layers: tuple[LayerSpec, ...] = Field(min_length=1)
    first: int = Field(ge=0)
    length: int = Field(ge=1)


class CaptionStyle(Value):
    """How caption lines look: which style, and the brand's colours and font it may use."""

    kind: Captions = Captions.WORDS
    ink: Colour
    accent: Colour
    surface: Colour = "#17293D"
    font: str


class WordSpec(Value):
    """A word of a line, spoken from frame `start` of the segment on (before it if negative).

    `begin` and `end` are its places in the line's text, half-open.
    """

    begin: int = Field(ge=0)
    end: int = Field(ge=0)
    start: int
    length: int = Field(ge=1)


class LineSpec(Value):
    """A line of text, shown from frame `start` of the segment on (before it if negative)."""

    text: str
    start: int
    length: int = Field(ge=1)
    words: tuple[WordSpec, ...]


class CaptionSpec(Value):
    """The lines seen during a segment."""

    style: CaptionStyle
    lines: tuple[LineSpec, ...] = Field(min_length=1)


class JoinSpec(Value):
    """How one scene leads to the next: a transition's name, its easing, and its colour if any."""

    kind: str
    easing: Ease
    colour: Colour | None = None


class SegmentSpec(Value):
    """The smallest thing rendered: part of a scene's body, or the join between two scenes.

    One shot makes a body. Two make a join, from the first to the second as `join` says.
    `engine` names the versions of all that turns a spec into pixels and packets.
    """

    engine: str
    size: Size
    rate: FrameRate
    frames: int = Field(ge=1)
    preset: Preset
    shots: tuple[Shot, ...] = Field(min_length=1, max_length=2)
    join: JoinSpec | None = None
    captions: CaptionSpec | None = None
    watermark: Watermark | None = None

    @property
    def key(self) -> ContentHash:
        """SHA-256 of everything that can change this segment's pixels."""
        return hash_of(self.model_dump(mode="json"))

    @property
    def assets(self) -> frozenset[AssetId]:
        """The files this segment is made from."""
        layers = [layer for shot in self.shots for layer in shot.layers]
        stills = {layer.picture for layer in layers if isinstance(layer, StillSpec)}
        films = {layer.film for layer in layers if isinstance(layer, FootageSpec)}
        grades = {layer.grade for layer in layers if isinstance(layer, StillSpec | FinishSpec)}
        shown = {f for layer in layers if isinstance(layer, GraphicSpec) for f in layer.files}
        tables = {grade.table for grade in grades if grade and grade.table}
        marks = {self.watermark.picture} if self.watermark else set()
        return frozenset(stills | films | shown | tables | marks)

    @property
    def has_motion(self) -> bool:
        """True when every frame should differ from the one before."""
        lowest = [shot.layers[0] for shot in self.shots]
        return any(isinstance(y, StillSpec) and y.camera is not Camera.HOLD for y in lowest)
