"""Texts of web pages into sentences, and the numbers in them."""

from __future__ import annotations

import re

_END = re.compile(
    r"(?<=[.!?…。！？])[\"”’»)]*\s+(?=[\"“‘«(]*[A-Z0-9À-ÞĀ-Ž\u0400-\u042f\u3040-\u9fff])"
)
_SHORT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|e\.g|i\.e|Inc|Ltd|Co|approx|z\.B|bzw)\.$")

NUMBER = re.compile(
    r"(?:[€$£¥]\s?)?\d+(?:[.,'\u00a0\u202f]\d{3}(?!\d))*(?:[.,]\d+)?"
    r"(?:\s?(?:%|‰|°C?|×|x\b|\+|k\b|K\b|M\b|m\b|bn\b|h\b|ms\b|s\b|TB\b|GB\b|MB\b|kg\b|km\b|€|kr\b))*"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; an abbreviation ends none."""
    parts: list[str] = []
    for part in _END.split(text):
        if parts and _SHORT.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part.strip():
            parts.append(part.strip())
    return tuple(parts)


def number_in(text: str) -> str:
    """The number of a text that says most: the first that is no year; "" without one."""
    found = [match[0].strip() for match in NUMBER.finditer(text)]
    return next((number for number in found if not _YEAR.fullmatch(number)), "")


def is_number(text: str) -> bool:
    """True when a short text is a number and its unit, as "48 h", "11,400+" or "4.9"."""
    short = text.strip()
    return (
        len(short) <= 14
        and bool(re.search(r"\d", short))
        and bool(
            re.fullmatch(rf"[~≈<>≤≥+\-–]?\s?{NUMBER.pattern}(?:\s?/\s?\d+|\s?\w{{1,8}})?\+?", short)
        )
    )
