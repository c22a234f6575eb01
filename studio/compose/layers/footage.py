"""Moving pictures: MoviePy clips cut from a reel, brought into the frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.compose.layers.layer import Frame, Layer
from studio.compose.layers.projection import Projection
from studio.compose.layers.reel import Reel
from studio.compose.planes import Planes
from studio.compose.specs import FootageSpec
from studio.domain.format import Size
from studio.domain.scene import Ending
from studio.domain.time import FrameRate

SLOWEST, FASTEST = 0.25, 4.0
"""Limits of the speed that `Ending.FIT` finds; a film still too short is held at its end."""

_PHASE = 0.3
"""Where within a frame of the film the footage is looked at. Not at an edge nor in the middle:
frames of 24 to 240 a second then begin well before or after that moment, whatever their time
stamps were rounded to."""

_LEAST_S = 0.02


class FootageLayer(Layer):
    """Draws a film for a scene of `length` frames.

    Frames are best asked for in order: the file is then read once from front to back.
    """

    def __init__(
        self, spec: FootageSpec, path: Path, size: Size, rate: FrameRate, length: int
    ) -> None:
        """Open the film. Raises UnreadableInput."""
        self._rate = rate
        self._reel = Reel(path)
        self._projection = Projection(spec, size)
        self._clip = _clip(self._reel, spec, rate.seconds(length))

    def draw(self, frame: Frame, n: int) -> None:
        """Fill the whole of `frame`. Raises UnreadableInput."""
        self._projection.draw(frame, self._shown(n).frame)

    def lays(self, n: int) -> bool:
        """Where the film's own planes are nearly the encoder's. Raises UnreadableInput."""
        return self._projection.lays(self._shown(n).frame)

    def lay(self, planes: Planes, n: int) -> None:
        """Fill all of `planes`. Raises UnreadableInput."""
        self._projection.lay(planes, self._shown(n).frame)

    def changes_after(self, n: int) -> bool:
        """False while the same frame of the film is seen."""
        return self._shown(n) is not self._shown(n + 1)

    def close(self) -> None:
        """Close the film."""
        self._clip.close()
        self._reel.close()

    def _shown(self, n: int) -> Any:
        return self._clip.get_frame(float((n + _PHASE) / self._rate.fraction))


def _clip(reel: Reel, spec: FootageSpec, scene_s: float) -> Any:
    """The part of the reel that the scene asks for, at its speed, as long as the scene."""
    from moviepy import VideoClip, vfx  # half a second to import; most films need none of it

    whole = VideoClip(duration=reel.length_s)
    whole.frame_function = reel.at
    start, end = _part(spec, reel.length_s)
    clip = whole.subclipped(start, end)
    speed = spec.speed
    if spec.ending is Ending.FIT:
        speed = max(SLOWEST, min(clip.duration / max(scene_s, _LEAST_S), FASTEST))
    if speed != 1:
        clip = clip.with_effects([vfx.MultiplySpeed(speed)])
    if spec.ending is Ending.LOOP:
        return clip.with_effects([vfx.Loop(duration=scene_s)])
    if spec.ending is Ending.PING_PONG:
        return _there_and_back(clip).with_effects([vfx.Loop(duration=scene_s)])
    return _held(clip)


def _part(spec: FootageSpec, length_s: float) -> tuple[float, float]:
    """From where to where the film is used, in seconds: never nothing, never past its end."""
    start = min(spec.start_s, max(0.0, length_s - _LEAST_S))
    end = min(spec.end_s, length_s) if spec.end_s > start + _LEAST_S else length_s
    return start, end


def _there_and_back(clip: Any) -> Any:
    once = clip.duration
    mirrored = clip.time_transform(lambda t: t if t < once else max(0.0, 2 * once - t))
    return mirrored.with_duration(2 * once)


def _held(clip: Any) -> Any:
    last = max(0.0, clip.duration - 1e-4)
    return clip.time_transform(lambda t: min(t, last))
