"""A voice on this machine: espeak-ng, with the time of every word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from studio.domain.narration import display_words
from studio.providers.espeak.process import voice_process
from studio.providers.espeak.speech import Utterance
from studio.providers.interface import Card, Speech, SpeechAsk, VoiceCard
from studio.providers.scratch_voice import sound, timing
from studio.providers.scratch_voice.phrases import Phrase, phrases
from studio.providers.scratch_voice.voices import voice_cards, voice_of

__all__ = ["ScratchVoice"]

_NOTHING_MS = 300


class ScratchVoice:
    """Speaks in more than seventy languages, for free and at once."""

    card = Card(
        name="scratch", title="Scratch voice", version="1", extension="wav", is_trimmed=True
    )

    def voices(self) -> tuple[VoiceCard, ...]:
        """Every voice, English first, then the other languages by name."""
        return voice_cards()

    def speak(self, ask: SpeechAsk, target: Path) -> Speech:
        """Write the speech as a WAV file (mono, 16 bit, 22,050 Hz) at `target`.

        Raises:
            MissingPart: espeak-ng or the voice is not there.
            BadInput: the engine falls over these words.
        """
        spoken = _spoken(ask)
        sound.write_wav(sound.softened(spoken), target)
        words = timing.spoken_words(display_words(ask.text), spoken.marks, spoken.samples)
        return Speech(spoken.length_s, words)

    def length_s(self, ask: SpeechAsk) -> float:
        """The seconds that `speak` would give, found by speaking. Raises as `speak` does.

        The engine lets its pitch waver and so never speaks twice quite the same: the lengths
        agree to about a hundredth of a second a sentence.
        """
        return _spoken(ask).length_s


def _spoken(ask: SpeechAsk) -> sound.Spoken:
    voice = voice_of(ask.voice)
    parts = phrases(ask.text, voice.language)
    if not parts:
        return sound.silence(_NOTHING_MS)
    utterances = voice_process().speak([part.text for part in parts], voice.voicing(ask.pace))
    return sound.join(
        (_in_narration(utterance, part), part.pause_s / ask.pace)
        for utterance, part in zip(utterances, parts, strict=True)
    )


def _in_narration(utterance: Utterance, part: Phrase) -> Utterance:
    """The utterance with its marks at their places in the whole narration."""
    last = len(part.places) - 1
    marks = tuple(replace(m, place=part.places[min(m.place, last)]) for m in utterance.marks)
    return replace(utterance, marks=marks)
