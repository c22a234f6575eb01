from __future__ import annotations

import asyncio
import gzip
import threading
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from studio.domain.errors import SiteUnreadable, UnusableAddress
from studio.web.addresses import policy_for
from studio.web.fetching import PAGE, PICTURE, Fetched, Fetcher, Wanted
from studio.web.robots import Robots


def get(site: Any, path: str = "", wanted: Wanted = PAGE) -> Fetched:
    async def work() -> Fetched:
        async with Fetcher(policy_for(site.url, allows_loopback=True)) as fetcher:
            return await fetcher.get(site.url + path, wanted)

    return asyncio.run(work())


def test_a_page_comes_with_its_own_letters(site: Any) -> None:
    site.serves("/", "Größe".encode("latin-1"), "text/html; charset=iso-8859-1")
    site.serves("/said", b"<meta charset=latin-1>Gr\xf6\xdfe")
    site.serves("/odd", "<meta charset=nonsense>Größe".encode())
    assert get(site).text == "Größe"
    assert get(site, "said").text.endswith("Größe")
    assert get(site, "odd").text.endswith("Größe")


def test_redirects_are_followed_and_each_is_looked_at(site: Any) -> None:
    site.leads("/", "/next")
    site.serves("/next", b"here")
    found = get(site)
    assert (found.body, found.url) == (b"here", f"{site.url}next")
    for inside in ("http://10.0.0.1/", "http://169.254.169.254/latest", "file:///etc/passwd"):
        site.leads("/inside", inside)
        with pytest.raises(UnusableAddress):
            get(site, "inside")
    site.leads("/round", "/round")
    with pytest.raises(SiteUnreadable, match="on and on"):
        get(site, "round")


def test_another_type_a_fault_and_nobody_there_are_told(site: Any) -> None:
    site.serves("/", b"%PDF-1.7", "application/pdf")
    with pytest.raises(SiteUnreadable, match="application/pdf"):
        get(site)
    with pytest.raises(SiteUnreadable, match="404") as missing:
        get(site, "gone")
    assert missing.value.status == 404
    site.port = 9
    with pytest.raises(SiteUnreadable, match="no connection"):
        get(site)


def test_what_is_too_large_is_refused_before_it_is_read(site: Any) -> None:
    sent = 0

    def flood(request: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        request.send_response(200)
        request.send_header("content-type", "text/html")
        request.end_headers()
        for _ in range(800):
            request.wfile.write(b"x" * 65536)
            sent += 65536

    site.answers["/"] = flood
    with pytest.raises(SiteUnreadable, match="larger than 5 MB"):
        get(site)
    assert sent < 20_000_000
    site.serves("/said", b"", content_length="52428800")
    with pytest.raises(SiteUnreadable, match="larger than 5 MB"):
        get(site, "said")


def test_a_bomb_stays_small(site: Any) -> None:
    bomb = gzip.compress(b"\0" * 60_000_000)
    site.serves("/", bomb, content_encoding="gzip")
    with pytest.raises(SiteUnreadable, match="larger than"):
        get(site)
    site.serves("/twice", gzip.compress(bomb), content_encoding="gzip, gzip")
    with pytest.raises(SiteUnreadable, match="packed"):
        get(site, "twice")
    site.serves("/broken", b"not gzip", content_encoding="gzip")
    with pytest.raises(SiteUnreadable, match="damaged"):
        get(site, "broken")
    site.serves("/fine", gzip.compress(b"fine"), content_encoding="gzip")
    assert get(site, "fine").body == b"fine"


def test_a_slow_drip_ends_at_the_deadline(site: Any) -> None:
    over = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("content-type", "text/html")
        request.end_headers()
        while not over.wait(0.05):
            request.wfile.write(b"x")
            request.wfile.flush()

    site.answers["/"] = drip
    try:
        with pytest.raises(SiteUnreadable, match="took longer"):
            get(site, wanted=replace(PAGE, total_s=0.4))
    finally:
        over.set()


def test_robots_are_obeyed(site: Any) -> None:
    async def may(path: str) -> bool:
        async with Fetcher(policy_for(site.url, allows_loopback=True)) as fetcher:
            robots = Robots(fetcher)
            try:
                await asyncio.gather(robots.check(site.url + path), robots.check(site.url + path))
            except UnusableAddress:
                return False
            return True

    assert asyncio.run(may("x"))
    rules = b"User-agent: *\nDisallow: /inner\n\nUser-agent: GreenlightBot\nDisallow: /x\n"
    site.serves("/robots.txt", rules, "text/plain")
    assert asyncio.run(may("inner"))
    assert not asyncio.run(may("x"))
    assert site.asked.count("/robots.txt") == 3
    site.answers["/robots.txt"] = lambda request: request.send_error(503)
    assert not asyncio.run(may("y"))


def test_a_picture_is_no_page(site: Any) -> None:
    site.serves("/", b"<html>", "text/html")
    with pytest.raises(SiteUnreadable, match="no picture"):
        get(site, wanted=PICTURE)
