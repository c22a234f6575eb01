"""What is asked of espeak-ng and what it answers, and how both cross between processes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

SAMPLE_RATE_HZ = 22_050


@dataclass(frozen=True)
class Voicing:
    """How the engine is set: its name of a voice, the speed, and two settings from 0 to 100."""

    voice: str
    words_a_minute: int
    pitch: int
    pitch_range: int


@dataclass(frozen=True)
class Mark:
    """A word begins: its character `place` in the text, and when, in seconds."""

    place: int
    at_s: float


@dataclass(frozen=True)
class Utterance:
    """Sound as 16-bit mono samples at `SAMPLE_RATE_HZ`, and the marks in it, in order."""

    samples: bytes
    marks: tuple[Mark, ...]


def write_ask(pipe: BinaryIO, texts: Sequence[str], voicing: Voicing) -> None:
    """Send one ask: a line of JSON."""
    _write_line(pipe, {"texts": list(texts), "voicing": asdict(voicing)})
    pipe.flush()


def read_ask(pipe: BinaryIO) -> tuple[list[str], Voicing] | None:
    """The next ask, or None when the other side is gone."""
    line = pipe.readline()
    if not line:
        return None
    ask = json.loads(line)
    return ask["texts"], Voicing(**ask["voicing"])


def write_utterance(pipe: BinaryIO, utterance: Utterance) -> None:
    """Send one answer: a line of JSON, then the samples."""
    marks = [[mark.place, mark.at_s] for mark in utterance.marks]
    _write_line(pipe, {"bytes": len(utterance.samples), "marks": marks})
    pipe.write(utterance.samples)
    pipe.flush()


def write_fault(pipe: BinaryIO, part: str, remedy: str) -> None:
    """Send, in place of an answer, what is missing and what to do about it."""
    _write_line(pipe, {"part": part, "remedy": remedy})
    pipe.flush()


def read_answer(pipe: BinaryIO) -> Utterance | tuple[str, str]:
    """The next answer, or what is missing and the remedy. Raises EOFError at the end."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    answer = json.loads(line)
    if "part" in answer:
        return answer["part"], answer["remedy"]
    samples = pipe.read(answer["bytes"])
    if len(samples) < answer["bytes"]:
        raise EOFError
    return Utterance(samples, tuple(Mark(place, at_s) for place, at_s in answer["marks"]))


def _write_line(pipe: BinaryIO, value: dict[str, Any]) -> None:
    pipe.write(json.dumps(value).encode() + b"\n")
