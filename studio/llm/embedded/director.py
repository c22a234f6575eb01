"""The embedded director: reads, outlines, fits, casts and designs, one scene at a time."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass

from studio.domain.asset import Asset, AssetKind
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import EmptyInput, TooLarge
from studio.domain.narration import check_words
from studio.domain.scene import Footage, Graphic, Still, Transition, Visual, Words
from studio.domain.time import FrameRate
from studio.llm.embedded import fitting
from studio.llm.embedded.asks import read_ask
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.casting import Cast, cast, uncast
from studio.llm.embedded.choosing import choose
from studio.llm.embedded.entrances import crossfade, entrances
from studio.llm.embedded.headlines import shortened
from studio.llm.embedded.ideas import idea_beats
from studio.llm.embedded.language import is_foreign
from studio.llm.embedded.looks import Look, key_headline, looks, overlay
from studio.llm.embedded.measure import Measure
from studio.llm.embedded.moods import air_of
from studio.llm.embedded.outline import outline
from studio.llm.embedded.reader import read
from studio.llm.embedded.revision import revised
from studio.llm.embedded.sentences import tidy
from studio.llm.embedded.topics import topics, with_chapters
from studio.llm.interface import DirectorCard, PlanAsk, SceneDraft

MAX_WORDS = 50_000
MAX_CHARACTERS = 400_000
LONG_CHARACTERS = 20_000
MOST_SCENES = 990
"""Of a text; a plan holds some more, for pictures that no scene of it shows."""

_PARTS = "Bring a part of it, or make several films."
_ASKS = re.compile(r"\b(?:video|film|movie|clip)\b", re.IGNORECASE)
_OF_PICTURES = re.compile(
    r"\b(?:from|of|with|out of)\s(?:my|these|the|our|those)\s(?:own\s)?(?:pictures|photos|"
    r"photographs|images|snapshots)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Scene:
    """A beat with the look and the picture it got, and how it is entered."""

    beat: Beat
    look: Look | None
    picture: Cast | None
    topic: str
    transition: Transition


@dataclass(frozen=True)
class EmbeddedDirector:
    """Plans by the structure of what it is given; `templates` names the looks there are."""

    card: DirectorCard
    templates: frozenset[str]

    async def plan(self, ask: PlanAsk) -> AsyncIterator[SceneDraft]:
        """The scenes in order, each as soon as it is written (see `Director.plan`)."""
        measure = Measure(ask.speech_s)
        if len(ask.brief.text) > LONG_CHARACTERS:
            scenes = await asyncio.to_thread(self._scenes, ask, measure)
        else:
            scenes = self._scenes(ask, measure)
        async for draft in _timed(scenes, ask, measure):
            yield draft

    def _scenes(self, ask: PlanAsk, measure: Measure) -> list[_Scene]:
        beats = _told(ask, measure)
        if not beats and not ask.pictures:
            raise EmptyInput(ask.brief.title or "The text")
        return staged(beats, ask, measure, self.templates)

    async def revise(self, draft: SceneDraft, guidance: str, ask: PlanAsk) -> SceneDraft:
        """The scene written anew as `guidance` says (see `Director.revise`)."""
        return revised(draft, guidance, ask, self.templates)


def check_size(ask: PlanAsk) -> None:
    """Raises EmptyInput, UnreadableInput, TooLarge when a brief cannot become a film."""
    text, name = ask.brief.text, ask.brief.title or "The text"
    is_empty = not tidy(text[:MAX_CHARACTERS])
    if is_empty and not ask.pictures:
        raise EmptyInput(name)
    if not is_empty:
        check_words(text, name)
    count = len(text.split())
    if count > MAX_WORDS or len(text) > MAX_CHARACTERS:
        size = f"{count:,} words" if count > MAX_WORDS else f"{len(text):,} characters"
        limit = f"{MAX_WORDS:,} words" if count > MAX_WORDS else f"{MAX_CHARACTERS:,} characters"
        raise TooLarge(name, size, limit, _PARTS)


def wish(ask: PlanAsk) -> float | None:
    """The length asked for, in seconds: set by the person, or read out of an idea's words."""
    if ask.brief.length_s is not None:
        return ask.brief.length_s
    return read_ask(ask.brief.text).length_s if ask.brief.kind is BriefKind.IDEA else None


def tells_own_words(brief: Brief) -> bool:
    """True for a brief of which nothing but its own words is told.

    So is every text, and an idea in a language in which the rules have no sentences to add.
    """
    is_idea = brief.kind is BriefKind.IDEA and bool(tidy(brief.text))
    return not is_idea or (is_foreign(brief.text) and not _ASKS.search(brief.text))


def _told(ask: PlanAsk, measure: Measure) -> tuple[Beat, ...]:
    """What the film says, beat by beat, fitted to its length."""
    check_size(ask)
    if ask.pictures and _is_montage(ask):
        title = ask.brief.title
        return (Beat(BeatKind.TITLE, (), heading=title, is_kept=True),) if title else ()
    if ask.brief.kind is BriefKind.IDEA and not tells_own_words(ask.brief):
        return idea_beats(ask, measure)
    beats = outline(read(ask.brief.text), measure)
    told = fitting.fitted(with_chapters(beats), wish(ask), measure)
    if len(told) > MOST_SCENES:
        size, limit = f"{len(told):,} scenes", f"{MOST_SCENES} scenes"
        raise TooLarge(ask.brief.title or "The text", size, limit, _PARTS)
    return told


def _is_montage(ask: PlanAsk) -> bool:
    """True when there is nothing to tell: the film is the pictures, one after another."""
    text = tidy(ask.brief.text)
    is_idea = ask.brief.kind is BriefKind.IDEA
    return not text or (is_idea and bool(_OF_PICTURES.search(text)))


def staged(
    beats: Sequence[Beat], ask: PlanAsk, measure: Measure, templates: Collection[str]
) -> list[_Scene]:
    """Looks, pictures and transitions for all beats; pictures left over get scenes of their own."""
    seconds = [measure.estimate(beat.narration) for beat in beats]
    pictures = cast(beats, ask.pictures, ask.aspect.ratio, seconds)
    named = topics(beats)
    options = [None if n in pictures else looks(beat, named[n]) for n, beat in enumerate(beats)]
    chosen = choose(options, templates)
    entered = entrances(beats, ask.brief, ask.rate)
    scenes = [
        _Scene(beat, chosen[n], pictures.get(n), named[n], entered[n])
        for n, beat in enumerate(beats)
    ]
    soft = crossfade(ask.rate)
    extra = [_silent(asset, ask, soft) for asset in uncast(ask.pictures, pictures)]
    return [*scenes[:-1], *extra, scenes[-1]] if len(scenes) > 1 else [*scenes, *extra]


def _silent(asset: Asset, ask: PlanAsk, soft: Transition) -> _Scene:
    beat = Beat(BeatKind.TEXT, ())
    moving = cast([beat], [asset], ask.aspect.ratio, [0.0])[0]
    return _Scene(beat, None, moving, "", soft)


async def _timed(
    scenes: Sequence[_Scene], ask: PlanAsk, measure: Measure
) -> AsyncIterator[SceneDraft]:
    """Drafts with their exact frames; the air left is shared anew as exact lengths come in."""
    estimates = [measure.estimate(scene.beat.narration) for scene in scenes]
    ahead = sum(estimates)
    wished, usual, spent = _net_wish(scenes, ask), air_of(ask.brief), 0.0
    for place, scene in enumerate(scenes):
        await asyncio.sleep(0)
        left = len(scenes) - place
        remaining = None if wished is None else wished - spent
        air = fitting.air_for(remaining, left, ahead, usual)
        spoken = measure.exact(scene.beat.narration)
        ahead -= estimates[place]
        if place == len(scenes) - 1:
            air += fitting.LAST_AIR_S - fitting.AIR_S
        visual = _visual(scene)
        length = fitting.scene_s(spoken, air, shown_words(visual.words))
        if spoken <= 0 and wished is not None:
            length = max(fitting.LEAST_SCENE_S, (wished - spent - ahead) / left)
        spent += length
        join_out = scenes[place + 1].transition.frames if left > 1 else 0
        yield _draft(scene, visual, ask.rate, length, join_out)


def _net_wish(scenes: Sequence[_Scene], ask: PlanAsk) -> float | None:
    """The length asked for, less the joins: a scene holds both of its own, beside its speech."""
    wished = wish(ask)
    if wished is None:
        return None
    joins = sum(scene.transition.frames for scene in scenes[1:])
    return max(1.0, wished - ask.rate.seconds(joins))


def shown_words(shown: Words) -> int:
    """How many words there are to read on the screen."""
    texts = (shown.headline, shown.detail, *shown.points, shown.number, shown.unit)
    return sum(len(text.split()) for text in (*texts, shown.quotation, shown.source))


def _draft(
    scene: _Scene, visual: Visual, rate: FrameRate, length_s: float, join_out: int
) -> SceneDraft:
    """A scene as it is handed over; its joins lie within its frames, beside the speech."""
    frames = rate.frames_covering(length_s) + scene.transition.frames + join_out
    return SceneDraft(
        title=_title(scene),
        narration=scene.beat.narration[:5000],
        visual=visual,
        frames=max(1, min(frames, 240 * 600)),
        transition=scene.transition,
    )


def _visual(scene: _Scene) -> Visual:
    description = scene.beat.cue[:2000]
    if scene.picture:
        return _shown(scene.picture, overlay(scene.beat, scene.topic), description)
    look = scene.look or Look("title", Words(headline=scene.beat.heading), 0.0)
    return Graphic(template=look.template, words=look.words, description=description)


def _shown(picture: Cast, shown: Words, description: str) -> Visual:
    if picture.asset.kind is AssetKind.FILM:
        return Footage(film=picture.asset.id, words=shown, description=description)
    return Still(
        picture=picture.asset.id,
        camera=picture.camera,
        focus=picture.asset.focus,
        words=shown,
        description=description,
    )


def _title(scene: _Scene) -> str:
    """A short name for the scene's card."""
    heading = scene.beat.heading.rstrip(": ") or scene.beat.screen
    said = key_headline(scene.beat)
    text = heading or said.text or (scene.beat.said[0] if scene.beat.said else "")
    if not text and scene.picture:
        text = scene.picture.asset.title
    if scene.look and scene.look.words.quotation:
        text = scene.look.words.quotation
    if scene.look and scene.look.template == "number" and not heading:
        text = f"{scene.look.words.number} {scene.look.words.unit}".strip()
    return shortened(tidy(text), 80)
