"""Voices by the protocol of OpenAI: theirs, or those of a server of one's own."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from studio.domain.errors import ModelRefused, UncertainOutcome, Unreachable
from studio.domain.take import TakeKind
from studio.providers.interface import Call, Card, MediaAsk, Receipt, Sight, VoiceCard
from studio.providers.sounds import as_wav
from studio.providers.wire import Wire, bearer

SERVER = "GREENLIGHT_SPEECH_SERVER"
"""The variable that names a server of one's own, such as http://127.0.0.1:8880/v1."""

SERVER_MODEL = "GREENLIGHT_SPEECH_MODEL"
SERVER_VOICE = "GREENLIGHT_SPEECH_VOICE"
OPENAI_MODEL = "GREENLIGHT_OPENAI_SPEECH_MODEL"
"""The variable that names another of OpenAI's models: theirs end sooner than this is updated."""

_OPENAI = "https://api.openai.com/v1"
_RATE = 24_000
_MOST_CHARACTERS = 4096
_CHARACTERS_PER_PRICE = 1000
_VOICES = (
    "marin",
    "cedar",
    "alloy",
    "ash",
    "ballad",
    "coral",
    "echo",
    "fable",
    "nova",
    "onyx",
    "sage",
    "shimmer",
    "verse",
)


@dataclass(frozen=True)
class OpenAISpeech:
    """Has `base_url` speak by `model`. Words get their times from the sound afterwards."""

    card: Card
    base_url: str
    model: str
    names: tuple[str, ...] = _VOICES
    transport: httpx2.BaseTransport | None = field(default=None, repr=False)

    @property
    def kinds(self) -> frozenset[TakeKind]:
        """Speech."""
        return frozenset({TakeKind.NARRATION})

    def is_set_up(self) -> bool:
        """True when there is an address to ask."""
        return bool(self.base_url)

    def voices(self) -> tuple[VoiceCard, ...]:
        """Voices that speak the language of the words they are given."""
        return tuple(VoiceCard(name, name.capitalize(), "mul") for name in self.names)

    def can_make(self, ask: MediaAsk) -> bool:
        """True for words."""
        return ask.kind is TakeKind.NARRATION and any(char.isalnum() for char in ask.text)

    def price(self, ask: MediaAsk) -> float | None:
        """By the length of the text."""
        if self.card.price is None:
            return None
        return self.card.price * len(ask.text) / _CHARACTERS_PER_PRICE

    def submit(self, ask: MediaAsk, call: Call, target: Path) -> Receipt:
        """Have the words spoken and write them as mono WAV. Raises as agreed."""
        if len(ask.text) > _MOST_CHARACTERS:
            reason = f"it speaks at most {_MOST_CHARACTERS:,} characters at once."
            raise ModelRefused(self.card.title, reason, "Split the scene in two.")
        wire = Wire(self.card.title, self.base_url, self.transport)
        fields: dict[str, object] = {
            "model": self.model,
            "input": ask.text,
            "voice": ask.voice if ask.voice in self.names else self.names[0],
            "response_format": "wav",
        }
        if ask.pace != 1.0:
            fields["speed"] = min(4.0, max(0.25, ask.pace))
        if ask.manner:
            fields["instructions"] = ask.manner
        answer = wire.post("/audio/speech", bearer(self.card, call.key), call.id, json=fields)
        self._write(answer, call, target)
        return Receipt()

    def look(self, receipt: Receipt, call: Call) -> Sight:
        """All is done within the first answer."""
        return Sight(is_done=True, percent=100.0)

    def fetch(self, receipt: Receipt, call: Call, target: Path) -> None:
        """Nothing is left to fetch."""

    def cancel(self, receipt: Receipt, call: Call) -> None:
        """Nothing runs any more."""

    def _write(self, answer: httpx2.Response, call: Call, target: Path) -> None:
        raw = target.with_name(f"{target.name}.raw")
        try:
            raw.write_bytes(answer.content)
            as_wav(raw, target, title=self.card.title, rate=_RATE, layout="mono")
        except Unreachable as fault:
            raise UncertainOutcome(self.card.title, call.id) from fault
        finally:
            raw.unlink(missing_ok=True)


def openai_speech(transport: httpx2.BaseTransport | None = None) -> OpenAISpeech:
    """OpenAI's own; a thousand characters are about a minute."""
    model = os.environ.get(OPENAI_MODEL) or "gpt-4o-mini-tts"
    card = Card(
        name="openai-speech",
        title="OpenAI voices",
        version=f"1 {model}",
        extension="wav",
        is_local=False,
        is_free=False,
        key_name="OPENAI_API_KEY",
        price=0.015,
        price_is_for="a thousand characters",
        keys_at="platform.openai.com/api-keys",
    )
    base_url = os.environ.get("OPENAI_BASE_URL") or _OPENAI
    return OpenAISpeech(card, base_url, model, transport=transport)


def own_speech(transport: httpx2.BaseTransport | None = None) -> OpenAISpeech:
    """A server of one's own that speaks the same protocol; it costs nothing."""
    voice = os.environ.get(SERVER_VOICE, "") or _VOICES[2]
    model = os.environ.get(SERVER_MODEL, "") or "tts-1"
    card = Card(
        name="own-speech",
        title="Your speech server",
        version=f"1 {model} {voice}",
        extension="wav",
        is_local=True,
        is_free=True,
        price=0.0,
        price_is_for="a scene",
    )
    return OpenAISpeech(card, os.environ.get(SERVER, ""), model, (voice,), transport)
