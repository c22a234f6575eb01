"""The voices: languages by name, each in several tones."""

from __future__ import annotations

from dataclasses import dataclass

from studio.domain.errors import MissingPart
from studio.providers.espeak.speech import Voicing
from studio.providers.interface import VoiceCard


@dataclass(frozen=True, slots=True)
class _Manner:
    """A way to sound: `variant` is a voice in espeak-ng's folder `voices/!v`, or none.

    `pitch` and `pitch_range` go from 0 to 100 with espeak-ng's own in the middle.
    """

    name: str
    title: str
    variant: str = ""
    pitch: int = 50
    pitch_range: int = 50
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class _Language:
    """`name` as asked for, `tag` after BCP 47; `file` is espeak-ng's name where it differs."""

    name: str
    tag: str
    title: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """A language in a manner of speaking."""

    spoken: _Language
    manner: _Manner

    @property
    def language(self) -> str:
        """The language as a BCP 47 tag."""
        return self.spoken.tag

    def voicing(self, pace: float) -> Voicing:
        """How the engine is set for this voice at `pace`."""
        return Voicing(
            voice=f"{self.spoken.file or self.spoken.name}{self.manner.variant}",
            words_a_minute=round(_WORDS_A_MINUTE * self.manner.pace * pace),
            pitch=self.manner.pitch,
            pitch_range=self.manner.pitch_range,
        )


_WORDS_A_MINUTE = 158

_MANNERS = (
    _Manner("", "calm", pitch=48, pitch_range=58),
    _Manner("bright", "bright", "+f3", pitch_range=55),
    _Manner("gentle", "gentle", "+f2", pitch=46, pitch_range=45, pace=0.95),
    _Manner("deep", "deep", "+m3", pitch=34, pitch_range=50, pace=0.97),
)

_LANGUAGES = (
    _Language("en-us", "en-US", "English (America)"),
    _Language("en-gb", "en-GB", "English (Great Britain)", "en"),
    _Language("en-gb-scotland", "en-GB-scotland", "English (Scotland)"),
    _Language("en-gb-x-rp", "en-GB", "English (Received Pronunciation)"),
    _Language("af", "af", "Afrikaans"),
    _Language("sq", "sq", "Albanian"),
    _Language("am", "am", "Amharic"),
    _Language("ar", "ar", "Arabic"),
    _Language("hy", "hy", "Armenian"),
    _Language("az", "az", "Azerbaijani"),
    _Language("eu", "eu", "Basque"),
    _Language("be", "be", "Belarusian"),
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
    _Language("fr-be", "fr-BE", "French (Belgium)"),
    _Language("fr", "fr", "French (France)"),
    _Language("fr-ch", "fr-CH", "French (Switzerland)"),
    _Language("ka", "ka", "Georgian"),
    _Language("de", "de", "German"),
    _Language("el", "el", "Greek"),
    _Language("gu", "gu", "Gujarati"),
    _Language("he", "he", "Hebrew"),
    _Language("hi", "hi", "Hindi"),
    _Language("hu", "hu", "Hungarian"),
    _Language("is", "is", "Icelandic"),
    _Language("id", "id", "Indonesian"),
    _Language("ga", "ga", "Irish"),
    _Language("it", "it", "Italian"),
    _Language("ja", "ja", "Japanese (reads kana only)"),
    _Language("kn", "kn", "Kannada"),
    _Language("kk", "kk", "Kazakh"),
    _Language("ko", "ko", "Korean"),
    _Language("lv", "lv", "Latvian"),
    _Language("lt", "lt", "Lithuanian"),
    _Language("lb", "lb", "Luxembourgish"),
    _Language("mk", "mk", "Macedonian"),
    _Language("ms", "ms", "Malay"),
    _Language("ml", "ml", "Malayalam"),
    _Language("mt", "mt", "Maltese"),
    _Language("mr", "mr", "Marathi"),
    _Language("ne", "ne", "Nepali"),
    _Language("nb", "nb", "Norwegian"),
    _Language("fa", "fa", "Persian"),
    _Language("pl", "pl", "Polish"),
    _Language("pt-br", "pt-BR", "Portuguese (Brazil)"),
    _Language("pt", "pt-PT", "Portuguese (Portugal)"),
    _Language("pa", "pa", "Punjabi"),
    _Language("ro", "ro", "Romanian"),
    _Language("ru", "ru", "Russian"),
    _Language("sr", "sr", "Serbian"),
    _Language("si", "si", "Sinhala"),
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
    _Language("uz", "uz", "Uzbek"),
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


def voice_of(name: str) -> Voice:
    """The voice of that ask name. Raises MissingPart when there is none."""
    for language in _LANGUAGES:
        for manner in _MANNERS:
            if _ask_name(language, manner) == name:
                return Voice(language, manner)
    raise MissingPart(f"The voice “{name}”", "Choose one of the voices of the scratch voice.")


def _ask_name(language: _Language, manner: _Manner) -> str:
    return f"{language.name}-{manner.name}" if manner.name else language.name
