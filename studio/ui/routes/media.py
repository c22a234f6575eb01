"""Files of the media folder, in ranges, so that players seek without loading all."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from studio.domain.errors import NotFound
from studio.ui.routes.answers import ASK_AGAIN, answering, open_studio_or_503

KINDS = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".gif": "image/gif",
    ".wav": "audio/wav",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".vtt": "text/vtt",
    ".srt": "text/plain",
}
"""What is served, by ending. Anything else in the folder is nobody's business."""


@answering
def media(request: Request) -> Response:
    """A picture, sound or film of the media folder. Ranges are answered with 206."""
    relative = str(request.path_params["path"])
    path = open_studio_or_503().store.media.path(relative)
    kind = KINDS.get(path.suffix.lower())
    if kind is None or not path.is_file():
        raise NotFound("file", relative)
    return FileResponse(path, media_type=kind, headers=ASK_AGAIN)
