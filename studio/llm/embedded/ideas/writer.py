"""Write the beats of a film about a bare idea, to length, and the same for the same idea."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.llm.embedded.asks import Ask, read_ask
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.fitting import film_s
from studio.llm.embedded.ideas.themes import Form, Line, Theme, forms, themes
from studio.llm.embedded.measure import Measure
from studio.llm.embedded.moods import air_of
from studio.llm.embedded.sentences import sentences
from studio.llm.embedded.subjects import subject_kind
from studio.llm.embedded.vocabulary import vocabulary
from studio.llm.interface import PlanAsk

USUAL_S = 45.0
LONG_S = 70.0
_FORMS = (
    ("howto", r"\bhow[- ]to\b|\bstep[- ]by[- ]step\b|\btutorial\b|\blearn(?:ing)? to\b|\btips\b"),
    (
        "event",
        r"\b(?:wedding|festival|conference|birthday|concert|meetup|open day|party|reunion|"
        r"ceremony|invitation|fair|opening|anniversary|invitation|invite)\b",
    ),
    (
        "product",
        r"\b(?:ad|advert|advertisement|commercial|promo|product|launch|startup|brand|"
        r"(?:our|my) (?:app|shop|bakery|company|store|service|caf[eé]|book))\b",
    ),
    (
        "opinion",
        r"\bshould\b|\bwhy we need\b|\bwhy it is time\b|\bargue\b|\bcase (?:for|against)\b",
    ),
    ("story", r"\bstory\b|\bonce upon\b|\btale\b|\blife of\b|\bjourney of\b"),
    (
        "explainer",
        r"\bexplain|\bhow\b.*\b(?:work|works|made|make|grow|happen)|\bwhy\b|\bwhat is\b|"
        r"\bintroduction\b|\bbasics\b",
    ),
)
_CLAUSE = re.compile(r"^(?:how|why|what|when|where|who|whether)\b", re.IGNORECASE)
_INVERTED = re.compile(
    r"^(?:how|why|what|when|where|who)\s(?:do|does|did|is|are|was|were|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:our|my|we|i|the|a|an|this|[A-Z][\w’'-]+)\s(?:(?!\b(?:that|who|which|when|where)\b)\S+\s)"
    r"{0,5}?(?:opens?|opened|launch(?:es|ed)|turns?|turned|celebrates?|starts?|started|offers?|"
    r"moves?|moved|closes?|closed|welcomes?|wins?|won|is|are|has|have|will|can|needs?|gets?|makes?|"
    r"joins?|joined|grows?|grew|becomes?|became|began|begins?|arrives?|arrived|turned)\s\S",
)
_SINGULAR = re.compile(r"(?:ss|us|is|ics|news|series|species)$", re.IGNORECASE)
_MOST_TRUTHS = 12
_PLAIN_OPENERS = vocabulary(
    "the a an how why what when where my our your some this these learning making going"
)
_WORTH = {"hook": 9.0, "end": 9.0, "turn": 5.0, "human": 4.0, "frame": 5.5, "points": 3.0}


@dataclass(frozen=True)
class _Slot:
    """A line in its place, what part it plays, and how soon it is left out when time is short."""

    role: str
    line: Line
    worth: float


def idea_beats(ask: PlanAsk, measure: Measure) -> tuple[Beat, ...]:
    """The beats of a film about the idea in the brief, of the length it asks for.

    Lines are true of the kind of subject and say nothing of the subject itself that
    could be wrong. The choice among them depends on the idea's own words alone.
    """
    idea = read_ask(ask.brief.text)
    kind = subject_kind(idea.subject)
    kind = subject_kind(ask.brief.text) if kind == "general" else kind
    name = form_of(ask.brief.text)
    theme, form = themes()["people" if name == "event" else kind], forms()[name]
    wish = ask.brief.length_s or idea.length_s or USUAL_S
    slots = _script(theme, form, idea, wish, random.Random(ask.brief.text))
    air = air_of(ask.brief)
    return _beats(_to_length(slots, wish, measure, air), idea, ask.brief.title)


def form_of(text: str) -> str:
    """The form that suits an idea, a name in `forms()`."""
    for name, pattern in _FORMS:
        if re.search(pattern, text, re.IGNORECASE):
            return name
    return "journey"


def _script(theme: Theme, form: Form, idea: Ask, wish_s: float, dice: random.Random) -> list[_Slot]:
    """All lines that could be told, in order, each with its worth."""
    general = themes()["general"]
    own_frames = form.clause_frames if _CLAUSE.match(idea.subject) else form.frames
    more = general.truths if wish_s > LONG_S else ()
    truths = list(dict.fromkeys((*theme.truths, *more)))
    pools = {
        "hook": [dice.choice(form.hooks or theme.hooks)],
        "frame": [dice.choice(own_frames)],
        "truth": truths[:_MOST_TRUTHS],
        "points": [dice.choice(form.points or theme.points)],
        "turn": [dice.choice(theme.turns)],
        "human": list(theme.humans),
        "end": [_end(theme, form, idea, dice)],
    }
    roles = [role for role in form.order if role != "end"]
    spare = [role for role in pools for _ in pools[role][roles.count(role) :] if role != "end"]
    if is_statement(idea.subject):
        said = idea.subject[:1].upper() + idea.subject[1:]
        pools |= {"hook": [Line(f"{said}.")], "frame": [], "points": [dice.choice(theme.points)]}
    slots, used = [], dict.fromkeys(pools, 0)
    for role in [*_woven(roles, spare), "end"]:
        place = used[role]
        if place < len(pools[role]):
            used[role] += 1
            worth = _WORTH.get(role, 2.9) - 0.35 * place + 0.02 * dice.random()
            slots.append(_Slot(role, _filled(pools[role][place], idea), worth))
    return slots


def _woven(roles: list[str], spare: list[str]) -> list[str]:
    """The roles of a form, its spare truths before the turn and its other spare lines last."""
    before = roles[: roles.index("turn")] if "turn" in roles else roles
    truths = [role for role in spare if role == "truth"]
    others = [role for role in spare if role == "human"]
    return [*before, *truths, *roles[len(before) :], *others]


def _end(theme: Theme, form: Form, idea: Ask, dice: random.Random) -> Line:
    if idea.ending == "question":
        return dice.choice(theme.questions)
    if idea.ending == "call" or form in (forms()["product"], forms()["event"], forms()["howto"]):
        return dice.choice(form.calls)
    return dice.choice(theme.questions)


def is_statement(subject: str) -> bool:
    """True when an idea is a whole sentence: "Our bakery opens a second shop"."""
    return not _CLAUSE.match(subject) and bool(_STATEMENT.match(subject))


def is_plural(subject: str) -> bool:
    """True for "bees", "cats and dogs", "the rings of Saturn": what "begin" and not "begins"."""
    head = re.split(r"\s(?:of|in|on|for|from|at|with|under|over|around)\s", subject)[0]
    last = head.rsplit(" ", 1)[-1]
    return " and " in head or (last.endswith("s") and not _SINGULAR.search(last))


def _filled(line: Line, idea: Ask) -> Line:
    if is_plural(idea.subject):
        line = replace(line, say=line.say.replace("{topic} begins", "{topic} begin"))
    topic = lowered(idea.subject)
    shown = idea.subject[:1].upper() + idea.subject[1:]

    def fill(text: str) -> str:
        return text.replace("{topic}", topic).replace("{clause}", topic).replace("{Topic}", shown)

    return Line(fill(line.say), fill(line.show), tuple(fill(point) for point in line.points))


def lowered(subject: str) -> str:
    """A subject as it stands within a sentence: "The history of Rome" begins small there."""
    first = subject.split(" ", 1)[0]
    is_plain = first.lower() in _PLAIN_OPENERS
    return subject[:1].lower() + subject[1:] if is_plain else subject


def _to_length(
    slots: Sequence[_Slot], wish_s: float, measure: Measure, air_s: float
) -> list[_Slot]:
    """The slots worth most that together come nearest to `wish_s`, in their order."""
    kept = [slot for slot in slots if slot.role in ("hook", "end")]
    rest = sorted((s for s in slots if s not in kept), key=lambda s: -s.worth)
    for slot in rest:
        trial = [s for s in slots if s in kept or s is slot]
        if _length(trial, measure, air_s) <= wish_s * 1.04:
            kept.append(slot)
    return [slot for slot in slots if slot in kept]


def _length(slots: Sequence[_Slot], measure: Measure, air_s: float) -> float:
    beats = [Beat(BeatKind.TEXT, (slot.line.say,)) for slot in slots]
    return film_s(beats, measure) + (air_s - 0.65) * len(beats)


def _beats(slots: Sequence[_Slot], idea: Ask, title: str) -> tuple[Beat, ...]:
    beats = [_beat(slot) for slot in slots]
    shown = idea.subject[:1].upper() + idea.subject[1:] if idea.subject else title
    if _INVERTED.match(shown):
        shown += "?"
    beats[0] = replace(beats[0], kind=BeatKind.TITLE, heading=shown[:120], is_kept=True, screen="")
    beats[-1] = replace(beats[-1], is_kept=True)
    return tuple(beats)


def _beat(slot: _Slot) -> Beat:
    """One slot as a beat; turns and endings open a new thought."""
    line, said = slot.line, sentences(slot.line.say)
    opens = slot.role in ("turn", "end", "points")
    if line.points:
        return Beat(BeatKind.LIST, said, heading=line.show, items=line.points, opens=opens)
    if said[-1].endswith("?") and not line.show:
        return Beat(BeatKind.QUESTION, said, opens=opens)
    kind = BeatKind.CLOSING if slot.role == "end" else BeatKind.TEXT
    return Beat(kind, said, screen=line.show, opens=opens)
