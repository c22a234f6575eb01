"""What a film wears, from the command line: its look, watermark, cards, and how pictures fit."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.actions.assets import add_media
from studio.actions.plans import latest_plan, replace_scenes
from studio.actions.projects import set_cards, set_grade, set_watermark
from studio.cli.options import words
from studio.compose.looks import LOOKS
from studio.domain.asset import AssetKind
from studio.domain.errors import BadInput
from studio.domain.ids import AssetId, ProjectId
from studio.domain.look import Cards, Corner, Grade, Watermark
from studio.domain.scene import Fit, Graphic, Scene
from studio.providers.intake import inspect_media
from studio.studio import Studio

TABLE = ".cube"
CLOSING_LENGTH = 200
"""Characters."""


@dataclass(frozen=True)
class Dressing:
    """What was asked for; None leaves it as the project has it, "off" takes it away."""

    look: str | None = None
    grain: float | None = None
    vignette: float | None = None
    watermark: str | None = None
    corner: Corner | None = None
    opening: bool | None = None
    closing: str | None = None
    fit: Fit | None = None


def check(dressing: Dressing, worn: Watermark | None = None) -> None:
    """Look at names and files before anything is changed; `worn` is the watermark there is.

    Raises BadInput.
    """
    words("--closing", dressing.closing or "", CLOSING_LENGTH)
    look, mark = dressing.look, dressing.watermark
    has_mark = worn is not None if mark is None else mark != "off"
    if dressing.corner is not None and not has_mark:
        raise BadInput("--corner", "there is no watermark.", "Give one with --watermark.")
    if look is not None and Path(look).suffix.lower() == TABLE:
        inspect_media(Path(look).expanduser(), look)
    elif look is not None and look not in LOOKS:
        near = difflib.get_close_matches(look, LOOKS, n=3, cutoff=0.4) or list(LOOKS)
        remedy = f"Try {', '.join(near)}, or a .cube file."
        raise BadInput(f"--look {look}", "there is none of that name.", remedy)
    if mark is not None and mark != "off":
        facts = inspect_media(Path(mark).expanduser(), mark)
        if facts.kind is not AssetKind.PICTURE:
            raise BadInput(f"--watermark {mark}", "it is not a picture.", "Use a PNG or JPEG.")


def dress(studio: Studio, project_id: ProjectId, dressing: Dressing) -> None:
    """Change the project as was asked; a new fit changes scenes, which are open again then.

    Raises BadInput, NotFound, DiskFull.
    """
    _grade(studio, project_id, dressing)
    _watermark(studio, project_id, dressing)
    _cards(studio, project_id, dressing)
    if dressing.fit is not None:
        _fit(studio, project_id, dressing.fit)


def _grade(studio: Studio, project_id: ProjectId, dressing: Dressing) -> None:
    changes = _given(grain=dressing.grain, vignette=dressing.vignette)
    look = dressing.look
    if look is not None and Path(look).suffix.lower() == TABLE:
        changes["table"] = _brought(studio, project_id, look)
    elif look is not None:
        changes |= {"name": look, "table": None}
    if changes:
        known = studio.store.projects.get(project_id).grade
        set_grade(studio, project_id, Grade.model_validate({**dict(known), **changes}))


def _watermark(studio: Studio, project_id: ProjectId, dressing: Dressing) -> None:
    known = studio.store.projects.get(project_id).watermark
    if dressing.watermark == "off":
        set_watermark(studio, project_id, None)
        return
    changes = _given(corner=dressing.corner)
    if dressing.watermark is not None:
        changes["picture"] = _brought(studio, project_id, dressing.watermark)
    if not changes:
        return
    whole = {**(dict(known) if known else {}), **changes}
    set_watermark(studio, project_id, Watermark.model_validate(whole))


def _cards(studio: Studio, project_id: ProjectId, dressing: Dressing) -> None:
    changes = _given(is_opened=dressing.opening)
    if dressing.closing is not None:
        is_off = dressing.closing == "off"
        changes |= {"is_closed": not is_off, "closing": "" if is_off else dressing.closing}
    if changes:
        known = studio.store.projects.get(project_id).cards
        set_cards(studio, project_id, Cards.model_validate({**dict(known), **changes}))


def _fit(studio: Studio, project_id: ProjectId, fit: Fit) -> None:
    scenes = [_fitted(scene, fit) for scene in latest_plan(studio, project_id).scenes]
    replace_scenes(studio, project_id, scenes, f"Pictures fit: {fit.value}")


def _fitted(scene: Scene, fit: Fit) -> Scene:
    if isinstance(scene.visual, Graphic):
        return scene
    visual = scene.visual.model_copy(update={"fit": fit})
    return scene.model_copy(update={"visual": visual})


def _brought(studio: Studio, project_id: ProjectId, name: str) -> AssetId:
    path = Path(name).expanduser()
    return add_media(studio, project_id, path, path.name).id


def _given(**values: Any) -> dict[str, Any]:
    """The values that were given."""
    given: Mapping[str, Any] = {name: value for name, value in values.items() if value is not None}
    return dict(given)
