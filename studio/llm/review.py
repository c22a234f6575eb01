"""Look at a plan the way a careful colleague would, and say what can be done about it. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.domain.facts import invented_figures, shown_text
from studio.domain.scene import Graphic, Scene, Words
from studio.domain.time import FrameRate
from studio.llm.embedded.numbers import amounts
from studio.llm.embedded.sentences import sentences, words
from studio.llm.score import CLOSERS, LONGEST_SCENE_S, MOST_SHOWN, READING_WORDS_S

HOOK_WORDS = 16
LEAST_SCENE_S = 1.5
OFF_WISH = 0.1
MOST_SAME = 3
MOST_REMARKS = 12
MOST_MISSED = 3


class Weight(StrEnum):
    """How much it matters: untrue or broken, weak, or a matter of taste."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


@dataclass(frozen=True)
class Remark:
    """One thing to better. `place` counts scenes from 1, None for the film as a whole.

    `advice` is a wish in a person's words that the editor can carry out on that scene, or on
    the film.
    """

    weight: Weight
    place: int | None
    problem: str
    advice: str


@dataclass(frozen=True)
class Film:
    """What is looked at: the scenes, and what they are measured against.

    `speech_s` gives the seconds that a narration takes; `source` is what facts may come from,
    `wish_s` the length that was asked for.
    """

    scenes: Sequence[Scene]
    rate: FrameRate
    speech_s: Callable[[str], float]
    source: str
    wish_s: float | None = None


def review(film: Film) -> tuple[Remark, ...]:
    """Everything there is to say, the heaviest first, at most a dozen."""
    found = [*_scenes(film), *_repeats(film), *_ends(film), *_whole(film)]
    order = list(Weight)
    ranked = sorted(found, key=lambda r: (order.index(r.weight), r.place or 0))
    return tuple(ranked[:MOST_REMARKS])


def _scenes(film: Film) -> Iterator[Remark]:
    for place, scene in enumerate(film.scenes, 1):
        yield from _truth(place, scene, film)
        yield from _times(place, scene, film)
        yield from _screen(place, scene, film)


def _truth(place: int, scene: Scene, film: Film) -> Iterator[Remark]:
    shown = shown_text(scene.visual.words)
    is_bare = scene.visual.words == Words()
    if not scene.narration.strip() and is_bare and isinstance(scene.visual, Graphic):
        yield Remark(Weight.MUST, place, "It says nothing and shows nothing.", "delete")
    strange = invented_figures(f"{scene.narration} {shown}", film.source)
    if strange:
        figures = ", ".join(strange)
        yield Remark(
            Weight.MUST,
            place,
            f"The brief does not hold the figure {figures}.",
            f"leave out {figures}",
        )


def _times(place: int, scene: Scene, film: Film) -> Iterator[Remark]:
    seconds = film.rate.seconds(scene.frames)
    spoken = film.speech_s(scene.narration) if scene.narration.strip() else 0.0
    if spoken > seconds:
        problem = f"Its words take {spoken:.1f} s, and it is planned for {seconds:.1f} s."
        yield Remark(Weight.SHOULD, place, problem, "shorter")
    elif seconds > LONGEST_SCENE_S and len(sentences(scene.narration)) > 1:
        yield Remark(Weight.SHOULD, place, f"It stands for {seconds:.0f} s.", "split")
    elif seconds < LEAST_SCENE_S:
        yield Remark(Weight.SHOULD, place, f"It is gone after {seconds:.1f} s.", "longer")


def _screen(place: int, scene: Scene, film: Film) -> Iterator[Remark]:
    shown = len(shown_text(scene.visual.words).split())
    seconds = film.rate.seconds(scene.frames)
    if shown > MOST_SHOWN or shown / READING_WORDS_S > seconds + 1.0:
        problem = f"{shown} words on screen cannot be read in {seconds:.1f} s."
        yield Remark(Weight.SHOULD, place, problem, "fewer words on screen")
    head, said = scene.visual.words.headline, scene.narration
    template = getattr(scene.visual, "template", "")
    is_long = len(words(said)) > 12 and template not in ("question", "quotation")
    if is_long and [w.lower() for w in words(head)] == [w.lower() for w in words(said)]:
        problem = "The screen repeats the voice word by word."
        yield Remark(Weight.COULD, place, problem, "show it another way")


def _repeats(film: Film) -> Iterator[Remark]:
    said: dict[str, int] = {}
    looks: list[str] = []
    for place, scene in enumerate(film.scenes, 1):
        text = " ".join(words(scene.narration.lower()))
        if text and text in said:
            yield Remark(Weight.SHOULD, place, f"It says what scene {said[text]} says.", "delete")
        said.setdefault(text, place)
        looks.append(getattr(scene.visual, "template", ""))
        run = looks[-MOST_SAME:]
        if len(run) == MOST_SAME and run[0] and len(set(run)) == 1 and looks[:-1][-3:] != run:
            problem = f"It is the third {run[0]} in a row."
            yield Remark(Weight.COULD, place, problem, "show it another way")


def _ends(film: Film) -> Iterator[Remark]:
    if len(film.scenes) < 3:
        return
    opening = next(iter(sentences(film.scenes[0].narration)), "")
    if len(words(opening)) > HOOK_WORDS:
        problem = f"It opens with {len(words(opening))} words in one breath."
        yield Remark(Weight.SHOULD, 1, problem, "shorter")
    last = film.scenes[-1].visual
    if isinstance(last, Graphic) and last.template not in CLOSERS:
        yield Remark(
            Weight.COULD, None, "It just stops: no last card, no question.", "add a closing scene"
        )


def _whole(film: Film) -> Iterator[Remark]:
    total = film.rate.seconds(
        sum(s.frames for s in film.scenes) - sum(s.transition.frames for s in film.scenes[1:])
    )
    if film.wish_s and film.scenes and abs(total - film.wish_s) > OFF_WISH * film.wish_s:
        problem = f"It lasts {total:.0f} s; {film.wish_s:.0f} s were asked for."
        advice = "shorter" if total > film.wish_s else "more air"
        yield Remark(Weight.SHOULD, None, problem, advice)
    told = " ".join(f"{s.narration} {shown_text(s.visual.words)}" for s in film.scenes)
    missed = sorted(n for n in amounts(film.source) - amounts(told) if n >= 10)
    if missed and film.wish_s is None and film.scenes:
        figures = ", ".join(f"{number:,.10g}" for number in missed[:MOST_MISSED])
        problem = (
            f"The brief's {figures} is not told."
            if len(missed) == 1
            else (f"Figures of the brief are not told: {figures}.")
        )
        yield Remark(Weight.COULD, None, problem, "add a scene with them")
