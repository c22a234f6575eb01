from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.domain.errors import SiteUnreadable, UnusableAddress
from studio.domain.site import Findings
from studio.graphics.colour import contrast
from studio.graphics.palettes import is_readable
from studio.web.reading import Reading, read_website
from studio.web.tree import Page

NOW = datetime(2026, 11, 27, tzinfo=UTC)
Serve = Callable[[str], Any]


def read(url: str, **known: Any) -> Reading:
    return asyncio.run(read_website(url, NOW, allows_loopback=True, **known))


@pytest.fixture
def firm(serve: Serve) -> Reading:
    return read(serve("firm").url)


def test_a_firm_is_known_by_name_promise_and_offer(firm: Reading) -> None:
    found = firm.findings
    assert found.title.text == "Saltmarsh Bakery"
    assert found.promise.text.startswith("Most bread is made in ninety minutes")
    assert found.promise.place == "main > section.hero > h1"
    assert found.description.place == 'meta[name="description"]'
    assert found.language == "en"
    assert [f.text for f in found.features] == ["Marsh rye", "Salt tin", "Field loaf"]
    assert found.features[0].group == "Three loaves, nothing else"
    assert found.features[2].detail.endswith("6 km away.")
    assert [s.text for s in found.steps] == [
        "Choose a loaf",
        "We bake overnight",
        "It hangs on your door",
    ]
    assert (found.call.text, found.call.offer) == ("Order bread", "The first loaf is on us")
    assert found.call.address.endswith("/order")


def test_its_proof_is_found_with_who_says_so(firm: Reading) -> None:
    found = firm.findings
    shown = [(f.number, f.label) for f in found.figures if f.is_shown]
    assert shown == [("36 h", "from flour to loaf"), ("1,240", "doors every week")]
    assert [(s.text[:23], s.source) for s in found.sayings] == [
        ("We planned to try it fo", "Ines, Harbour Street")
    ]
    assert [(p.number, p.label[:10]) for p in found.prices] == [
        ("€4.80 per loaf"[:5], "After that")
    ]
    assert {"90", "36", "1240", "4.8", "7"} <= set(found.numbers)
    assert "300" not in found.numbers


def test_colours_are_known_by_what_they_are_used_for(firm: Reading) -> None:
    style = firm.findings.style
    uses = {colour.use: colour.colour for colour in reversed(style.colours)}
    assert uses["theme"] == "#2F4B3C"
    assert (uses["page"], uses["words"]) == ("#F7F1E3", "#33261C")
    assert (uses["button"], uses["card"], uses["link"]) == ("#2F6B4F", "#FFFDF7", "#A4502E")
    assert not {"#FF00FF", "#00FF00", "#0000FF"} & {c.colour for c in style.colours}
    assert (style.text_font, style.display_font, style.radius_px) == ("Lora", "Fraunces", 6.0)
    assert (style.palette.ground, style.palette.accent) == ("#F7F1E3", "#2F6B4F")
    assert is_readable(style.palette)
    places = {colour.use: colour.place for colour in style.colours}
    assert places["page"].endswith("style.css {body}")


def test_logo_and_pictures_come_along(firm: Reading) -> None:
    found = firm.findings
    assert firm.files[found.logo.place].body.startswith(b"\x89PNG")
    assert [picture.text for picture in found.pictures] == ["A dark round loaf on a cloth"]
    assert firm.files[found.pictures[0].place].extension == "png"
    assert found.screenshot.place == ""


def test_everything_found_says_where(firm: Reading) -> None:
    assert len(firm.findings.found) > 20
    assert all(found.place and found.url for found in firm.findings.found)
    again = Findings.from_document(json.loads(json.dumps(firm.findings.to_document())))
    assert again == firm.findings


def test_a_dark_tool_stays_dark(serve: Serve) -> None:
    found = read(serve("devtool").url).findings
    assert found.title.text == "Quern"
    assert found.promise.text == "Query your logs at the speed of grep"
    assert contrast(found.style.palette.ground, "#000000") < 1.3
    assert found.style.palette.accent == "#B6F23C"
    assert found.style.text_font == "JetBrains Mono"
    assert found.tone == "technical"
    assert [f.text for f in found.features][:2] == ["One binary", "SQL you know"]
    assert ("1.2 TB", "scanned per minute on one laptop") in [
        (f.number, f.label) for f in found.figures
    ]
    assert found.call.text == "Install Quern"
    assert found.call.offer == "Grind your first terabyte tonight"
    assert found.sayings[0].source == "Dana Okafor, platform lead"
    assert found.logo.place.startswith("logo:")


def test_a_messy_page_is_read_as_far_as_it_goes(serve: Serve) -> None:
    found = read(serve("library").url).findings
    assert found.title.text == "Oxbow Town Library"
    assert found.promise.text == "A quiet room for everybody"
    assert "since 1911" in found.description.text
    assert found.style.palette.accent == "#7A1F3D"
    assert [f.text for f in found.features] == [
        "42,000 books and 300 magazines",
        "Tools: drills, saws, a sewing machine",
        "Seeds for your garden",
        "A telescope",
    ]
    assert found.call.text == "Join the library"
    assert is_readable(found.style.palette)
    assert any("missing.css" in remark for remark in found.remarks)


def test_without_words_there_is_nothing_to_read(site: Any) -> None:
    for body in (b"", b"<html><body></body></html>", b"\0" * 500, b"<div id=root></div>"):
        site.serves("/", body)
        with pytest.raises(SiteUnreadable, match="no words"):
            read(site.url)


def test_a_page_that_is_written_by_script_says_so(site: Any) -> None:
    site.serves(
        "/",
        b"<title>Ferry</title><meta name=description content='Boats over the sound, daily.'>"
        b"<div id=root></div><script src=app.js></script>",
    )
    found = read(site.url).findings
    assert found.title.text == "Ferry"
    assert any("script" in remark for remark in found.remarks)


def test_sheets_that_lead_inside_or_on_and_on_are_left_out(site: Any) -> None:
    site.serves(
        "/",
        b"<link rel=stylesheet href=http://10.0.0.1/a.css><link rel=stylesheet href=a.css>"
        b"<h1>A place by the sea</h1><img src='http://169.254.169.254/x.png' alt='x'>",
    )
    site.serves("/a.css", b"@import 'a.css'; @import 'b.css'; body{color:#123456", "text/css")
    site.leads("/b.css", "/b.css")
    found = read(site.url).findings
    assert any("private network" in remark for remark in found.remarks)
    assert "#123456" in {colour.colour for colour in found.style.colours}
    assert found.pictures == ()
    assert site.asked.count("/a.css") == 1


def test_a_page_without_an_end_is_refused(site: Any) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("content-type", "text/html")
        request.end_headers()
        while True:
            request.wfile.write(b"<div><p>more</p>" * 4000)

    site.answers["/"] = endless
    with pytest.raises(SiteUnreadable, match="larger than 5 MB"):
        read(site.url)


def test_robots_close_the_page_and_its_pictures(site: Any) -> None:
    site.serves("/", b"<h1>A place by the sea</h1><img src=/private/a.png alt='a view'>")
    site.serves("/robots.txt", b"User-agent: *\nDisallow: /private/", "text/plain")
    found = read(site.url).findings
    assert "/private/a.png" not in site.asked
    assert found.pictures == ()
    site.serves("/robots.txt", b"User-agent: *\nDisallow: /", "text/plain")
    with pytest.raises(UnusableAddress, match=r"robots\.txt"):
        read(site.url)


@pytest.mark.parametrize("inner", ["<div class='stat card quote price'>", "<ul><li><b>"])
def test_a_page_without_a_bottom_is_refused(site: Any, inner: str) -> None:
    site.serves("/", f"<h1>A place by the sea</h1>{inner * 20_000}".encode())
    with pytest.raises(SiteUnreadable, match="in each other"):
        read(site.url)


def test_deep_pages_are_read_in_good_time(site: Any) -> None:
    inner = "<div class='stat card quote price'>" * 1400
    site.serves("/", f"<h1>A place by the sea</h1>{inner}deep 5 EUR".encode())
    began = time.process_time()
    assert read(site.url).findings.promise.text == "A place by the sea"
    assert time.process_time() - began < 15


@given(st.text(alphabet="<>/=\"' abh1pdivliul#.:;{}()@&%€5\n", max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_html_breaks_the_reading(html: str) -> None:
    from studio.web.cascade import Cascade
    from studio.web.colours import style_of_page
    from studio.web.identity import structured
    from studio.web.reading import findings_of
    from studio.web.sheets import rules_of

    async def load(url: str) -> str:
        return html

    page = Page(html + "<style>" + html, "http://site.example/")
    rules = asyncio.run(rules_of(page, load))
    style = style_of_page(page, Cascade(page, rules))
    found = findings_of(page, structured(page), style, NOW)
    assert is_readable(found.style.palette)
