"""Ask for a website to be read, correct what was found, wear its brand."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from studio.actions.events import project_topic
from studio.actions.projects import change_project
from studio.domain.brand import Brand, Corners
from studio.domain.brief import Brief, BriefKind
from studio.domain.errors import BadInput, NotFound
from studio.domain.ids import ProjectId, TraceId, new_id
from studio.domain.job import Job, JobKind
from studio.domain.project import Project, Score, Voice
from studio.domain.site import YOU, Feature, Findings, Found, SiteStyle
from studio.llm import style_named
from studio.queue import JobOrder
from studio.studio import Studio
from studio.web.hosts import address_in, refuse_video_host

LOOPBACK_VARIABLE = "GREENLIGHT_ALLOW_LOOPBACK"
LOOPBACK_PREFERENCE = "web.loopback"
_SHARP_PX, _ROUND_PX = 4.0, 18.0
_SERIFS = re.compile(
    r"serif\b(?<!sans-serif)|georgia|times|garamond|lora|fraunces|playfair|merriweather|baskerville|"
    r"newsreader|bodoni|caslon|literata|spectral|tiempos|canela|source serif",
    re.IGNORECASE,
)
_MONOS = re.compile(r"mono|code|courier|consolas|menlo", re.IGNORECASE)

OnStep = Callable[[str], None]


def allows_loopback(studio: Studio) -> bool:
    """True when the person lets websites on this machine be read."""
    is_set = os.environ.get(LOOPBACK_VARIABLE, "") not in ("", "0")
    return is_set or studio.store.preferences.get(LOOPBACK_PREFERENCE) == "on"


def address_of(brief: Brief) -> str:
    """The web address that an idea asks to make a film of; "" for any other brief."""
    return address_in(brief.text) if brief.kind is BriefKind.IDEA else ""


def request_site(studio: Studio, project_id: ProjectId, url: str, *, wears: bool = False) -> Job:
    """Ask for a website to be read, and its brand worn with `wears`; a job does it.

    Raises NotFound, UnusableAddress for a video host, QueueFull.
    """
    refuse_video_host(url)
    studio.store.projects.get(project_id)
    order = JobOrder(
        kind=JobKind.SITE,
        project=project_id,
        inputs={"url": url, "wears": wears},
        key=f"site:{project_id}:{url}"[:200],
        trace=TraceId(new_id(12)),
    )
    with studio.store.transaction():
        return studio.queue.submit(order)


def latest_findings(studio: Studio, project_id: ProjectId) -> Findings:
    """What the project's website says, as last read or corrected. Raises NotFound."""
    findings = studio.store.sites.latest(project_id)
    if findings is None:
        raise NotFound("website of the project", project_id)
    return findings


def is_film_wanting(studio: Studio, project_id: ProjectId, batch: str = "") -> bool:
    """True while there is no film of the website as it was last read; that of `batch` is one
    in the making."""
    findings = studio.store.sites.latest(project_id)
    if findings is None:
        return False
    revisions = studio.store.plans.history(project_id)
    planned = next((r for r in revisions if r.batch != batch or not batch), None)
    return planned is None or not planned.scenes or planned.created_at < findings.read_at


@dataclass(frozen=True)
class Corrections:
    """What a person says instead; None leaves a thing as it was found.

    A line of `features` or `steps` is a title, or a title and a detail with a colon between.
    """

    title: str | None = None
    promise: str | None = None
    description: str | None = None
    call: str | None = None
    offer: str | None = None
    features: Sequence[str] | None = None
    steps: Sequence[str] | None = None


def correct_findings(studio: Studio, project_id: ProjectId, said: Corrections) -> Findings:
    """Put a person's words in the place of what was found. Raises NotFound, BadInput."""
    found = latest_findings(studio, project_id)
    if said.title is not None and not said.title.strip():
        raise BadInput("The name", "it is empty.", "Write what the firm is called.")
    call = found.call
    if said.call is not None and said.call != call.text:
        call = call.model_copy(update={"text": said.call.strip(), "place": YOU})
    if said.offer is not None and said.offer != call.offer:
        call = call.model_copy(update={"offer": said.offer.strip()})
    changes = {
        "title": _said(found.title, said.title),
        "promise": _said(found.promise, said.promise),
        "description": _said(found.description, said.description),
        "call": call,
        "features": _listed(found.features, said.features),
        "steps": _listed(found.steps, said.steps),
    }
    return store_findings(studio, project_id, Findings.model_validate({**dict(found), **changes}))


def wear_site(studio: Studio, project_id: ProjectId, findings: Findings) -> Project:
    """Give a project the colours, fonts, corners, logo and name of a website. Raises NotFound."""
    brand = site_brand(findings)
    return change_project(studio, project_id, brand=brand)


def dress_from_site(studio: Studio, project_id: ProjectId, findings: Findings) -> Project:
    """Let a project look and sound like its website, where the person chose nothing else."""
    project = studio.store.projects.get(project_id)
    changes: dict[str, Any] = {}
    if project.brand == Brand(name=project.brand.name):
        changes["brand"] = site_brand(findings)
    style = style_named(findings.tone)
    moods = studio.providers.music(project.score.provider).moods()
    if style and project.score == Score() and style.music in moods:
        changes["score"] = Score(mood=style.music, seed=_seed(project_id))
    voice = _voice_for(studio, project, findings.language)
    if voice:
        changes["voice"] = voice
    return change_project(studio, project_id, **changes) if changes else project


def site_brand(findings: Findings) -> Brand:
    """The brand of a website; fonts that are not on this machine by the nearest shipped."""
    style = findings.style
    return Brand(
        name=findings.title.text[:120],
        palette=style.palette,
        text_font=_font(style.text_font, Brand().text_font),
        display_font=_font(style.display_font or style.text_font, Brand().display_font),
        corners=_corners(style),
        logo=findings.logo.asset,
    )


def _seed(project_id: ProjectId) -> int:
    return int(hashlib.sha256(project_id.encode()).hexdigest()[:6], 16)


def _corners(style: SiteStyle) -> Corners:
    if not style.radius_px:
        return Corners.SOFT
    if style.radius_px <= _SHARP_PX:
        return Corners.SHARP
    return Corners.ROUND if style.radius_px >= _ROUND_PX else Corners.SOFT


def _font(family: str, usual: str) -> str:
    """`family` where this machine has it, else the shipped one of its kind."""
    # Fonts load in 20 ms, and pages that only read findings need none.
    from studio.graphics.fonts import MONO, SERIF, FontShelf

    if not family:
        return usual
    if family not in ("serif", "monospace") and FontShelf().has_family(family):
        return family
    if _MONOS.search(family):
        return MONO
    return SERIF if _SERIFS.search(family) else usual


def _voice_for(studio: Studio, project: Project, language: str) -> Voice | None:
    if project.voice != Voice() or language in ("", "en"):
        return None
    for voice in studio.providers.speech(project.voice.provider).voices():
        if voice.language.split("-")[0].lower() == language:
            return project.voice.model_copy(update={"voice": voice.name})
    return None


def _said(found: Found, text: str | None) -> Found:
    """`found`, or what a person says in its place."""
    if text is None or text.strip() == found.text:
        return found
    return Found(text=text.strip()[:2000], place=YOU, url=found.url)


def _listed(found: tuple[Feature, ...], lines: Sequence[str] | None) -> tuple[Feature, ...]:
    """The features of these lines; those that are as they were found keep their place."""
    if lines is None:
        return found
    known = {line_of(feature): feature for feature in found}
    group = found[0].group if found else ""
    made: list[Feature] = []
    for line in (text.strip() for text in lines if text.strip()):
        title, _, detail = line.partition(": ")
        new = Feature(text=title[:200], detail=detail[:600], place=YOU, group=group)
        made.append(known.get(line, new))
    return tuple(made[:12])


def line_of(feature: Feature) -> str:
    """A feature as one line that `Corrections` reads back."""
    return f"{feature.text}: {feature.detail}" if feature.detail else feature.text


def store_findings(studio: Studio, project_id: ProjectId, findings: Findings) -> Findings:
    """Keep findings as the newest of a project, and tell of it. Raises NotFound."""
    with studio.store.transaction():
        studio.store.projects.get(project_id)
        studio.store.sites.put(project_id, findings)
        studio.store.events.append(
            "site.read",
            project=project_id,
            topic=project_topic(project_id),
            payload={"url": findings.url, "title": findings.title.text},
        )
    return findings
