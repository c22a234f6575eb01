"""The logo of a website and its pictures: where they are, the best first."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from studio.domain.site import SitePicture
from studio.web.fetching import Fetched
from studio.web.identity import said_of
from studio.web.tree import Page, ancestors, attribute, is_around, place_of, squeezed, text_of

MAX_PICTURES = 6
_SMALL = 200
_MINOR = re.compile(
    r"\b(?:icons?|avatar|logo|badge|sprite|pixel|flag|spinner|emoji|arrow|qr)\b", re.IGNORECASE
)
_LOGO = re.compile(r"logo|brand|wordmark", re.IGNORECASE)


@dataclass(frozen=True)
class SiteFile:
    """A picture's bytes, and the ending its kind has."""

    body: bytes
    extension: str


@dataclass(frozen=True)
class Candidate:
    """A picture that may be had: what the page says of it, and a drawing that stands in it."""

    picture: SitePicture
    drawing: bytes = b""


def logo_candidates(page: Page, things: tuple[dict[str, Any], ...]) -> tuple[Candidate, ...]:
    """Where the logo may be, the likeliest first."""
    found = [*_in_header(page), *_described(page, things), *_icons(page)]
    seen: dict[str, Candidate] = {}
    for candidate in found:
        seen.setdefault(candidate.picture.address or candidate.picture.place, candidate)
    return tuple(seen.values())[:5]


def _in_header(page: Page) -> Iterator[Candidate]:
    """Pictures and drawings in the header or in what is called a logo."""
    for node in page.tree.css("header img, nav img, [class*=logo] img, img[class*=logo], a > img"):
        named = " ".join(attribute(node, name) for name in ("alt", "src", "class", "id"))
        names = " ".join(attribute(element, "class") for element in ancestors(node))
        is_home = any(attribute(element, "href") in ("/", "#", "./") for element in ancestors(node))
        if _LOGO.search(named) or _LOGO.search(names) or is_home:
            yield from _of_image(page, node)
    for node in page.raw.css("header svg, nav svg, [class*=logo] svg, svg[class*=logo]")[:6]:
        around = [node, *ancestors(node)]
        is_home = any(attribute(element, "href") in ("/", "#", "./") for element in around)
        if is_home or any(_LOGO.search(attribute(element, "class")) for element in around):
            where = {
                "url": page.url,
                "place": place_of(node),
                "text": attribute(node, "aria-label"),
            }
            yield Candidate(SitePicture(**where), (node.html or "").encode())


def _described(page: Page, things: tuple[dict[str, Any], ...]) -> Iterator[Candidate]:
    for found in (said_of(things, page, "logo"), page.meta("og:logo")):
        address = page.address(found.text)
        if found.text and address:
            yield Candidate(SitePicture(url=page.url, place=found.place, address=address))


def _icons(page: Page) -> Iterator[Candidate]:
    for selector in (
        "link[rel='icon'][type='image/svg+xml'][href]",
        "link[rel='icon'][href$='.svg']",
        "link[rel='apple-touch-icon'][href]",
        "link[rel~='icon'][href$='.png']",
    ):
        for node in page.raw.css(selector)[:1]:
            yield from _of_link(page, node, "href")


def picture_candidates(page: Page) -> tuple[SitePicture, ...]:
    """Pictures worth showing: what the page is shared with, then those in its content."""
    shared = page.meta("og:image", "twitter:image", "og:image:url")
    found: dict[str, SitePicture] = {}
    if shared.text and page.address(shared.text):
        address = page.address(shared.text)
        found[address] = SitePicture(url=page.url, place=shared.place, address=address)
    for node in page.tree.css("img"):
        picture = _worth_showing(page, node)
        if picture is None:
            continue
        known = found.get(picture.address)
        if known is None or not known.text:
            found[picture.address] = picture
    return tuple(found.values())[:MAX_PICTURES]


def _worth_showing(page: Page, node: LexborNode) -> SitePicture | None:
    named = " ".join(attribute(node, name) for name in ("alt", "src", "class"))
    sides = [attribute(node, side) for side in ("width", "height")]
    is_small = any(side.isdigit() and int(side) < _SMALL for side in sides)
    source = _best_source(node)
    address = page.address(source)
    if not address or is_small or _MINOR.search(named) or is_around(node):
        return None
    if re.search(r"\.(?:svg|gif|ico)(?:$|\?)", address, re.IGNORECASE):
        return None
    return SitePicture(
        text=_caption(node)[:300], url=page.url, place=place_of(node), address=address
    )


def _caption(node: LexborNode) -> str:
    alt = squeezed(attribute(node, "alt"))
    figure = next((element for element in ancestors(node) if element.tag == "figure"), None)
    caption = figure.css_first("figcaption") if figure is not None else None
    return alt or (text_of(caption) if caption is not None else "")


def _best_source(node: LexborNode) -> str:
    """The largest of the sizes a picture comes in, up to 2400 pixels wide."""
    sets = [attribute(node, "srcset"), attribute(node, "data-srcset")]
    best, width = "", 0
    for part in re.split(r",\s+", ", ".join(text for text in sets if text)):
        pieces = part.split()
        size = re.match(r"(\d+)w$", pieces[1]) if len(pieces) == 2 else None
        if size and width < int(size[1]) <= 2400:
            best, width = pieces[0], int(size[1])
    plain = attribute(node, "src")
    return best or (attribute(node, "data-src") if plain.startswith("data:") else plain)


def _of_image(page: Page, node: LexborNode) -> Iterator[Candidate]:
    source = attribute(node, "src")
    if source.startswith("data:image/svg+xml"):
        where = {"url": page.url, "place": place_of(node), "text": attribute(node, "alt")}
        yield Candidate(SitePicture(**where), _inline(source))
    else:
        yield from _of_link(page, node, "src")


def _inline(source: str) -> bytes:
    head, _, body = source[:400_000].partition(",")
    try:
        return base64.b64decode(body) if head.endswith(";base64") else unquote(body).encode()
    except ValueError:
        return b""


def _of_link(page: Page, node: LexborNode, name: str) -> Iterator[Candidate]:
    address = page.address(attribute(node, name))
    if address:
        alt = squeezed(attribute(node, "alt"))[:300]
        where = {"url": page.url, "place": place_of(node) or node.tag, "text": alt}
        yield Candidate(SitePicture(**where, address=address))


_SIGNATURES = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpg",
    b"RIFF": "webp",
    b"GIF8": "gif",
}


def raster_file(fetched: Fetched) -> SiteFile | None:
    """A picture by its first bytes; None for what is none that films take."""
    for signature, extension in _SIGNATURES.items():
        if fetched.body.startswith(signature):
            return SiteFile(fetched.body, extension)
    return SiteFile(fetched.body, "avif") if fetched.body[4:12] == b"ftypavif" else None
