"""Drawings in SVG as pictures: cleaned first, so that nothing in one can run, fetch or recurse.

Skia draws the shapes; words, which it leaves out, are set here in a shipped font over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import skia

from studio.domain.errors import UnreadableInput
from studio.graphics.fonts import FontShelf

MAX_BYTES = 400_000
MAX_ELEMENTS = 4000
MAX_DEPTH = 40
LONGEST_SIDE = 1024
_NAMESPACE = "http://www.w3.org/2000/svg"
_REMEDY = "Bring the drawing as a PNG."
_ELEMENT_NAMES = (
    "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop "
    "clipPath use symbol text tspan style"
)
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTE_NAMES = (
    "id d x y x1 y1 x2 y2 cx cy r rx ry width height points viewBox transform fill stroke "
    "stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray fill-rule "
    "clip-rule clip-path opacity fill-opacity stroke-opacity offset stop-color stop-opacity "
    "gradientUnits gradientTransform spreadMethod fx fy font-family font-size font-weight "
    "text-anchor letter-spacing href color preserveAspectRatio display visibility"
)
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TRANSFORM = re.compile(r"(matrix|translate|scale)\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def svg_picture(source: bytes, name: str, current: str = "#000000") -> bytes:
    """A drawing as a PNG with a clear ground, its longer side 1024 pixels.

    `current` is what `currentColor` means in it. Raises UnreadableInput.
    """
    root = _cleaned(source, name, current)
    width, height = _size(root, name)
    scale = LONGEST_SIDE / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    surface = skia.Surface(*size)
    canvas = surface.getCanvas()
    canvas.clear(skia.ColorTRANSPARENT)
    words = list(_words(root, skia.Matrix(), {}))
    dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream(_drawn(root, size)))
    if dom is None:
        raise UnreadableInput(name, "it is no drawing that can be read.", _REMEDY)
    dom.setContainerSize(skia.Size(*size))
    dom.render(canvas)
    canvas.concat(_to_view(root, size))
    shelf = FontShelf(has_system_fonts=False) if words else None
    for word in words:
        _set(canvas, word, shelf)
    encoded = surface.makeImageSnapshot().encodeToData(skia.kPNG, 100)
    return bytes(encoded)


def _cleaned(source: bytes, name: str, current: str) -> ElementTree.Element:
    if len(source) > MAX_BYTES or re.search(rb"<!ENTITY|<!DOCTYPE[^>]*\[", source, re.IGNORECASE):
        raise UnreadableInput(name, "the drawing is too large or holds entities.", _REMEDY)
    text = source.decode("utf-8", "replace").replace("viewbox=", "viewBox=").lstrip("\ufeff \n\t")
    text = re.sub(r"<!DOCTYPE[^>]*>", "", text, flags=re.IGNORECASE)
    if "xmlns=" not in text[:2000]:
        text = text.replace("<svg", f'<svg xmlns="{_NAMESPACE}"', 1)
    text = text.replace("currentColor", current).replace("currentcolor", current)
    try:
        root = ElementTree.fromstring(re.sub(r"\bxlink:href=", "href=", text))
    except (ElementTree.ParseError, ValueError, RecursionError) as fault:
        raise UnreadableInput(name, f"the drawing is damaged ({fault}).", _REMEDY) from fault
    if _tag(root) != "svg" or sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise UnreadableInput(name, "it is no drawing, or has too many parts.", _REMEDY)
    styles = _styles(root)
    _clean(root, styles, 0)
    _without_chains(root)
    return root


def _clean(element: ElementTree.Element, styles: dict[str, dict[str, str]], depth: int) -> None:
    """Keep what draws; styles become attributes, links outside go."""
    given: dict[str, str] = {}
    for key in (_tag(element), *(f".{n}" for n in element.get("class", "").split())):
        given |= styles.get(key, {})
    given |= _declarations(element.get("style", ""))
    kept = {key: value for key, value in element.attrib.items() if key in _ATTRIBUTES}
    kept |= {key: value for key, value in given.items() if key in _ATTRIBUTES}
    element.attrib.clear()
    element.attrib.update({k: v for k, v in kept.items() if _is_inside(k, v)})
    for child in list(element):
        if _tag(child) not in _ELEMENTS or _tag(child) == "style" or depth > MAX_DEPTH:
            element.remove(child)
        else:
            _clean(child, styles, depth + 1)


def _is_inside(key: str, value: str) -> bool:
    """True for a value that refers to nothing outside of the drawing."""
    if key == "href":
        return value.startswith("#")
    return "url(" not in value or bool(re.match(r"\s*url\(\s*[\"']?#", value))


def _without_chains(root: ElementTree.Element) -> None:
    """Take out `use` elements that lead to others, which could go on without an end."""
    parents = {child: parent for parent in root.iter() for child in parent}
    users = {
        element.get("id")
        for element in root.iter()
        if element.get("id") and any(_tag(inner) == "use" for inner in element.iter())
    }
    uses = [element for element in root.iter() if _tag(element) == "use"]
    for place, element in enumerate(uses):
        if element.get("href", "").lstrip("#") in users or place >= 60:
            parents[element].remove(element)


def _styles(root: ElementTree.Element) -> dict[str, dict[str, str]]:
    """Rules for classes and tags in style elements, the only ones drawing programs write."""
    found: dict[str, dict[str, str]] = {}
    for element in root.iter():
        if _tag(element) == "style":
            for selectors, body in _RULE.findall(element.text or ""):
                for selector in selectors.split(","):
                    found.setdefault(selector.strip(), {}).update(_declarations(body))
    return found


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


def _size(root: ElementTree.Element, name: str) -> tuple[float, float]:
    box = _numbers(root.get("viewBox", ""))
    if len(box) != 4:
        sides = [_numbers(root.get(side, "")) for side in ("width", "height")]
        box = [0.0, 0.0, *(side[0] if side else 0.0 for side in sides)]
    if not (0 < box[2] < 1e6 and 0 < box[3] < 1e6) or not 0.02 < box[2] / box[3] < 50:
        raise UnreadableInput(name, "the drawing has no size.", _REMEDY)
    root.set("viewBox", " ".join(f"{value:g}" for value in box))
    return box[2], box[3]


def _drawn(root: ElementTree.Element, size: tuple[int, int]) -> bytes:
    root.set("width", str(size[0]))
    root.set("height", str(size[1]))
    ElementTree.register_namespace("", _NAMESPACE)
    return ElementTree.tostring(root)


def _to_view(root: ElementTree.Element, size: tuple[int, int]) -> Any:
    """From the drawing's units to pixels, in the middle where shapes differ."""
    left, top, width, height = _numbers(root.get("viewBox", ""))
    scale = min(size[0] / width, size[1] / height)
    matrix = skia.Matrix.Translate((size[0] - width * scale) / 2, (size[1] - height * scale) / 2)
    return matrix.preScale(scale, scale).preTranslate(-left, -top)


_Word = tuple[str, dict[str, str], Any]


def _words(element: ElementTree.Element, matrix: Any, above: dict[str, str]) -> Iterator[_Word]:
    """Every text with what it inherits, and the way from its units to the drawing's."""
    here = {**above, **element.attrib}
    moved = skia.Matrix.Concat(matrix, _matrix(element.get("transform", "")))
    if _tag(element) in ("defs", "clipPath", "symbol"):
        return
    if _tag(element) in ("text", "tspan"):
        text = re.sub(r"\s+", " ", element.text or "").strip()
        if text:
            yield text, here, moved
    for child in element:
        yield from _words(child, moved, here)


def _matrix(text: str) -> Any:
    matrix = skia.Matrix()
    for kind, inner in _TRANSFORM.findall(text):
        values = _numbers(inner)
        if kind == "translate" and values:
            matrix.preTranslate(values[0], values[1] if len(values) > 1 else 0.0)
        elif kind == "scale" and values:
            matrix.preScale(values[0], values[-1])
        elif kind == "matrix" and len(values) == 6:
            a, b, c, d, e, f = values
            matrix.preConcat(skia.Matrix.MakeAll(a, c, e, b, d, f, 0, 0, 1))
    return matrix


def _set(canvas: Any, word: _Word, shelf: FontShelf | None) -> None:
    text, given, matrix = word
    colour = _colour(given.get("fill", "#000000"))
    if shelf is None or colour is None:
        return
    size = next(iter(_numbers(given.get("font-size", "16"))), 16.0)
    named = {"bold": "700", "normal": "400"}.get(given.get("font-weight", "400"))
    weight = next(iter(_numbers(named or given.get("font-weight", "400"))), 400.0)
    family = given.get("font-family", "").split(",")[0].strip(" \"'")
    is_serif = re.search(r"(?<!sans-)serif|georgia|times", given.get("font-family", ""), re.I)
    fallback = "Newsreader" if is_serif else "Inter"
    chosen = family if shelf.has_family(family) else fallback
    font = skia.Font(shelf.typeface(chosen, round(weight)), size)
    x, y = (next(iter(_numbers(given.get(axis, "0"))), 0.0) for axis in "xy")
    shift = {"middle": 0.5, "end": 1.0}.get(given.get("text-anchor", ""), 0.0)
    canvas.save()
    canvas.concat(matrix)
    paint = skia.Paint(Color=colour, AntiAlias=True)
    canvas.drawString(text, x - shift * font.measureText(text), y, font, paint)
    canvas.restore()


def _colour(fill: str) -> int | None:
    found = re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", fill.strip())
    if found is None:
        plain = {"white": 0xFFFFFFFF, "none": None, "transparent": None}
        return plain.get(fill.strip().lower(), 0xFF000000)
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    return 0xFF000000 | int(digits, 16)


def _numbers(text: str) -> list[float]:
    return [float(found) for found in _NUMBER.findall(text)[:8]]


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]
