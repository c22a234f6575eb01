"""The director of a film of a website: five scenes, one act each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass

from studio.domain.scene import Camera, Graphic, Still, Transition, Visual
from studio.domain.site import Findings
from studio.llm.embedded.entrances import crossfade
from studio.llm.embedded.fitting import AIR_S, LAST_AIR_S, scene_s
from studio.llm.embedded.measure import Measure
from studio.llm.embedded.site.acts import WORDS_AN_ACT, Act, acts_of
from studio.llm.embedded.site.phrases import act_title
from studio.llm.interface import DirectorCard, PlanAsk, SceneDraft

_WORDS_A_SECOND = 2.4
_AROUND_S = 1.2
_LEAST_WORDS, _MOST_WORDS = 10, 60


@dataclass(frozen=True)
class SiteDirector:
    """Plans by what was found on a website; `templates` names the designs there are.

    `whole` waits for the same findings with a screenshot. Only acts after the first can show it.
    """

    findings: Findings
    templates: Collection[str]
    card: DirectorCard
    whole: Callable[[], Awaitable[Findings]] | None = None

    async def plan(self, ask: PlanAsk) -> AsyncIterator[SceneDraft]:
        """The acts in order. What holds a number the website does not say is left out."""
        measure = Measure(ask.speech_s)
        soft = crossfade(ask.rate)
        place = 0
        async for act, is_last in self._acts(_words_for(ask.brief.length_s)):
            await asyncio.sleep(0)
            visual = self._visual(act)
            spoken = await asyncio.to_thread(measure.exact, act.narration)
            length = scene_s(spoken, LAST_AIR_S if is_last else AIR_S, _shown(act))
            entered = soft if place else Transition()
            joins = entered.frames + (0 if is_last else soft.frames)
            yield SceneDraft(
                title=act_title(act.kind, self.findings.language),
                narration=act.narration[:5000],
                visual=visual,
                frames=ask.rate.frames_covering(length) + joins,
                transition=entered,
            )
            place += 1

    async def _acts(self, words: int) -> AsyncIterator[tuple[Act, bool]]:
        """Each act, and whether it is the last."""
        acts = acts_of(self.findings, words)
        for act in acts[:1]:
            yield act, len(acts) == 1
        if self.whole and len(acts) > 1:
            acts = acts_of(await self.whole(), words)
        for act in acts[1:]:
            yield act, act is acts[-1]

    async def revise(self, draft: SceneDraft, guidance: str, ask: PlanAsk) -> SceneDraft:
        """The scene as it is: a revision is the work of the project's own director."""
        return draft

    def _visual(self, act: Act) -> Visual:
        told = _told(act)
        if act.picture:
            return Still(
                picture=act.picture, camera=Camera.PUSH_IN, words=act.words, description=told
            )
        template = next((name for name in act.templates if name in self.templates), "title")
        return Graphic(template=template, words=act.words, description=told)


def _words_for(length_s: float | None) -> int:
    """Words an act may have in a film of a wished length."""
    if length_s is None:
        return WORDS_AN_ACT
    wanted = round((length_s / 5 - _AROUND_S) * _WORDS_A_SECOND)
    return max(_LEAST_WORDS, min(_MOST_WORDS, wanted))


def _shown(act: Act) -> int:
    words = act.words
    texts = (words.headline, words.detail, words.quotation, words.unit)
    listed = (f"{item.label} {item.value}" for item in words.items)
    return sum(len(text.split()) for text in (*texts, *listed))


def _told(act: Act) -> str:
    """Where an act comes from, for the scene's description."""
    places = dict.fromkeys(f"{found.place}" for found in act.sources if found.place)
    url = next((found.url for found in act.sources if found.url), "")
    return f"From {url}: {'; '.join(places)}"[:2000] if places else ""
