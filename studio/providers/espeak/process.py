"""Starts the process that speaks, and starts another when text it cannot bear ends it.

espeak-ng falls over some texts (found by random ones), and takes its process along. That
must never be a process that does other work.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from functools import cache
from typing import BinaryIO, cast

from studio.domain.errors import BadInput, MissingPart
from studio.providers.espeak.speech import Utterance, Voicing, read_answer, write_ask

_PATIENCE_S = 60.0
_LIVES = 2
_PYTHON_FAULT = 1


class VoiceProcess:
    """One process that speaks, kept for the next ask. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def speak(self, texts: Sequence[str], voicing: Voicing) -> tuple[Utterance, ...]:
        """One utterance for each of `texts`.

        Raises:
            MissingPart: the engine or the voice is not there.
            BadInput: the engine falls over one of the texts, every time.
        """
        spoken: list[Utterance] = []
        lives = _LIVES
        with self._lock:
            while len(spoken) < len(texts):
                begun = len(spoken)
                if not self._go_on(spoken, texts, voicing):
                    lives = _LIVES - 1 if len(spoken) > begun else lives - 1
                if lives == 0:
                    raise _unspeakable(texts[len(spoken)])
        return tuple(spoken)

    def close(self) -> int | None:
        """End the process; its exit code if there was one."""
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        process.communicate()
        return process.returncode

    def _go_on(self, spoken: list[Utterance], texts: Sequence[str], voicing: Voicing) -> bool:
        """Speak what is not spoken yet; False when the process ended over it."""
        process = self._running()
        watch = threading.Timer(_PATIENCE_S, process.kill)
        watch.start()
        try:
            write_ask(cast(BinaryIO, process.stdin), texts[len(spoken) :], voicing)
            while len(spoken) < len(texts):
                spoken.append(_taken(read_answer(cast(BinaryIO, process.stdout))))
        except MissingPart:
            raise
        except (EOFError, OSError):
            self._bury(process)
            return False
        except BaseException:
            self.close()  # what is left in the pipe answers no later ask
            raise
        finally:
            watch.cancel()
        return True

    def _bury(self, process: subprocess.Popen[bytes]) -> None:
        process.wait(_PATIENCE_S)
        if self.close() == _PYTHON_FAULT:
            raise MissingPart("The voice engine", "Run: greenlight doctor")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "studio.providers.espeak.speaker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process


def voice_process() -> VoiceProcess:
    """The one of this process; it ends with it."""
    with _STARTING:
        return _started()


_STARTING = threading.Lock()


@cache
def _started() -> VoiceProcess:
    process = VoiceProcess()
    atexit.register(process.close)
    return process


def _taken(answer: Utterance | tuple[str, str]) -> Utterance:
    if isinstance(answer, Utterance):
        return answer
    raise MissingPart(*answer)


def _unspeakable(text: str) -> BadInput:
    return BadInput(
        f"“{text.strip()[:60]}”",
        "the voice engine cannot say this.",
        "Change the words, or choose another voice.",
    )
