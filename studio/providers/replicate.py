"""Pictures, motion and music by models on Replicate (replicate.com/docs/reference/http)."""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from studio.domain.errors import BadInput, ModelRefused, UncertainOutcome, Unreachable
from studio.domain.take import TakeKind
from studio.providers.footage import footage_facts
from studio.providers.interface import Call, Card, MediaAsk, Receipt, Sight
from studio.providers.openai_pictures import save_png
from studio.providers.sounds import as_wav
from studio.providers.wire import Wire, body, require_key

_BASE = "https://api.replicate.com/v1"
_TITLE = "Replicate"
_PHASES = {"starting": "Waiting for a machine", "processing": "Being made"}
_FAILED = ("failed", "canceled", "aborted")
_RATIOS = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0, "4:5": 4 / 5, "4:3": 4 / 3, "3:4": 3 / 4}


@dataclass(frozen=True)
class ReplicateModel:
    """One official model, `owner/name`, and how it is asked; with its motion or picture begins."""

    card: Card
    model: str
    kind: TakeKind
    inputs: Callable[[MediaAsk], Mapping[str, Any]]
    cost: Callable[[MediaAsk], float | None]
    begins_with_picture: bool = False
    base_url: str = _BASE
    transport: httpx2.BaseTransport | None = field(default=None, repr=False)

    @property
    def kinds(self) -> frozenset[TakeKind]:
        """What this model makes."""
        return frozenset({self.kind})

    def is_set_up(self) -> bool:
        """Always: there is one Replicate."""
        return True

    def can_make(self, ask: MediaAsk) -> bool:
        """True for what is described, with a picture where one is needed."""
        has_begin = ask.source is not None or not self.begins_with_picture
        return ask.kind is self.kind and bool(ask.text.strip()) and has_begin

    def price(self, ask: MediaAsk) -> float | None:
        """As the model's page says."""
        return self.cost(ask)

    def submit(self, ask: MediaAsk, call: Call, target: Path) -> Receipt:
        """Begin a prediction. Raises as agreed."""
        answer = self._wire.post(
            f"/models/{self.model}/predictions",
            self._headers(call),
            call.id,
            json={"input": dict(self.inputs(ask))},
        )
        remote = (body(answer) or {}).get("id")
        if not isinstance(remote, str) or not remote:
            raise UncertainOutcome(_TITLE, call.id)
        return Receipt(remote=remote)

    def look(self, receipt: Receipt, call: Call) -> Sight:
        """Ask how far the prediction is. Raises as agreed."""
        found = self._prediction(receipt, call)
        status = str(found.get("status", ""))
        if status in _FAILED:
            reason = " ".join(str(found.get("error") or status).split())[:240]
            raise ModelRefused(_TITLE, reason, "Change the words or the picture, or try another.")
        if status == "succeeded":
            return Sight(is_done=True, percent=90.0)
        return Sight(is_done=False, percent=30.0, phase=_PHASES.get(status, "Being made"))

    def fetch(self, receipt: Receipt, call: Call, target: Path) -> None:
        """Write what the prediction made. Raises as agreed."""
        output = self._prediction(receipt, call).get("output")
        address = output[0] if isinstance(output, list) and output else output
        if not isinstance(address, str):
            raise ModelRefused(_TITLE, "it made nothing.", "Change the words, or try another.")
        fetch_media(self._wire, address, target, self.kind)

    def cancel(self, receipt: Receipt, call: Call) -> None:
        """Stop the prediction. Raises Unreachable."""
        self._wire.cancel("POST", f"/predictions/{receipt.remote}/cancel", self._headers(call))

    @property
    def _wire(self) -> Wire:
        return Wire(_TITLE, self.base_url, self.transport)

    def _prediction(self, receipt: Receipt, call: Call) -> dict[str, Any]:
        return self._wire.get(f"/predictions/{receipt.remote}", self._headers(call))

    def _headers(self, call: Call) -> dict[str, str]:
        key = require_key(_TITLE, self.card.key_name, call.key)
        return {"Authorization": f"Bearer {key}"}


def replicate_pictures(transport: httpx2.BaseTransport | None = None) -> ReplicateModel:
    """FLUX 1.1 pro."""
    return _model(
        "replicate-flux",
        "FLUX 1.1 pro on Replicate",
        "black-forest-labs/flux-1.1-pro",
        TakeKind.ARTWORK,
        lambda ask: {"prompt": ask.text, "aspect_ratio": ratio(ask), "output_format": "png"},
        (0.04, "a picture"),
        transport,
    )


def replicate_motion(transport: httpx2.BaseTransport | None = None) -> ReplicateModel:
    """Kling 2.5 Turbo pro: from words, or from a picture."""
    return _model(
        "replicate-kling",
        "Kling 2.5 Turbo on Replicate",
        "kwaivgi/kling-v2.5-turbo-pro",
        TakeKind.FOOTAGE,
        lambda ask: {
            "prompt": ask.text,
            "duration": five_or_ten(ask),
            "aspect_ratio": ratio(ask, ("16:9", "9:16", "1:1")),
            **({"start_image": data_url(ask.source)} if ask.source else {}),
        },
        (0.07, "a second"),
        transport,
        seconds=five_or_ten,
    )


def replicate_music(transport: httpx2.BaseTransport | None = None) -> ReplicateModel:
    """Stable Audio 2.5: up to three minutes."""
    return _model(
        "replicate-stable-audio",
        "Stable Audio 2.5 on Replicate",
        "stability-ai/stable-audio-2.5",
        TakeKind.TRACK,
        lambda ask: {"prompt": ask.text, "duration": round(min(190.0, max(10.0, ask.seconds)))},
        (0.2, "a piece"),
        transport,
    )


def _model(  # noqa: PLR0913  a row of a table
    name: str,
    title: str,
    model: str,
    kind: TakeKind,
    inputs: Callable[[MediaAsk], Mapping[str, Any]],
    price: tuple[float, str],
    transport: httpx2.BaseTransport | None,
    seconds: Callable[[MediaAsk], int] = lambda _: 1,
) -> ReplicateModel:
    extensions = {TakeKind.ARTWORK: "png", TakeKind.FOOTAGE: "mp4", TakeKind.TRACK: "wav"}
    card = Card(
        name=name,
        title=title,
        version="1",
        extension=extensions[kind],
        is_local=False,
        is_free=False,
        key_name="REPLICATE_API_TOKEN",
        price=price[0],
        price_is_for=price[1],
        keys_at="replicate.com/account/api-tokens",
    )
    base_url = os.environ.get("REPLICATE_BASE_URL") or _BASE
    return ReplicateModel(
        card,
        model,
        kind,
        inputs,
        lambda ask: price[0] * seconds(ask),
        base_url=base_url,
        transport=transport,
    )


def fetch_media(wire: Wire, address: str, target: Path, kind: TakeKind) -> None:
    """Download what was made and see that it is what was asked. Raises Unreachable."""
    raw = target.with_name(f"{target.name}.raw")
    try:
        wire.download(address, raw)
        if kind is TakeKind.ARTWORK:
            save_png(raw, target, wire.title)
        elif kind is TakeKind.TRACK:
            as_wav(raw, target, title=wire.title, rate=48_000, layout="stereo")
        elif footage_facts(raw, wire.title).has_picture:
            raw.replace(target)
        else:
            raise Unreachable(wire.title, "its film has no picture")
    except BadInput as fault:
        raise Unreachable(wire.title, "its file cannot be read") from fault
    finally:
        raw.unlink(missing_ok=True)


def five_or_ten(ask: MediaAsk) -> int:
    """The seconds to ask for, of the two lengths that models of motion make."""
    return 10 if ask.seconds > 7.5 else 5


def ratio(ask: MediaAsk, known: tuple[str, ...] = tuple(_RATIOS)) -> str:
    """The name of the known shape nearest to the film's."""
    wanted = ask.size.width / ask.size.height
    return min(known, key=lambda name: abs(_RATIOS[name] / wanted - 1))


def data_url(source: Path) -> str:
    """A picture as part of a request: JPEG, at most 1280 pixels on its long side."""
    import io

    from studio.providers.opening import opened
    from studio.providers.supplied_picture import prepared

    out = io.BytesIO()
    with opened(source, source.name) as image:
        picture = prepared(image).convert("RGB")
        picture.thumbnail((1280, 1280))
        picture.save(out, "JPEG", quality=90)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"
