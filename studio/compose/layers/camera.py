"""Where a camera looks, frame by frame: pure geometry, in fractions and pixels of the picture."""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.scene import Camera, Focus, Glide

SOFTNESS = 0.5
"""How much of a move is eased: it starts and stops at 1 - SOFTNESS of its mean speed."""

SAFE = 0.05
"""Share of the frame at each side that is not title safe (EBU R 95: 5 %)."""

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

    The focus stays within the title-safe part of the frame all the way; one that lies nearer
    to the picture's edge than that allows stays as near to it as the edge lets it.
    `ratio` is the frame's width divided by its height. Longer scenes travel further, within
    limits, so that the speed is pleasant.
    """

    camera: Camera
    focus: Focus
    width: int
    height: int
    ratio: float
    seconds: float
    glide: Glide = Glide.SOFT

    def view(self, progress: float) -> View:
        """The window at `progress` from 0 to 1; it never leaves the picture."""
        begin, end = self._poses()
        p = eased(progress, self.glide)
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
        closer = 1 + travel * (1.6 if self.camera in _NEARING else 1)
        widest, nearest = self._window(_Pose(1 + travel, x, y)), self._window(_Pose(closer, x, y))
        wide, near = widest.width / self.width, nearest.width / self.width
        x0, x1 = _path(x, wide, near, travel * across)
        wide, near = widest.height / self.height, nearest.height / self.height
        y0, y1 = _path(y, wide, near, travel * down)
        return _Pose(1 + travel, x0, y0), _Pose(closer, x1, y1)


_NEARING = frozenset({Camera.DRIFT, Camera.PARALLAX})

_DIRECTIONS = {
    Camera.PAN_LEFT: (-1.0, 0.0),
    Camera.PAN_RIGHT: (1.0, 0.0),
    Camera.TILT_UP: (0.0, -1.0),
    Camera.TILT_DOWN: (0.0, 1.0),
    Camera.DRIFT: (0.7, -0.5),
    Camera.PARALLAX: (0.6, 0.0),
}


def eased(progress: float, glide: Glide = Glide.SOFT) -> float:
    """Progress with soft ends that never stands still: a straight line mixed with a curve.

    `progress` and what is returned go from 0 to 1.
    """
    if glide is Glide.EVEN:
        return progress
    curve = {
        Glide.SOFT: progress * progress * (3 - 2 * progress),
        Glide.SLOW_START: progress * progress,
        Glide.SLOW_END: progress * (2 - progress),
    }[glide]
    return (1 - SOFTNESS) * progress + SOFTNESS * curve


def _path(focus: float, widest: float, nearest: float, travel: float) -> tuple[float, float]:
    """Where a centre begins and ends that travels `travel` windows, focus halfway.

    The widest window stays inside the picture, and the focus stays title safe in the nearest.
    Where both cannot be, the centre stays at the focus, as near as the edge lets each window.
    All lengths are fractions of the picture along one axis.
    """
    reach = (0.5 - SAFE) * nearest
    low, high = max(widest / 2, focus - reach), min(1 - widest / 2, focus + reach)
    if low >= high:
        return focus, focus
    half = min(abs(travel) * widest / 2, (high - low) / 2)
    middle = _between(focus, low + half, high - half)
    return (middle - half, middle + half) if travel > 0 else (middle + half, middle - half)


def _between(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))


def _kept(value: float, most: float) -> float:
    return max(0.0, min(value, most))
