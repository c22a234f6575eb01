"""The music provider that composes on this machine."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np

from studio.providers.composed_music.arrangement import composed
from studio.providers.composed_music.mixdown import played_out
from studio.providers.composed_music.moods import MOODS, mood_named
from studio.providers.composed_music.synthesis import RATE
from studio.providers.interface import Card, Music, MusicAsk


class ComposedMusic:
    """Composes and plays by mood and seed; no recording is used."""

    card = Card(name="composed", title="Composed music", version="1", extension="wav")

    def moods(self) -> tuple[str, ...]:
        """Every mood, in the order they are best offered."""
        return tuple(mood.name for mood in MOODS)

    def compose(self, ask: MusicAsk, target: Path) -> Music:
        """Write the piece that the mood and the seed give; see `MusicProvider`."""
        mood = mood_named(ask.mood)
        sound, marks = played_out(composed(mood, ask.seed), mood, ask.seed)
        with wave.open(str(target), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.rint(sound * 32767).astype("<i2").tobytes())
        return Music(length_s=len(sound) / RATE, marks=marks)
