"""The written lines for films about a bare idea, by kind of subject and by form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Line:
    """What is said, the words on screen ("" to distil them), and the points of a list."""

    say: str
    show: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """True general lines about one kind of subject, each group in the order of an arc."""

    hooks: tuple[Line, ...]
    truths: tuple[Line, ...]
    points: tuple[Line, ...]
    turns: tuple[Line, ...]
    humans: tuple[Line, ...]
    questions: tuple[Line, ...]


@dataclass(frozen=True)
class Form:
    """How a film is built: the roles in order, and the lines of its own."""

    order: tuple[str, ...]
    frames: tuple[Line, ...]
    clause_frames: tuple[Line, ...]
    points: tuple[Line, ...]
    calls: tuple[Line, ...]
    hooks: tuple[Line, ...] = ()


@lru_cache(maxsize=1)
def themes() -> Mapping[str, Theme]:
    """Every theme by kind of subject (see `subjects.KINDS`), with "general"."""
    return {
        name: Theme(**{group: tuple(_line(text) for text in lines) for group, lines in raw.items()})
        for name, raw in _load("themes.toml").items()
    }


@lru_cache(maxsize=1)
def forms() -> Mapping[str, Form]:
    """Every form by name."""
    return {name: _form(raw) for name, raw in _load("forms.toml").items()}


def _form(raw: dict[str, list[str]]) -> Form:
    frames = tuple(_line(text) for text in raw["frames"])
    return Form(
        order=tuple(raw["order"]),
        frames=frames,
        clause_frames=tuple(_line(text) for text in raw.get("clause_frames", ())) or frames,
        points=tuple(_line(text) for text in raw["points"]),
        calls=tuple(_line(text) for text in raw["calls"]),
        hooks=tuple(_line(text) for text in raw.get("hooks", ())),
    )


def _line(text: str) -> Line:
    say, *shown = (part.strip() for part in text.split("|"))
    return Line(say, shown[0] if shown else "", tuple(shown[1:]))


def _load(name: str) -> dict[str, dict[str, list[str]]]:
    source = files("studio.llm.embedded.ideas").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(source)
