"""What the director says of a project, in plain words. Pure functions of what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.agents.planning import film_s
from studio.agents.wording import counted, lasting, listed
from studio.domain.brief import Brief, BriefKind
from studio.domain.format import Aspect
from studio.domain.plan import Plan
from studio.domain.project import Captions, Project
from studio.domain.scene import Graphic, Scene
from studio.llm.embedded.director import tells_own_words
from studio.llm.embedded.reader import read
from studio.llm.embedded.sentences import sentences
from studio.studio import Studio

SHAPES = {
    Aspect.WIDE: "wide",
    Aspect.TALL: "vertical",
    Aspect.SQUARE: "square",
    Aspect.PORTRAIT: "portrait",
}
HELLO = "Hello. Give me a text, notes or an idea, and I plan a film of it, scene by scene."
THANKS = "You are welcome."
PRAISE = "I am glad. Say “approve all”, and every scene is greenlit for the film."
HELP = """\
You can ask me, in your own words:

- **Plan**: paste a text or notes, or name an idea: “a 60 second film about bees, for children”.
- **Change scenes**: “make scene 3 shorter and calmer”, “show the second one as a quotation”, \
“scene 4: say: …”, “replace X with Y in scene 2”.
- **Arrange**: “swap 2 and 5”, “move scene 4 to the end”, “merge scenes 3 and 4”, “split scene 6”, \
“delete the last scene”, “add a scene after scene 2 saying …”.
- **Whole film**: “make it 45 seconds”, “make it calmer”, “vertical”, “captions off”, \
“a deep British voice”, “hopeful mood”, “warm colours”, “music quieter”, “call it …”.
- **Look**: “review the film”, “what changed?”, “how far is it?”, “remember that …”, \
“add a character called …”.
- **Finish**: “looks good, go” greenlights every scene, “make the film” makes it, “undo” takes \
the last change back.\
"""
AS_IT_IS = "Then I leave it as it is."
NOTHING_ASKED = "Nothing is waiting for an answer of yours. “help” shows what I can do."
NEXT = (
    "Watch the scenes as their drafts appear. Change what you like, for example “make scene 2 "
    "calmer” or “swap scenes 3 and 4”, then greenlight them and make the film."
)
NO_PLAN = "There is no plan yet. Give me a text or an idea, and I begin."


@dataclass(frozen=True)
class Planned:
    """What the summary of a planning tells: the project and its new plan, and what was before.

    `wish_s` is the length that was asked for; `voice` the voice's name for people. A plan made
    `is_by_rule` says the text's own sentences; a language model writes anew.
    """

    project: Project
    plan: Plan
    wish_s: float | None
    voice: str
    pictures: int
    had_plan: bool
    is_by_rule: bool = True


def summary(planned: Planned) -> str:
    """What was planned, how, what was left out, and what can be done next."""
    told = [_shape(planned), _manner(planned), _pictures(planned), _length(planned)]
    if planned.is_by_rule:
        told.append(_honesty(planned.project.brief))
    if planned.had_plan:
        told.append("Your earlier version is kept: “undo” brings it back.")
    return "\n\n".join([" ".join(part for part in told if part), NEXT])


def _shape(planned: Planned) -> str:
    plan, project = planned.plan, planned.project
    count, length = counted(len(plan.scenes), "scene"), lasting(film_s(plan))
    first, last = plan.scenes[0].title, plan.scenes[-1].title
    opening = f"The plan is ready: **{count}, {length}**, {_format(project)}."
    if len(plan.scenes) == 1 or not first or not last:
        return opening
    return f"{opening} It opens with “{first}” and ends on “{last}”."


def _format(project: Project) -> str:
    return f"{SHAPES[project.format.aspect]} ({project.format.aspect.value})"


def _manner(planned: Planned) -> str:
    score = planned.project.score
    music = f"{score.mood} music" if score.is_on else "no music"
    return f"It has {music} and the voice “{planned.voice}”."


def _pictures(planned: Planned) -> str:
    used = {
        getattr(s.visual, "picture", getattr(s.visual, "film", None))
        for s in planned.plan.scenes
        if not isinstance(s.visual, Graphic)
    }
    if not planned.pictures or not used:
        return ""
    if len(used) < planned.pictures:
        return f"{len(used)} of your {planned.pictures} pictures are in it."
    return "Your picture is in it." if len(used) == 1 else f"All {len(used)} pictures are in it."


def _length(planned: Planned) -> str:
    """What was left out, or how short the text is, against the wish."""
    wish, length = planned.wish_s, film_s(planned.plan)
    left = left_out(planned.project.brief, planned.plan.scenes) if planned.is_by_rule else 0
    if wish is not None and length < wish * 0.9:
        return (
            f"You asked for {lasting(wish)}; the text carries {lasting(length)} without padding. "
            "Bring more text for a longer film."
        )
    if wish is not None and length > wish * 1.1:
        return f"You asked for {lasting(wish)}; it could not be made shorter without losing sense."
    if left:
        return f"To keep to {lasting(wish or length)} I left out {counted(left, 'sentence')}."
    return ""


def left_out(brief: Brief, scenes: Sequence[Scene]) -> int:
    """How many sentences of a text are said in no scene."""
    if brief.kind is BriefKind.IDEA:
        return 0
    said = " ".join(scene.narration for scene in scenes)
    texts = [text for block in read(brief.text) for text in (block.text, *block.items)]
    parts = [part for text in texts for part in sentences(text) if part.endswith((".", "!", "?"))]
    return sum(part not in said for part in parts)


def _honesty(brief: Brief) -> str:
    if brief.kind is not BriefKind.IDEA:
        return ""
    if tells_own_words(brief):
        return (
            "Without a language model I write in English alone, so I tell your own words and add "
            "none. Paste a longer text, and I tell that."
        )
    return (
        "I planned from the idea alone, so the words are general and name no facts. "
        "Paste notes or a text, and I use its facts and numbers."
    )


def scene_list(plan: Plan) -> str:
    """Every scene with its length, one a line."""
    if not plan.scenes:
        return NO_PLAN
    lines = [
        f"{n}. {scene.title} ({plan.rate.seconds(scene.frames):.1f} s)"
        for n, scene in enumerate(plan.scenes, 1)
    ]
    return "\n".join(lines)


def scene_told(plan: Plan, scene: Scene, *, is_open: bool) -> str:
    """What one scene says and how long it lasts, and whether it is greenlit."""
    lasts = plan.rate.seconds(scene.frames)
    said = f"says: “{scene.narration}”" if scene.narration else "says nothing"
    state = "It is still to approve." if is_open else "It is approved."
    place = plan.index(scene.id) + 1
    return f"Scene {place}, “{scene.title}”, lasts {lasts:.1f} s and {said} {state}"


def length_of_film(plan: Plan) -> str:
    """How long the film is."""
    if not plan.scenes:
        return NO_PLAN
    return f"The film lasts {lasting(film_s(plan))}, in {counted(len(plan.scenes), 'scene')}."


def open_scenes(plan: Plan, waiting: Sequence[Scene]) -> str:
    """Which scenes wait for a greenlight."""
    if not plan.scenes:
        return NO_PLAN
    if not waiting:
        return "Every scene is approved; the film can be made."
    if len(waiting) == len(plan.scenes):
        return f"All {counted(len(waiting), 'scene')} are still to approve."
    names = listed([f"{plan.index(scene.id) + 1} “{scene.title}”" for scene in waiting])
    return f"{counted(len(waiting), 'scene')} still to approve: {names}."


def settings(project: Project, voice: str) -> str:
    """How the film sounds and looks."""
    score = project.score
    music = f"{score.mood} music at {score.level_db:.0f} dB" if score.is_on else "no music"
    captions = "without captions" if project.captions is Captions.OFF else "with captions"
    return f"The film is {_format(project)}, {captions}, with {music} and the voice “{voice}”."


def cost(dollars: float) -> str:
    """What the film has cost so far, and what would cost more."""
    gone = f"About ${dollars:.2f} so far" if dollars else "Nothing so far"
    return (
        f"{gone}. What this machine makes is free; only language models and makers elsewhere "
        "cost money, on your own key, and a maker only after you greenlit the scene."
    )


def unknown(text: str) -> str:
    """An honest answer to what was not understood."""
    said = text if len(text) <= 80 else f"{text[:79].rsplit(' ', 1)[0]}…"
    return f"I did not understand “{said}”.\n\n{HELP}"


def voice_title(studio: Studio, project: Project) -> str:
    """The name of the project's voice for people."""
    voices = studio.providers.speech(project.voice.provider).voices()
    titles = {voice.name: voice.title for voice in voices}
    return titles.get(project.voice.voice, project.voice.voice)
