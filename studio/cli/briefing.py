"""From what stands on the command line to a planned project."""

from __future__ import annotations

import asyncio
import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from studio.actions.assets import add_media
from studio.actions.projects import brief_kind, create_project, set_brief
from studio.actions.sites import address_of
from studio.agents.planning import plan_project
from studio.agents.solo import director_alone
from studio.cli.options import words
from studio.cli.terminal import Bar
from studio.cli.websites import addresses, film_of, plan_site
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import BadInput, GreenlightError
from studio.domain.format import Aspect, Format
from studio.domain.ids import TraceId, new_id
from studio.domain.plan import Plan
from studio.domain.project import Captions, Loudness, Project, Score, Voice
from studio.domain.time import FrameRate
from studio.providers.intake import Inputs, inspect_media, sort_inputs
from studio.providers.reading import read_words
from studio.studio import Studio

TITLE_LENGTH = 200
"""Characters."""


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line; empty means: as the text and the mood decide."""

    inputs: Sequence[Path] = field(default=())
    idea: str = ""
    title: str = ""
    length_s: float | None = None
    aspect: Aspect = Aspect.WIDE
    rate: FrameRate | None = None
    voice: str = ""
    pace: float = 1.0
    mood: str = ""
    captions: Captions = Captions.WORDS
    loudness: Loudness = Loudness.WEB
    fits_scene: bool = False
    director: str = "embedded"


def begin(studio: Studio, wish: Wish) -> Project:
    """Make a project of a wish.

    Raises BadInput, NotFound, DiskFull; nothing is left behind then.
    """
    words("--title", wish.title, TITLE_LENGTH)
    words("--idea", wish.idea)
    wish = _with_address(wish)
    inputs = _usable(wish)
    media = [*inputs.pictures, *inputs.films]
    for path in media:
        inspect_media(path, path.name)
    brief = _brief(wish, inputs.texts[0] if inputs.texts else None)
    settings = {
        "format": Format(aspect=wish.aspect, rate=wish.rate or FrameRate()),
        "voice": Voice(
            voice=_voice(studio, wish.voice), pace=wish.pace, fits_scene=wish.fits_scene
        ),
        "score": _score(studio, wish.mood),
        "captions": wish.captions,
        "loudness": wish.loudness,
        "director": studio.models.get(wish.director).name,
    }
    project = create_project(studio, brief, **settings)
    try:
        assets = [add_media(studio, project.id, path).id for path in media]
    except GreenlightError:
        studio.store.projects.remove(project.id)
        raise
    if not assets:
        return project
    return set_brief(studio, project.id, brief.model_copy(update={"pictures": tuple(assets)}))


def _with_address(wish: Wish) -> Wish:
    """A web address in the place of a file as the idea it stands for. Raises BadInput."""
    found = addresses(wish.inputs)
    if not found:
        return wish
    if len(found) > 1 or wish.idea:
        raise BadInput(found[0], "a film is made of one website.", "Give one address alone.")
    files = [path for path in wish.inputs if not addresses([path])]
    return replace(wish, inputs=files, idea=film_of(found[0]))


def _usable(wish: Wish) -> Inputs:
    """The files of a wish by what they hold. Raises BadInput for what would go unused."""
    inputs = sort_inputs(wish.inputs)
    if len(inputs.texts) > 1:
        names = ", ".join(path.name for path in inputs.texts)
        raise BadInput(names, "a film is made of one text.", "Join them into one file.")
    if inputs.texts and wish.idea:
        raise BadInput("--idea", "there is a text as well.", "Give either a text or an idea.")
    for path in (*inputs.others, *inputs.tables):
        remedy = "Leave it out; looks and levels are chosen on the Settings page."
        raise BadInput(path.name, "sounds and colour tables are not used here.", remedy)
    return inputs


def plan_now(studio: Studio, project: Project, bar: Bar) -> Plan:
    """Let the director plan, the bar telling of each scene.

    Raises BadInput, and leaves nothing behind then, for a brief that cannot become a film.
    """
    website = address_of(project.brief)
    if website:
        return plan_site(studio, project, website, bar)
    count = 0

    def on_scene(title: str) -> None:
        nonlocal count
        count += 1
        bar.to(100 * (1 - 0.9**count), f"Planning scene {count}: {title}")

    trace = TraceId(new_id(12))
    director = director_alone(studio, project, trace)

    async def planning() -> Plan:
        batch = f"plan:{trace}"
        try:
            return await plan_project(
                studio, project, batch=batch, trace=trace, director=director, on_scene=on_scene
            )
        finally:
            await studio.clients.aclose()

    try:
        planned = asyncio.run(planning())
    except BadInput:
        studio.store.projects.remove(project.id)
        raise
    bar.to(100, f"Planned {count} scenes")
    return planned


def _brief(wish: Wish, text_file: Path | None) -> Brief:
    if text_file is None:
        return Brief(kind=BriefKind.IDEA, title=wish.title, text=wish.idea, length_s=wish.length_s)
    read = read_words(text_file, text_file.name)
    kind = read.kind if read.kind is BriefKind.MARKDOWN else brief_kind(read.text)
    return Brief(kind=kind, title=wish.title, text=read.text, length_s=wish.length_s)


def _voice(studio: Studio, name: str) -> str:
    if not name:
        return Voice().voice
    known = [v.name for p in studio.providers.all_speech for v in p.voices()]
    return _known("--voice", name, known)


def _score(studio: Studio, mood: str) -> Score:
    if mood == "off":
        return Score(is_on=False)
    if not mood:
        return Score()
    known = [m for p in studio.providers.all_music for m in p.moods()]
    return Score(mood=_known("--mood", mood.lower(), known))


def _known(option: str, name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=4, cutoff=0.4) or known[:8]
    raise BadInput(f"{option} {name}", "there is none of that name.", f"Try {', '.join(near)}.")
