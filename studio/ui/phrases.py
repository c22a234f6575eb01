"""Numbers, times and states as people read them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeVar

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|$:~&])")
_CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
_GIGABYTE = 1_000_000_000
_Key = TypeVar("_Key")


def plain(text: str) -> str:
    """`text` with every sign that Markdown would read as its own made literal."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def told_apart(titles: Mapping[_Key, str]) -> dict[_Key, str]:
    """`titles` with a number on each that was there before: "Sea", "Sea (2)".

    A list gives back what stands on its lines, so two equal lines cannot be told apart.
    """
    counted: Counter[str] = Counter()
    apart: dict[_Key, str] = {}
    for key, title in titles.items():
        told = title
        while counted[told]:
            counted[title] += 1
            told = f"{title} ({counted[title]})"
        counted[told] += 1
        apart[key] = told
    return apart


def undollared(text: str) -> str:
    """Markdown whose dollar signs are money, not the marks of a formula; code stays as it is."""
    parts = _CODE.split(text)
    return "".join(part if n % 2 else part.replace("$", r"\$") for n, part in enumerate(parts))


def first_words(text: str, limit: int = 90) -> str:
    """The beginning of `text`, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def clock(seconds: float) -> str:
    """Seconds as 4:58, or 1:04:58 from an hour on."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def count(number: int, noun: str, plural: str = "") -> str:
    """1 scene, 2 scenes."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def size(n_bytes: int) -> str:
    """Bytes as 18.4 GB, 3.2 MB or 120 KB."""
    for unit, scale in (("GB", _GIGABYTE), ("MB", 1_000_000), ("KB", 1000)):
        if n_bytes >= scale:
            return f"{n_bytes / scale:.1f} {unit}"
    return f"{n_bytes} bytes"


def ago(moment: datetime, now: datetime | None = None) -> str:
    """How long ago `moment` was, in the largest unit that fits."""
    passed = ((now or datetime.now(UTC)) - moment).total_seconds()
    for unit, scale in (("day", 86_400), ("hour", 3600), ("minute", 60)):
        if passed >= scale:
            return f"{count(int(passed // scale), unit)} ago"
    return "just now"


def lasted(seconds: float) -> str:
    """A span of work: 0.4 s, 12 s, 3 min 5 s; below a tenth of a second in thousandths."""
    if seconds < 0.1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def money(dollars: float) -> str:
    """US dollars as $12.40, with as many digits as a small sum needs: $0.0021."""
    if dollars == 0 or dollars >= 1:
        return f"${dollars:,.2f}"
    return f"${dollars:.4f}" if dollars >= 0.00005 else "under $0.0001"


def titled(name: str) -> str:
    """A name from a registry as a title: "push-in" as "Push in"."""
    return name.replace("-", " ").replace("_", " ").capitalize()


def file_name(title: str, ending: str) -> str:
    """A title as a file name that every system takes, at most 80 characters before the ending."""
    stem = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', " ", title)
    stem = " ".join(stem.split()).strip(". ")[:80].strip(". ")
    return f"{stem or 'film'}{ending}"
