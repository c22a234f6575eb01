"""Brand kits: kept from a project, put on another, taken out of the house and brought in."""

from __future__ import annotations

import base64
import binascii
import json
import tempfile
from pathlib import Path

from studio.actions.assets import add_media
from studio.actions.projects import change_project
from studio.domain.brand import Brand
from studio.domain.errors import GreenlightError, TooLarge, UnreadableInput
from studio.domain.ids import AssetId, ProjectId
from studio.domain.kit import MAX_LOGO, Kit, kit_of, worn
from studio.domain.project import Project
from studio.providers.picture_colours import colours_of
from studio.studio import Studio

_REMEDY = "Export the kit again, and bring that file."


def save_kit(studio: Studio, project_id: ProjectId, title: str, source: str = "") -> Kit:
    """Keep what a project wears as a kit, in place of one of the same title.

    Raises NotFound; TooLarge for a logo that no kit holds.
    """
    project = studio.store.projects.get(project_id)
    named = title.strip()[:120] or project.brand.name or project.title[:120]
    kit = kit_of(project, named, _logo(studio, project), source)
    studio.store.kits.put(kit)
    return kit


def apply_kit(studio: Studio, project_id: ProjectId, title: str) -> Project:
    """Put a kit on a project. Raises NotFound, BadInput for a voice or logo that is not there."""
    return wear(studio, project_id, studio.store.kits.get(title))


def wear(studio: Studio, project_id: ProjectId, kit: Kit) -> Project:
    """Let a project look and sound as `kit` says: its logo becomes one of its pictures."""
    studio.providers.speech(kit.voice.provider)
    logo = _bring(studio, project_id, kit)
    with studio.store.transaction():
        project = studio.store.projects.get(project_id)
        return change_project(studio, project_id, **worn(kit, project, logo))


def remove_kit(studio: Studio, title: str) -> None:
    """Forget a kit; projects that wear it stay as they are. Raises NotFound."""
    studio.store.kits.remove(title)


def export_kit(studio: Studio, title: str) -> str:
    """A kit as JSON text, whole: its logo is inside. Raises NotFound."""
    kit = studio.store.kits.get(title)
    return json.dumps(kit.to_document(), ensure_ascii=False, indent=2)


def import_kit(studio: Studio, text: str, name: str = "The kit") -> Kit:
    """Bring a kit in, in place of one of the same title. Raises UnreadableInput, TooLarge."""
    if len(text) > 2 * MAX_LOGO:
        limit = f"{2 * MAX_LOGO:,} characters"
        raise TooLarge(name, f"{len(text):,} characters", limit, _REMEDY)
    try:
        kit = Kit.from_document(json.loads(text))
        base64.b64decode(kit.logo, validate=True)
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error) as fault:
        raise UnreadableInput(name, "it is no brand kit.", _REMEDY) from fault
    except GreenlightError as fault:
        raise UnreadableInput(name, fault.sentence, _REMEDY) from fault
    studio.store.kits.put(kit)
    return kit


def brand_from_picture(studio: Studio, project_id: ProjectId, picture: AssetId) -> Project:
    """Give a project the colours of one of its pictures. Raises NotFound, BadInput."""
    asset = studio.store.assets.get(picture, project_id)
    palette = colours_of(studio.store.media.path(asset.file), asset.title)
    brand = studio.store.projects.get(project_id).brand
    changed = Brand.model_validate({**dict(brand), "palette": palette})
    return change_project(studio, project_id, brand=changed)


def _logo(studio: Studio, project: Project) -> str:
    """The project's logo as base64: its brand's, else that of its watermark or cards."""
    mark = project.watermark.picture if project.watermark else None
    named = project.brand.logo or mark or project.cards.logo
    if named is None:
        return ""
    asset = studio.store.assets.get(named, project.id)
    body = studio.store.media.path(asset.file).read_bytes()
    if len(body) * 4 // 3 > MAX_LOGO - 4:
        size, limit = f"{len(body) // 1000:,} kB", f"{MAX_LOGO * 3 // 4000:,} kB"
        raise TooLarge("The logo", size, limit, "Bring it smaller; 1000 pixels are plenty.")
    return base64.b64encode(body).decode("ascii")


def _bring(studio: Studio, project_id: ProjectId, kit: Kit) -> AssetId | None:
    if not kit.logo:
        return None
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        file = Path(folder) / "logo"
        file.write_bytes(base64.b64decode(kit.logo))
        return add_media(studio, project_id, file, f"Logo of {kit.title}").id
