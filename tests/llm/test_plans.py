from __future__ import annotations

import asyncio
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.compose.transitions import TRANSITIONS
from studio.domain.errors import EmptyInput, TooLarge, UnreadableInput
from studio.domain.scene import Graphic, Still
from studio.llm import SceneDraft
from studio.llm.embedded import director
from studio.llm.embedded.entrances import _TURNS, APART
from studio.llm.embedded.numbers import values
from studio.llm.embedded.reader import read
from studio.llm.embedded.sentences import sentences
from studio.llm.score import score

PHOTOS = ("astronaut.png", "hubble_deep_field.jpg", "moon.png", "rocket.jpg")


def template(draft: SceneDraft) -> str:
    return getattr(draft.visual, "template", "still")


def test_sixty_paragraphs_are_sixty_scenes(desk: Any) -> None:
    drafts = desk.plan_sample("solar-system.md")
    assert len(drafts) == 60
    assert drafts[0].visual.words.headline == "A tour of the solar system"
    assert drafts[0].narration.startswith("The Sun holds 99.86 percent")
    assert template(drafts[-1]) == "closing"


def test_notes_become_designed_scenes(desk: Any) -> None:
    drafts = desk.plan_sample("apollo.md")
    by_look = {template(draft): draft for draft in drafts}
    assert {"title", "number", "points", "quotation", "question"} <= set(by_look)
    assert by_look["points"].visual.words.points[0] == "Neil Armstrong, commander"
    assert by_look["quotation"].visual.words.quotation.startswith("That's one small step")
    assert drafts[0].visual.words.headline == "Eight days to the Moon and back"
    assert drafts[-1].visual.words.headline == "What will we do with ours?"
    shown = " ".join(f"{d.visual.words.number} {d.visual.words.headline}" for d in drafts)
    assert all(number in shown for number in ("384,400", "111", "2,900", "21.5", "600 million"))


def test_lists_inside_sentences_are_seen(desk: Any) -> None:
    drafts = desk.plan_sample("announcement.txt")
    lists = [draft.visual.words.points for draft in drafts if template(draft) == "points"]
    assert ("Postgres", "MySQL", "SQLite", "Plain folders") in lists
    assert any(points[0] == "Install it with one command" for points in lists)
    assert drafts[-1].visual.words.headline == "Sleep better tonight"


@pytest.mark.parametrize("name", ["apollo.md", "announcement.txt", "solar-system.md"])
def test_every_word_is_said_once_and_in_order(desk: Any, name: str) -> None:
    said = " ".join(draft.narration for draft in desk.plan_sample(name))
    places = [
        said.find(part)
        for line in desk.sample(name).split("\n\n")
        if line[0] not in "#->"
        for part in sentences(line)
    ]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["apollo.md", "announcement.txt", "solar-system.md", "idea.txt"])
def test_plans_score_high(desk: Any, name: str) -> None:
    wish = 60.0 if name == "idea.txt" else None
    drafts = desk.plan_sample(name)
    rate = desk.ask("").rate
    is_idea = name == "idea.txt"
    found = score(drafts, desk.sample(name), rate, desk.speech_s, wish, is_idea=is_idea)
    assert found.total >= 95, found


@pytest.mark.parametrize(
    ("name", "wish"),
    [
        ("apollo.md", 30),
        ("apollo.md", 45),
        ("apollo.md", 60),
        ("announcement.txt", 30),
        ("solar-system.md", 60),
        ("solar-system.md", 120),
        ("idea.txt", 30),
        ("idea.txt", 60),
        ("idea.txt", 75),
    ],
)
def test_a_wished_length_is_kept(desk: Any, name: str, wish: float) -> None:
    drafts = desk.plan_sample(name, wish)
    assert desk.film_s(drafts) == pytest.approx(wish, rel=0.07)
    said = " ".join(draft.narration for draft in drafts)
    if name != "idea.txt":
        whole = {part for block in read(desk.sample(name)) for part in sentences(block.text)}
        assert all(
            part in whole or part.endswith("?")
            for draft in drafts[1:-1]
            if template(draft) != "points"
            for part in sentences(draft.narration)
        )
        assert said.endswith(drafts[-1].narration)


def test_a_short_text_is_given_air_but_not_without_end(desk: Any) -> None:
    short, wished = desk.plan_sample("announcement.txt"), desk.plan_sample("announcement.txt", 300)
    assert [draft.narration for draft in short] == [draft.narration for draft in wished]
    assert desk.film_s(short) < desk.film_s(wished) < 120


def test_speech_fits_its_scene_beside_its_joins(desk: Any) -> None:
    drafts = desk.plan_sample("apollo.md")
    ends = [after.transition.frames for after in drafts[1:]] + [0]
    for draft, out in zip(drafts, ends, strict=True):
        room = (draft.frames - draft.transition.frames - out) / 30
        assert room >= desk.speech_s(draft.narration) + 0.6


CHAPTERS = "# The long way\n\n" + "\n\n".join(
    f"## Part {n}\n\nThis is how part {n} began.\n\nMany went. Few of them came back.\n\n"
    f"Nobody has ever said why that was so. It is a long story of its own."
    for n in ("one", "two", "three")
)


@pytest.mark.parametrize(
    ("mood", "kind"),
    [("tense", "dip-to-black"), ("upbeat", "push"), ("playful", "slide"), ("calm", "crossfade")],
)
def test_chapters_are_entered_as_the_mood_asks_and_nothing_else_is(
    desk: Any, mood: str, kind: str
) -> None:
    ask = desk.ask(CHAPTERS, "markdown")
    ask = replace(ask, brief=ask.brief.model_copy(update={"mood": mood}))
    kinds = [draft.transition.kind for draft in desk.plan(ask)]
    assert kinds[0] == "cut"
    assert set(kinds) == {"cut", "crossfade", kind}
    if kind != "crossfade":
        places = [n for n, entered in enumerate(kinds) if entered == kind]
        assert 1 <= len(places) <= 3
        assert all(two - one >= APART for one, two in pairwise([0, *places]))


def test_the_transitions_of_every_mood_are_known() -> None:
    for kind, seconds in _TURNS.values():
        assert TRANSITIONS[kind].seconds == seconds


def test_every_picture_is_shown_where_it_fits(desk: Any, picture: Any) -> None:
    drafts = desk.plan_sample("apollo.md", pictures=[picture(name) for name in PHOTOS])
    shown = {d.visual.picture: d for d in drafts if isinstance(d.visual, Still)}
    assert set(shown) == set(PHOTOS)
    assert "rocket" in shown["rocket.jpg"].narration or "Saturn" in shown["rocket.jpg"].narration
    assert "Moon" in shown["moon.png"].narration or "Eagle" in shown["moon.png"].narration
    assert all(draft.visual.words.headline for draft in shown.values())
    cameras = [d.visual.camera for d in drafts if isinstance(d.visual, Still)]
    assert all(one != two for one, two in pairwise(cameras))


def test_pictures_alone_are_a_film(desk: Any, picture: Any) -> None:
    pictures = [picture(f"holiday {n}.jpg") for n in range(5)]
    for text in ("", "Make a film from my pictures."):
        drafts = desk.plan(desk.ask(text, "idea", 20, pictures))
        assert len(drafts) == 5
        assert all(isinstance(draft.visual, Still) for draft in drafts)
        assert desk.film_s(drafts) == pytest.approx(20, rel=0.1)


def test_more_pictures_than_scenes_are_all_shown(desk: Any, picture: Any) -> None:
    pictures = [picture(f"{n}.jpg") for n in range(9)]
    drafts = desk.plan(desk.ask("One. Two is here as well.", "text", None, pictures))
    assert {d.visual.picture for d in drafts if isinstance(d.visual, Still)} == {
        p.id for p in pictures
    }


def test_a_template_that_is_not_there_is_stood_in_for(desk: Any) -> None:
    few = type(desk.director)(desk.director.card, frozenset({"title", "statement"}))

    async def collected():
        return [d async for d in few.plan(desk.ask(desk.sample("apollo.md"), "markdown"))]

    drafts = asyncio.run(collected())
    assert {template(draft) for draft in drafts} <= {"title", "statement"}
    assert all(draft.visual.words.headline for draft in drafts)


def test_the_same_text_gives_the_same_plan(desk: Any) -> None:
    for name in ("apollo.md", "idea.txt"):
        assert desk.plan_sample(name) == desk.plan_sample(name)


def test_two_ideas_do_not_read_the_same(desk: Any) -> None:
    texts = [
        "A video about jazz",
        "A video about the deep sea",
        "Explain how bees make honey",
        "An ad for my bakery",
    ]
    said = [{d.narration for d in desk.plan(desk.ask(text, "idea"))} for text in texts]
    for n, one in enumerate(said):
        for other in said[n + 1 :]:
            assert len(one & other) <= 2


def test_an_idea_names_no_numbers_and_ends_as_asked(desk: Any) -> None:
    drafts = desk.plan_sample("idea.txt")
    assert drafts[-1].narration.endswith("?")
    assert template(drafts[-1]) == "question"
    assert drafts[0].visual.words.headline == "Space exploration"
    assert not {n for draft in drafts for n in values(draft.narration) if n > 3}


def test_a_script_keeps_its_scenes_and_its_directions(desk: Any) -> None:
    text = (
        "Scene 1: Platform\n[visual: fog]\nNARRATOR: A train leaves.\n\n"
        "Scene 2: End\nVO: It never comes back. Nobody waits."
    )
    drafts = desk.plan(desk.ask(text, "text"))
    assert [draft.title for draft in drafts] == ["Platform", "End"]
    assert drafts[0].visual.description == "fog"
    assert drafts[1].narration == "It never comes back. Nobody waits."


@pytest.mark.parametrize("text", ["", "   \n\t ", "<!-- nothing -->"])
def test_an_empty_text_is_refused(desk: Any, text: str) -> None:
    with pytest.raises(EmptyInput):
        desk.plan(desk.ask(text))


def test_a_book_is_refused(desk: Any) -> None:
    with pytest.raises(TooLarge, match="50,000 words"):
        desk.plan(desk.ask("word " * 200_000))


def test_a_very_long_text_stays_within_what_a_plan_holds(desk: Any) -> None:
    text = "\n\n".join(f"Place {n} has a garden. It is quiet there." for n in range(4000))
    drafts = desk.plan(desk.ask(text))
    assert 300 < len(drafts) < 1000
    assert "Place 3999" in drafts[-1].narration + drafts[-2].narration


def test_more_parts_than_a_plan_holds_are_refused_and_not_left_out(desk: Any) -> None:
    text = "\n\n".join(f"## Part {n}\n\nNumber {n} is here." for n in range(1100))
    with pytest.raises(TooLarge, match="990 scenes"):
        desk.plan(desk.ask(text))
    asked = desk.ask(text, length_s=60)
    assert len(desk.plan(asked)) < 60


@pytest.mark.parametrize(
    "text",
    [
        "🚀🚀 tea ✨",
        "Rain",
        "x" * 10_000 + " and y",
        "one sentence that " * 600,
        "no marks at all " * 200,
        "مرحبًا بكم في الرحلة.",
        "日本語の文章です。" * 40,
        "a\n\nb\n\nc",
        "# Only a heading",
        "- a\n- b",
        "> q",
        "1\n2\n3",
        "???!a",
        "\u202e!dlrow",
    ],
)
def test_strange_texts_give_sane_plans(desk: Any, text: str) -> None:
    drafts = desk.plan(desk.ask(text, "markdown"))
    assert drafts
    for draft in drafts:
        assert len(draft.narration) <= 5000
        assert isinstance(draft.visual, Graphic)
        assert draft.visual.words != type(draft.visual.words)()


@pytest.mark.parametrize(
    "text", ["Die Flut am Meer", "Приливы Балтики", "海の潮", "El agua es la vida del mar"]
)
def test_an_idea_in_another_language_is_not_told_in_english(desk: Any, text: str) -> None:
    drafts = desk.plan(desk.ask(text, "idea"))
    said = [draft.narration or draft.visual.words.headline for draft in drafts]
    assert [line.strip(".") for line in said] == [text]


@pytest.mark.parametrize(
    "text",
    ["Tips to do a handstand", "How to do no harm", "Café culture in Paris", "Live and let die"],
)
def test_an_idea_in_english_is_written_out(desk: Any, text: str) -> None:
    assert len(desk.plan(desk.ask(text, "idea"))) > 3


@pytest.mark.parametrize("text", ["🚀🚀 ✨", "x" * 10_000, "???"])
@pytest.mark.parametrize("kind", ["markdown", "idea"])
def test_a_text_without_words_is_no_film_of_stock_sentences(
    desk: Any, text: str, kind: str
) -> None:
    with pytest.raises(UnreadableInput, match="no words"):
        desk.plan(desk.ask(text, kind))


@settings(max_examples=120, deadline=None)
@given(
    st.text(max_size=600),
    st.sampled_from(["text", "markdown", "idea"]),
    st.sampled_from([None, 5.0, 60.0]),
)
def test_no_text_breaks_the_director(desk: Any, text: str, kind: str, wish: float | None) -> None:
    try:
        drafts = desk.plan(desk.ask(text, kind, wish))
    except (EmptyInput, UnreadableInput):
        return
    assert all(draft.frames >= 1 and len(draft.title) <= 200 for draft in drafts)


def test_each_scene_is_given_before_the_next_is_worked_on(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def speech_s(text: str) -> float:
        done.append("timed")
        return float(len(text)) / 16

    def drafted(*given: Any) -> SceneDraft:
        done.append("drafted")
        return draft_of(*given)

    async def order() -> list[str]:
        ask = replace(desk.ask(desk.sample("solar-system.md"), "markdown"), speech_s=speech_s)
        async for _ in desk.director.plan(ask):
            done.append("given")
        return done

    draft_of = director._draft
    monkeypatch.setattr(director, "_draft", drafted)
    voice_itself = ["timed"]
    assert asyncio.run(order()) == voice_itself + ["timed", "drafted", "given"] * 60


def test_an_announced_list_is_shown_as_one(desk: Any) -> None:
    text = "Why we stopped working on Fridays\n\nSales did not fall.\n\n{}\n\nWe will keep it."
    said = "People said three things: they sleep better, they plan better, and they argue less."
    drafts = desk.plan(desk.ask(text.format(said)))
    points = next(d.visual.words for d in drafts if d.narration == said)
    assert points.headline == "People said three things"
    assert points.points == ("They sleep better", "They plan better", "They argue less")
    plain = "From launch to splashdown: eight days, three hours and eighteen minutes."
    drafts = desk.plan(desk.ask(text.format(plain)))
    assert not any(draft.visual.words.points for draft in drafts)
