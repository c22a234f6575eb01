"""What every outside provider keeps, whoever it is: one request, one receipt, one file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio.domain.errors import (
    GreenlightError,
    MissingKey,
    ModelRefused,
    RateLimited,
    Transient,
    UncertainOutcome,
    Unreachable,
)
from studio.domain.format import Size
from studio.domain.take import TakeKind
from studio.providers import OUTSIDE
from studio.providers.intake import inspect_media
from studio.providers.interface import Call, MediaAsk, OutsideProvider, Receipt
from tests.media import MediaServer, png

WIDE = Size(width=1920, height=1080)
CALL = Call(key="secret-key-4711", id="ours42")
NOBODY = Call(key="", id="ours42")

Provider = tuple[OutsideProvider, MediaServer]


@pytest.fixture(params=OUTSIDE, ids=lambda build: build.__name__)
def made(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Provider:
    for server in ("PICTURE", "SPEECH"):
        monkeypatch.setenv(f"GREENLIGHT_{server}_SERVER", "http://127.0.0.1:9/v1")
    server = MediaServer()
    build: Callable[..., OutsideProvider] = request.param
    return build(server.transport), server


def ask_of(provider: OutsideProvider, source: Path | None = None) -> MediaAsk:
    kind = next(iter(provider.kinds))
    return MediaAsk(kind, "The sea at dawn. Nobody is there.", WIDE, seconds=6, source=source)


def run(provider: OutsideProvider, ask: MediaAsk, target: Path) -> Receipt:
    receipt = provider.submit(ask, CALL, target)
    if receipt.remote:
        for _ in range(5):
            if provider.look(receipt, CALL).is_done:
                break
        provider.fetch(receipt, CALL, target)
    return receipt


def test_the_card_says_what_it_costs_and_what_it_wants(made: Provider) -> None:
    card = made[0].card
    assert re.fullmatch(r"[a-z][a-z0-9-]+", card.name)
    assert card.title
    assert card.version
    assert card.extension in ("png", "wav", "mp4")
    assert card.is_free == (card.price == 0)
    assert bool(card.key_name) == (not card.is_free)
    assert card.price_is_for
    assert bool(card.keys_at) == bool(card.key_name)


def test_names_are_unique() -> None:
    names = [build().card.name for build in OUTSIDE]
    assert len(set(names)) == len(names)


def test_one_of_ones_own_is_set_up_by_its_address(
    made: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made[0].is_set_up()
    for server in ("PICTURE", "SPEECH"):
        monkeypatch.delenv(f"GREENLIGHT_{server}_SERVER")
    again = next(b() for b in OUTSIDE if b().card.name == made[0].card.name)
    assert again.is_set_up() == (not again.card.is_local)


def test_it_makes_what_it_says_and_nothing_else(made: Provider) -> None:
    provider = made[0]
    assert len(provider.kinds) >= 1
    assert provider.can_make(ask_of(provider))
    for kind in set(TakeKind) - provider.kinds:
        assert not provider.can_make(MediaAsk(kind, "The sea", WIDE))
    kind = next(iter(provider.kinds))
    assert not provider.can_make(MediaAsk(kind, "  ", WIDE))


def test_the_file_is_what_the_card_says(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    target = tmp_path / f"größe 音.{provider.card.extension}"

    run(provider, ask_of(provider), target)

    facts = inspect_media(target, "it")
    assert facts.extension == provider.card.extension
    assert len(server.posts) == 1
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_one_post_carries_our_name_and_the_key(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    run(provider, ask_of(provider), tmp_path / "a")

    [post] = server.posts
    assert post.headers["idempotency-key"] == CALL.id
    for request in server.seen:
        is_file = request.url.host == "fal.media"
        assert (CALL.key in request.headers.get("authorization", "")) == (not is_file)
        assert CALL.key not in str(request.url)


def test_the_price_is_known_before(made: Provider) -> None:
    provider = made[0]
    price = provider.price(ask_of(provider))
    assert price is not None
    assert (price > 0) == (not provider.card.is_free)
    assert price < 2


def test_without_its_key_nothing_is_sent(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    if not provider.card.key_name:
        provider.submit(ask_of(provider), NOBODY, tmp_path / "a")
        return
    with pytest.raises(MissingKey) as missing:
        provider.submit(ask_of(provider), NOBODY, tmp_path / "a")
    assert missing.value.key_name == provider.card.key_name
    assert server.seen == []


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 413, 422])
def test_a_refusal_is_told_and_nothing_is_owed(made: Provider, status: int, tmp_path: Path) -> None:
    provider, server = made
    server.faults = [status]
    with pytest.raises(ModelRefused, match="No, thank you") as refused:
        provider.submit(ask_of(provider), CALL, tmp_path / "a")
    assert refused.value.remedy
    assert not (tmp_path / "a").exists()


def test_being_asked_to_wait_is_no_refusal(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    server.faults = [429, 503]
    with pytest.raises(RateLimited) as limited:
        provider.submit(ask_of(provider), CALL, tmp_path / "a")
    assert limited.value.retry_after_s == 7
    with pytest.raises(Unreachable):
        provider.submit(ask_of(provider), CALL, tmp_path / "a")


@pytest.mark.parametrize("fault", [httpx2.ConnectError("no"), httpx2.ConnectTimeout("no")])
def test_what_was_never_sent_may_be_sent_again(
    made: Provider, fault: Exception, tmp_path: Path
) -> None:
    provider, server = made
    server.faults = [fault]
    with pytest.raises(Transient):
        provider.submit(ask_of(provider), CALL, tmp_path / "a")
    assert len(server.posts) == 1


@pytest.mark.parametrize(
    "fault",
    [
        500,
        502,
        504,
        httpx2.ReadTimeout("silence"),
        httpx2.WriteError("broken"),
        httpx2.ReadError("broken"),
        httpx2.RemoteProtocolError("cut"),
    ],
    ids=str,
)
def test_an_answer_that_is_lost_leaves_a_doubt_and_is_not_asked_again(
    made: Provider, fault: int | Exception, tmp_path: Path
) -> None:
    provider, server = made
    server.faults = [fault]
    with pytest.raises(UncertainOutcome) as doubt:
        provider.submit(ask_of(provider), CALL, tmp_path / "a")
    assert doubt.value.request_id == CALL.id
    assert len(server.posts) == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b'{"data": []}', b"[1]", b"null"])
def test_an_answer_that_says_nothing_leaves_a_doubt(
    made: Provider, content: bytes, tmp_path: Path
) -> None:
    provider, _server = made
    told = httpx2.Response(200, content=content)
    nothing = type(provider)(
        **{**vars(provider), "transport": httpx2.MockTransport(lambda _: told)}
    )
    with pytest.raises(UncertainOutcome):
        nothing.submit(ask_of(provider), CALL, tmp_path / "a")
    assert not (tmp_path / "a.raw").exists()


def test_what_failed_there_is_told(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    server.outcome, server.looks = "failed", 0
    receipt = provider.submit(ask_of(provider), CALL, tmp_path / "a")
    if not receipt.remote:
        return
    with pytest.raises(ModelRefused, match="went wrong"):
        provider.look(receipt, CALL)


def test_a_request_is_found_by_its_receipt_alone(made: Provider, tmp_path: Path) -> None:
    """As after a restart: a new object, and what was written down."""
    provider, server = made
    receipt = provider.submit(ask_of(provider), CALL, tmp_path / "a")
    if not receipt.remote:
        return
    kept = Receipt(**json.loads(json.dumps(vars(receipt))))
    again = type(provider)(**vars(provider))

    assert not again.look(kept, CALL).is_done
    assert again.look(kept, CALL).is_done
    again.fetch(kept, CALL, tmp_path / "a")

    assert len(server.posts) == 1
    assert (tmp_path / "a").stat().st_size


def test_a_request_nobody_knows_is_refused(made: Provider, tmp_path: Path) -> None:
    provider, _ = made
    receipt = provider.submit(ask_of(provider), CALL, tmp_path / "a")
    if not receipt.remote:
        return
    gone = Receipt("gone", receipt.address.replace(receipt.remote, "gone"))
    with pytest.raises(ModelRefused):
        provider.look(gone, CALL)


def test_it_can_be_stopped(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    receipt = provider.submit(ask_of(provider), CALL, tmp_path / "a")
    provider.cancel(receipt, CALL)
    assert any(r.url.path.endswith("/cancel") for r in server.seen) == bool(receipt.remote)


def test_a_picture_goes_along(made: Provider, tmp_path: Path) -> None:
    provider, server = made
    if not provider.kinds & {TakeKind.FOOTAGE, TakeKind.ARTWORK} or "flux" in provider.card.name:
        return
    source = tmp_path / "begin.png"
    Image.new("RGB", (2000, 1200), "#204060").save(source)

    run(provider, ask_of(provider, source), tmp_path / "a")

    [post] = server.posts
    assert len(post.content) > 3 * len(png())
    is_there = b"data:image/jpeg;base64" in post.content or b"image/png" in post.content
    assert is_there


@pytest.mark.parametrize(
    "address",
    ["http://example.com/a.png", "https://127.0.0.1/a.png", "https://localhost/a", "file:///a", ""],
)
def test_files_are_fetched_from_public_places_alone(
    made: Provider, address: str, tmp_path: Path
) -> None:
    provider, server = made
    receipt = provider.submit(ask_of(provider), CALL, tmp_path / "a")
    if not receipt.remote:
        return

    def answer(request: httpx2.Request) -> httpx2.Response:
        assert request.url.host in ("queue.fal.run", "api.replicate.com")
        found = {"video": {"url": address}, "output": address, "status": "succeeded"}
        return httpx2.Response(200, json={**found, "images": [{"url": address}]})

    elsewhere = type(provider)(**{**vars(provider), "transport": httpx2.MockTransport(answer)})
    with pytest.raises(GreenlightError):
        elsewhere.fetch(receipt, CALL, tmp_path / "b")
    assert not (tmp_path / "b").exists()
    assert server.posts


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "status", "output", "error", "url", "video", "images", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=JSON, status=st.sampled_from([200, 201, 202, 204, 302, 404, 418, 500]))
def test_any_answer_is_an_answer_or_an_error_of_the_tree(
    made: Provider, found: Any, status: int, tmp_path: Path
) -> None:
    provider, _ = made
    answer = httpx2.Response(status, json=found)
    odd = type(provider)(**{**vars(provider), "transport": httpx2.MockTransport(lambda _: answer)})
    receipt = Receipt("r1", "/a/b/requests/r1")
    for ask in (
        lambda: odd.submit(ask_of(odd), CALL, tmp_path / "a"),
        lambda: odd.look(receipt, CALL),
        lambda: odd.fetch(receipt, CALL, tmp_path / "a"),
    ):
        with suppress(GreenlightError):
            ask()
