"""The most telling single frame of a visual: thumbnails, and what a designed scene looks like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from studio.domain.brand import Brand
from studio.domain.errors import TooLarge, UnreadableInput
from studio.domain.format import Size
from studio.domain.ids import AssetId
from studio.domain.scene import Focus, Footage, Graphic, Still, Visual
from studio.graphics.designing import design, with_pictures
from studio.graphics.documents import MotionDocument
from studio.graphics.fonts import FontShelf
from studio.graphics.layout import nearest_aspect
from studio.graphics.painter import Painter
from studio.graphics.photos import FAULTS, in_srgb, open_photo
from studio.graphics.tone import in_standard_range, is_high_range

_FRAMES = 150
_TELLING = 140
_MIDDLE_ZOOM = 1.05
_MOST_PIXELS = 89_000_000
_QUALITY = 88

Frame = NDArray[np.uint8]
Finish = Callable[[Frame], None]


def poster(  # noqa: PLR0913  each is a thing a picture is made of
    visual: Visual,
    size: Size,
    brand: Brand,
    source: Path | None,
    target: Path,
    fonts: FontShelf | None = None,
    files: Mapping[AssetId, Path] | None = None,
    finish: Finish | None = None,
) -> None:
    """Write the picture of `visual` at `target`, JPEG or PNG by its ending.

    `source` is the picture or film that a still or footage shows; without it, their words
    stand alone on a backdrop. `files` are the pictures that a graphic's words name; one that
    is not among them is drawn instead. `finish` changes the colours of what lies below words
    over a picture, as a grade does.

    Raises:
        UnreadableInput: `source` is damaged or of an unknown kind.
        TooLarge: `source` has more than 89 million pixels.
    """
    frame = telling_frame(visual, size, brand, source, fonts or FontShelf(), files or {}, finish)
    picture = Image.fromarray(np.ascontiguousarray(frame[..., 2::-1]))
    if target.suffix.lower() == ".png":
        picture.save(target, "PNG")
    else:
        picture.save(target, "JPEG", quality=_QUALITY)


def design_frame(
    document: MotionDocument, size: Size, share: float, target: Path, files: Mapping[str, Path]
) -> None:
    """Write a design at `share` (0 to 1) of a scene of five seconds at `target`, a JPEG.

    Raises TooLarge for a document that is too dear to draw.
    """
    frame = np.zeros((size.height, size.width, 4), np.uint8)
    frame[..., 3] = 255
    painter = Painter(document, size, _FRAMES, FontShelf(), files=files)
    painter.draw(frame, round(share * (_FRAMES - 1)))
    picture = Image.fromarray(np.ascontiguousarray(frame[..., 2::-1]))
    picture.save(target, "JPEG", quality=_QUALITY)


def telling_frame(
    visual: Visual,
    size: Size,
    brand: Brand,
    source: Path | None,
    fonts: FontShelf,
    files: Mapping[AssetId, Path] | None = None,
    finish: Finish | None = None,
) -> Frame:
    """The frame when all words are there: BGRA (height, width, 4). Raises as `poster`."""
    if isinstance(visual, Graphic) or source is None:
        frame = np.zeros((size.height, size.width, 4), np.uint8)
        frame[..., 3] = 255
        there = {asset: path for asset, path in (files or {}).items() if path.is_file()}
        shown = visual if isinstance(visual, Graphic) else Graphic(words=visual.words)
        document = design(with_pictures(shown, there), brand, nearest_aspect(size))
        _paint(frame, document, size, fonts, there)
        if finish:
            finish(frame)
        return frame
    picture = _still(source) if isinstance(visual, Still) else _footage(source, visual)
    focus = visual.focus if isinstance(visual, Still) else Focus()
    frame = _framed(picture, size, focus)
    if finish:
        finish(frame)
    if visual.words.headline:
        over = Graphic(template="overlay", words=visual.words)
        document = design(over, brand, nearest_aspect(size))
        _paint(frame, document, size, fonts)
    return frame


def _paint(
    frame: Frame,
    document: MotionDocument,
    size: Size,
    fonts: FontShelf,
    files: Mapping[AssetId, Path] | None = None,
) -> None:
    named = {str(asset): path for asset, path in (files or {}).items()}
    Painter(document, size, _FRAMES, fonts, files=named).draw(frame, _TELLING)


def _still(source: Path) -> Image.Image:
    try:
        with open_photo(source) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise TooLarge(
                    source.name,
                    f"{opened.width}×{opened.height} pixels",
                    "89 million",
                    "Make it smaller and bring it again.",
                )
            profile = opened.info.get("icc_profile")
            return in_srgb(ImageOps.exif_transpose(opened), profile).convert("RGB")
    except (*FAULTS, Image.DecompressionBombError) as fault:
        raise _unreadable(source) from fault


def _footage(source: Path, visual: Footage) -> Image.Image:
    try:
        with av.open(str(source)) as film:
            stream = film.streams.video[0]
            if visual.start_s > 0 and stream.time_base is not None:
                film.seek(int(visual.start_s / stream.time_base), stream=stream)
            for frame in film.decode(stream):
                return _upright(frame)
    except (av.FFmpegError, IndexError, OSError) as fault:
        raise _unreadable(source) from fault
    raise _unreadable(source)


def _upright(frame: Any) -> Image.Image:
    """A decoded frame in standard range, turned as the camera was held."""
    if is_high_range(frame):
        pixels = in_standard_range(frame, frame.width, frame.height)[..., 2::-1]
    else:
        pixels = frame.to_ndarray(format="rgb24")
    picture = Image.fromarray(np.ascontiguousarray(pixels))
    return picture.rotate(frame.rotation, expand=True) if frame.rotation else picture


def _unreadable(source: Path) -> UnreadableInput:
    return UnreadableInput(
        source.name, "it is damaged, or of a kind Greenlight does not read.", "Choose another."
    )


def _framed(picture: Image.Image, size: Size, focus: Focus) -> Frame:
    """`picture` covering `size` with `focus` in view, as in the middle of a camera move."""
    scale = max(size.width / picture.width, size.height / picture.height) * _MIDDLE_ZOOM
    width, height = size.width / scale, size.height / scale
    left = min(max(0.0, focus.x * picture.width - width / 2), picture.width - width)
    top = min(max(0.0, focus.y * picture.height - height / 2), picture.height - height)
    shown = picture.resize(
        (size.width, size.height),
        Image.Resampling.LANCZOS,
        box=(left, top, left + width, top + height),
        reducing_gap=2.0,
    )
    frame = np.empty((size.height, size.width, 4), np.uint8)
    frame[..., :3] = np.asarray(shown)[..., ::-1]
    frame[..., 3] = 255
    return frame
