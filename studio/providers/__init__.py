"""Who speaks, draws and composes: one visible list, and one way to look them up.

To add a provider, write one file beside this one and one line in `SPEECH`, `PICTURES` or
`MUSIC`, or in `OUTSIDE` when it works elsewhere. Those are never asked by themselves: only
`actions/production.py` does, for what was greenlit. Each line is a function that imports its
provider only when it is built, so that importing this room costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from studio.domain.errors import NotFound

if TYPE_CHECKING:
    from httpx2 import BaseTransport

    from studio.providers.interface import (
        Card,
        MotionProvider,
        MusicProvider,
        OutsideProvider,
        PictureAsk,
        PictureProvider,
        SpeechProvider,
    )

    Transport = BaseTransport | None
    Provider = SpeechProvider | PictureProvider | MusicProvider

Named = TypeVar("Named", "SpeechProvider", "PictureProvider", "MusicProvider", "OutsideProvider")


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


def _openai_pictures(transport: Transport = None) -> OutsideProvider:
    from studio.providers.openai_pictures import openai_pictures

    return openai_pictures(transport)


def _own_pictures(transport: Transport = None) -> OutsideProvider:
    from studio.providers.openai_pictures import own_pictures

    return own_pictures(transport)


def _openai_speech(transport: Transport = None) -> OutsideProvider:
    from studio.providers.openai_speech import openai_speech

    return openai_speech(transport)


def _own_speech(transport: Transport = None) -> OutsideProvider:
    from studio.providers.openai_speech import own_speech

    return own_speech(transport)


def _replicate_pictures(transport: Transport = None) -> OutsideProvider:
    from studio.providers.replicate import replicate_pictures

    return replicate_pictures(transport)


def _replicate_motion(transport: Transport = None) -> MotionProvider:
    from studio.providers.replicate import replicate_motion

    return replicate_motion(transport)


def _replicate_music(transport: Transport = None) -> OutsideProvider:
    from studio.providers.replicate import replicate_music

    return replicate_music(transport)


def _fal_pictures(transport: Transport = None) -> OutsideProvider:
    from studio.providers.fal import fal_pictures

    return fal_pictures(transport)


def _fal_motion(transport: Transport = None) -> MotionProvider:
    from studio.providers.fal import fal_motion

    return fal_motion(transport)


SPEECH: tuple[Callable[[], SpeechProvider], ...] = (_scratch_voice,)
PICTURES: tuple[Callable[[], PictureProvider], ...] = (_supplied_picture, _designed_picture)
MUSIC: tuple[Callable[[], MusicProvider], ...] = (_composed_music,)
OUTSIDE: tuple[Callable[..., OutsideProvider], ...] = (
    _own_pictures,
    _own_speech,
    _openai_pictures,
    _openai_speech,
    _replicate_pictures,
    _replicate_motion,
    _replicate_music,
    _fal_pictures,
    _fal_motion,
)
PROVIDERS: tuple[Callable[[], Provider], ...] = (*SPEECH, *PICTURES, *MUSIC)


@dataclass(frozen=True)
class Providers:
    """The providers of a studio, in the order they are best offered.

    `open_outside` builds those that work elsewhere, when they are asked for.
    """

    all_speech: tuple[SpeechProvider, ...] = ()
    all_pictures: tuple[PictureProvider, ...] = ()
    all_music: tuple[MusicProvider, ...] = ()
    open_outside: Callable[[], tuple[OutsideProvider, ...]] = tuple

    @property
    def outside(self) -> tuple[OutsideProvider, ...]:
        """The outside providers that are set up, in the order they are best offered."""
        return tuple(each for each in self.open_outside() if each.is_set_up())

    def elsewhere(self, name: str) -> OutsideProvider:
        """The outside provider of that name. Raises NotFound."""
        return _named(self.outside, name, "provider")

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
        open_outside=lambda: tuple(build() for build in OUTSIDE),
    )


def _named(providers: Iterable[Named], name: str, kind: str) -> Named:
    for provider in providers:
        if provider.card.name == name:
            return provider
    raise NotFound(kind, name)
