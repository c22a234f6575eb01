"""Lottie animations as pixels: checked before they are opened, every frame kept once drawn.

The renderer is a native library. What it is given holds no way out: pictures by address,
scripts and unknown parts are taken out of the file first, and so is anything over the limits.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from studio.domain.errors import TooLarge, UnreadableInput

MAX_BYTES = 4_000_000
MAX_FRAMES = 3_600
MAX_NODES = 200_000
MAX_DEPTH = 60
MAX_SIDE = 8_192
_KEPT_BYTES = 96_000_000
_MOST_SIDE_PX = 1_200
_REMEDY = "Export it again from its own program, smaller or as Lottie JSON."
_DATA = "data:image/"


class Lottie:
    """One animation, drawn at most at 1200 pixels a side. Not safe across threads."""

    def __init__(self, file: Path) -> None:
        """Read and check `file`. Raises UnreadableInput, TooLarge."""
        from rlottie_python.rlottie_wrapper import LottieAnimation

        text, head = checked(file)
        self._animation = LottieAnimation.from_data(text)
        self.frames = max(1, int(head["op"] - head["ip"]))
        self.rate = float(head["fr"])
        self.width, self.height = float(head["w"]), float(head["h"])
        self._kept: OrderedDict[tuple[int, int, int], Any] = OrderedDict()

    def image(self, seconds: float, width: float, height: float, *, is_looped: bool) -> Any:
        """The picture at `seconds`, whole in `width` × `height` pixels, as a Skia image."""
        factor = min(width / self.width, height / self.height)
        factor = min(factor, _MOST_SIDE_PX / max(self.width, self.height))
        size = (max(1, round(self.width * factor)), max(1, round(self.height * factor)))
        n = int(seconds * self.rate)
        key = (n % self.frames if is_looped else min(n, self.frames - 1), *size)
        if key not in self._kept:
            while len(self._kept) * size[0] * size[1] * 4 > _KEPT_BYTES:
                self._kept.popitem(last=False)
            self._kept[key] = self._drawn(*key)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _drawn(self, n: int, width: int, height: int) -> Any:
        raw = self._animation.lottie_animation_render(n, width=width, height=height)
        pixels: NDArray[np.uint8] = np.frombuffer(raw, np.uint8).reshape(height, width, 4)
        return skia.Image.fromarray(
            pixels.copy(), skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
        )


class Lotties:
    """Animations by name from `files`; none but these can be read."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._opened: dict[str, Lottie] = {}

    def named(self, name: str) -> Lottie:
        """The animation `name`. Raises UnreadableInput, TooLarge."""
        if name not in self._opened:
            file = self._files.get(name)
            if file is None:
                raise UnreadableInput(name, "the animation cannot be read.", "Choose another.")
            self._opened[name] = Lottie(file)
        return self._opened[name]


def checked(file: Path) -> tuple[str, dict[str, Any]]:
    """The animation in `file` without anything that reaches outside, as JSON and as its head.

    Raises:
        UnreadableInput: it is not a Lottie animation.
        TooLarge: more bytes, frames or parts than are drawn here.
    """
    if file.stat().st_size > MAX_BYTES:
        raise TooLarge(file.name, f"{file.stat().st_size:,} bytes", f"{MAX_BYTES:,}", _REMEDY)
    try:
        head = json.loads(file.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise _unreadable(file) from fault
    if not _is_animation(head):
        raise _unreadable(file)
    if head["op"] - head["ip"] > MAX_FRAMES:
        raise TooLarge(file.name, f"{head['op'] - head['ip']:.0f} frames", f"{MAX_FRAMES}", _REMEDY)
    left = [MAX_NODES]
    clean = _inward(head, left, 0)
    if left[0] < 0:
        raise TooLarge(file.name, "its number of parts", f"{MAX_NODES:,}", _REMEDY)
    return json.dumps(clean), head


def _is_animation(head: Any) -> bool:
    if not isinstance(head, dict) or not isinstance(head.get("layers"), list):
        return False
    numbers = [head.get(key) for key in ("ip", "op", "fr", "w", "h")]
    if not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
        return False
    first, last, rate, width, height = (float(n) for n in numbers if n is not None)
    is_moving = 0 <= first < last < 1e6 and 1 <= rate <= 240
    return is_moving and 1 <= width <= MAX_SIDE and 1 <= height <= MAX_SIDE


def _inward(value: Any, left: list[int], depth: int) -> Any:
    """`value` without pictures by address and without expressions."""
    left[0] -= 1
    if left[0] < 0 or depth > MAX_DEPTH:
        left[0] = min(left[0], -1)
        return None
    if isinstance(value, list):
        return [_inward(each, left, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    is_outside = isinstance(value.get("p"), str) and not value["p"].startswith(_DATA)
    kept = {
        key: each
        for key, each in value.items()
        if not (key == "x" and isinstance(each, str)) and not (is_outside and key in {"p", "u"})
    }
    return {key: _inward(each, left, depth + 1) for key, each in kept.items()}


def _unreadable(file: Path) -> UnreadableInput:
    return UnreadableInput(file.name, "it is not a Lottie animation.", _REMEDY)
