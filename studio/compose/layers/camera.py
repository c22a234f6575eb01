"""Where a camera looks, frame by frame: pure geometry, in fractions and pixels of the picture."""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.scene import Camera, Focus

SOFTNESS = 0.5
"""How much of a move is eased: it starts and stops at 1 - SOFTNESS of its mean speed."""

SLIDES = frozenset({Camera.PAN_LEFT, Camera.PAN_RIGHT, Camera.TILT_UP, Camera.TILT_DOWN})
"""Moves that keep their distance, straight along one side of the picture."""

_ZOOM_PER_S = 0.018
_LEAST_ZOOM, _MOST_ZOOM = 0.06, 0.2
_TRAVEL_PER_S = 0.022
_LEAST_TRAVEL, _MOST_TRAVEL = 0.06, 0.22


@dataclass(frozen=True)
class View:
    """A window onto a picture: its left, top, width and height in pixels of the picture."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class _Pose:
    """Zoom (1 covers the frame) and centre, as fractions of the picture across and down."""

    zoom: float
    x: float
    y: float


@dataclass(frozen=True)
class Move:
    """A camera's way over a picture of `width` by `height` pixels, for `seconds`.

    `ratio` is the frame's width divided by its height. Longer scenes travel further, within
    limits, so that the speed is pleasant.
    """

    camera: Camera
    focus: Focus
    width: int
    height: int
    ratio: float
    seconds: float

    def view(self, progress: float) -> View:
        """The window at `progress` from 0 to 1; it never leaves the picture."""
        begin, end = self._poses()
        p = eased(progress)
        pose = _Pose(
            zoom=begin.zoom * (end.zoom / begin.zoom) ** p,
            x=begin.x + (end.x - begin.x) * p,
            y=begin.y + (end.y - begin.y) * p,
        )
        return self._window(pose)

    @property
    def is_level(self) -> bool:
        """True for a pan."""
        return self.camera in (Camera.PAN_LEFT, Camera.PAN_RIGHT)

    @property
    def closest(self) -> float:
        """Width of the narrowest window of the whole move, in pixels of the picture."""
        return min(self._window(pose).width for pose in self._poses())

    def _window(self, pose: _Pose) -> View:
        cover = min(self.width, self.height * self.ratio)
        width = cover / pose.zoom
        height = width / self.ratio
        left = _kept(pose.x * self.width - width / 2, self.width - width)
        top = _kept(pose.y * self.height - height / 2, self.height - height)
        return View(left, top, width, height)

    def _poses(self) -> tuple[_Pose, _Pose]:
        x, y = self.focus.x, self.focus.y
        near = 1 + _between(_ZOOM_PER_S * self.seconds, _LEAST_ZOOM, _MOST_ZOOM)
        if self.camera is Camera.HOLD:
            return _Pose(1, x, y), _Pose(1, x, y)
        if self.camera is Camera.PUSH_IN:
            return _Pose(1, x, y), _Pose(near, x, y)
        if self.camera is Camera.PULL_OUT:
            return _Pose(near, x, y), _Pose(1, x, y)
        return self._travel(x, y)

    def _travel(self, x: float, y: float) -> tuple[_Pose, _Pose]:
        """A move across the picture with the focus halfway, or as near as the edges allow."""
        travel = _between(_TRAVEL_PER_S * self.seconds, _LEAST_TRAVEL, _MOST_TRAVEL)
        across, down = _DIRECTIONS[self.camera]
        widest = self._window(_Pose(1 + travel, x, y))
        x0, x1 = _path(x, widest.width / self.width, travel * across)
        y0, y1 = _path(y, widest.height / self.height, travel * down)
        closer = 1 + travel * (1.6 if self.camera is Camera.DRIFT else 1)
        return _Pose(1 + travel, x0, y0), _Pose(closer, x1, y1)


_DIRECTIONS = {
    Camera.PAN_LEFT: (-1.0, 0.0),
    Camera.PAN_RIGHT: (1.0, 0.0),
    Camera.TILT_UP: (0.0, -1.0),
    Camera.TILT_DOWN: (0.0, 1.0),
    Camera.DRIFT: (0.7, -0.5),
}


def eased(progress: float) -> float:
    """Progress with soft ends that never stands still: a straight line mixed with smoothstep."""
    smooth = progress * progress * (3 - 2 * progress)
    return (1 - SOFTNESS) * progress + SOFTNESS * smooth


def _path(focus: float, window: float, travel: float) -> tuple[float, float]:
    """Where a centre begins and ends that travels `travel` windows, focus halfway, kept inside.

    All lengths are fractions of the picture along one axis.
    """
    low, high = window / 2, 1 - window / 2
    half = min(abs(travel) * window / 2, max(0.0, high - low) / 2)
    middle = max(low + half, min(focus, high - half))
    return (middle - half, middle + half) if travel > 0 else (middle + half, middle - half)


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def _kept(value: float, most: float) -> float:
    return max(0.0, min(value, most))
