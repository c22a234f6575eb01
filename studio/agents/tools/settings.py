"""Tools that change how the film sounds and looks."""

from __future__ import annotations

import re

from studio.actions import projects
from studio.agents.desk import Desk
from studio.agents.habits import notice_wish
from studio.agents.wording import choices
from studio.domain.errors import BadInput, NotFound
from studio.domain.format import Aspect
from studio.domain.memory import Topic
from studio.domain.project import Captions
from studio.graphics.palettes import PALETTES, palette_for
from studio.llm import MOODS, style_named
from studio.providers.interface import VoiceCard

VOICES = "Ask for a language or an accent, and for bright, gentle, deep or calm."
_SHAPES = {
    Aspect.WIDE: "wide (16:9)",
    Aspect.TALL: "vertical (9:16)",
    Aspect.SQUARE: "square (1:1)",
    Aspect.PORTRAIT: "portrait (4:5)",
}
_ACCENTS = {
    "british": "great britain",
    "american": "america",
    "scottish": "scotland",
    "mexican": "latin america",
    "brazilian": "brazil",
    "mandarin": "mandarin",
    "cantonese": "cantonese",
    "swiss": "switzerland",
}
_TONES = {
    "bright": r"bright(?:er)?|high(?:er)?|female|woman|woman's|young|cheerful",
    "gentle": r"gentler?|soft(?:er)?|warm(?:er)?|friendly|kind",
    "deep": r"deep(?:er)?|low(?:er)?|male|man|man's|dark|serious",
    "calm": r"calm(?:er)?|normal|default|standard|neutral",
}


def rename(desk: Desk, title: str) -> str:
    """Give the film another title. Raises EmptyInput."""
    project = projects.rename_project(desk.studio, desk.project_id, title)
    return f"The film is called “{project.title}” now."


def set_voice(desk: Desk, wanted: str) -> str:
    """Another voice, by language, accent or tone. Raises NotFound when none is like that."""
    project = desk.project
    provider = desk.studio.providers.speech(project.voice.provider)
    card = voice_like(provider.voices(), project.voice.voice, wanted)
    if card is None:
        raise NotFound("voice", wanted, VOICES)
    changed = project.voice.model_copy(update={"voice": card.name})
    projects.set_voice(desk.studio, desk.project_id, changed)
    notice_wish(desk, Topic.VOICE, f"the voice “{card.title}”", card.name)
    desk.draft()
    return f"The voice is {card.title} now; it speaks the words as they are written."


def voice_like(voices: tuple[VoiceCard, ...], current: str, wanted: str) -> VoiceCard | None:
    """The voice that fits a person's words best; the next one when they only want another."""
    said = wanted.casefold()
    now = next((voice for voice in voices if voice.name == current), voices[0])
    language, tone = now.title.rpartition(", ")[::2]
    languages = dict.fromkeys(voice.title.rpartition(", ")[0] for voice in voices)
    asked = [name for name in languages if _is_named(name, said)]
    tones = [name for name, like in _TONES.items() if re.search(rf"\b(?:{like})\b", said)]
    if not asked and not tones:
        if not re.search(
            r"\b(?:another|different|other|change|new|(?:don['’]t|"
            r"do not) like)\b",
            said,
        ):
            return None
        near = [voice for voice in voices if voice.title.startswith(f"{language}, ")]
        return near[(near.index(now) + 1) % len(near)]
    title = f"{asked[0] if asked else language}, {tones[0] if tones else tone}"
    return next((voice for voice in voices if voice.title == title), None)


def _is_named(language: str, said: str) -> bool:
    """True when a language such as "English (Great Britain)" is meant by the words."""
    name, _, region = language.casefold().partition(" (")
    region = region.rstrip(")")
    accents = [place for accent, place in _ACCENTS.items() if re.search(rf"\b{accent}\b", said)]
    if accents:
        return region in accents
    return bool(re.search(rf"\b{re.escape(name)}\b", said))


def set_pace(desk: Desk, times: float) -> str:
    """Speak faster or slower, times the present pace; kept between half and twice."""
    voice = desk.project.voice
    pace = round(max(0.5, min(2.0, voice.pace * times)), 2)
    changed = voice.model_copy(update={"pace": pace})
    projects.set_voice(desk.studio, desk.project_id, changed)
    notice_wish(desk, Topic.PACE, f"a voice at {pace:.0%} of its pace", f"{pace:g}")
    desk.draft()
    return f"The voice speaks at {pace:.0%} of its own pace now."


def set_mood(desk: Desk, mood: str) -> str:
    """Another mood: its music and its colours. Raises NotFound for a mood nobody knows."""
    style = style_named(mood)
    if style is None:
        raise NotFound("mood", mood, choices(MOODS))
    project = desk.project
    score = project.score.model_copy(update={"mood": style.music, "is_on": True})
    brand = project.brand.model_copy(update={"palette": palette_for(style.palette)})
    with desk.studio.store.transaction():
        projects.set_score(desk.studio, desk.project_id, score)
        projects.set_brand(desk.studio, desk.project_id, brand)
    notice_wish(desk, Topic.MOOD, f"{style.mood} films", style.mood)
    desk.draft()
    return f"The mood is {style.mood} now: {style.music} music, {style.palette} colours."


def set_colours(desk: Desk, mood: str) -> str:
    """Colours of a mood, the music as it is. Raises BadInput when no palette is like that."""
    palette = palette_for(mood)
    known = next(name for name, found in PALETTES.items() if found == palette)
    if known == next(iter(PALETTES)) and known not in mood:
        style = style_named(mood)
        if style is None:
            names = ", ".join(PALETTES)
            raise BadInput(f"“{mood}”", "there are no colours of that name.", f"There are {names}.")
        known, palette = style.palette, palette_for(style.palette)
    brand = desk.project.brand.model_copy(update={"palette": palette})
    projects.set_brand(desk.studio, desk.project_id, brand)
    desk.draft()
    return f"The colours are {known} now."


def set_music(desk: Desk, is_on: bool | None = None, louder_db: float = 0.0) -> str:
    """Music on or off, or louder or quieter by decibels."""
    score = desk.project.score
    level = max(-60.0, min(0.0, score.level_db + louder_db))
    turned = score.is_on if is_on is None else is_on
    changed = score.model_copy(update={"is_on": turned, "level_db": level})
    projects.set_score(desk.studio, desk.project_id, changed)
    if is_on is not None:
        notice_wish(
            desk, Topic.MUSIC, f"music {'on' if is_on else 'off'}", "on" if is_on else "off"
        )
    if not turned:
        return "The music is off."
    return f"The music is on, at {level:.0f} dB."


def other_music(desk: Desk) -> str:
    """Another piece of the same mood."""
    score = desk.project.score
    changed = score.model_copy(update={"seed": score.seed + 1, "is_on": True})
    projects.set_score(desk.studio, desk.project_id, changed)
    return f"Another {score.mood} piece will play."


def set_aspect(desk: Desk, aspect: Aspect) -> str:
    """Another shape of the picture."""
    changed = desk.project.format.model_copy(update={"aspect": aspect})
    projects.set_format(desk.studio, desk.project_id, changed)
    notice_wish(desk, Topic.FORMAT, f"{aspect.value} pictures", aspect.value)
    desk.draft()
    return f"The picture is {_SHAPES[aspect]} now."


def set_captions(desk: Desk, is_on: bool, style: str = "") -> str:
    """Captions on or off; `style` is a name of `Captions`. Raises NotFound for another."""
    if style and style not in {kind.value for kind in Captions}:
        raise NotFound("caption style", style, choices(kind.value for kind in Captions))
    before = desk.project.captions
    shown = Captions.WORDS if before is Captions.OFF else before
    captions = Captions(style or shown) if is_on else Captions.OFF
    projects.set_captions(desk.studio, desk.project_id, captions)
    shown_as = f"captions in the style “{captions.value}”" if is_on else "no captions"
    notice_wish(desk, Topic.CAPTIONS, shown_as, captions.value)
    desk.draft()
    name = f", in the style “{captions.value}”" if style else ""
    return f"The captions are {'on' if is_on else 'off'}{name}."
