"""Words that move, in scripts that put no spaces between words."""

from __future__ import annotations

import pytest

from studio.domain.brand import Brand
from studio.domain.format import Aspect
from studio.domain.scene import Graphic, Words
from studio.graphics.designing import design
from studio.graphics.documents import TextLayer, layers

CHINESE = "如何在一个晚上制作一部电影，只需要三个场景和百分之二十五的工作量"
JAPANESE = "「スタジオ」は、あなたのアイデアから映画を作ります。"


def lines(text: str, aspect: Aspect) -> list[TextLayer]:
    graphic = Graphic(template="kinetic", words=Words(headline=text))
    found = (layer for _, layer in layers(design(graphic, Brand(), aspect).root))
    return [layer for layer in found if isinstance(layer, TextLayer)]


@pytest.mark.parametrize("aspect", Aspect)
@pytest.mark.parametrize("text", [CHINESE, JAPANESE])
def test_unspaced_words_fill_the_frame_line_by_line(text: str, aspect: Aspect) -> None:
    made = lines(text, aspect)
    assert "".join(line.text for line in made) == text
    assert len(made) >= 3
    assert min(line.size for line in made) > 90
    assert [line.colour for line in made].count("accent") == 1
    assert all(line.text[0] not in "，。、」" for line in made)


@pytest.mark.parametrize("aspect", Aspect)
def test_no_line_ends_within_a_japanese_word(aspect: Aspect) -> None:
    words = ("アイデアから", "あなたの", "映画を", "作ります。")
    said = [line.text for line in lines(JAPANESE, aspect)]
    assert all(any(word in line for line in said) for word in words)


def test_no_character_stands_alone() -> None:
    assert all(len(line.text) > 1 for line in lines("用 3 个 AI 场景", Aspect.WIDE))
