"""Tools for the film's properties: many at once, its brand, its format."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.actions import projects
from studio.actions.patches import apply_patch
from studio.agents.desk import Desk
from studio.agents.habits import notice_wish
from studio.agents.wording import counted, listed
from studio.domain.brand import Brand, Corners
from studio.domain.errors import BadInput, EmptyInput, NotFound
from studio.domain.format import Aspect
from studio.domain.memory import Topic
from studio.domain.time import RATES


def apply_json_patch(desk: Desk, operations_json: str) -> str:
    """Change several properties of the film at once by a JSON Patch (RFC 6902), all or nothing.

    It may change /title, /brief/{title,text,length_s,mood,audience}, /format/aspect,
    /voice/{voice,pace,fits_scene}, /score/{mood,seed,level_db,is_on}, /captions, /loudness,
    /grade/…, /cards/{is_opened,is_closed,seconds,closing}, /brand/…, /scenes/N and
    /scenes/N/{title,narration,visual,frames,transition,grade}/… (N from 0).

    Args:
        operations_json: the list of operations as JSON text, such as
            [{"op": "replace", "path": "/scenes/0/title", "value": "Dawn"}].

    Raises BadInput naming the operation and the paths that are allowed, TooLarge, NotFound.
    """
    done = apply_patch(desk.studio, desk.project_id, operations_json, desk.edit)
    desk.draft()
    told = [*done.fields, *([counted(done.scenes, "scene")] if done.scenes else [])]
    return f"Changed {listed(told)}." if told else "Everything is like that already."


class BrandChange(BaseModel):
    """Colours as #RRGGBB by role, and fonts by family; what is not given stays."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = None
    ground: str | None = Field(default=None, description="behind everything")
    surface: str | None = Field(default=None, description="behind cards and panels")
    ink: str | None = Field(default=None, description="words; must be readable on the ground")
    muted: str | None = Field(default=None, description="lesser words")
    accent: str | None = Field(default=None, description="what draws the eye")
    corners: Corners | None = Field(default=None, description="of panels and pictures")
    text_font: str | None = None
    display_font: str | None = None


def set_brand(desk: Desk, change: BrandChange) -> str:
    """Change the film's colours and fonts.

    Args:
        change: what becomes another.

    Raises BadInput, EmptyInput when nothing is given.
    """
    given = change.model_dump(exclude_none=True)
    if not given:
        raise EmptyInput("The change")
    brand = desk.project.brand
    roles = {k: given.pop(k) for k in tuple(given) if k in type(brand.palette).model_fields}
    try:
        changed = Brand.model_validate(
            {**_plain(brand), **given, "palette": {**_plain(brand.palette), **roles}}
        )
    except ValidationError as fault:
        problem = fault.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise BadInput(f"The {where}", f"{problem['msg']}.", "Write it as #RRGGBB.") from fault
    projects.set_brand(desk.studio, desk.project_id, changed)
    desk.draft()
    return f"The brand has another {listed([*roles, *given])}."


def set_format(
    desk: Desk, aspect: Literal["16:9", "9:16", "1:1", "4:5"] | None = None, rate: str | None = None
) -> str:
    """Change the film's shape and its frames a second.

    Args:
        aspect: width to height.
        rate: frames a second, such as "24", "25" or "29.97".

    Raises NotFound for another rate, EmptyInput when nothing is given.
    """
    shape: dict[str, Any] = {}
    if aspect is not None:
        shape["aspect"] = Aspect(aspect)
    if rate is not None:
        if rate not in RATES:
            raise NotFound("frame rate", rate)
        shape["rate"] = RATES[rate]
    if not shape:
        raise EmptyInput("The change")
    if "rate" in shape and desk.plan.scenes and desk.plan.rate != shape["rate"]:
        raise BadInput(
            "The frame rate",
            "the plan counts its frames at another rate already.",
            "Choose the rate at export, or plan again.",
        )
    changed = desk.project.format.model_copy(update=shape)
    projects.set_format(desk.studio, desk.project_id, changed)
    if aspect is not None:
        notice_wish(desk, Topic.FORMAT, f"{aspect} pictures", aspect)
    desk.draft()
    return f"The film is {changed.aspect.value} at {changed.rate.title} frames a second."


def _plain(value: BaseModel) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).model_fields}
