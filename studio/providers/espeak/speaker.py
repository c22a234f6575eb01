"""The process that speaks: reads asks from its input, writes answers to its output.

It ends when its input does, and so never outlives the process that started it.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from studio.domain.errors import MissingPart
from studio.providers.espeak.engine import Engine
from studio.providers.espeak.speech import Voicing, read_ask, write_fault, write_utterance


def serve(asks: BinaryIO, answers: BinaryIO) -> None:
    """Answer asks until there are no more."""
    engine: Engine | None = None
    while (ask := read_ask(asks)) is not None:
        try:
            engine = engine or Engine()
            _speak(engine, *ask, answers)
        except MissingPart as fault:
            write_fault(answers, fault.part, fault.remedy)


def _speak(engine: Engine, texts: list[str], voicing: Voicing, answers: BinaryIO) -> None:
    engine.prepare(voicing)
    for text in texts:
        write_utterance(answers, engine.utter(text))


def main() -> None:
    """Serve on the standard pipes; what the library itself prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
