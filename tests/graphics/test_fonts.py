from __future__ import annotations

from pathlib import Path

import pytest

from studio.domain.errors import MissingPart
from studio.graphics.fonts import EMOJI, FontShelf, fonts_folder

LANGUAGES = {
    "Arabic": "مرحبًا بكم في الرحلة إلى القمر، حيث يبدأ كل شيء بخطوة صغيرة.",
    "Hebrew": "ברוכים הבאים למסע אל הירח, שבו הכול מתחיל בצעד קטן.",
    "Devanagari": "चाँद की यात्रा में आपका स्वागत है, जहाँ सब कुछ एक छोटे कदम से शुरू होता है।",
    "Japanese": "月への旅へようこそ。すべては小さな一歩から始まります。",
    "Chinese": "欢迎来到登月之旅，一切都从一小步开始。",
    "Korean": "달로 가는 여행에 오신 것을 환영합니다. 모든 것은 작은 한 걸음에서 시작됩니다.",
    "Thai": "ยินดีต้อนรับสู่การเดินทางไปดวงจันทร์ ทุกอย่างเริ่มต้นจากก้าวเล็ก ๆ",
    "Russian": "Добро пожаловать в путешествие к Луне, где всё начинается с маленького шага.",
    "Greek": "Καλώς ήρθατε στο ταξίδι προς τη Σελήνη.",
    "Vietnamese": "Chào mừng đến với hành trình lên Mặt Trăng, nơi mọi thứ bắt đầu.",
    "German": "Donaudampfschifffahrtsgesellschaftskapitän grüßt: Überall fängt es an.",
    "Polish": "Zażółć gęślą jaźń",
    "Bengali": "চাঁদের যাত্রায় স্বাগতম",
    "Tamil": "நிலவுப் பயணத்திற்கு வரவேற்கிறோம்",
    "Georgian": "კეთილი იყოს თქვენი მობრძანება",
    "emoji": "Ready 🚀 steady 🧑🏽‍🚀 go 👩‍👩‍👧‍👦 — naïve café, ½ price, 5 €!",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", ["Inter", "Space Grotesk", "Newsreader"])
def test_a_machine_without_fonts_can_set(language: str, family: str, fonts: FontShelf) -> None:
    text = LANGUAGES[language]
    assert fonts.missing_glyphs(text) == ()
    chain = fonts.chain(text, family)
    assert chain[0] == family
    letters = [char for char in text if char.isalpha()]
    for char in letters:
        assert any(fonts.typeface(name, 500).unicharToGlyph(ord(char)) for name in chain), char


def test_missing_glyphs_are_named_once_and_in_order(fonts: FontShelf) -> None:
    assert fonts.missing_glyphs("a 𓀀 b 𓁐 𓀀") == ("𓀀", "𓁐")


def test_invisible_characters_are_never_missing(fonts: FontShelf) -> None:
    assert fonts.missing_glyphs("\u200d\u2066\u2069\ufe0f\n\t\x07") == ()


def test_an_unknown_family_falls_back_to_inter(fonts: FontShelf) -> None:
    assert not fonts.has_family("No Such Font")
    assert fonts.chain("abc", "No Such Font")[0] == "Inter"


def test_weights_are_different_typefaces(fonts: FontShelf) -> None:
    assert fonts.typeface("Inter", 400).fontStyle().weight() == 400
    assert fonts.typeface("Inter", 800).fontStyle().weight() == 800
    assert fonts.typeface("Inter", 690).fontStyle().weight() == 700


def test_shared_han_is_drawn_in_the_language_of_the_text(fonts: FontShelf) -> None:
    assert "Noto Sans JP" in fonts.chain("直の", "Inter")
    assert "Noto Sans SC" in fonts.chain("直", "Inter")


def test_emoji_are_drawn_in_colour_before_symbols(fonts: FontShelf) -> None:
    chain = fonts.chain("⭐", "Inter")
    assert EMOJI in chain
    assert "Noto Sans Symbols2" not in chain


def test_a_folder_without_fonts_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "InterVariable.ttf").write_bytes(b"not a font")
    with pytest.raises(MissingPart, match=r"InterVariable\.ttf"):
        FontShelf(tmp_path)


def test_every_font_has_its_licence_and_credit() -> None:
    folder = fonts_folder()
    credit = (folder / "CREDITS.md").read_text(encoding="utf-8")
    licences = [file.stem for file in (folder / "licences").iterdir()]
    for file in folder.glob("*.[ot]tf"):
        assert any(file.name.startswith(name) for name in licences), file.name
        family = file.name.split("-")[0].removesuffix(".ttf")
        assert family in credit or family.startswith("NotoSans"), file.name
    for name in ("inter-latin-wght-normal", "jetbrains-mono-latin-wght-normal"):
        assert (folder / "web" / f"{name}.woff2").read_bytes()[:4] == b"wOF2"
