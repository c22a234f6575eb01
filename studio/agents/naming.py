"""Which scenes a person means: "scene 3", "scenes 2 to 4", "the last one", "the one about Mars"."""

from __future__ import annotations

import re

from studio.agents.requests import SceneName
from studio.agents.wording import counted
from studio.domain.errors import NotFound
from studio.domain.plan import Plan
from studio.domain.scene import Scene

_ORDINALS = {
    "first": 1,
    "opening": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "last": -1,
    "final": -1,
    "closing": -1,
    "ending": -1,
    "penultimate": -2,
    "second to last": -2,
    "second last": -2,
}
_COUNTS = {
    word: place
    for place, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(_COUNTS)})"
_NO_LENGTH = r"\b(?!\s*(?:s\b|secs?\b|seconds?\b|min|words?\b))"
_RANGE = re.compile(
    rf"\b(?:scenes?|shots?)\s+(?P<from>{_NUMBER})\s*(?:-|–|to|through|until)\s*"
    rf"(?P<to>{_NUMBER}){_NO_LENGTH}",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b(?:scenes?|shots?|numbers?|no\.?|#)\s*#?(?P<all>{_NUMBER}{_NO_LENGTH}"
    rf"(?:\s*(?:,|and|&|,\s*and)\s*(?:(?:scene|shot)\s+)?#?{_NUMBER}{_NO_LENGTH})*)\b",
    re.IGNORECASE,
)
_PLACE = rf"(?:{_ORDINAL}|\d{{1,4}}(?:st|nd|rd|th))"
_NAMED = re.compile(
    rf"\b(?:the\s+|my\s+)?(?<!\d[\s-])(?P<which>{_PLACE}"
    rf"(?:\s*(?:,|and|&|,\s*and|with)\s*(?:the\s+)?{_PLACE})*)"
    r"\s+(?:scenes?|ones?|shots?)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"\b(?:the\s+|my\s+)?(?P<end>first|last|final)\s+(?P<count>{_NUMBER})"
    r"(?:\s+(?:scenes|ones|shots)\b|(?=\W*$|\s*[.,;!?]|\s+(?:please|and|into|to)\b))",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:the\s+)?(?:scene|one|shot)\s+(?:about|on|with|where|that (?:mentions|says|talks about))"
    r"\s+(?:the\s+)?[“\"']?(?P<about>[\w’' -]{2,40}?)[”\"']?(?=\s+(?:to be|shorter|longer|calmer|"
    r"simpler|to|after|before|and|with|should|as|a bit)\b|[,.:;!?]|$)",
    re.IGNORECASE,
)
_PATTERNS = (_RANGE, _LISTED, _SEVERAL, _NAMED, _ABOUT)
MENTION = re.compile(
    rf"\b(?:scenes?|shots?)\s*#?{_NUMBER}\b|{_SEVERAL.pattern}|{_NAMED.pattern}|{_ABOUT.pattern}",
    re.IGNORECASE,
)


_BARE = re.compile(
    r"\b(?P<verb>make|shorten|lengthen|delete|remove|drop|cut|split|move|put|approve|greenlight|"
    r"rewrite|redo|merge)\s+(?P<number>\d{1,3})\b(?!\s*(?:s\b|secs?\b|seconds?\b|min|x\b|%|scenes?\b|"
    r"more\b|k\b|fps\b|versions?\b|films?\b|videos?\b|new\b|[:./]\d))",
    re.IGNORECASE,
)


def with_nouns(text: str) -> str:
    """`text` with "scene" before a number that stands alone for one: "shorten 2"."""
    return _BARE.sub(r"\g<verb> scene \g<number>", text)


def scenes_named(text: str) -> tuple[SceneName, ...]:
    """The scenes a text names, in its order and each once."""
    found: list[tuple[int, tuple[SceneName, ...]]] = []
    covered: list[range] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() in span for span in covered):
                continue
            covered.append(range(match.start(), match.end()))
            found.append((match.start(), _names(pattern, match)))
    ordered = [name for _, names in sorted(found, key=lambda pair: pair[0]) for name in names]
    return tuple(dict.fromkeys(ordered))


def without_names(text: str) -> str:
    """`text` with the naming of scenes taken out, for what is left to be read as guidance."""
    for pattern in _PATTERNS:
        text = pattern.sub(" ", text)
    return re.sub(r"\s+", " ", text).strip(" ,.:;-–—")


def name_of(name: SceneName) -> SceneName:
    """What a name written as text means: "3", "-1", "scene 3", "the last", words it is about."""
    if isinstance(name, int):
        return name
    text = name.strip().strip("“”\"'")
    if re.fullmatch(r"[-+]?\d{1,4}", text):
        return int(text)
    named = scenes_named(text)
    if named:
        return named[0]
    bare = re.sub(r"^(?:the|scene|shot|#)\s*", "", text.lower())
    if bare in _COUNTS:
        return _COUNTS[bare]
    return _ORDINALS.get(bare, text)


def find_scene(plan: Plan, name: SceneName) -> Scene:
    """The scene of a plan that a name means. Raises NotFound."""
    if isinstance(name, int):
        place = name - 1 if name > 0 else len(plan.scenes) + name
        if name != 0 and 0 <= place < len(plan.scenes):
            return plan.scenes[place]
        raise NotFound("scene", str(name) if name >= 0 else "last", _remedy(plan))
    wanted = name.strip().casefold()
    for text_of in (_title, _narration):
        for scene in plan.scenes:
            if wanted and wanted in text_of(scene).casefold():
                return scene
    raise NotFound("scene about", name, _remedy(plan))


def _remedy(plan: Plan) -> str:
    if not plan.scenes:
        return "There is no plan yet; bring a text or an idea."
    return f"The plan has {counted(len(plan.scenes), 'scene')}; name one by its number."


def place_of(plan: Plan, scene: Scene) -> int:
    """The number of a scene as people count, from 1."""
    return plan.index(scene.id) + 1


def _names(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[SceneName, ...]:
    if pattern is _RANGE:
        first, last = _count(match["from"]), _count(match["to"])
        return tuple(range(min(first, last), min(max(first, last), min(first, last) + 999) + 1))
    if pattern is _LISTED:
        numbers = re.findall(_NUMBER, match["all"], re.IGNORECASE)
        return tuple(_count(number) for number in numbers)
    if pattern is _SEVERAL:
        count = min(_count(match["count"]), 999)
        is_first = match["end"].lower() == "first"
        return tuple(range(1, count + 1) if is_first else range(-count, 0))
    if pattern is _NAMED:
        places = re.findall(_PLACE, match["which"].lower())
        return tuple(_ORDINALS.get(p) or int(re.sub(r"\D", "", p)) for p in places)
    return (match["about"].strip(),)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS[text.lower()]


def _title(scene: Scene) -> str:
    return f"{scene.title} {scene.visual.words.headline}"


def _narration(scene: Scene) -> str:
    return scene.narration
