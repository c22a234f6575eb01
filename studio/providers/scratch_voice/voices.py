"""The voices: languages by name, each in several tones."""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.errors import MissingPart
from studio.providers.interface import VoiceCard


@dataclass(frozen=True, slots=True)
class Tone:
    """How espeak-ng is set for a voice.

    `pitch` and `pitch_range` go from 0 to 100 with 50 in the middle; `word_gap` counts
    hundredths of a second between words.
    """

    engine_voice: str
    words_a_minute: int = 158
    pitch: int = 50
    pitch_range: int = 50
    word_gap: int = 0


@dataclass(frozen=True, slots=True)
class _Manner:
    name: str
    title: str
    variant: str
    pitch: int
    pitch_range: int


@dataclass(frozen=True, slots=True)
class _Language:
    name: str
    tag: str
    title: str


_MANNERS = (
    _Manner("", "calm", "", 46, 56),
    _Manner("bright", "bright", "+f3", 50, 56),
    _Manner("deep", "deep", "+m3", 40, 50),
)

_LANGUAGES = (
    _Language("en-us", "en-US", "English (America)"),
    _Language("en-gb", "en-GB", "English (Great Britain)"),
    _Language("en-gb-scotland", "en-GB-scotland", "English (Scotland)"),
    _Language("en-gb-x-rp", "en-GB", "English (Received Pronunciation)"),
    _Language("af", "af", "Afrikaans"),
    _Language("sq", "sq", "Albanian"),
    _Language("ar", "ar", "Arabic"),
    _Language("hy", "hy", "Armenian"),
    _Language("bn", "bn", "Bengali"),
    _Language("bs", "bs", "Bosnian"),
    _Language("bg", "bg", "Bulgarian"),
    _Language("ca", "ca", "Catalan"),
    _Language("yue", "yue", "Chinese (Cantonese)"),
    _Language("cmn", "zh-CN", "Chinese (Mandarin)"),
    _Language("hr", "hr", "Croatian"),
    _Language("cs", "cs", "Czech"),
    _Language("da", "da", "Danish"),
    _Language("nl", "nl", "Dutch"),
    _Language("eo", "eo", "Esperanto"),
    _Language("et", "et", "Estonian"),
    _Language("fi", "fi", "Finnish"),
    _Language("fr", "fr", "French (France)"),
    _Language("fr-be", "fr-BE", "French (Belgium)"),
    _Language("fr-ch", "fr-CH", "French (Switzerland)"),
    _Language("ka", "ka", "Georgian"),
    _Language("de", "de", "German"),
    _Language("el", "el", "Greek"),
    _Language("he", "he", "Hebrew"),
    _Language("hi", "hi", "Hindi"),
    _Language("hu", "hu", "Hungarian"),
    _Language("is", "is", "Icelandic"),
    _Language("id", "id", "Indonesian"),
    _Language("ga", "ga", "Irish"),
    _Language("it", "it", "Italian"),
    _Language("ja", "ja", "Japanese (reads kana only)"),
    _Language("kk", "kk", "Kazakh"),
    _Language("ko", "ko", "Korean"),
    _Language("lv", "lv", "Latvian"),
    _Language("lt", "lt", "Lithuanian"),
    _Language("mk", "mk", "Macedonian"),
    _Language("ms", "ms", "Malay"),
    _Language("ne", "ne", "Nepali"),
    _Language("nb", "nb", "Norwegian"),
    _Language("fa", "fa", "Persian"),
    _Language("pl", "pl", "Polish"),
    _Language("pt-br", "pt-BR", "Portuguese (Brazil)"),
    _Language("pt", "pt-PT", "Portuguese (Portugal)"),
    _Language("ro", "ro", "Romanian"),
    _Language("ru", "ru", "Russian"),
    _Language("sr", "sr", "Serbian"),
    _Language("sk", "sk", "Slovak"),
    _Language("sl", "sl", "Slovenian"),
    _Language("es-419", "es-419", "Spanish (Latin America)"),
    _Language("es", "es-ES", "Spanish (Spain)"),
    _Language("sw", "sw", "Swahili"),
    _Language("sv", "sv", "Swedish"),
    _Language("ta", "ta", "Tamil"),
    _Language("te", "te", "Telugu"),
    _Language("th", "th", "Thai"),
    _Language("tr", "tr", "Turkish"),
    _Language("uk", "uk", "Ukrainian"),
    _Language("ur", "ur", "Urdu"),
    _Language("vi", "vi", "Vietnamese"),
    _Language("cy", "cy", "Welsh"),
)


def voice_cards() -> tuple[VoiceCard, ...]:
    """Every voice, English first, then the other languages by name."""
    return tuple(
        VoiceCard(_ask_name(language, manner), f"{language.title}, {manner.title}", language.tag)
        for language in _LANGUAGES
        for manner in _MANNERS
    )


def tone_of(voice: str) -> Tone:
    """The settings of the voice of that ask name. Raises MissingPart when there is none."""
    for language in _LANGUAGES:
        for manner in _MANNERS:
            if _ask_name(language, manner) == voice:
                return Tone(
                    engine_voice=f"{language.name}{manner.variant}",
                    pitch=manner.pitch,
                    pitch_range=manner.pitch_range,
                )
    raise MissingPart(f"The voice “{voice}”", "Choose one of the voices of the scratch voice.")


def _ask_name(language: _Language, manner: _Manner) -> str:
    return f"{language.name}-{manner.name}" if manner.name else language.name
