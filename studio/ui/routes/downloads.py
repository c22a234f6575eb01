"""Finished films and their subtitles, saved under the film's own title."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from studio.actions.exports import found_export
from studio.actions.plans import latest_plan
from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId, RenderId
from studio.domain.render import Render
from studio.ui.phrases import file_name
from studio.ui.routes.answers import answering, open_studio_or_503
from studio.ui.routes.media import KINDS


@answering
def download(request: Request) -> Response:
    """One file of a render, by its name in `Render.files`, such as `film` or `srt`."""
    studio = open_studio_or_503()
    render = studio.store.renders.get(RenderId(str(request.path_params["render"])))
    relative = part_of(render, str(request.path_params["kind"]))
    path = studio.store.media.path(relative)
    if not path.is_file():
        raise NotFound("file", relative)
    title = studio.store.projects.get(render.project).title
    return _saved(path, title)


@answering
def exported(request: Request) -> Response:
    """An export of a film as it is planned now, by its kind, such as `gif` or `stems`."""
    studio = open_studio_or_503()
    project = studio.store.projects.get(ProjectId(str(request.path_params["project"])))
    kind = str(request.path_params["kind"])
    path = found_export(studio, project, latest_plan(studio, project.id), kind)
    if path is None:
        raise NotFound("export", kind)
    return _saved(path, project.title)


def _saved(path: Path, title: str) -> Response:
    return FileResponse(
        path,
        media_type=KINDS.get(path.suffix.lower(), "application/octet-stream"),
        filename=file_name(title, "".join(path.suffixes)),
        content_disposition_type="attachment",
    )


def part_of(render: Render, kind: str) -> str:
    """The place of one file of a render. Raises NotFound."""
    if kind not in render.files:
        raise NotFound("download", kind)
    return render.files[kind]
