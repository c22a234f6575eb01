"""Outside makers against a server that others wrote: pictures, speech, and fal's queue."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

import httpx2
import pytest
from PIL import Image

from studio.domain.errors import ModelRefused, RateLimited, Transient, UncertainOutcome
from studio.domain.format import Size
from studio.domain.take import TakeKind
from studio.providers.alignment import aligned_words
from studio.providers.fal import fal_motion
from studio.providers.footage import footage_facts
from studio.providers.interface import Call, MediaAsk
from studio.providers.openai_pictures import openai_pictures
from studio.providers.openai_speech import openai_speech
from tests.media import mp4, png, wav

if TYPE_CHECKING:
    from tests.mocks import Aimock

WIDE = Size(width=1920, height=1080)
CALL = Call(key="mock-key-4711", id="ours-1")
WORDS = "The sea rises. Then it falls."


@pytest.fixture(autouse=True)
def _address(aimock: Aimock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", aimock.base_url)
    monkeypatch.setenv("FAL_QUEUE_URL", f"{aimock.address}/fal")


class FalHost(httpx2.BaseTransport):
    """aimock tells fal's hosts apart by a header, as it stands in for all of them at once."""

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.headers["x-fal-target-host"] = "queue.fal.run"
        with httpx2.HTTPTransport() as network:
            answer = network.handle_request(request)
            answer.read()
        return answer


def ask(kind: TakeKind, text: str = WORDS, source: Path | None = None) -> MediaAsk:
    return MediaAsk(kind, text, WIDE, seconds=5, source=source)


def posts(aimock: Aimock) -> list[str]:
    return [entry["path"] for entry in aimock.requests() if entry["method"] == "POST"]


def script_picture(aimock: Aimock, endpoint: str = "image") -> None:
    picture = {"b64Json": base64.b64encode(png()).decode("ascii")}
    aimock.script({"match": {"endpoint": endpoint}, "response": {"image": picture}})


def test_a_picture(aimock: Aimock, tmp_path: Path) -> None:
    script_picture(aimock)
    target = tmp_path / "a.png"

    receipt = openai_pictures().submit(ask(TakeKind.ARTWORK), CALL, target)

    assert receipt.remote == ""
    with Image.open(target) as image:
        assert image.size == (96, 54)
    [entry] = [e for e in aimock.requests() if e["method"] == "POST"]
    assert entry["path"].endswith("/images/generations")
    assert entry["headers"]["idempotency-key"] == CALL.id


def test_a_picture_is_changed(aimock: Aimock, tmp_path: Path) -> None:
    script_picture(aimock)
    source, target = tmp_path / "before.png", tmp_path / "after.png"
    source.write_bytes(png())
    openai_pictures().submit(ask(TakeKind.ARTWORK, source=source), CALL, target)
    assert posts(aimock)[-1].endswith("/images/edits")
    assert target.stat().st_size


def test_speech_and_its_words(aimock: Aimock, tmp_path: Path) -> None:
    sound = base64.b64encode(wav(3.0)).decode("ascii")
    response = {"audio": sound, "format": "wav"}
    aimock.script({"match": {"endpoint": "speech"}, "response": response})
    target = tmp_path / "a.wav"

    openai_speech().submit(ask(TakeKind.NARRATION), CALL, target)

    words = aligned_words(target, WORDS)
    assert [word.text for word in words] == ["The", "sea", "rises.", "Then", "it", "falls."]
    assert words[2].end_s == pytest.approx(1.2, abs=0.1)
    assert words[3].start_s == pytest.approx(1.8, abs=0.1)


def test_motion_through_the_queue_of_fal(aimock: Aimock, tmp_path: Path) -> None:
    film = f"data:video/mp4;base64,{base64.b64encode(mp4()).decode('ascii')}"
    answer = {"json": {"video": {"url": film, "content_type": "video/mp4"}}}
    aimock.script({"match": {"endpoint": "fal"}, "response": answer})
    provider, target = fal_motion(FalHost()), tmp_path / "a.mp4"
    source = tmp_path / "begin.png"
    source.write_bytes(png())

    receipt = provider.submit(ask(TakeKind.FOOTAGE, source=source), CALL, target)
    assert receipt.remote
    for _ in range(4):
        if provider.look(receipt, CALL).is_done:
            break
    provider.fetch(receipt, CALL, target)

    assert footage_facts(target, "it").has_picture
    [submitted] = posts(aimock)
    assert submitted.endswith("kling-video/v2.5-turbo/pro/image-to-video")


def test_a_request_that_fal_does_not_know(aimock: Aimock, tmp_path: Path) -> None:
    answer = {"json": {"video": {"url": "data:video/mp4;base64,", "content_type": "video/mp4"}}}
    aimock.script({"match": {"endpoint": "fal"}, "response": answer})
    provider = fal_motion(FalHost())
    receipt = provider.submit(ask(TakeKind.FOOTAGE), CALL, tmp_path / "a")
    aimock.reset()
    with pytest.raises(ModelRefused):
        provider.look(receipt, CALL)


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, ModelRefused), (401, ModelRefused), (429, RateLimited), (503, Transient)],
)
def test_it_says_no(aimock: Aimock, status: int, error: type[Exception], tmp_path: Path) -> None:
    fault = {"error": {"message": "Not this.", "type": "invalid"}, "status": status}
    aimock.script({"match": {"endpoint": "image"}, "response": fault})
    with pytest.raises(error):
        openai_pictures().submit(ask(TakeKind.ARTWORK), CALL, tmp_path / "a")
    assert len(posts(aimock)) == 1


@pytest.mark.parametrize("mischief", ["dropRate", "malformedRate", "disconnectRate"])
def test_it_misbehaves_and_is_asked_once(aimock: Aimock, mischief: str, tmp_path: Path) -> None:
    script_picture(aimock)
    aimock.post("/__aimock/chaos", {mischief: 1.0})
    with pytest.raises(UncertainOutcome):
        openai_pictures().submit(ask(TakeKind.ARTWORK), CALL, tmp_path / "a")
    assert len(posts(aimock)) == 1
    assert not (tmp_path / "a").exists()
