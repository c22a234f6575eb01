"""Pictures by the protocol of OpenAI: theirs, or those of a server of one's own."""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from PIL import Image

from studio.domain.errors import BadInput, UncertainOutcome, Unreachable
from studio.domain.take import TakeKind
from studio.graphics.photos import FAULTS
from studio.providers.interface import Call, Card, MediaAsk, Receipt, Sight
from studio.providers.opening import opened
from studio.providers.supplied_picture import prepared
from studio.providers.wire import Wire, bearer, body

SERVER = "GREENLIGHT_PICTURE_SERVER"
"""The variable that names a server of one's own, such as http://127.0.0.1:8080/v1."""

SERVER_MODEL = "GREENLIGHT_PICTURE_MODEL"
OPENAI_MODEL = "GREENLIGHT_OPENAI_PICTURE_MODEL"
"""The variable that names another of OpenAI's models: theirs end sooner than this is updated."""

_OPENAI = "https://api.openai.com/v1"
_STEP = 16
_LONG_SIDE = 1536
_MOST_WORDS = 4000


@dataclass(frozen=True)
class OpenAIPictures:
    """Asks `base_url` for pictures by `model`; a picture to begin with is changed, not copied."""

    card: Card
    base_url: str
    model: str
    transport: httpx2.BaseTransport | None = field(default=None, repr=False)

    @property
    def kinds(self) -> frozenset[TakeKind]:
        """Pictures."""
        return frozenset({TakeKind.ARTWORK})

    def is_set_up(self) -> bool:
        """True when there is an address to ask."""
        return bool(self.base_url)

    def can_make(self, ask: MediaAsk) -> bool:
        """True for a picture that is described."""
        return ask.kind is TakeKind.ARTWORK and bool(ask.text.strip())

    def price(self, ask: MediaAsk) -> float | None:
        """A picture of medium quality."""
        return self.card.price

    def submit(self, ask: MediaAsk, call: Call, target: Path) -> Receipt:
        """Have the picture made and write it as PNG; the answer is the work. Raises as agreed."""
        wire = Wire(self.card.title, self.base_url, self.transport)
        headers = bearer(self.card, call.key)
        fields = {"model": self.model, "prompt": ask.text[:_MOST_WORDS], "size": _size(ask)}
        if not self.card.is_local:
            fields |= {"quality": "medium", "output_format": "png"}
        if ask.source is None:
            answer = wire.post(
                "/images/generations", headers, call.id, json={**fields, "n": 1, **self._format()}
            )
        else:
            files = {"image": ("picture.png", _png(ask.source), "image/png")}
            answer = wire.post("/images/edits", headers, call.id, form=fields, files=files)
        self._write(wire, answer, call, target)
        return Receipt()

    def look(self, receipt: Receipt, call: Call) -> Sight:
        """All is done within the first answer."""
        return Sight(is_done=True, percent=100.0)

    def fetch(self, receipt: Receipt, call: Call, target: Path) -> None:
        """Nothing is left to fetch."""

    def cancel(self, receipt: Receipt, call: Call) -> None:
        """Nothing runs any more."""

    def _format(self) -> dict[str, Any]:
        """Local servers answer with an address unless told; OpenAI refuses the word."""
        return {"response_format": "b64_json"} if self.card.is_local else {}

    def _write(self, wire: Wire, answer: httpx2.Response, call: Call, target: Path) -> None:
        found = (body(answer) or {}).get("data")
        made = found[0] if isinstance(found, list) and found else {}
        raw = target.with_name(f"{target.name}.raw")
        try:
            if isinstance(made.get("b64_json"), str):
                raw.write_bytes(base64.b64decode(made["b64_json"], validate=True))
            elif isinstance(made.get("url"), str):
                wire.download(made["url"], raw)
            else:
                raise UncertainOutcome(self.card.title, call.id)
            save_png(raw, target, self.card.title)
        except (binascii.Error, Unreachable) as fault:
            raise UncertainOutcome(self.card.title, call.id) from fault
        finally:
            raw.unlink(missing_ok=True)


def openai_pictures(transport: httpx2.BaseTransport | None = None) -> OpenAIPictures:
    """OpenAI's own; the price is about that of a wide picture of medium quality."""
    model = os.environ.get(OPENAI_MODEL) or "gpt-image-2.5-flare"
    card = Card(
        name="openai-pictures",
        title="OpenAI pictures",
        version=f"1 {model}",
        extension="png",
        is_local=False,
        is_free=False,
        key_name="OPENAI_API_KEY",
        price=0.06,
        price_is_for="a picture",
        keys_at="platform.openai.com/api-keys",
    )
    base_url = os.environ.get("OPENAI_BASE_URL") or _OPENAI
    return OpenAIPictures(card, base_url, model, transport)


def own_pictures(transport: httpx2.BaseTransport | None = None) -> OpenAIPictures:
    """A server of one's own that speaks the same protocol; it costs nothing."""
    model = os.environ.get(SERVER_MODEL, "")
    card = Card(
        name="own-pictures",
        title="Your picture server",
        version=f"1 {model}".strip(),
        extension="png",
        is_local=True,
        is_free=True,
        key_name="",
        price=0.0,
        price_is_for="a picture",
    )
    return OpenAIPictures(card, os.environ.get(SERVER, ""), model, transport)


def save_png(source: Path, target: Path, title: str) -> None:
    """What a provider sent, seen to be a picture, as PNG in sRGB. Raises Unreachable."""
    try:
        with opened(source, title) as image:
            prepared(image).save(target, "PNG")
    except (*FAULTS, BadInput, Image.DecompressionBombError) as fault:
        raise Unreachable(title, "its picture cannot be read") from fault


def _png(source: Path) -> bytes:
    import io

    out = io.BytesIO()
    with opened(source, source.name) as image:
        picture = prepared(image)
        picture.thumbnail((_LONG_SIDE, _LONG_SIDE))
        picture.save(out, "PNG")
    return out.getvalue()


def _size(ask: MediaAsk) -> str:
    """The film's shape, in steps of 16 pixels, the long side of 1536."""
    scale = _LONG_SIDE / max(ask.size.width, ask.size.height)
    width, height = (
        max(_STEP, round(side * scale / _STEP) * _STEP)
        for side in (ask.size.width, ask.size.height)
    )
    return f"{width}x{height}"
