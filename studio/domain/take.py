"""One attempt at one part of a scene, or at the music of a project."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from studio.domain.documents import Document, Value
from studio.domain.ids import AssetId, ContentHash, ProjectId, SceneId, TakeId


class TakeKind(StrEnum):
    """What was attempted.

    PICTURE is the scene's card and MOTION its draft to watch, both drawn here. The last four
    are made by outside providers and used in place of what is made here: a picture, a moving
    one, spoken words, and the film's music.
    """

    PICTURE = "picture"
    SPEECH = "speech"
    MOTION = "motion"
    MUSIC = "music"
    ARTWORK = "artwork"
    FOOTAGE = "footage"
    NARRATION = "narration"
    TRACK = "track"


class SpokenWord(Value):
    """A word of a narration and when it is heard, in seconds from the start of the speech.

    `start` and `end` are its character places in the narration, half-open.
    """

    text: str
    start_s: float = Field(ge=0)
    end_s: float = Field(ge=0)
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class MusicMarks(Value):
    """Where a piece of music may be cut, in seconds from its start.

    `loop_start_s`…`loop_end_s` is a whole number of bars and repeats without a seam;
    from `ending_s` on the piece comes to its end.
    """

    tempo_bpm: float = Field(gt=0)
    bar_s: float = Field(gt=0)
    loop_start_s: float = Field(ge=0)
    loop_end_s: float = Field(gt=0)
    ending_s: float = Field(gt=0)


class Take(Document):
    """An attempt. `inputs` is the hash of all that went in; `file` is below the media folder.

    A take of the same inputs is found again instead of made again. `scene` is None for music.
    What an outside provider made also has the `subject` it was made of, the hash of the part of
    the scene that it stands for, the `guidance` given with it, and, where it is seen, the asset
    that it is in the film.
    """

    name = "Take"

    id: TakeId
    project: ProjectId
    scene: SceneId | None = None
    kind: TakeKind
    inputs: ContentHash
    provider: str
    file: str
    length_s: float = Field(default=0.0, ge=0)
    words: tuple[SpokenWord, ...] = ()
    marks: MusicMarks | None = None
    price: float = Field(default=0.0, ge=0)
    made_at: datetime
    is_active: bool = True
    subject: ContentHash = ContentHash("")
    guidance: str = Field(default="", max_length=4000)
    asset: AssetId | None = None
