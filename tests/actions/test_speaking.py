"""Speech of a scene: what it depends on, and what is taken off what comes from outside."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.actions.plans import latest_plan
from studio.actions.projects import set_loudness, set_voice
from studio.actions.renders import render_inputs
from studio.actions.takes import make_speech, motion_inputs, speech_inputs
from studio.domain.format import Quality
from studio.domain.project import Loudness, Project
from studio.domain.take import SpokenWord
from studio.providers import Providers
from studio.providers.interface import Card, Speech, SpeechAsk, VoiceCard
from studio.studio import Studio

RATE = 24_000


class Outside:
    """A voice with half a second of silence before its one word, and a whole one after."""

    card = Card(name="outside", title="Outside", version="1", extension="wav")

    def voices(self) -> tuple[VoiceCard, ...]:
        return (VoiceCard("v", "V", "en"),)

    def speak(self, ask: SpeechAsk, target: Path) -> Speech:
        sound = np.zeros(2 * RATE)
        sound[RATE // 2 : RATE] = 9000 * np.sin(np.arange(RATE // 2) / 9)
        with wave.open(str(target), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(sound.astype("<i2").tobytes())
        return Speech(2.0, (SpokenWord(text="sea", start_s=0.5, end_s=1.0, start=4, end=7),))

    def length_s(self, ask: SpeechAsk) -> float:
        return 2.0


def test_silence_of_a_voice_from_outside_is_taken_off(studio: Studio, film: Project) -> None:
    outside = replace(studio, providers=Providers(all_speech=(Outside(),)))
    project = set_voice(outside, film.id, film.voice.model_copy(update={"provider": "outside"}))

    take = make_speech(outside, project, latest_plan(studio, film.id).scenes[0])

    assert take.length_s == pytest.approx(0.67, abs=0.03)
    assert take.words[0].start_s == pytest.approx(0.05, abs=0.02)
    with wave.open(str(studio.store.media.path(take.file))) as file:
        assert file.getnframes() / file.getframerate() == pytest.approx(take.length_s, abs=1e-3)


def test_haste_and_loudness_speak_nothing_anew(studio: Studio, film: Project) -> None:
    plan = latest_plan(studio, film.id)
    scene = plan.scenes[0]
    hasty = set_voice(studio, film.id, film.voice.model_copy(update={"fits_scene": True}))
    loud = set_loudness(studio, film.id, Loudness.BROADCAST)

    assert len({speech_inputs(studio, p, scene) for p in (film, hasty, loud)}) == 1
    assert len({motion_inputs(studio, p, scene) for p in (film, hasty, loud)}) == 3
    assert len({render_inputs(studio, p, plan, Quality.DRAFT) for p in (film, hasty, loud)}) == 3
