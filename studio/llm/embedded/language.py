"""Which language a text is in, by its letters and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from studio.llm.embedded.sentences import words
from studio.llm.embedded.vocabulary import vocabulary

_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7af\u1100-\u11ff]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ar", r"[\u0600-\u06ff]"),
    ("he", r"[\u0590-\u05ff]"),
    ("hi", r"[\u0900-\u097f]"),
    ("bn", r"[\u0980-\u09ff]"),
    ("ta", r"[\u0b80-\u0bff]"),
    ("th", r"[\u0e00-\u0e7f]"),
    ("el", r"[\u0370-\u03ff]"),
    ("uk", r"[іїєґІЇЄҐ]"),
    ("ru", r"[\u0400-\u04ff]"),
    ("vi", r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]"),
)
_COMMON = {
    "en": vocabulary("the and of to in is that it for was on are with as at by this from you"),
    "de": vocabulary(
        "der die das und ist nicht ein eine zu den mit von auf für im dem wir sich am "
        "auch aus jeden nach oder sind uns unser wird zum zur"
    ),
    "fr": vocabulary("le la les et des est un une dans que qui pour pas sur avec du nous au ce"),
    "es": vocabulary("el la los las y que en un una es por con para del se no lo como más su"),
    "it": vocabulary("il lo la gli e di che è un una per non con del della sono nel si più dei"),
    "pt": vocabulary("o a os as e que em um uma é não por com para do da dos das se mais são"),
    "nl": vocabulary("de het een en van is dat in op te niet met voor zijn aan er we maar ook"),
    "sv": vocabulary("och att det som en på är av för med den till inte om vi ett jag har"),
    "da": vocabulary("og at det som en på er af for med den til ikke et vi jeg har de der"),
    "pl": vocabulary("i w na z nie się jest do to że jak o co za od po przez dla są był"),
    "cs": vocabulary("a se v na je že s z do to i o k ve pro jsou jako od ale po byl"),
    "tr": vocabulary("ve bir bu da de için ile çok ne var daha gibi o ama olarak en mi her"),
    "fi": vocabulary("ja on ei että se oli hän joka mutta kun niin ovat myös kuin tämä sen"),
    "id": vocabulary("yang dan di ini itu dengan untuk dari tidak pada adalah ke dalam akan kita"),
}
_ENGLISH = vocabulary(
    "the of and that this from with you your our how why what when where who which about does"
)
_SHARED = vocabulary(
    "a all an are as at by do for has he her his i in is it its me men my no not of on or our ",
    "so to us was we will man do per son come dare sale pour more",
)
"""Words of English that other languages have, too, and mean something else by."""

_SAMPLE = 4000
_LEAST_SHARE = 0.3


def language_of(text: str) -> str:
    """The language of a text as a two-letter code (ISO 639-1); "" when it cannot be told.

    A script of its own settles it; Latin text is told by how many of its words are among
    the commonest of a language, where some language has at least two.
    """
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    for code, pattern in _SCRIPTS:
        share = len(re.findall(pattern, sample)) / max(letters, 1)
        if share > (0.04 if code in ("ja", "uk", "vi") else _LEAST_SHARE):
            return code
    said = [word.lower() for word in words(sample)]
    found = Counter({code: sum(w in known for w in said) for code, known in _COMMON.items()})
    (best, count), (_, second) = found.most_common(2)
    return best if count >= 2 and count > second else ""


def is_foreign(text: str) -> bool:
    """True when a text, short as it may be, is plainly in another language than English."""
    said = dict.fromkeys(word.lower() for word in words(text[:_SAMPLE]))
    if any(word in _ENGLISH for word in said):
        return False
    telling = " ".join(word for word in said if word not in _SHARED)
    return language_of(telling) not in ("", "en")
