"""Who speaks, draws and composes: one visible list, and one way to look them up.

To add a provider, write one file beside this one and one line in `SPEECH`, `PICTURES` or
`MUSIC`. Each line is a function that imports its provider only when it is built, so that
importing this room costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from studio.domain.errors import NotFound

if TYPE_CHECKING:
    from studio.providers.interface import (
        Card,
        MusicProvider,
        PictureAsk,
        PictureProvider,
        SpeechProvider,
    )

    Provider = SpeechProvider | PictureProvider | MusicProvider

Named = TypeVar("Named", "SpeechProvider", "PictureProvider", "MusicProvider")


def _scratch_voice() -> SpeechProvider:
    """A voice on this machine, from espeak-ng."""
    from studio.providers.scratch_voice import ScratchVoice

    return ScratchVoice()


def _supplied_picture() -> PictureProvider:
    """The person's own picture, made ready for a scene."""
    from studio.providers.supplied_picture import SuppliedPicture

    return SuppliedPicture()


def _designed_picture() -> PictureProvider:
    """The most telling frame of any designed scene."""
    from studio.providers.designed_picture import DesignedPicture

    return DesignedPicture()


def _composed_music() -> MusicProvider:
    """Music composed on this machine by mood."""
    from studio.providers.composed_music import ComposedMusic

    return ComposedMusic()


SPEECH: tuple[Callable[[], SpeechProvider], ...] = (_scratch_voice,)
PICTURES: tuple[Callable[[], PictureProvider], ...] = (_supplied_picture, _designed_picture)
MUSIC: tuple[Callable[[], MusicProvider], ...] = (_composed_music,)
PROVIDERS: tuple[Callable[[], Provider], ...] = (*SPEECH, *PICTURES, *MUSIC)


@dataclass(frozen=True)
class Providers:
    """The providers of a studio, in the order they are best offered."""

    all_speech: tuple[SpeechProvider, ...] = ()
    all_pictures: tuple[PictureProvider, ...] = ()
    all_music: tuple[MusicProvider, ...] = ()

    def speech(self, name: str) -> SpeechProvider:
        """The speech provider of that name. Raises NotFound."""
        return _named(self.all_speech, name, "voice provider")

    def music(self, name: str) -> MusicProvider:
        """The music provider of that name. Raises NotFound."""
        return _named(self.all_music, name, "music provider")

    def picture(self, ask: PictureAsk) -> PictureProvider:
        """The first picture provider that can make `ask`. Raises NotFound."""
        for provider in self.all_pictures:
            if provider.can_make(ask):
                return provider
        raise NotFound("picture provider for a scene of the kind", ask.visual.kind)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The card of every provider."""
        every: tuple[Provider, ...] = (*self.all_speech, *self.all_pictures, *self.all_music)
        return tuple(provider.card for provider in every)


def embedded_providers() -> Providers:
    """The providers that need no key, no network and no payment."""
    return Providers(
        all_speech=tuple(build() for build in SPEECH),
        all_pictures=tuple(build() for build in PICTURES),
        all_music=tuple(build() for build in MUSIC),
    )


def _named(providers: Iterable[Named], name: str, kind: str) -> Named:
    for provider in providers:
        if provider.card.name == name:
            return provider
    raise NotFound(kind, name)
