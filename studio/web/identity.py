"""Who a website belongs to: its name, its promise, its description, its language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from studio.domain.site import Found
from studio.web.tree import Page, attribute, is_around, squeezed, text_of

_KINDS = (
    "Organization",
    "LocalBusiness",
    "SoftwareApplication",
    "Product",
    "Library",
    "Store",
    "Restaurant",
    "NGO",
    "Corporation",
    "WebSite",
)
_APART = re.compile(r"\s+[|–—·•:»-]\s+|:\s+|\s*\|\s*")
_HOME = re.compile(r"^(?:home(?:page)?|startseite|accueil|inicio|welcome|willkommen)\b.*", re.I)
MAX_NAME = 60


def structured(page: Page) -> tuple[dict[str, Any], ...]:
    """The things a page describes in JSON-LD, those about its owner first."""
    found: list[dict[str, Any]] = []
    for node in page.raw.css('script[type="application/ld+json"]')[:20]:
        try:
            found.extend(_things(json.loads(node.text() or "null")))
        except (ValueError, RecursionError):
            continue
    return tuple(sorted(found, key=_rank))


def said_of(things: tuple[dict[str, Any], ...], page: Page, *names: str) -> Found:
    """The first of these properties that structured data has as a text."""
    for thing in things:
        for name in names:
            value = thing.get(name)
            text = value.get("url", "") if isinstance(value, dict) else value
            if isinstance(text, str) and squeezed(text) and _rank(thing) < len(_KINDS):
                place = f"script[type=application/ld+json] {name}"
                return Found(text=squeezed(text)[:600], url=page.url, place=place)
    return Found()


def name_of(page: Page, things: tuple[dict[str, Any], ...]) -> Found:
    """What the firm calls itself; at last its host name."""
    candidates = (
        said_of(things, page, "name", "legalName"),
        page.meta("og:site_name", "application-name", "apple-mobile-web-app-title"),
        _short(page.meta("og:title")),
        _from_title(page),
        _from_logo(page),
    )
    for found in candidates:
        if found.text and len(found.text) <= MAX_NAME:
            return found
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    return Found(text=host.split(".")[0].replace("-", " ").title(), url=page.url, place="address")


def promise_of(page: Page, things: tuple[dict[str, Any], ...], name: str) -> Found:
    """The sentence the page begins with, or its slogan, or what its title adds to the name."""
    for node in page.css("h1")[:3]:
        text = text_of(node)
        if len(text) > 8 and not _is_name(text, name):
            return page.found(node, text)
    slogan = said_of(things, page, "slogan")
    if slogan.text:
        return slogan
    for part in _title_parts(page):
        if len(part.split()) >= 3 and not _is_name(part, name):
            return Found(text=part, url=page.url, place="title")
    for node in page.css("main h2, .hero h2, .hero p, h2")[:4]:
        text = text_of(node)
        if len(text.split()) >= 4 and not is_around(node):
            return page.found(node, text)
    return Found()


def description_of(page: Page, things: tuple[dict[str, Any], ...], name: str) -> Found:
    """What the page says of itself in a sentence or two."""
    said = page.meta("description", "og:description", "twitter:description")
    if len(said.text.split()) >= 4 and not _is_name(said.text, name):
        return said
    thing = said_of(things, page, "description")
    if thing.text:
        return thing
    for node in page.css("p"):
        text = text_of(node)
        if len(text.split()) >= 8 and not is_around(node):
            return page.found(node, text)
    return said


def language_of_page(page: Page) -> str:
    """The language a page says it is in, as "en"; "" when it does not."""
    said = attribute(page.raw.css_first("html"), "lang") or page.meta("og:locale").text
    found = re.match(r"[A-Za-z]{2,3}", said.strip())
    return found[0].lower() if found else ""


def _title_parts(page: Page) -> list[str]:
    node = page.raw.css_first("title")
    text = squeezed(node.text()) if node else ""
    parts = [part.strip() for part in _APART.split(text) if part.strip()]
    return [part for part in parts if not _HOME.fullmatch(part)]


def _from_title(page: Page) -> Found:
    """The shortest part of the title that the host's name resembles, else the shortest."""
    parts = _title_parts(page)
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(page.url).hostname or "").removeprefix("www."))
    close = [p for p in parts if re.sub(r"[^a-z0-9]", "", p.casefold())[:5] in host and len(p) > 2]
    best = min(close or parts, key=len, default="")
    return Found(text=best, url=page.url, place="title") if best else Found()


def _short(found: Found) -> Found:
    """A title that is a name: four words or fewer, with nothing set apart."""
    is_name = len(found.text.split()) <= 4 and not _APART.search(found.text)
    return found if is_name else Found()


def _from_logo(page: Page) -> Found:
    for node in page.css("header img[alt], a[href='/'] img[alt], .logo, [class*=brand]")[:5]:
        text = re.sub(r"\blogo\b", "", attribute(node, "alt") or text_of(node), flags=re.I).strip()
        if 1 < len(text) <= MAX_NAME:
            return page.found(node, text)
    return Found()


def _is_name(text: str, name: str) -> bool:
    return text.casefold().strip(" .!") == name.casefold().strip(" .!")


def _things(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for part in value[:50]:
            yield from _things(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _things(value.get("@graph"), depth + 1)
        yield from _things(value.get("publisher"), depth + 1)


def _rank(thing: dict[str, Any]) -> int:
    kind = thing.get("@type")
    named = kind if isinstance(kind, list) else [kind]
    return min((_KINDS.index(k) for k in named if k in _KINDS), default=len(_KINDS))
