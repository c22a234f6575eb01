"""In what tone a website speaks: a mood that films have, told from its words and colours."""

from __future__ import annotations

import re

from studio.domain.site import SiteStyle
from studio.graphics.colour import is_dark

_WORDS = {
    "technical": (
        r"\b(?:api|sdk|cli|open.source|deploy\w*|developers?|code|compil\w+|runtime|latency|"
        r"kubernetes|docker|git|npm|async|query|queries|schema|terminal|benchmark\w*|debug\w*)\b"
    ),
    "warm": (
        r"\b(?:coffee|bread|bak\w+|home\w*|hand.?made|craft\w*|family|farm\w*|kitchen|roast\w*|"
        r"wool|wood\w*|garden\w*|cosy|fresh\w*|neighbou?r\w*)\b"
    ),
    "playful": r"\b(?:fun|play\w*|games?|kids?|children|toys?|laugh\w*|party|yay|wow)\b",
    "calm": (
        r"\b(?:library|libraries|books?|reading|quiet\w*|yoga|medita\w+|sleep|breath\w*|"
        r"mindful\w*|rest|slow\w*|museum)\b"
    ),
    "elegant": r"\b(?:luxury|couture|jewel\w*|hotel|boutique|architect\w*|gallery|atelier)\b",
    "natural": r"\b(?:nature|natural|forest\w*|organic|climate|solar|river|wild\w*|sustainab\w+)\b",
    "serious": r"\b(?:law|legal|insurance|bank\w*|complian\w+|audit\w*|clinic\w*|medical|tax)\b",
    "bold": r"\b(?:fitness|gym|sport\w*|race|racing|faster|strong\w*|power\w*|win|boost\w*)\b",
    "hopeful": r"\b(?:donat\w+|charity|volunteer\w*|communit\w+|together|hope|future|education)\b",
}


def tone_of(text: str, style: SiteStyle) -> str:
    """The mood whose words are said most; without any, what the colours suggest."""
    said = text[:60_000].lower()
    counts = {mood: len(re.findall(pattern, said)) for mood, pattern in _WORDS.items()}
    best = max(counts, key=lambda mood: counts[mood])
    if counts[best] >= 2:
        return best
    return "technical" if is_dark(style.palette.ground) else "hopeful"
