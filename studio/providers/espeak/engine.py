"""espeak-ng by ctypes. It keeps its state in the process and may crash: see `process`."""

from __future__ import annotations

import ctypes

from studio.domain.errors import MissingPart
from studio.providers.espeak.library import load_library
from studio.providers.espeak.speech import SAMPLE_RATE_HZ, Mark, Utterance, Voicing

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


class Engine:
    """The espeak-ng of this process. One thread at a time, and one engine a process."""

    def __init__(self) -> None:
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

    def prepare(self, voicing: Voicing) -> None:
        """Take on a voice. Raises MissingPart when the engine has no such voice."""
        if self._library.espeak_SetVoiceByName(voicing.voice.encode()) != 0:
            raise MissingPart(f"The voice “{voicing.voice}”", "Choose another voice.")
        speed = max(_SLOWEST_WPM, min(voicing.words_a_minute, _FASTEST_WPM))
        settings = ((_RATE, speed), (_PITCH, voicing.pitch), (_RANGE, voicing.pitch_range))
        for parameter, value in settings:
            self._library.espeak_SetParameter(parameter, value, 0)

    def utter(self, text: str) -> Utterance:
        """Speak `text` as it stands, without markup. Raises MissingPart when it gives up."""
        self._samples = bytearray()
        self._marks = []
        raw = text.encode("utf-8")
        outcome = self._library.espeak_Synth(raw, len(raw) + 1, 0, 1, 0, _UTF8, None, None)
        if outcome != 0:
            raise MissingPart(f"The voice engine (code {outcome})", "Choose another voice.")
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
