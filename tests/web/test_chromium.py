from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from typing import Any

import psutil
import pytest

from studio.web.addresses import policy_for
from studio.web.chromium import Browser, find_browser
from studio.web.proxy import GuardingProxy
from studio.web.reading import read_website

NOW = datetime(2026, 11, 27, tzinfo=UTC)
NO_BROWSER = "no Chromium on this machine (looked for by find_browser)"


@pytest.fixture
def browser() -> Browser:
    found = find_browser()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    return found


@pytest.mark.browser
def test_a_page_that_writes_itself_is_rendered_and_stays_in_its_place(
    site: Any, serve: Any, browser: Browser
) -> None:
    inside = serve("library")
    site.serves(
        "/",
        f"""<title>Ferry</title><div id=root></div><script>
        document.querySelector('#root').innerHTML = '<h1>Boats over the sound, every hour</h1>' +
            '<img src="{inside.url}seen.png"><iframe src="{inside.url}"></iframe>';
        fetch('{inside.url}secret.txt', {{mode: 'no-cors'}});
        fetch('http://169.254.169.254/latest');
        </script>""".encode(),
    )
    reading = asyncio.run(read_website(site.url, NOW, allows_loopback=True, browser=browser))
    found = reading.findings
    assert found.promise.text == "Boats over the sound, every hour"
    assert found.is_rendered
    assert reading.files[found.screenshot.place].body.startswith(b"\x89PNG")
    assert inside.asked == []
    left = psutil.Process().children(recursive=True)
    assert not [child for child in left if "chrom" in child.name()]


def test_a_browser_that_shows_nothing_is_done_without(site: Any, tmp_path: Any) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    site.serves("/", b"<h1>A place by the sea</h1>")
    known = {"allows_loopback": True, "browser": Browser(broken)}
    found = asyncio.run(read_website(site.url, NOW, **known)).findings
    assert found.promise.text == "A place by the sea"
    assert found.screenshot.place == ""


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        ("GET {site}hello HTTP/1.1", b"200"),
        ("CONNECT 127.0.0.1:{other} HTTP/1.1", b"403"),
        ("CONNECT 10.0.0.1:443 HTTP/1.1", b"403"),
        ("CONNECT [::1]:443 HTTP/1.1", b"403"),
        ("GET http://169.254.169.254/latest HTTP/1.1", b"403"),
        ("GET http://localhost:{other}/ HTTP/1.1", b"403"),
        ("GET /etc/passwd HTTP/1.1", b"403"),
        ("nonsense", b"403"),
    ],
)
def test_the_way_out_is_held_to_the_policy(site: Any, serve: Any, head: str, answer: bytes) -> None:
    other = serve("library")
    site.serves("/hello", b"hello")

    async def ask() -> bytes:
        async with GuardingProxy(policy_for(site.url, allows_loopback=True)) as proxy:
            host, port = proxy.address.split(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            line = head.format(site=site.url, other=other.port)
            writer.write(f"{line}\r\nhost: x\r\n\r\n".encode())
            said = await asyncio.wait_for(reader.read(400), 5)
            writer.close()
            return said

    assert answer in asyncio.run(ask()).split(b"\r\n")[0]
    assert other.asked == []
