"""The fonts: those shipped, the machine's own behind them, and which of them a text needs.

Every weight stands in Skia's font provider under a family name of its own kind, and a text
asks for a chain of families. So a machine without any font draws the same as one with many,
as far as the shipped fonts reach.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import skia

from studio.domain.errors import MissingPart

INTER_WEIGHTS = (400, 500, 600, 700, 800)
TEXT = "Inter"
DISPLAY = "Inter Display"
SERIF = "Newsreader"
MONO = "JetBrains Mono"
EMOJI = "Noto Color Emoji"

_FILE_NAME = re.compile(r"(?P<family>[A-Za-z0-9]+)-(?P<weight>\d{3})\.(?:ttf|otf)$")
_FAMILIES = {
    "SpaceGrotesk": "Space Grotesk",
    "NewsreaderDisplay": SERIF,
    "NotoSerifDisplay": "Noto Serif Display",
    "JetBrainsMono": MONO,
    "NotoColorEmoji": EMOJI,
}
_SYMBOLS = ("Noto Sans Math", "Noto Sans Symbols", "Noto Sans Symbols2")
_HAN = ("Noto Sans SC", "Noto Sans JP", "Noto Sans KR")
_IGNORED_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cs", "Cn"})


def fonts_folder() -> Path:
    """The folder of the shipped fonts, in an installed wheel or in a checkout.

    Raises:
        MissingPart: it is in neither place.
    """
    studio = Path(__file__).resolve().parent.parent
    for assets in (studio / "assets", studio.parent / "assets"):
        if (assets / "fonts" / "InterVariable.ttf").is_file():
            return assets / "fonts"
    raise MissingPart("The folder of fonts", "Install Greenlight again.")


@dataclass(frozen=True)
class Face:
    """One shipped typeface: its family name and weight (400 regular … 800 extra bold)."""

    family: str
    weight: int
    typeface: Any


class FontShelf:
    """Every font a text can be set in. Make one a process or thread and pass it on.

    Loading takes about 20 ms. Skia's collection is not safe across threads.
    """

    def __init__(self, folder: Path | None = None, *, has_system_fonts: bool = True) -> None:
        self._faces = tuple(_shipped(folder or fonts_folder()))
        self._provider = skia.textlayout.TypefaceFontProvider()
        for face in self._faces:
            self._provider.registerTypeface(face.typeface, face.family)
        self._has_system_fonts = has_system_fonts
        self._by_family = _by_family(self._faces)
        self._keepers: dict[tuple[str, str], str] = {}
        self.collection = skia.textlayout.FontCollection()
        self.collection.setDefaultFontManager(self._provider)
        self.unicode = skia.Unicodes.ICU.Make()

    @property
    def families(self) -> tuple[str, ...]:
        """The families there are, shipped ones first, in the order of their files."""
        return tuple(self._by_family)

    def has_family(self, family: str) -> bool:
        """True when `family` is shipped or installed on this machine."""
        return family in self._by_family or self._borrowed(family)

    def chain(self, text: str, family: str) -> tuple[str, ...]:
        """The families that set `text`, `family` first; an unknown one falls back to Inter."""
        first = family if self.has_family(family) else TEXT
        chain = dict.fromkeys((first, *self._companions(first)))
        for char in dict.fromkeys(text):
            if not _needs_glyph(char):
                continue
            if not any(self._has(name, char) for name in chain):
                chain[self._keeper(char, _han_order(text))] = None
        chain.pop("", None)
        return tuple(chain)

    def missing_glyphs(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that no font here can draw, each once, in order."""
        needed = (char for char in dict.fromkeys(text) if _needs_glyph(char))
        order = _han_order(text)
        return tuple(char for char in needed if not self._keeper(char, order))

    def typeface(self, family: str, weight: int) -> Any:
        """The typeface of `family` that is nearest to `weight`; Inter when it is unknown."""
        faces = self._by_family.get(family) or self._by_family[TEXT]
        return min(faces, key=lambda face: abs(face.weight - weight)).typeface

    def _companions(self, family: str) -> tuple[str, ...]:
        if family == SERIF:
            return ("Noto Serif Display", DISPLAY, EMOJI)
        return (DISPLAY if family not in {TEXT, MONO} else TEXT, EMOJI)

    def _keeper(self, char: str, han: tuple[str, ...]) -> str:
        key = (char, han[0])
        if key not in self._keepers:
            self._keepers[key] = self._find_keeper(char, han)
        return self._keepers[key]

    def _find_keeper(self, char: str, han: tuple[str, ...]) -> str:
        others = [name for name in self._by_family if name not in {*_SYMBOLS, *_HAN, MONO}]
        for name in (TEXT, EMOJI, *han, *others, *_SYMBOLS):
            if self._has(name, char):
                return name
        return self._system_keeper(char)

    def _has(self, family: str, char: str) -> bool:
        faces = self._by_family.get(family)
        return faces is not None and faces[0].typeface.unicharToGlyph(ord(char)) != 0

    def _system_keeper(self, char: str) -> str:
        if not self._has_system_fonts:
            return ""
        style = skia.FontStyle.Normal()
        typeface = self._system.matchFamilyStyleCharacter("", style, [], ord(char))
        if typeface is None or typeface.unicharToGlyph(ord(char)) == 0:
            return ""
        return self._keep(f"System {typeface.getFamilyName()}", typeface)

    def _borrowed(self, family: str) -> bool:
        if not family or not self._has_system_fonts:
            return False
        found = False
        for weight in (400, 700):
            style = skia.FontStyle(weight, 5, skia.FontStyle.Slant.kUpright_Slant)
            typeface = self._system.matchFamilyStyle(family, style)
            if typeface is not None and typeface.getFamilyName().lower() == family.lower():
                self._keep(family, typeface)
                found = True
        return found

    def _keep(self, family: str, typeface: Any) -> str:
        faces = self._by_family.setdefault(family, [])
        faces.append(Face(family, typeface.fontStyle().weight(), typeface))
        self._provider.registerTypeface(typeface, family)
        return family

    @cached_property
    def _system(self) -> Any:
        return skia.FontMgr.RefDefault()


def _shipped(folder: Path) -> Iterable[Face]:
    yield from _inter(folder / "InterVariable.ttf")
    for file in sorted(folder.iterdir()):
        match = _FILE_NAME.match(file.name)
        if match:
            family = _FAMILIES.get(match["family"]) or _spaced(match["family"])
            yield Face(family, int(match["weight"]), _load(file))


def _spaced(name: str) -> str:
    return name.replace("NotoSans", "Noto Sans ")


def _load(file: Path) -> Any:
    # From bytes, not by name: Skia opens files by a path in the machine's own code page.
    typeface = skia.Typeface.MakeFromData(skia.Data.MakeWithCopy(file.read_bytes()))
    if typeface is None:
        raise MissingPart(f"The font {file.name}", "Install Greenlight again.")
    return typeface


def _inter(file: Path) -> Iterable[Face]:
    variable = _load(file)
    for family, optical_size in ((TEXT, 14.0), (DISPLAY, 32.0)):
        for weight in INTER_WEIGHTS:
            yield Face(family, weight, _instance(variable, wght=weight, opsz=optical_size))


def _instance(typeface: Any, **axes: float) -> Any:
    position = skia.FontArguments.VariationPosition
    coordinates = position.Coordinates(
        [position.Coordinate(int.from_bytes(k.encode(), "big"), v) for k, v in axes.items()]
    )
    design = position(coordinates)
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(design)
    return typeface.makeClone(arguments)


def _by_family(faces: Iterable[Face]) -> dict[str, list[Face]]:
    found: dict[str, list[Face]] = {}
    for face in faces:
        found.setdefault(face.family, []).append(face)
    return found


def _needs_glyph(char: str) -> bool:
    if "\ufe00" <= char <= "\ufe0f" or 0xE0020 <= ord(char) <= 0xE007F:
        return False
    return unicodedata.category(char) not in _IGNORED_CATEGORIES or ord(char) > 0x1F000


def _han_order(text: str) -> tuple[str, ...]:
    """Which Han font comes first: shared characters are drawn differently by language."""
    if any("\u3040" <= char <= "\u30ff" for char in text):
        return ("Noto Sans JP", "Noto Sans SC", "Noto Sans KR")
    if any("\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff" for char in text):
        return ("Noto Sans KR", "Noto Sans JP", "Noto Sans SC")
    return _HAN
