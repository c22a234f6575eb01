from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.domain.errors import UnusableAddress
from studio.web.addresses import AddressPolicy, as_number, is_public, policy_for
from studio.web.hosts import address_in, refuse_video_host

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "192.0.2.1",
    "240.0.0.1",
    "::",
    "::1",
    "fe80::1",
    "fc00::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
    "2002:a00:1::",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]


@pytest.mark.parametrize("number", PRIVATE)
def test_addresses_inside_are_not_public(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(UnusableAddress):
        AddressPolicy().check(f"http://{host}/")


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_addresses_outside_are(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://user:secret@example.com/",
        "http://example.com:22/",
        "http://example.com:8080/",
        "http://example.com:99999/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::ffff:7f00:1]/",
        "http://exa mple.com/",
        "http://example.com\\@10.0.0.1/",
        "http://example.com/" + "a" * 3000,
        "not an address",
    ],
)
def test_what_is_no_public_address_is_refused_with_a_reason(url: str) -> None:
    with pytest.raises(UnusableAddress) as refused:
        AddressPolicy().check(url)
    assert "own words" in refused.value.remedy


def test_loopback_is_one_port_and_only_when_asked_for() -> None:
    here = policy_for("http://127.0.0.1:8123/", allows_loopback=True)
    here.check("http://localhost:8123/style.css")
    for url in ("http://127.0.0.1:8124/", "http://10.0.0.1:8123/", "http://127.0.0.1/"):
        with pytest.raises(UnusableAddress):
            here.check(url)
    shut = policy_for("http://127.0.0.1:8123/", allows_loopback=False)
    with pytest.raises(UnusableAddress, match="GREENLIGHT_ALLOW_LOOPBACK"):
        shut.check("http://127.0.0.1:80/")
    elsewhere = policy_for("https://example.com/", allows_loopback=True)
    with pytest.raises(UnusableAddress):
        elsewhere.check("http://127.0.0.1/")


def test_a_name_with_one_private_address_is_refused(monkeypatch: Any) -> None:
    def answer(*numbers: str) -> None:
        async def lookup(*_: Any, **__: Any) -> list[Any]:
            kind = socket.SOCK_STREAM
            return [(socket.AF_INET, kind, 6, "", (number, 80)) for number in numbers]

        monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", lookup)

    policy = policy_for("http://127.0.0.1:80/", allows_loopback=True)
    answer("93.184.216.34", "93.184.216.34")
    assert asyncio.run(policy.vetted("good.example", 80)) == ("93.184.216.34",)
    for inside in ("10.0.0.1", "127.0.0.1"):
        answer("93.184.216.34", inside)
        with pytest.raises(UnusableAddress):
            asyncio.run(policy.vetted("sly.example", 80))


@given(st.text(max_size=60))
def test_no_text_is_more_than_refused(text: str) -> None:
    try:
        AddressPolicy().check(text)
    except UnusableAddress:
        return
    assert text.split(":")[0].lower() in ("http", "https")


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_every_spelling_of_a_number_is_the_same_number(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    assert as_number(str(number)) == as_number(hex(number)) == as_number(str(plain)) == plain


def test_video_hosts_get_a_clear_answer() -> None:
    for url in ("https://www.youtube.com/watch?v=1", "https://youtu.be/x", "https://m.tiktok.com/"):
        with pytest.raises(UnusableAddress, match="hosts videos"):
            refuse_video_host(url)
    refuse_video_host("https://notyoutube.com/")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Make a video of https://northbound.coffee/shop, please.",
            "https://northbound.coffee/shop",
        ),
        ("a film about www.acme.dev!", "https://www.acme.dev"),
        ("northbound.coffee", "https://northbound.coffee"),
        ("write to me@acme.com", ""),
        ("The tide rises. Then it falls.", ""),
        ("version 2.0 of main.py", ""),
        ("(see http://127.0.0.1:8000/a_(b))", "http://127.0.0.1:8000/a_(b"),
    ],
)
def test_an_address_is_found_in_a_sentence(text: str, found: str) -> None:
    assert address_in(text) == found
