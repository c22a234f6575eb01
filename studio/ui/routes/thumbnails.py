"""Small JPEGs for cards: made once, kept in the cache, drawn anew when the look changes.

A designed scene is drawn right here, from its words, so that a card has its picture before
any worker came to it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import ImageOps
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from studio.actions.designs import files_of, proof
from studio.actions.plans import latest_plan
from studio.actions.produced import produced_scene
from studio.actions.takes import picture_inputs, shown_files
from studio.compose.specs import FinishSpec
from studio.domain.asset import AssetKind
from studio.domain.documents import hash_of
from studio.domain.errors import MediaMissing, NotFound
from studio.domain.format import Quality, Size
from studio.domain.ids import AssetId, ProjectId, SceneId
from studio.domain.look import Grade
from studio.domain.project import Project
from studio.domain.scene import Graphic, Scene, Still, Visual
from studio.domain.take import TakeKind
from studio.graphics.photos import in_srgb, open_photo
from studio.graphics.poster import Finish, design_frame, poster
from studio.providers.designed_picture import DesignedPicture
from studio.store.files import writing
from studio.studio import Studio
from studio.ui.routes.answers import FOR_GOOD, answering, open_studio_or_503
from studio.ui.views import scene_grade

LONG_SIDE = 640
_JPEG_QUALITY = 84


@answering
def scene_thumbnail(request: Request) -> Response:
    """The picture of a scene as it is now."""
    studio = open_studio_or_503()
    project, scene = _scene(studio, request)
    return _kept(
        studio, _look(studio, project, scene), lambda to: _draw(studio, project, scene, to)
    )


@answering
def template_poster(request: Request) -> Response:
    """How a scene would look in another template, with the words it has."""
    studio = open_studio_or_503()
    project, scene = _scene(studio, request)
    look = Graphic(template=str(request.path_params["template"]), words=scene.visual.words)
    kind = f"template-{DesignedPicture.card.version}"
    name = hash_of([kind, look.content_hash, project.brand.content_hash, _aspect(project)])
    return _kept(studio, name, lambda to: _draw_visual(studio, project, look, to))


@answering
def design_proof(request: Request) -> Response:
    """A design on the desk as it stands at `at` hundredths of the scene."""
    studio = open_studio_or_503()
    project = studio.store.projects.get(ProjectId(str(request.path_params["project"])))
    name, at = str(request.path_params["name"]), int(request.path_params["at"])
    document = proof(studio, project, name)
    files = files_of(studio, project, document)
    kept = hash_of(["proof", name, at, project.brand.content_hash, _aspect(project)])

    def draw(target: Path) -> None:
        design_frame(document, _size(project), min(100, at) / 100, target, files)

    return _kept(studio, kept, draw)


@answering
def asset_thumbnail(request: Request) -> Response:
    """A picture the person brought."""
    studio = open_studio_or_503()
    project_id = ProjectId(str(request.path_params["project"]))
    asset = studio.store.assets.get(AssetId(str(request.path_params["asset"])), project_id)
    if asset.kind is not AssetKind.PICTURE:
        raise NotFound("thumbnail of", asset.title)
    source = studio.store.media.path(asset.file)
    return _kept(studio, hash_of(["asset", asset.id]), lambda to: _shrink(source, to))


def _scene(studio: Studio, request: Request) -> tuple[Project, Scene]:
    project = studio.store.projects.get(ProjectId(str(request.path_params["project"])))
    scene = latest_plan(studio, project.id).scene(SceneId(str(request.path_params["scene"])))
    return project, produced_scene(studio, project, scene)


def _kept(studio: Studio, name: str, make: Callable[[Path], None]) -> Response:
    """The thumbnail of that name, made if it is not in the cache."""
    target = studio.store.cache("thumbnails") / f"{name[:32]}.jpg"
    if not target.is_file():
        with writing(target) as part:
            make(part)
    return FileResponse(target, media_type="image/jpeg", headers=FOR_GOOD)


def _look(studio: Studio, project: Project, scene: Scene) -> str:
    graded = scene_grade(project, scene).content_hash
    return hash_of(["scene", picture_inputs(studio, project, scene), LONG_SIDE, graded])


def _draw(studio: Studio, project: Project, scene: Scene, target: Path) -> None:
    """Shrink the picture of a designed scene where it is made already, else draw the scene here.

    The picture of a still is the whole of it, not what the film's frame shows.
    """
    finish = _finish(studio, project, scene_grade(project, scene))
    made = _made_picture(studio, project, scene) if isinstance(scene.visual, Graphic) else None
    if made and finish is None:
        _shrink(made, target)
    else:
        _draw_visual(studio, project, scene.visual, target, finish)


def _finish(studio: Studio, project: Project, grade: Grade) -> Finish | None:
    """What a grade does to a picture; None when it leaves it as it is."""
    if not (grade.has_colours or grade.grain or grade.vignette):
        return None
    # Cards of films without a look, which are most, are drawn without loading this.
    from studio.compose.layers.finish import FinishLayer

    tables = {}
    if grade.table:
        asset = studio.store.assets.get(grade.table, project.id)
        tables[grade.table] = studio.store.media.path(asset.file)
    spec = FinishSpec(grade=grade, has_colours=grade.has_colours)
    return lambda frame: FinishLayer(spec, tables, _size(project)).draw(frame, 0)


def _made_picture(studio: Studio, project: Project, scene: Scene) -> Path | None:
    """The file of the scene's picture take, if it is of the present look and still there."""
    take = studio.store.takes.active(project.id, scene.id, TakeKind.PICTURE)
    if take is None or take.inputs != picture_inputs(studio, project, scene):
        return None
    file = studio.store.media.path(take.file)
    return file if file.is_file() else None


def _draw_visual(
    studio: Studio, project: Project, visual: Visual, target: Path, finish: Finish | None = None
) -> None:
    source = _source(studio, project, visual)
    files = shown_files(studio, project, visual)
    poster(visual, _size(project), project.brand, source, target, files=files, finish=finish)


def _source(studio: Studio, project: Project, visual: Visual) -> Path | None:
    """The file a visual is made from. Raises MediaMissing when it is gone."""
    if isinstance(visual, Graphic):
        return None
    asset_id = visual.picture if isinstance(visual, Still) else visual.film
    asset = studio.store.assets.get(asset_id, project.id)
    path = studio.store.media.path(asset.file)
    if not path.is_file():
        raise MediaMissing(asset.title, asset.file)
    return path


def _shrink(source: Path, target: Path) -> None:
    with open_photo(source) as picture:
        picture.draft("RGB", (LONG_SIDE, LONG_SIDE))
        profile = picture.info.get("icc_profile")
        small = in_srgb(ImageOps.exif_transpose(picture), profile).convert("RGB")
        small.thumbnail((LONG_SIDE, LONG_SIDE))
        small.save(target, "JPEG", quality=_JPEG_QUALITY)


def _size(project: Project) -> Size:
    """The draft's size, made smaller to `LONG_SIDE`; both sides even."""
    full = project.format.size(Quality.DRAFT)
    scale = LONG_SIDE / max(full.width, full.height)
    return Size(width=2 * round(full.width * scale / 2), height=2 * round(full.height * scale / 2))


def _aspect(project: Project) -> str:
    return project.format.aspect.value
