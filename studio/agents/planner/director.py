"""A director behind a language model: it plans and revises by words that come as a stream."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from studio.agents.planner.briefing import Briefing
from studio.agents.planner.written import (
    Stage,
    Unwritten,
    drafted,
    made_honest,
    strange_figures,
)
from studio.domain.errors import Transient, UnreadableInput
from studio.domain.scene import Graphic
from studio.llm import DirectorCard, PlanAsk, SceneDraft
from studio.llm.embedded.director import check_size
from studio.llm.loosejson import Unreadable, read_object
from studio.llm.scenestream import BrokenScene, Found, SceneScanner

MOST_REPAIRS = 4
_SAID = re.compile(r"\"narration\"\s*:\s*\"((?:[^\"\\]|\\.)+)\"")


class Think(Protocol):
    """Asks a specialist of the model (`Desk.think`)."""

    def __call__(
        self, specialist: str, prompt: str, *, on_text: Callable[[str], None] | None = None
    ) -> Awaitable[str]:
        """The specialist's words, piece by piece to `on_text` and whole in the end."""
        ...


@dataclass(frozen=True)
class _Fault:
    """A scene that could not be kept as it was written: its text, and what to tell its writer."""

    place: int
    text: str
    why: str
    draft: SceneDraft | None = None


@dataclass
class ModelDirector:
    """Plans through a language model, scene by scene while it writes (see `Director`).

    After a plan `is_cut` says that the model stopped in the middle, and `lost` at which places
    (from 0) a scene could not be saved.
    """

    card: DirectorCard
    think: Think
    stage: Stage
    briefing: Briefing
    is_cut: bool = False
    lost: list[int] = field(default_factory=list)

    async def plan(self, ask: PlanAsk) -> AsyncIterator[SceneDraft]:
        """The scenes as they are written; one that had to be mended comes last, with its place.

        Raises:
            EmptyInput, TooLarge: the brief cannot become a film.
            UnreadableInput: the brief has no words to tell, or the model wrote no scene.
            Transient: the model did not answer, or fell silent before the first scene.
        """
        check_size(ask)
        faults: list[_Fault] = []
        place, kept = self.briefing.next_place, len(self.briefing.written)
        async for found in self._scanned(self.briefing.plan_prompt(ask)):
            if isinstance(found, BrokenScene) and found.is_cut:
                continue
            draft = self._read(found, place, ask, faults)
            place += 1
            if draft:
                kept += 1
                yield draft
        async for draft in self._mended(faults, ask):
            kept += 1
            yield draft
        if kept == 0:
            raise UnreadableInput(
                "The plan", "the model wrote no scene.", "Press Retry, or choose another model."
            )

    async def revise(self, draft: SceneDraft, guidance: str, ask: PlanAsk) -> SceneDraft:
        """The scene written anew by the model's editor (see `Director.revise`).

        Figures that neither the brief nor the scene held are taken out again.
        """
        return await self._anew("editor", draft, guidance, ask)

    async def redesign(self, draft: SceneDraft, guidance: str, ask: PlanAsk) -> SceneDraft:
        """The scene shown in another way by the model's scene designer; its narration stays.

        Raises as `revise`.
        """
        fresh = await self._anew("scene_designer", draft, guidance, ask)
        return replace(fresh, narration=draft.narration, title=draft.title)

    async def _anew(
        self, specialist: str, draft: SceneDraft, guidance: str, ask: PlanAsk
    ) -> SceneDraft:
        """What a specialist makes of a scene, checked and fitted."""
        text = await self.think(specialist, self.briefing.revise_prompt(draft, guidance, ask))
        place = draft.place if draft.place is not None else 1
        source = f"{self.stage.source} {guidance} {draft.narration} {_shown(draft)}"
        try:
            told = {**_asdict(draft, ask), **_object(text)}
            fresh = _kept_as_it_was(draft, drafted(told, place, ask, self.stage))
        except (Unreadable, Unwritten) as fault:
            problem = f"the model's answer cannot be used ({fault})."
            raise UnreadableInput("The scene", problem, "Ask again, or in other words.") from fault
        if strange_figures(fresh, source):
            fresh = made_honest(fresh, source, ask) or draft
        return replace(fresh, place=draft.place)

    def _read(
        self, found: Found, place: int, ask: PlanAsk, faults: list[_Fault]
    ) -> SceneDraft | None:
        """The scene, when it can be kept; else what is wrong goes to `faults`."""
        if isinstance(found, BrokenScene):
            faults.append(_Fault(place, found.text, found.reason))
            return None
        try:
            draft = drafted(found, place, ask, self.stage)
        except Unwritten as fault:
            faults.append(_Fault(place, json.dumps(found, ensure_ascii=False), str(fault)))
            return None
        strange = strange_figures(draft, self.stage.source)
        if strange:
            why = f"these figures are not in the brief: {', '.join(strange)}"
            faults.append(_Fault(place, json.dumps(found, ensure_ascii=False), why, draft))
            return None
        return draft

    async def _mended(self, faults: list[_Fault], ask: PlanAsk) -> AsyncIterator[SceneDraft]:
        """Each scene that could not be kept, asked for once more, else saved as far as it goes."""
        for number, fault in enumerate(faults):
            draft = await self._asked_again(fault, ask) if number < MOST_REPAIRS else None
            draft = draft or self._salvaged(fault, ask)
            if draft:
                yield draft
            else:
                self.lost.append(fault.place)

    async def _asked_again(self, fault: _Fault, ask: PlanAsk) -> SceneDraft | None:
        prompt = self.briefing.repair_prompt(fault.place, fault.text, fault.why, ask)
        try:
            found = _object(await self.think("planner", prompt))
            draft = drafted(found, fault.place, ask, self.stage)
        except (Unreadable, Unwritten, Transient):
            return None
        return None if strange_figures(draft, self.stage.source) else draft

    def _salvaged(self, fault: _Fault, ask: PlanAsk) -> SceneDraft | None:
        """What can be kept of a scene by rules: its honest sentences, or what it says."""
        if fault.draft:
            return made_honest(fault.draft, self.stage.source, ask)
        said = _SAID.search(fault.text)
        if not said:
            return None
        narration = said[1].replace('\\"', '"').replace("\\n", " ")
        draft = drafted({"narration": narration}, fault.place, ask, self.stage)
        return made_honest(draft, self.stage.source, ask)

    async def _scanned(self, prompt: str) -> AsyncIterator[Found]:
        """The scenes in what the planner writes, each while it goes on writing.

        A stream that breaks off after the first scene ends here; before it, its fault is raised.
        """
        scanner, pieces = SceneScanner(), asyncio.Queue[str | None]()
        writing = asyncio.ensure_future(self.think("planner", prompt, on_text=pieces.put_nowait))
        writing.add_done_callback(lambda _: pieces.put_nowait(None))
        has_scene = False
        try:
            while (piece := await pieces.get()) is not None:
                for found in scanner.feed(piece):
                    has_scene = True
                    yield found
            for found in scanner.close():
                yield found
            self.is_cut = scanner.is_cut
            await self._finished(writing, has_scene)
        finally:
            writing.cancel()

    async def _finished(self, writing: asyncio.Future[str], has_scene: bool) -> None:
        try:
            await writing
        except Transient:
            if not has_scene:
                raise
            self.is_cut = True


def _object(text: str) -> dict[str, Any]:
    """The first object in a model's answer. Raises Unreadable."""
    scanner = SceneScanner()
    found = [*scanner.feed(text), *scanner.close()]
    for scene in found:
        if isinstance(scene, dict):
            return scene
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise Unreadable("there is no object in it")
    return read_object(text[start : end + 1])


def _asdict(draft: SceneDraft, ask: PlanAsk) -> Mapping[str, Any]:
    """What of a scene stays when its editor does not mention it."""
    visual = draft.visual.model_dump(mode="json")
    ids = [asset.id for asset in ask.pictures]
    asset_id = visual.get("picture") or visual.get("film")
    return {
        "title": draft.title,
        "narration": draft.narration,
        "seconds": ask.rate.seconds(draft.frames),
        "template": visual.get("template", ""),
        "picture": ids.index(asset_id) + 1 if asset_id in ids else None,
        "camera": visual.get("camera", ""),
        "description": visual.get("description", ""),
        "transition": draft.transition.kind,
        **{name: value for name, value in visual["words"].items() if value},
    }


def _kept_as_it_was(old: SceneDraft, new: SceneDraft) -> SceneDraft:
    """The new scene with what no editor speaks of: crops, speeds, the sound of a transition."""
    visual, transition = new.visual, new.transition
    if old.transition.kind == new.transition.kind:
        transition = old.transition
    if type(visual) is type(old.visual) and not isinstance(visual, Graphic):
        told = visual.model_dump(include={"picture", "film", "camera", "words", "description"})
        visual = type(visual).model_validate({**old.visual.model_dump(), **told})
    if isinstance(visual, Graphic) and isinstance(old.visual, Graphic):
        visual = _kept_design(old.visual, visual)
    return replace(
        new, visual=visual, transition=transition, characters=new.characters or old.characters
    )


def _kept_design(old: Graphic, new: Graphic) -> Graphic:
    """The new words in the design as it was: its backdrop, and while they are the same its own."""
    if old.template != new.template:
        return new
    kept: dict[str, Any] = {"backdrop": old.backdrop}
    if old.words == new.words:
        kept |= {"document": old.document, "component": old.component}
    return new.model_copy(update=kept)


def _shown(draft: SceneDraft) -> str:
    return json.dumps(draft.visual.words.model_dump(mode="json"), ensure_ascii=False)
