"""Motion and pictures by models on fal, through its queue (fal.ai/docs, Inference API).

Its own client sends a request again when an answer is lost, and so pays twice; this one never
does. Addresses for looking and fetching are those that the answer names.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from studio.domain.errors import ModelRefused, UncertainOutcome
from studio.domain.take import TakeKind
from studio.providers.interface import Call, Card, MediaAsk, Receipt, Sight
from studio.providers.replicate import data_url, fetch_media, five_or_ten, ratio
from studio.providers.wire import Wire, body, require_key

_BASE = "https://queue.fal.run"
_TITLE = "fal"
_KEY = "FAL_KEY"


@dataclass(frozen=True)
class FalModel:
    """One model by its id, and how it is asked; `with_words` where there is no picture."""

    card: Card
    model: str
    kind: TakeKind
    inputs: Callable[[MediaAsk], Mapping[str, Any]]
    cost: Callable[[MediaAsk], float | None]
    begins_with_picture: bool = False
    with_words: str = ""
    base_url: str = _BASE
    transport: httpx2.BaseTransport | None = field(default=None, repr=False)

    @property
    def kinds(self) -> frozenset[TakeKind]:
        """What this model makes."""
        return frozenset({self.kind})

    def is_set_up(self) -> bool:
        """Always: there is one fal."""
        return True

    def can_make(self, ask: MediaAsk) -> bool:
        """True for what is described, with a picture where one is needed."""
        has_begin = ask.source is not None or not self.begins_with_picture
        return ask.kind is self.kind and bool(ask.text.strip()) and has_begin

    def price(self, ask: MediaAsk) -> float | None:
        """As the model's page says."""
        return self.cost(ask)

    def submit(self, ask: MediaAsk, call: Call, target: Path) -> Receipt:
        """Put the request into fal's queue. Raises as agreed."""
        model = self.with_words if self.with_words and ask.source is None else self.model
        answer = self._wire.post(
            f"/{model}", self._headers(call), call.id, json=dict(self.inputs(ask))
        )
        found = body(answer) or {}
        remote, address = found.get("request_id"), found.get("response_url")
        if not (isinstance(remote, str) and remote):
            raise UncertainOutcome(_TITLE, call.id)
        owner = "/".join(model.split("/")[:2])
        default = f"/{owner}/requests/{remote}"
        path = self._wire.path_of(address) if isinstance(address, str) else default
        return Receipt(remote=remote, address=path)

    def look(self, receipt: Receipt, call: Call) -> Sight:
        """Ask where in the queue the request stands. Raises as agreed."""
        found = self._wire.get(f"{receipt.address}/status", self._headers(call))
        status = found.get("status")
        if status == "COMPLETED":
            if found.get("error"):
                raise ModelRefused(_TITLE, str(found["error"])[:240], "Try again, or another.")
            return Sight(is_done=True, percent=90.0)
        if status == "IN_PROGRESS":
            return Sight(is_done=False, percent=40.0, phase="Being made")
        place = found.get("queue_position")
        line = f"In line, {place} before it" if isinstance(place, int) and place else "In line"
        return Sight(is_done=False, percent=10.0, phase=line)

    def fetch(self, receipt: Receipt, call: Call, target: Path) -> None:
        """Write what was made. Raises as agreed."""
        found = self._wire.get(receipt.address, self._headers(call))
        address = _address(found)
        if address is None:
            raise ModelRefused(_TITLE, "it made nothing.", "Change the words, or try another.")
        fetch_media(self._wire, address, target, self.kind)

    def cancel(self, receipt: Receipt, call: Call) -> None:
        """Take it out of the queue. Raises Unreachable."""
        self._wire.cancel("PUT", f"{receipt.address}/cancel", self._headers(call))

    @property
    def _wire(self) -> Wire:
        return Wire(_TITLE, self.base_url, self.transport)

    def _headers(self, call: Call) -> dict[str, str]:
        return {"Authorization": f"Key {require_key(_TITLE, _KEY, call.key)}"}


def fal_motion(transport: httpx2.BaseTransport | None = None) -> FalModel:
    """Kling 2.5 Turbo pro: from a picture, or from words."""
    family = "fal-ai/kling-video/v2.5-turbo/pro"
    return FalModel(
        _card("fal-kling", "Kling 2.5 Turbo on fal", "mp4", 0.07, "a second"),
        f"{family}/image-to-video",
        TakeKind.FOOTAGE,
        _motion,
        lambda ask: 0.07 * five_or_ten(ask),
        with_words=f"{family}/text-to-video",
        base_url=_base(),
        transport=transport,
    )


def fal_pictures(transport: httpx2.BaseTransport | None = None) -> FalModel:
    """FLUX dev, at the film's shape."""
    return FalModel(
        _card("fal-flux", "FLUX dev on fal", "png", 0.025, "a megapixel"),
        "fal-ai/flux/dev",
        TakeKind.ARTWORK,
        lambda ask: {"prompt": ask.text, "image_size": _shape(ask), "num_images": 1},
        lambda ask: 0.025 * 2,
        base_url=_base(),
        transport=transport,
    )


def _card(name: str, title: str, extension: str, price: float, price_is_for: str) -> Card:
    return Card(
        name=name,
        title=title,
        version="1",
        extension=extension,
        is_local=False,
        is_free=False,
        key_name=_KEY,
        price=price,
        price_is_for=price_is_for,
        keys_at="fal.ai/dashboard/keys",
    )


def _base() -> str:
    return os.environ.get("FAL_QUEUE_URL") or _BASE


def _motion(ask: MediaAsk) -> dict[str, Any]:
    fields: dict[str, Any] = {"prompt": ask.text, "duration": str(five_or_ten(ask))}
    if ask.source is None:
        return {**fields, "aspect_ratio": ratio(ask, ("16:9", "9:16", "1:1"))}
    return {**fields, "image_url": data_url(ask.source)}


def _shape(ask: MediaAsk) -> dict[str, int]:
    """About two megapixels in the film's shape, sides in steps of 16."""
    scale = (2_000_000 / (ask.size.width * ask.size.height)) ** 0.5
    width, height = (round(side * scale / 16) * 16 for side in (ask.size.width, ask.size.height))
    return {"width": width, "height": height}


def _address(found: Mapping[str, Any]) -> str | None:
    """Where the first file of an answer lies, whatever kind it is."""
    for name in ("video", "image", "audio"):
        if isinstance(found.get(name), dict) and isinstance(found[name].get("url"), str):
            return str(found[name]["url"])
    images = found.get("images")
    if isinstance(images, list) and images and isinstance(images[0], dict):
        address = images[0].get("url")
        return address if isinstance(address, str) else None
    return None
