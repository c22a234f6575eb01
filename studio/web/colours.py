"""The colours, fonts and roundness of a page, by what they are used for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import tinycss2
import tinycss2.color4
from selectolax.lexbor import LexborNode

from studio.domain.brand import Palette
from studio.domain.site import SiteColour, SiteStyle
from studio.graphics.colour import contrast, hexadecimal, mix
from studio.graphics.readable import made_readable, strength
from studio.web.cascade import Cascade, Declared
from studio.web.tree import Page, ancestors, attribute

_COLOURFUL = 0.05
_ALIKE = 1.25
_GLOW = 0.2
"""A firm's ground is its own: backdrops leave it nearly as it is."""
_BUTTON = (
    "a[class*=primary], button[class*=primary], a.button, a.btn, a[class*=btn], a[class*=button], "
    "a[class*=cta], button, input[type=submit]"
)
_CARD = "[class*=card], [class*=panel], [class*=box], aside, article, blockquote, pre, code"
_ACCENTS = (
    "button",
    "theme",
    "link",
    "brand",
    "figure",
    "border",
    "hero",
    "heading",
    "header",
    "footer",
)
_GENERIC = frozenset(
    {
        "inherit",
        "initial",
        "unset",
        "system-ui",
        "ui-sans-serif",
        "ui-serif",
        "ui-monospace",
        "-apple-system",
        "blinkmacsystemfont",
        "sans-serif",
        "serif",
        "monospace",
        "cursive",
        "emoji",
    }
)


def style_of_page(page: Page, cascade: Cascade) -> SiteStyle:
    """How a page looks; a palette is made of its colours, and made readable."""
    colours = tuple(_unlike(_uses(page, cascade)))[:40]
    body = page.tree.body
    heading = page.tree.css_first("h1") or page.tree.css_first("h2")
    button = page.tree.css_first(_BUTTON)
    return SiteStyle(
        colours=colours,
        palette=palette_of(colours),
        text_font=_font(cascade, body),
        display_font=_font(cascade, heading if heading is not None else body),
        radius_px=_radius(cascade, button),
    )


def palette_of(colours: Iterable[SiteColour]) -> Palette:
    """Roles out of uses: the page is the ground, its words the ink, its button the accent."""
    by_use: dict[str, str] = {}
    for found in colours:
        by_use.setdefault(found.use, found.colour)
    ground = by_use.get("page", "#FFFFFF")
    ink = by_use.get("words", "#14171A" if contrast(ground, "#000000") > 8 else "#FFFFFF")
    if contrast(ink, ground) < 2:
        ink = "#101316" if contrast(ground, "#000000") > contrast(ground, "#FFFFFF") else "#FFFFFF"
    quiet = by_use.get("quiet words", ink)
    if contrast(quiet, ground) < 2.5 or quiet == ink:
        quiet = mix(ink, ground, 0.3)
    surface = by_use.get("card", "")
    if not surface or contrast(surface, ground) > 2.5 or surface == ground:
        surface = mix(ground, ink, 0.07)
    return made_readable(
        Palette(
            ground=ground,
            surface=surface,
            ink=ink,
            muted=quiet,
            accent=_accent(by_use, ground, ink),
            glow=_GLOW,
        )
    )


def _accent(by_use: dict[str, str], ground: str, ink: str) -> str:
    named = [by_use[use] for use in _ACCENTS if use in by_use]
    strong = [c for c in named if strength(c) >= _COLOURFUL and contrast(c, ground) >= _ALIKE]
    return next(iter(strong), by_use.get("button", ink))


def _uses(page: Page, cascade: Cascade) -> Iterator[SiteColour]:
    theme = page.meta("theme-color")
    colour = as_colour(theme.text)
    if colour:
        yield SiteColour(use="theme", colour=colour, place=theme.place)
    yield from _page_uses(page, cascade)
    for use, selector, name in (
        ("heading", "h1, h2", "color"),
        ("quiet words", "main p, section p", "color"),
        ("button", _BUTTON, "background"),
        ("link", "main a, p a, a", "color"),
        ("card", _CARD, "background"),
        ("header", "header, nav, td", "background"),
        ("hero", "[class*=hero], main > section, section", "background"),
        ("figure", "dt, [class*=stat], [class*=number]", "color"),
        ("footer", "footer", "background"),
    ):
        yield from _of_elements(page, cascade, use, selector, name)
    for node in page.tree.css("section, article, li, div, header")[:300]:
        for side in ("border-left", "border-top", "border-bottom", "border-color"):
            yield from _declared("border", cascade.own(node, side))
    for name, value in list(cascade.variables.items())[:200]:
        named = as_colour(cascade.resolved(value))
        is_brand = re.search(r"brand|primary|accent|main|theme|highlight", name, re.IGNORECASE)
        if named and (is_brand or strength(named) >= _COLOURFUL):
            yield SiteColour(use="brand" if is_brand else name[:40], colour=named, place=name[:400])


def _page_uses(page: Page, cascade: Cascade) -> Iterator[SiteColour]:
    """The ground of the page and the words on it, where a wrapper has them too."""
    body = page.tree.body
    if body is None:
        return
    first = page.tree.css_first("main p, p, h2, h1") or body
    around = [body, *ancestors(body), *reversed([n for n in ancestors(first) if n.tag == "div"])]
    for node in around:
        yield from _declared("page", _background(cascade, node))
    words = cascade.of(page.tree.css_first("main p, p") or body, "color")
    yield from _declared("words", cascade.of(body, "color") or words)


def _of_elements(
    page: Page, cascade: Cascade, use: str, selector: str, name: str
) -> Iterator[SiteColour]:
    for node in page.tree.css(selector)[:40]:
        found = _background(cascade, node) if name == "background" else cascade.of(node, name)
        made = list(_declared(use, found))
        if made and not (use == "link" and _is_button(node)):
            yield from made
            if use not in ("button", "hero", "border"):
                return


def _is_button(node: LexborNode) -> bool:
    return bool(re.search(r"btn|button|cta", attribute(node, "class")))


def _background(cascade: Cascade, node: LexborNode) -> Declared | None:
    for name in ("background-color", "background", "background-image"):
        found = cascade.own(node, name)
        if found is not None and as_colour(found.value):
            return found
    return None


def _declared(use: str, found: Declared | None) -> Iterator[SiteColour]:
    colour = as_colour(found.value) if found is not None else ""
    if found is not None and colour:
        yield SiteColour(use=use, colour=colour, place=found.place)


def _unlike(found: Iterable[SiteColour]) -> Iterator[SiteColour]:
    seen: set[tuple[str, str]] = set()
    for colour in found:
        if (colour.use, colour.colour) not in seen:
            seen.add((colour.use, colour.colour))
            yield colour


def as_colour(value: str) -> str:
    """The first colour in a CSS value as #RRGGBB, of a gradient its first; "" without one.

    What is more see-through than not is none.
    """
    if not value or len(value) > 4000:
        return ""
    for token in _tokens(tinycss2.parse_component_value_list(value, skip_comments=True)):
        colour = tinycss2.color4.parse_color(token)
        if colour is None or colour == "currentcolor":
            continue
        found = _in_srgb(colour)
        if found and float(colour.alpha) >= 0.5:
            return found
    return ""


def _in_srgb(colour: Any) -> str:
    """A parsed colour as #RRGGBB; "" for a space that is not read (CIE Lab and XYZ)."""
    first, second, third = (float(c or 0.0) for c in colour.coordinates)
    if colour.space == "oklch":
        hue = math.radians(third)
        second, third = second * math.cos(hue), second * math.sin(hue)
    if colour.space in ("oklab", "oklch"):
        return hexadecimal(np.array([first, second, third], dtype=np.float32))
    if colour.space in ("srgb", "hsl", "hwb"):
        first, second, third = (float(c) for c in colour.to("srgb").coordinates)
    elif colour.space not in ("display-p3", "a98-rgb"):
        return ""
    red, green, blue = (round(255 * min(1.0, max(0.0, c))) for c in (first, second, third))
    return f"#{red:02X}{green:02X}{blue:02X}"


def _tokens(parsed: Iterable[Any], depth: int = 0) -> Iterator[Any]:
    for token in parsed:
        if token.type in ("ident", "hash"):
            yield token
        elif token.type == "function":
            if token.lower_name.endswith("gradient") and depth < 3:
                yield from _tokens(token.arguments, depth + 1)
            elif token.lower_name != "url":
                yield token


def _font(cascade: Cascade, node: LexborNode | None) -> str:
    """The first family that is a font of its own; "" when the page leaves it to the system."""
    if node is None:
        return ""
    found = cascade.of(node, "font-family") or cascade.of(node, "font")
    if found is None:
        return ""
    value = re.sub(r"^.*?\d(?:px|rem|em|pt|%)(?:\s*/\s*[\d.]+\w*)?\s+", "", found.value)
    for family in value.split(","):
        plain = family.strip().strip("\"'")
        if plain and plain.lower() not in _GENERIC and not plain.startswith("var("):
            return plain[:120]
    return next((g for g in ("monospace", "serif") if re.search(rf"(?<!-){g}", value)), "")


def _radius(cascade: Cascade, button: LexborNode | None) -> float:
    """How round the corners of the button are, in pixels; 0 where it is not said."""
    found = cascade.own(button, "border-radius") if button is not None else None
    size = re.match(r"([\d.]{1,8})(px|rem|em|%)?", found.value) if found is not None else None
    if not size:
        return 0.0
    factor = {"rem": 16.0, "em": 16.0, "%": 0.5}.get(size[2] or "px", 1.0)
    try:
        return min(9999.0, float(size[1]) * factor)
    except ValueError:
        return 0.0
