"""What a planner is told of the film at hand. How to write is in its prompt file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from studio.domain.brief import BriefKind
from studio.domain.character import Character
from studio.domain.scene import Graphic, Scene
from studio.llm import PlanAsk, SceneDraft
from studio.llm.embedded.director import wish
from studio.llm.embedded.language import language_of
from studio.llm.embedded.measure import SAMPLE, Measure, weight
from studio.llm.embedded.sentences import words

MOST_BRIEF = 60_000
USUAL_S = 60.0
SCENE_S = 6.0
AIR_SHARE = 0.85
"""How much of a film is speech; the rest is air and joins."""


@dataclass(frozen=True)
class Briefing:
    """The film's surroundings: what there is to design with, who appears, what a person likes.

    `written` are scenes that are there already and that the planner goes on after, with the
    one at place `next_place` (from 0); `request` is what the person said, where it says more
    than the brief.
    """

    title: str
    templates: Mapping[str, frozenset[str]]
    transitions: Mapping[str, float]
    characters: tuple[Character, ...] = ()
    habits: tuple[str, ...] = ()
    written: tuple[Scene, ...] = ()
    next_place: int = 0
    request: str = ""

    def plan_prompt(self, ask: PlanAsk) -> str:
        """The whole task: the film, its means, its material."""
        parts = [self._film(ask), self._means(ask), self._people(), self._so_far(ask)]
        return "\n\n".join(part for part in (*parts, _material(ask)) if part)

    def repair_prompt(self, place: int, text: str, why: str, ask: PlanAsk) -> str:
        """One scene again, with what was wrong with it."""
        return "\n\n".join(
            [
                f"Write scene {place + 1} of the film “{self.title}” again. {_capital(why)}.",
                self._means(ask),
                f"What was written:\n<scene>\n{text[:6000]}\n</scene>",
                _material(ask),
                "Answer with that one scene as a single JSON object, and nothing else.",
            ]
        )

    def revise_prompt(self, draft: SceneDraft, guidance: str, ask: PlanAsk) -> str:
        """One scene to be changed as a person asks."""
        wanted = guidance.strip() or "Show and say the same in another way."
        return "\n\n".join(
            [
                f"A scene of the film “{self.title}”:",
                f"<scene>\n{_scene_text(draft, ask)}\n</scene>",
                f"Change it so: {wanted}",
                self._means(ask),
                self._people(),
                _material(ask),
                "Answer with the whole changed scene as a single JSON object, and nothing else.",
            ]
        )

    def _film(self, ask: PlanAsk) -> str:
        seconds = wish(ask)
        length = seconds or _natural_s(ask)
        lines = [
            f"Film: “{self.title}”, {ask.aspect.value}.",
            f"Length: {length:.0f} seconds" + (", as asked." if seconds else ", about."),
            _budget(ask, length),
            f"Language: {language_of(ask.brief.text) or 'that of the material'}.",
        ]
        asked = (("Audience", ask.brief.audience), ("Mood", ask.brief.mood))
        lines += [f"{name}: {text}." for name, text in asked if text]
        if self.request:
            lines.append(f"The person says: {self.request[:2000]}")
        if self.habits:
            lines.append("The person usually likes: " + "; ".join(self.habits) + ".")
        return "\n".join(lines)

    def _means(self, ask: PlanAsk) -> str:
        designs = [f"- {name}: {', '.join(sorted(uses))}" for name, uses in self.templates.items()]
        pictures = [
            f"- {number}: {asset.title} ({asset.kind.value}, {asset.width}x{asset.height})"
            for number, asset in enumerate(ask.pictures, 1)
        ]
        parts = ["Templates, and the words each shows:", *designs]
        parts.append(f"Transitions: {', '.join(self.transitions)}.")
        if pictures:
            parts += ["Pictures the person brought; show each at least once:", *pictures]
        return "\n".join(parts)

    def _people(self) -> str:
        if not self.characters:
            return ""
        lines = [f"- {character.portrait}" for character in self.characters]
        return "\n".join(["Characters, always described like this:", *lines])

    def _so_far(self, ask: PlanAsk) -> str:
        if not self.written:
            return ""
        lines = [f"{n}. {s.title}: {s.narration[:160]}" for n, s in enumerate(self.written, 1)]
        spent = ask.rate.seconds(sum(scene.frames for scene in self.written))
        ahead = f"They take {spent:.0f} seconds. Go on with scene {len(self.written) + 1};"
        return "\n".join(["Scenes that are written already:", *lines, f"{ahead} repeat none."])


def _natural_s(ask: PlanAsk) -> float:
    """The length a text asks for by itself: all of it said, up to three minutes."""
    if ask.brief.kind is BriefKind.IDEA:
        return USUAL_S
    spoken = Measure(ask.speech_s).estimate(ask.brief.text[:MOST_BRIEF])
    return max(20.0, min(180.0, spoken / AIR_SHARE))


def _budget(ask: PlanAsk, length_s: float) -> str:
    """How much can be said, by the voice that will say it."""
    voice_s = max(0.5, ask.speech_s(SAMPLE))
    scenes = max(2, round(length_s / SCENE_S))
    if _is_spaced(ask.brief.text):
        amount = f"{length_s * AIR_SHARE * len(words(SAMPLE)) / voice_s:.0f} words"
    else:
        amount = f"{length_s * AIR_SHARE * weight(SAMPLE) / voice_s / 2.4:.0f} characters"
    return f"All narrations together: about {amount}, in about {scenes} scenes."


def _is_spaced(text: str) -> bool:
    return language_of(text) not in ("zh", "ja", "th")


def _material(ask: PlanAsk) -> str:
    kind = "idea" if ask.brief.kind is BriefKind.IDEA else "text"
    text = ask.brief.text[:MOST_BRIEF]
    title = f"{ask.brief.title}\n\n" if ask.brief.title else ""
    return f"The material, an {kind}:\n<brief>\n{title}{text}\n</brief>".replace(
        "an text", "a text"
    )


def _scene_text(draft: SceneDraft, ask: PlanAsk) -> str:
    visual = draft.visual
    written = {
        "title": draft.title,
        "narration": draft.narration,
        "seconds": round(ask.rate.seconds(draft.frames), 1),
        "template": visual.template if isinstance(visual, Graphic) else visual.kind,
        **{name: value for name, value in visual.words.model_dump(mode="json").items() if value},
        "description": visual.description,
        "transition": draft.transition.kind,
    }
    return json.dumps(written, ensure_ascii=False)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
