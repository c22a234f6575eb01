"""espeak-ng behind one door: a text in, its sound and the places of its words out.

The library keeps its voice, its settings and its listener in the process, so one lock guards
it, whichever thread speaks.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from studio.domain.errors import MissingPart, Unreachable
from studio.providers.scratch_voice.library import load_library
from studio.providers.scratch_voice.voices import Tone

SAMPLE_RATE_HZ = 22_050

_WORD_EVENT = 1
_LAST_EVENT = 0
_RATE, _PITCH, _RANGE = 1, 3, 4
_UTF8 = 1
_SLOWEST_WPM, _FASTEST_WPM = 80, 450


class _Name(ctypes.Union):
    _fields_ = (
        ("number", ctypes.c_int),
        ("name", ctypes.c_char_p),
        ("string", ctypes.c_char * 8),
    )


class _Event(ctypes.Structure):
    """`espeak_EVENT` of speak_lib.h (espeak-ng 1.52)."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    )


_Samples = ctypes.POINTER(ctypes.c_short)
_Events = ctypes.POINTER(_Event)
_Listener = ctypes.CFUNCTYPE(ctypes.c_int, _Samples, ctypes.c_int, _Events)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word begins: its character `place` in the text, and when, in seconds."""

    place: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """Sound as 16-bit mono samples at `SAMPLE_RATE_HZ`, and the marks in it, in order."""

    samples: bytes
    marks: tuple[Mark, ...]


class Engine:
    """The one espeak-ng of this process. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library = load_library()
        self._samples = bytearray()
        self._marks: list[Mark] = []
        self._listener = _Listener(self._hear)
        self._library.espeak_SetSynthCallback(self._listener)
        self._library.espeak_Synth.argtypes = (
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        )

    def speak(self, texts: Iterable[str], tone: Tone, pace: float) -> tuple[Utterance, ...]:
        """One utterance for each of `texts`.

        Raises:
            MissingPart: the engine has no such voice.
            Unreachable: the engine gave up.
        """
        with self._lock:
            self._prepare(tone, pace)
            return tuple(self._utter(text) for text in texts)

    def _prepare(self, tone: Tone, pace: float) -> None:
        if self._library.espeak_SetVoiceByName(tone.engine_voice.encode()) != 0:
            raise MissingPart(f"The voice “{tone.engine_voice}”", "Choose another voice.")
        words_a_minute = round(tone.words_a_minute * pace)
        settings = (
            (_RATE, max(_SLOWEST_WPM, min(words_a_minute, _FASTEST_WPM))),
            (_PITCH, tone.pitch),
            (_RANGE, tone.pitch_range),
        )
        for parameter, value in settings:
            self._library.espeak_SetParameter(parameter, value, 0)

    def _utter(self, text: str) -> Utterance:
        self._samples = bytearray()
        self._marks = []
        raw = text.encode("utf-8")
        outcome = self._library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, _UTF8, None, None)
        if outcome != 0:
            raise Unreachable("The voice engine", f"code {outcome}")
        return Utterance(bytes(self._samples), tuple(self._marks))

    def _hear(self, samples: object, count: int, events: object) -> int:
        if samples and count > 0:
            self._samples += ctypes.string_at(samples, count * 2)  # type: ignore[arg-type]
        place = 0
        while (event := events[place]).type != _LAST_EVENT:  # type: ignore[index]
            if event.type == _WORD_EVENT:
                at_s = max(0, event.sample) / SAMPLE_RATE_HZ
                self._marks.append(Mark(max(0, event.text_position - 1), at_s))
            place += 1
        return 0


_LOADING = threading.Lock()


def engine() -> Engine:
    """The engine of this process, started on first use. Raises MissingPart."""
    with _LOADING:
        return _started()


@cache
def _started() -> Engine:
    return Engine()
