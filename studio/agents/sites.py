"""The film of a website: its scenes as they are stored, and what is said about them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from studio.actions.sitereading import Whole
from studio.actions.sites import dress_from_site
from studio.agents.planning import IsCancelled, planned_scenes
from studio.agents.wording import counted, listed
from studio.domain.brand import Palette
from studio.domain.errors import Cancelled
from studio.domain.ids import TraceId
from studio.domain.project import Project
from studio.domain.scene import Scene
from studio.domain.site import Findings
from studio.graphics.templates import TEMPLATES
from studio.llm import DirectorCard
from studio.llm.embedded.site import ActKind, SiteDirector, act_title, acts_of
from studio.studio import Studio

OnAct = Callable[[int, int, str], None]
_CARD = DirectorCard("embedded", "Embedded", "tells what the website says, in five scenes")


@dataclass(frozen=True)
class SiteFilm:
    """A film to be made of `findings` in `project`; scenes of one `batch` are one revision.

    All scenes but the first wait for the `whole` findings, with the screenshot, where it is given.
    """

    studio: Studio
    project: Project
    findings: Findings
    batch: str
    trace: TraceId | None = None
    whole: Whole | None = None

    @property
    def count(self) -> int:
        """How many scenes it will have."""
        return len(acts_of(self.findings))

    @property
    def titles(self) -> tuple[str, ...]:
        """What its scenes are called, in order."""
        return tuple(act_title(act.kind, self.findings.language) for act in acts_of(self.findings))

    async def scenes(
        self, on_act: OnAct = lambda place, count, title: None, is_cancelled: IsCancelled = bool
    ) -> AsyncIterator[Scene]:
        """Each scene as it is stored; `on_act` is told place, count and title before each.

        Run again with the same batch it goes on after the scenes that are there; with another
        it makes new revisions, and the plan before stays in the history. Raises Cancelled.
        """
        titles = self.titles
        project = dress_from_site(self.studio, self.project.id, self.findings)
        director = SiteDirector(self.findings, frozenset(TEMPLATES), _CARD, self.whole)
        place = 0
        if titles:
            on_act(1, len(titles), titles[0])
        async for scene in planned_scenes(
            self.studio, project, batch=self.batch, trace=self.trace, director=director
        ):
            yield scene
            place += 1
            if is_cancelled():
                raise Cancelled
            if place < len(titles):
                on_act(place + 1, len(titles), titles[place])


def announced(place: int, count: int, title: str) -> str:
    """What is said before a scene is made."""
    return f"Creating scene {place} of {count}: {title}"


def told_findings(findings: Findings) -> str:
    """What was found, in a few sentences for the conversation."""
    found = findings
    parts = [f"I read {found.url}: **{found.title.text}**."]
    if found.promise.text:
        parts.append(f"It promises: “{found.promise.text.rstrip('.')}.”")
    what = [
        counted(len(found.features), "feature") if found.features else "",
        counted(len(found.steps), "step") if found.steps else "",
        counted(len([f for f in found.figures if f.is_shown]), "figure"),
        counted(len(found.sayings), "quotation") if found.sayings else "",
        counted(len(found.pictures), "picture") if found.pictures else "",
    ]
    parts.append(f"I found {listed([w for w in what if w and not w.startswith(('0', 'no'))])}.")
    parts.append(f"Its colours: {colours(found.style.palette)}.")
    parts.extend(found.remarks[:2])
    return " ".join(part for part in parts if "found ." not in part)


def summed_up(findings: Findings, scenes: int, seconds: float) -> str:
    """The last words about a film of a website, with the colours used."""
    call = f" It ends with “{findings.call.text}”." if findings.call.text else ""
    return (
        f"The film of {findings.title.text} has {counted(scenes, 'scene')} and lasts about "
        f"{seconds:.0f} seconds.{call} Colours used: {colours(findings.style.palette)}. "
        "Every fact and figure in it stands on the page; each scene's description says where. "
        "Watch it, change what you like, and greenlight it when it is right."
    )


def colours(palette: Palette) -> str:
    """The colours of a palette for people: what each is for, and its number."""
    named = (("ground", "ground"), ("ink", "words"), ("accent", "accent"))
    return ", ".join(f"{title} {getattr(palette, role)}" for role, title in named)


__all__ = ["ActKind", "SiteFilm", "announced", "colours", "summed_up", "told_findings"]
