"""The few words that are ours in a film of a website, by language; all others are its own."""

from __future__ import annotations

from enum import StrEnum


class ActKind(StrEnum):
    """The five acts, in their order."""

    PROBLEM = "problem"
    DISCOVERY = "discovery"
    TRANSFORMATION = "transformation"
    TRIUMPH = "triumph"
    INVITATION = "invitation"


_TITLES = {
    "en": ("The problem", "The discovery", "The transformation", "The triumph", "The invitation"),
    "de": ("Das Problem", "Die Entdeckung", "Die Verwandlung", "Der Erfolg", "Die Einladung"),
    "fr": ("Le problème", "La découverte", "La transformation", "Le succès", "L’invitation"),
    "es": ("El problema", "El hallazgo", "La transformación", "El éxito", "La invitación"),
    "it": ("Il problema", "La scoperta", "La trasformazione", "Il successo", "L’invito"),
    "nl": ("Het probleem", "De ontdekking", "De verandering", "Het succes", "De uitnodiging"),
}
_MEET = {
    "en": "This is {}.",
    "de": "Das ist {}.",
    "fr": "Voici {}.",
    "es": "Esto es {}.",
    "it": "Ecco {}.",
    "nl": "Dit is {}.",
}


def act_title(kind: ActKind, language: str) -> str:
    """What an act is called, in the language of the film; English for one not known."""
    place = tuple(ActKind).index(kind)
    return _TITLES.get(language or "en", _TITLES["en"])[place]


def met(name: str, language: str) -> str:
    """The sentence that says a name, in a language that is known; the bare name else."""
    return _MEET.get(language or "en", "{}.").format(name.rstrip("."))
