"""What Greenlight asks of a provider of speech, pictures or music.

A provider is a small object with a `card` and one method that makes one file. It knows
no project and no store: inputs in, file out. It is free to block; jobs call it off the
event loop. It writes the file at `target` and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from studio.domain.brand import Brand
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Visual
from studio.domain.take import MusicMarks, SpokenWord, TakeKind


@dataclass(frozen=True)
class Card:
    """What a person should know of a provider before choosing it.

    `version` changes whenever the same ask would give another file, so that takes made
    before are not mistaken for it. `key_name` is the environment variable of its key, or
    empty when it needs none. `extension` is that of the files it makes, without a dot. The
    speech of a voice that `is_trimmed` has no silence at its ends to be taken off. `price` is
    about what it costs in US dollars, as `price_is_for` says, such as "a picture"; None where
    that is not known. `keys_at` is where a key is had.
    """

    name: str
    title: str
    version: str
    extension: str
    is_local: bool = True
    is_free: bool = True
    key_name: str = ""
    is_trimmed: bool = False
    price: float | None = None
    price_is_for: str = ""
    keys_at: str = ""


@dataclass(frozen=True)
class VoiceCard:
    """A voice: its `name` for asks, what people call it, and its language (BCP 47)."""

    name: str
    title: str
    language: str


@dataclass(frozen=True)
class SpeechAsk:
    """Words to speak; `pace` 1.0 is the voice's own speed."""

    text: str
    voice: str
    pace: float = 1.0


@dataclass(frozen=True)
class Speech:
    """What was spoken: its length in seconds and the place of every word in the sound."""

    length_s: float
    words: tuple[SpokenWord, ...]


class SpeechProvider(Protocol):
    """Speaks."""

    @property
    def card(self) -> Card:
        """Who this is."""
        ...

    def voices(self) -> tuple[VoiceCard, ...]:
        """Every voice there is, in the order they are best offered."""
        ...

    def speak(self, ask: SpeechAsk, target: Path) -> Speech:
        """Write the speech as a mono WAV file (16 bit) at `target`.

        An empty text, or one without a word to speak, gives a short silence and no words.

        Raises:
            MissingPart: the engine or the voice is not there.
            Transient: worth another attempt.
        """
        ...

    def length_s(self, ask: SpeechAsk) -> float:
        """The seconds that `speak` would give, to a tenth of a second, without a file.

        A director asks for it with every scene, so it is as quick as can be. Raises as
        `speak` does.
        """
        ...


@dataclass(frozen=True)
class PictureAsk:
    """A scene's visual to make into one picture of `size`; `source` is a file it is made from.

    `files` are those of the pictures that its words name.
    """

    visual: Visual
    size: Size
    brand: Brand
    source: Path | None = None
    files: Mapping[AssetId, Path] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """What was made, in pixels."""

    width: int
    height: int


class PictureProvider(Protocol):
    """Makes a scene's picture."""

    @property
    def card(self) -> Card:
        """Who this is."""
        ...

    def can_make(self, ask: PictureAsk) -> bool:
        """True when this provider makes pictures of this kind of visual."""
        ...

    def make(self, ask: PictureAsk, target: Path) -> Picture:
        """Write the picture at `target`.

        Raises:
            BadInput: the source cannot be read.
            Transient: worth another attempt.
        """
        ...


@dataclass(frozen=True)
class MusicAsk:
    """A piece of music by mood; the same mood and seed give the same piece."""

    mood: str
    seed: int


@dataclass(frozen=True)
class Music:
    """A finished piece: its length in seconds and where it may be cut."""

    length_s: float
    marks: MusicMarks


class MusicProvider(Protocol):
    """Composes."""

    @property
    def card(self) -> Card:
        """Who this is."""
        ...

    def moods(self) -> tuple[str, ...]:
        """Every mood that can be asked for, in the order they are best offered."""
        ...

    def compose(self, ask: MusicAsk, target: Path) -> Music:
        """Write a piece as a stereo WAV file (16 bit, 48 kHz) at `target`.

        An unknown mood gives the first one's piece.

        Raises:
            Transient: worth another attempt.
        """
        ...


@dataclass(frozen=True)
class MediaAsk:
    """What is asked of an outside provider, for one take of `kind`.

    `text` describes the picture, the motion or the music, or holds the words to speak.
    `seconds` is the wished length of what moves or sounds; `source` a picture to begin with.
    `manner` says how words are spoken, where the provider listens to that.
    """

    kind: TakeKind
    text: str
    size: Size
    seconds: float = 5.0
    voice: str = ""
    pace: float = 1.0
    manner: str = ""
    source: Path | None = None


@dataclass(frozen=True)
class Call:
    """Who asks: the key ("" where none is wanted), and our own name for the request."""

    key: str
    id: str


@dataclass(frozen=True)
class Receipt:
    """What a provider gave for a request: its name there, and where to look for it.

    Without a `remote` name the work was the answer itself, and is at its target already.
    """

    remote: str = ""
    address: str = ""


@dataclass(frozen=True)
class Sight:
    """How far a request is: `percent` 0 to 100, `phase` in the words of a person."""

    is_done: bool
    percent: float = 0.0
    phase: str = ""


class OutsideProvider(Protocol):
    """Makes pictures, speech, motion or music elsewhere, mostly for money.

    Every step is one exchange, so that whoever calls can write down what was sent before it is
    sent, and find it again by its receipt after a crash. None of them sends anything twice.
    """

    @property
    def card(self) -> Card:
        """Who this is, and what it costs."""
        ...

    @property
    def kinds(self) -> frozenset[TakeKind]:
        """What it makes."""
        ...

    def is_set_up(self) -> bool:
        """False for a server of one's own that nobody named."""
        ...

    def can_make(self, ask: MediaAsk) -> bool:
        """True when this provider makes what is asked."""
        ...

    def price(self, ask: MediaAsk) -> float | None:
        """About what it will cost, in US dollars; None when that is not known."""
        ...

    def submit(self, ask: MediaAsk, call: Call, target: Path) -> Receipt:
        """Send the request, once. `target` is written when the answer holds the work.

        Raises:
            MissingKey: it wants a key.
            ModelRefused: it says no; nothing is owed.
            Transient: it surely was not carried out, and may be sent again.
            UncertainOutcome: it may have been carried out.
        """
        ...

    def look(self, receipt: Receipt, call: Call) -> Sight:
        """How far a request is. Raises Transient, and ModelRefused when it came to nothing."""
        ...

    def fetch(self, receipt: Receipt, call: Call, target: Path) -> None:
        """Write what was made at `target`, in the format of the card. Raises as `look`."""
        ...

    def cancel(self, receipt: Receipt, call: Call) -> None:
        """Ask to stop; what is made already stays made. Raises Unreachable."""
        ...


class MotionProvider(OutsideProvider, Protocol):
    """Makes moving pictures, from words, or from a picture that they begin with."""

    @property
    def begins_with_picture(self) -> bool:
        """True when every ask needs a `source`."""
        ...
