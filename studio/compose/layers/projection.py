"""A decoded frame of a film brought into the frame of the scene: colours, turn, fit."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, Interpolation
from PIL import ImageColor

from studio.compose.layers.layer import Frame
from studio.compose.layers.surround import (
    Place,
    blurred,
    inner_place,
    inset_place,
    plain,
    resolved,
    shade,
    shadow,
)
from studio.compose.planes import Plane, Planes
from studio.compose.specs import FootageSpec
from studio.domain.format import Size
from studio.domain.scene import Fit
from studio.graphics.tone import in_standard_range, is_high_range

_TURNS = {
    90: cv2.ROTATE_90_COUNTERCLOCKWISE,
    180: cv2.ROTATE_180,
    270: cv2.ROTATE_90_CLOCKWISE,
}
_UNSAID = 2
_HD_HEIGHT = 720
"""From this height on, films that do not name their colours are taken to be BT.709."""


class Projection:
    """Draws frames of a film about the focus of `spec`, into frames of `size`."""

    def __init__(self, spec: FootageSpec, size: Size) -> None:
        self._spec = spec
        self._size = (size.width, size.height)
        self._film_size = size
        self._light: Frame | None = None
        red, green, blue = ImageColor.getrgb(spec.ground)[:3]
        self._ground = np.array([blue, green, red], np.float32)

    def draw(self, frame: Frame, film: Any) -> None:
        """Fill the whole of `frame`, BGRA, with `film`, a decoded frame."""
        turn = round(film.rotation) % 360
        is_lying = turn in (90, 270)
        width, height = (film.height, film.width) if is_lying else (film.width, film.height)
        fit = resolved(self._spec.fit, width, height, self._film_size)
        if fit is Fit.FILL:
            self._fill(frame, self._pixels(film, turn, self._cover(width, height)))
            return
        whole, is_small = (width, height), fit is Fit.INSET
        place = inset_place(whole, self._size) if is_small else inner_place(whole, self._size, 0.0)
        picture = self._pixels(film, turn, (place.width, place.height))
        self._surround(frame, picture, place, fit)

    def lays(self, film: Any) -> bool:
        """True for a frame whose planes are an encoder's already, but for their size."""
        turned, is_even = round(film.rotation) % 360, film.width % 2 == film.height % 2 == 0
        if turned or not is_even or film.format.name != "yuv420p" or is_high_range(film):
            return False
        is_limited = film.color_range in (ColorRange.UNSPECIFIED, ColorRange.MPEG)
        fit = resolved(self._spec.fit, film.width, film.height, self._film_size)
        return is_limited and fit is Fit.FILL and _colours(film) is Colorspace.ITU709

    def lay(self, planes: Planes, film: Any) -> None:
        """Fill `planes` with the part of such a frame about the focus that has their shape."""
        ratio = self._size[0] / self._size[1]
        width = min(film.width, 2 * round(film.height * ratio / 2))
        height = min(film.height, 2 * round(film.width / ratio / 2))
        left = _kept(self._spec.focus.x * film.width - width / 2, film.width - width) // 2 * 2
        top = _kept(self._spec.focus.y * film.height - height / 2, film.height - height) // 2 * 2
        for n, (plane, out) in enumerate(zip(film.planes, planes.each, strict=True)):
            by = 2 if n else 1
            whole = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            rows = slice(top // by, (top + height) // by)
            _scaled(whole[rows, left // by : (left + width) // by], out)

    def _cover(self, width: int, height: int) -> tuple[int, int]:
        scale = max(self._size[0] / width, self._size[1] / height)
        return (
            max(self._size[0], round(width * scale)),
            max(self._size[1], round(height * scale)),
        )

    def _pixels(self, film: Any, turn: int, wanted: tuple[int, int]) -> Frame:
        """The frame upright, in BGRA; brought down to `wanted` (width, height) where larger."""
        width, height = wanted[::-1] if turn in (90, 270) else wanted
        if width >= film.width or height >= film.height:
            width, height = film.width, film.height
        if is_high_range(film):
            return _upright(in_standard_range(film, width, height), turn)
        picture = film.reformat(
            width=width,
            height=height,
            format="bgra",
            src_colorspace=_colours(film),
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.JPEG,
            interpolation=Interpolation.AREA,
        )
        pixels: Frame = picture.to_ndarray()
        if _is_clear(film):
            self._over_ground(pixels)
        return _upright(pixels, turn)

    def _over_ground(self, pixels: Frame) -> None:
        share = pixels[..., 3:].astype(np.float32) / 255
        pixels[..., :3] = (pixels[..., :3] * share + self._ground * (1 - share) + 0.5).astype(
            np.uint8
        )
        pixels[..., 3] = 255

    def _fill(self, frame: Frame, picture: Frame) -> None:
        """The part of the picture about the focus that has the frame's shape."""
        rows, columns = picture.shape[:2]
        ratio = self._size[0] / self._size[1]
        width, height = min(columns, round(rows * ratio)), min(rows, round(columns / ratio))
        left = _kept(self._spec.focus.x * columns - width / 2, columns - width)
        top = _kept(self._spec.focus.y * rows - height / 2, rows - height)
        part = picture[top : top + height, left : left + width]
        if (width, height) == self._size:
            np.copyto(frame, part)
            return
        method = cv2.INTER_AREA if width > self._size[0] else cv2.INTER_CUBIC
        cv2.resize(part, self._size, dst=frame, interpolation=method)

    def _surround(self, frame: Frame, picture: Frame, place: Place, fit: Fit) -> None:
        width, height = self._size
        is_plain = fit in (Fit.BRAND, Fit.INSET)
        if self._light is None:
            self._light = shadow(width, height, place)
        ground = (
            plain(width, height, self._spec.ground) if is_plain else blurred(picture, *self._size)
        )
        shade(ground, self._light)
        np.copyto(frame, ground)
        inner = frame[place.top : place.top + place.height, place.left : place.left + place.width]
        if picture.shape[:2] == inner.shape[:2]:
            np.copyto(inner, picture)
            return
        np.copyto(
            inner, cv2.resize(picture, (place.width, place.height), interpolation=cv2.INTER_CUBIC)
        )


def _scaled(part: Plane, out: Plane) -> None:
    if part.shape == out.shape:
        np.copyto(out, part)
        return
    method = cv2.INTER_AREA if part.shape[1] > out.shape[1] else cv2.INTER_CUBIC
    cv2.resize(part, out.shape[::-1], dst=out, interpolation=method)


def _upright(pixels: Frame, turn: int) -> Frame:
    return np.asarray(cv2.rotate(pixels, _TURNS[turn]), np.uint8) if turn in _TURNS else pixels


def _colours(film: Any) -> Colorspace:
    """The colours a frame is in, as it says or as its height makes likely."""
    said = int(film.colorspace)
    if said != _UNSAID:
        return Colorspace(said) if said in list(Colorspace) else Colorspace.ITU709
    is_hd = max(film.width, film.height) >= _HD_HEIGHT * 16 // 9
    return Colorspace.ITU709 if is_hd else Colorspace.ITU601


def _is_clear(film: Any) -> bool:
    form = film.format
    return form.has_palette or any(part.is_alpha for part in form.components)


def _kept(value: float, most: int) -> int:
    return max(0, min(round(value), most))
