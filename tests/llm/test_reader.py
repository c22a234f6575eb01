from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from studio.llm.embedded.blocks import BlockKind
from studio.llm.embedded.reader import read


def kinds(text: str) -> list[BlockKind]:
    return [block.kind for block in read(text)]


def test_markdown_is_read_by_its_structure() -> None:
    text = (
        "---\ntitle: x\n---\n# One\n\nA **bold** [word](http://x.y).\n\n"
        "- a\n- b\n\n> Said.\n> — Ann\n"
    )
    blocks = read(text)
    assert [b.kind for b in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST,
        BlockKind.QUOTATION,
    ]
    assert blocks[0].text == "One"
    assert blocks[1].text == "A bold word."
    assert blocks[2].items == ("a", "b")
    assert (blocks[3].text, blocks[3].source) == ("Said.", "Ann")


def test_a_quotation_in_prose_has_its_source() -> None:
    (block,) = read("„Ein Garten ist nie fertig.“ — Oma Helga")
    assert block.kind is BlockKind.QUOTATION
    assert (block.text, block.source) == ("Ein Garten ist nie fertig.", "Oma Helga")


def test_a_script_is_understood() -> None:
    text = (
        "Scene 1: Dawn\nNARRATOR: The sun comes up.\n[visual: a field]\n[Music swells]\n\n"
        "Scene 2 - Noon\nOn screen: 12:00\nIt is hot."
    )
    blocks = read(text)
    assert [b.kind for b in blocks] == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.CUE,
        BlockKind.HEADING,
        BlockKind.SCREEN,
        BlockKind.PARAGRAPH,
    ]
    assert [b.text for b in blocks] == [
        "Dawn",
        "The sun comes up.",
        "a field",
        "Noon",
        "12:00",
        "It is hot.",
    ]
    assert blocks[0].is_scene


def test_pictures_and_comments_are_not_spoken() -> None:
    assert kinds("<!-- secret -->\n![A cup](cup.png)\n\nCoffee.") == [
        BlockKind.PICTURE,
        BlockKind.PARAGRAPH,
    ]


@given(st.text(max_size=500))
@example(">")
@example('> "')
def test_any_text_can_be_read(text: str) -> None:
    for block in read(text):
        assert (
            block.text
            or block.items
            or block.source
            or block.kind is BlockKind.HEADING
            or block.kind is BlockKind.PICTURE
        )


@given(
    st.lists(
        st.sampled_from(
            ["# a", "- b", "> c", "1. d", "Scene 2:", "VO: x", "[visual: y]", "z.", ""]
        ),
        max_size=25,
    )
)
def test_any_markdown_can_be_read(lines: list[str]) -> None:
    assert isinstance(read("\n".join(lines)), tuple)
