"""Whether a short message says yes or no to what was just asked."""

from __future__ import annotations

import re

MOST_WORDS = 9

_FILL = (
    r"(?:please|thanks?|thank you|now|then|great|good|fine|perfect|lovely|nice|it|all|this|that)"
)
_YES = (
    r"yes|yep|yeah|yup|sure|ok|okay|go|go ahead|go for it|go on|do it|ship it|make it|proceed|"
    r"approved?|approve (?:it|them|all|everything|all of (?:it|them))|greenlit|"
    r"greenlight(?: it| all)?|"
    r"(?:it |that |this |all |everything )?(?:looks?|sounds?|is|are) "
    r"(?:very |really |so |all )?(?:good|great|fine|perfect|lovely|right|ok|okay)(?: to me)?|"
    r"i(?:'m| am) happy(?: with (?:it|this|that|everything))?|i (?:approve|agree)|agreed|"
    r"of course|absolutely|certainly|ja|oui|sí|si"
)
_NO = (
    r"no|nope|nah|not yet|not now|no thanks?|no thank you|don'?t|do not|stop|wait|hold on|hold off|"
    r"cancel|later|reject(?:ed)?|refused?|never ?mind|not like (?:this|that)|nein|non"
)
_SAYS_YES = re.compile(rf"^(?:(?:{_YES}|{_FILL})(?:\s*[,.!;:–—-]+\s*|\s+and\s+|\s+|$))+$", re.I)
_SAYS_NO = re.compile(rf"^(?:(?:{_NO}|{_FILL})(?:\s*[,.!;:–—-]+\s*|\s+|$))+$", re.I)
_HAS_YES = re.compile(rf"(?:^|[\s,.!;:–—-])(?:{_YES})(?=$|[\s,.!;:–—-])", re.I)
_HAS_NO = re.compile(rf"(?:^|[\s,.!;:–—-])(?:{_NO})(?=$|[\s,.!;:–—-])", re.I)


def consent_of(text: str) -> bool | None:
    """True for "looks good, go", False for "not yet"; None for anything that says more."""
    said = text.strip().replace("’", "'").strip(" .!")
    if not said or len(said.split()) > MOST_WORDS or "?" in said:
        return None
    if _SAYS_NO.match(said) and _HAS_NO.search(said):
        return False
    if _SAYS_YES.match(said) and _HAS_YES.search(said):
        return True
    return None
