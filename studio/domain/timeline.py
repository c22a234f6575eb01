"""Tracks of clips in frames, as in OpenTimelineIO. Derived, never stored by hand."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.format import Aspect
from studio.domain.ids import SceneId, TakeId
from studio.domain.look import Grade
from studio.domain.scene import Footage, Transition, Visual
from studio.domain.take import SpokenWord
from studio.domain.time import FrameRate, TimeRange


class TrackKind(StrEnum):
    """What a track carries."""

    PICTURE = "picture"
    SPEECH = "speech"
    CAPTION = "caption"
    MUSIC = "music"
    FOOTAGE = "footage"
    EFFECT = "effect"


class PictureClip(Value):
    """A scene's picture. Neighbours overlap by the frames of the transition between them."""

    kind: Literal["picture"] = "picture"
    scene: SceneId
    title: str = ""
    range: TimeRange
    visual: Visual
    transition: Transition = Transition()
    grade: Grade | None = None


class SpeechClip(Value):
    """A scene's speech, at its place in the film, played `tempo` times as fast as spoken."""

    kind: Literal["speech"] = "speech"
    scene: SceneId
    range: TimeRange
    take: TakeId
    file: str
    tempo: float = Field(default=1.0, ge=0.5, le=2.0)


class CaptionWord(Value):
    """A word and when it is heard, in frames of the film.

    `is_joined` says that no space stands before it, as in Chinese, Japanese and Thai.
    """

    text: str
    range: TimeRange
    is_joined: bool = False


class CaptionClip(Value):
    """A line of words on screen together."""

    kind: Literal["caption"] = "caption"
    scene: SceneId
    range: TimeRange
    words: tuple[CaptionWord, ...]


class MusicClip(Value):
    """The music under the whole film."""

    kind: Literal["music"] = "music"
    range: TimeRange
    take: TakeId
    file: str
    level_db: float


class FootageClip(Value):
    """The own sound of a scene's footage, heard while it is seen.

    It fades in and out with the scene's joins, of `join_in` and `join_out` frames.
    """

    kind: Literal["footage"] = "footage"
    scene: SceneId
    range: TimeRange
    visual: Footage
    level_db: float
    join_in: int = Field(default=0, ge=0)
    join_out: int = Field(default=0, ge=0)


class EffectClip(Value):
    """A short sound whose loudest moment falls into `range`, the join into a scene."""

    kind: Literal["effect"] = "effect"
    scene: SceneId
    range: TimeRange
    sound: str


Clip = Annotated[
    PictureClip | SpeechClip | CaptionClip | MusicClip | FootageClip | EffectClip,
    Field(discriminator="kind"),
]


class Track(Value):
    """Clips of one kind in the order of time. What lies between two clips is a gap."""

    kind: TrackKind
    clips: tuple[Clip, ...] = ()


class Timeline(Document):
    """A film in frames: `length` of them at `rate`, its picture of `aspect`."""

    name = "Timeline"

    rate: FrameRate
    aspect: Aspect = Aspect.WIDE
    length: int = Field(ge=0)
    pictures: tuple[PictureClip, ...] = ()
    speech: tuple[SpeechClip, ...] = ()
    captions: tuple[CaptionClip, ...] = ()
    music: tuple[MusicClip, ...] = ()
    footage: tuple[FootageClip, ...] = ()
    effects: tuple[EffectClip, ...] = ()

    @property
    def is_heard(self) -> bool:
        """True when there is anything to hear."""
        return bool(self.speech or self.music or self.footage or self.effects)

    @property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks, picture first."""
        return (
            Track(kind=TrackKind.PICTURE, clips=self.pictures),
            Track(kind=TrackKind.SPEECH, clips=self.speech),
            Track(kind=TrackKind.CAPTION, clips=self.captions),
            Track(kind=TrackKind.MUSIC, clips=self.music),
            Track(kind=TrackKind.FOOTAGE, clips=self.footage),
            Track(kind=TrackKind.EFFECT, clips=self.effects),
        )


def caption_words(
    words: tuple[SpokenWord, ...], offset: int, rate: FrameRate
) -> tuple[CaptionWord, ...]:
    """Spoken words as frames of the film, for speech that starts at frame `offset`.

    Every word is seen for at least one frame, and none overlaps the next: of words that
    begin in the same frame the later ones are shown a frame later each.
    """
    starts = [offset + rate.frames(word.start_s) for word in words]
    ends = [offset + rate.frames(word.end_s) for word in words]
    shown: list[CaptionWord] = []
    free = offset
    for n, word in enumerate(words):
        start = max(starts[n], free)
        limit = starts[n + 1] if n + 1 < len(words) else ends[n]
        free = max(start + 1, min(ends[n], limit))
        span = TimeRange(start=start, length=free - start)
        is_joined = n > 0 and 0 < words[n - 1].end == word.start
        shown.append(CaptionWord(text=word.text, range=span, is_joined=is_joined))
    return tuple(shown)


def caption_text(words: Iterable[CaptionWord]) -> str:
    """The words as one line of text, with a space before each that is not joined on."""
    return "".join(f"{'' if word.is_joined else ' '}{word.text}" for word in words).strip()
