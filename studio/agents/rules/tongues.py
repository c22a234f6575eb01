"""Short requests in German, French and Spanish as the English ones the rules read.

A request is taken over only where every word of it is known here: half of one could mean the
opposite.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MOST_WORDS = 14

GERMAN = {
    r"mach(?:e|t)?(?: bitte)? den film(?: fertig)?|den film machen|"
    r"erstelle? den film": "make the film",
    r"mach(?:e|t)?(?: bitte)? (?:es|ihn|das video|den film)": "make it",
    r"mach(?:e|t)?": "make",
    r"kürzer": "shorter",
    r"länger": "longer",
    r"ruhiger|langsamer": "calmer",
    r"lebendiger|schneller": "livelier",
    r"einfacher": "simpler",
    r"(?:lösch|entfern|streich)(?:e|en)?": "delete",
    r"(?:ver)?tausch(?:e|en)?": "swap",
    r"teil(?:e|en)?": "split",
    r"verbind(?:e|en)?": "merge",
    r"verschieb(?:e|en)?": "move",
    r"an den anfang": "to the start",
    r"ans ende": "to the end",
    r"nach": "after",
    r"vor": "before",
    r"mit": "with",
    r"auf": "to",
    r"szene": "scene",
    r"szenen": "scenes",
    r"soll(?:te|ten|en)?": "should",
    r"sein|werden": "be",
    r"der|die|das|den": "the",
    r"erste[nr]?": "first",
    r"zweite[nr]?": "second",
    r"dritte[nr]?": "third",
    r"vierte[nr]?": "fourth",
    r"letzte[nr]?": "last",
    r"und": "and",
    r"keine?|ohne": "no",
    r"musik": "music",
    r"untertitel": "captions",
    r"leiser": "quieter",
    r"lauter": "louder",
    r"eine?n?": "a",
    r"(?:weibliche|frauen) ?stimme": "female voice",
    r"(?:männliche|männer) ?stimme": "male voice",
    r"tiefere?|tiefe": "deep",
    r"andere": "different",
    r"stimme": "voice",
    r"(?:mach (?:das|es) )?rückgängig(?: machen)?": "undo",
    r"hochkant|hochformat|vertikal": "vertical",
    r"querformat": "widescreen",
    r"quadratisch": "square",
    r"bitte": "please",
    r"(?:fang )?(?:noch ?mal )?von vorne?(?: anfangen| beginnen)?": "start over",
    r"sekunden?": "seconds",
    r"minuten?": "minutes",
    r"danke": "thanks",
    r"hilfe": "help",
    r"wie lang ist (?:der film|er|es)": "how long is it",
    r"was kostet (?:das|es|der film)": "what does it cost?",
}
FRENCH = {
    r"(?:fais|faites|fait) le film": "make the film",
    r"(?:rends|rendez|fais|faites)-(?:le|la)": "make it",
    r"rends|rendez|fais|faites": "make",
    r"plus courte?s?": "shorter",
    r"plus longu?e?s?": "longer",
    r"plus calmes?|plus lente?s?": "calmer",
    r"plus vivante?s?|plus rapides?": "livelier",
    r"plus simples?": "simpler",
    r"supprime[rz]?|enlève|enlever|retire[rz]?": "delete",
    r"échange[rz]?": "swap",
    r"divise[rz]?": "split",
    r"fusionne[rz]?": "merge",
    r"déplace[rz]?": "move",
    r"au début": "to the start",
    r"à la fin": "to the end",
    r"après": "after",
    r"avant": "before",
    r"avec": "with",
    r"scène": "scene",
    r"scènes": "scenes",
    r"le|la|les": "the",
    r"première?": "first",
    r"deuxième|seconde": "second",
    r"troisième": "third",
    r"quatrième": "fourth",
    r"dernière?": "last",
    r"et": "and",
    r"pas de|sans": "no",
    r"musique": "music",
    r"sous-titres": "captions",
    r"moins forte?": "quieter",
    r"plus forte?": "louder",
    r"une?": "a",
    r"voix (?:de femme|féminine)": "female voice",
    r"voix (?:d['’]homme|masculine)": "male voice",
    r"voix grave": "deep voice",
    r"autre": "different",
    r"voix": "voice",
    r"annule[rz]?(?: ça| cela)?": "undo",
    r"verticale?|en vertical": "vertical",
    r"carrée?": "square",
    r"s['’]il (?:te|vous) pla[iî]t|stp|svp": "please",
    r"recommence[rz]?": "start over",
    r"secondes": "seconds",
    r"minutes?": "minutes",
    r"merci": "thanks",
    r"bonjour|salut": "hello",
    r"aide": "help",
    r"combien ça coûte": "what does it cost?",
}
SPANISH = {
    r"ha(?:z|ga) (?:la película|el v[ií]deo)": "make the film",
    r"h[aá](?:zlo|zla|galo|gala)": "make it",
    r"ha(?:z|ga)": "make",
    r"más cort[ao]s?": "shorter",
    r"más larg[ao]s?": "longer",
    r"más (?:tranquil|calmad|lent)[ao]s?": "calmer",
    r"más (?:animad|rápid)[ao]s?": "livelier",
    r"más (?:simple|sencill[ao])s?": "simpler",
    r"elimina[r]?|borra[r]?|quita[r]?": "delete",
    r"intercambia[r]?": "swap",
    r"divid(?:e|ir)": "split",
    r"une|unir|combina[r]?": "merge",
    r"mueve|mover": "move",
    r"al principio": "to the start",
    r"al final": "to the end",
    r"después de": "after",
    r"antes de": "before",
    r"con": "with",
    r"escena": "scene",
    r"escenas": "scenes",
    r"el|la|los|las": "the",
    r"primer[ao]?": "first",
    r"segund[ao]": "second",
    r"tercer[ao]?": "third",
    r"cuart[ao]": "fourth",
    r"últim[ao]": "last",
    r"y": "and",
    r"sin": "no",
    r"música": "music",
    r"subtítulos": "captions",
    r"más baj[ao]": "quieter",
    r"más alt[ao]": "louder",
    r"una?": "a",
    r"voz (?:de mujer|femenina)": "female voice",
    r"voz (?:de hombre|masculina)": "male voice",
    r"voz grave": "deep voice",
    r"otra": "different",
    r"voz": "voice",
    r"desha(?:cer|z(?: eso)?)": "undo",
    r"en vertical|vertical": "vertical",
    r"cuadrad[ao]": "square",
    r"por favor": "please",
    r"(?:empezar|empieza|comienza) de nuevo": "start over",
    r"segundos?": "seconds",
    r"minutos?": "minutes",
    r"gracias": "thanks",
    r"hola": "hello",
    r"ayuda": "help",
    r"cuánto cuesta": "what does it cost?",
}
TONGUES: tuple[Mapping[str, str], ...] = (GERMAN, FRENCH, SPANISH)
_VERB_LAST = re.compile(
    r"^(?P<rest>.+) (?P<verb>delete|swap|split|merge|move)(?P<please> please)?$", re.IGNORECASE
)


def in_english(text: str) -> str:
    """`text` in the words the rules know where it is a short request of another tongue.

    Any other text is given back as it is.
    """
    if len(text.split()) > MOST_WORDS:
        return text
    told = (_told(text.casefold().strip(" .!¡¿?"), tongue) for tongue in TONGUES)
    return next((english for english in told if english), text)


def _told(text: str, tongue: Mapping[str, str]) -> str:
    """The whole of `text` in English, or nothing."""
    left, english = text, list[str]()
    while left:
        found = [(m, said) for like, said in tongue.items() if (m := _at_start(like, left))]
        match, said = max(found, key=lambda pair: pair[0].end(), default=(None, ""))
        match = match or re.match(r"\d+|\s*[,;]", left)
        if match is None:
            return ""
        english.append(said or match[0])
        left = left[match.end() :].lstrip()
    joined = re.sub(r" (?=[,;])", "", " ".join(english))
    return _VERB_LAST.sub(r"\g<verb> \g<rest>", joined)


def _at_start(pattern: str, text: str) -> re.Match[str] | None:
    return re.match(rf"(?:{pattern})(?![\w’'-])", text)
