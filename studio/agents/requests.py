"""What a person may ask of the director, each thing as a typed value.

A scene is named by its number from 1, by a negative number from the end (-1 is the last), or
by words it is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.format import Aspect, Quality

SceneName = int | str


@dataclass(frozen=True)
class PlanText:
    """Plan a film of a new text or idea, as long as is asked for beside it."""

    text: str
    length_s: float | None = None


@dataclass(frozen=True)
class PlanAgain:
    """Plan the same text anew, with another length in seconds or mood where given."""

    length_s: float | None = None
    mood: str = ""


@dataclass(frozen=True)
class EditScenes:
    """Write scenes anew as `guidance` says; no names mean all of them."""

    scenes: tuple[SceneName, ...]
    guidance: str = ""


@dataclass(frozen=True)
class ShortenFilm:
    """Leave out what tells least."""


@dataclass(frozen=True)
class DeleteScenes:
    """Take scenes out."""

    scenes: tuple[SceneName, ...]


@dataclass(frozen=True)
class MoveScene:
    """Move a scene to a place, or after another when `is_after`, before it when not."""

    scene: SceneName
    to: SceneName
    is_after: bool | None = None


@dataclass(frozen=True)
class SwapScenes:
    """Let two scenes change places."""

    one: SceneName
    two: SceneName


@dataclass(frozen=True)
class SplitScene:
    """Cut a scene in two."""

    scene: SceneName


@dataclass(frozen=True)
class MergeScenes:
    """Make one of a scene and the one after it."""

    first: SceneName


@dataclass(frozen=True)
class AddScene:
    """Add a scene that says `text`, after a scene, or before it, or last."""

    text: str
    beside: SceneName | None = None
    is_after: bool = True
    is_closing: bool = False


@dataclass(frozen=True)
class Rename:
    """Give the film another title."""

    title: str


@dataclass(frozen=True)
class SetVoice:
    """Another voice or language, in the person's words ("deep", "British", "German")."""

    wanted: str


@dataclass(frozen=True)
class SetPace:
    """Speak faster (above 1) or slower, times the present pace."""

    times: float


@dataclass(frozen=True)
class SetMood:
    """Another mood: music and colours."""

    mood: str


@dataclass(frozen=True)
class SetColours:
    """Colours of a mood, leaving the music as it is."""

    mood: str


@dataclass(frozen=True)
class SetMusic:
    """Music on or off, or louder or quieter by decibels."""

    is_on: bool | None = None
    louder_db: float = 0.0


@dataclass(frozen=True)
class OtherMusic:
    """Another piece of the same mood."""


@dataclass(frozen=True)
class SetAspect:
    """Another shape of the picture."""

    aspect: Aspect


@dataclass(frozen=True)
class SetCaptions:
    """Captions on or off, and in the style of that name where one is wished."""

    is_on: bool
    style: str = ""


@dataclass(frozen=True)
class Approve:
    """Greenlight scenes; no names mean all of them. Those of `but` stay open."""

    scenes: tuple[SceneName, ...] = ()
    but: tuple[SceneName, ...] = ()


@dataclass(frozen=True)
class MakeFilm:
    """Make the film, or a draft of it."""

    quality: Quality = Quality.STANDARD


@dataclass(frozen=True)
class ReadWebsite:
    """Read a website and show what was found."""

    url: str


@dataclass(frozen=True)
class FilmFromWebsite:
    """Make the film of a website; without an address, of the one that was read."""

    url: str = ""


@dataclass(frozen=True)
class Undo:
    """Take back the last piece of work."""


@dataclass(frozen=True)
class Remember:
    """Something to be remembered for all films, in the person's words."""

    text: str


@dataclass(frozen=True)
class Forget:
    """Something remembered that is to be forgotten, or "everything"."""

    text: str


@dataclass(frozen=True)
class Recall:
    """What do you remember of me?"""


@dataclass(frozen=True)
class Review:
    """Look the film over: what could be better?"""


@dataclass(frozen=True)
class Compare:
    """What is different from before, or from the version `before`?"""

    before: int | None = None


@dataclass(frozen=True)
class Status:
    """How far is what is being made?"""


@dataclass(frozen=True)
class AddCharacter:
    """Somebody who recurs: a name, and what was said of role and look."""

    name: str
    role: str = ""
    look: str = ""


@dataclass(frozen=True)
class Question:
    """Something about the project: "length", "open", "scenes", "settings", "cost", "state".

    About "scene" it is one scene's content that is asked for.
    """

    about: str
    scene: SceneName | None = None


@dataclass(frozen=True)
class Leave:
    """Leave everything as it is."""


@dataclass(frozen=True)
class Beyond:
    """A wish that is understood and cannot be carried out; `why` says so, with a way out."""

    why: str


@dataclass(frozen=True)
class Greeting:
    """A kind word: "hello", "thanks" or "praise"."""

    kind: str


@dataclass(frozen=True)
class Help:
    """What can be done here?"""


@dataclass(frozen=True)
class Unknown:
    """Something the director does not understand, in the person's words."""

    text: str


Request = (
    PlanText
    | PlanAgain
    | EditScenes
    | ShortenFilm
    | DeleteScenes
    | MoveScene
    | SwapScenes
    | SplitScene
    | MergeScenes
    | AddScene
    | Rename
    | SetVoice
    | SetPace
    | SetMood
    | SetColours
    | SetMusic
    | OtherMusic
    | SetAspect
    | SetCaptions
    | Approve
    | MakeFilm
    | ReadWebsite
    | FilmFromWebsite
    | Undo
    | Remember
    | Forget
    | Recall
    | Review
    | Compare
    | Status
    | AddCharacter
    | Question
    | Leave
    | Beyond
    | Greeting
    | Help
    | Unknown
)
