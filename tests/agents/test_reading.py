from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.agents.reading import read_message
from studio.agents.requests import (
    AddScene,
    Approve,
    Beyond,
    DeleteScenes,
    EditScenes,
    Greeting,
    Help,
    Leave,
    MakeFilm,
    MergeScenes,
    MoveScene,
    OtherMusic,
    PlanAgain,
    PlanText,
    Question,
    Rename,
    Request,
    SetAspect,
    SetCaptions,
    SetColours,
    SetMood,
    SetMusic,
    SetPace,
    SetVoice,
    ShortenFilm,
    SplitScene,
    SwapScenes,
    Undo,
    Unknown,
)
from studio.agents.rules.scenes import NEIGHBOURS, ONE_MOVES
from studio.agents.rules.settings import CAPTION_STYLES, ONE_MUSIC, WHOLE_LENGTH
from studio.agents.rules.talk import WHICH
from studio.domain.format import Aspect, Quality

MESSAGES: list[tuple[str, tuple[Request, ...]]] = [
    ("make scene 3 shorter and calmer", (EditScenes((3,), "shorter and calmer"),)),
    ("Rewrite scene 3: shorter", (EditScenes((3,), "shorter"),)),
    ("last scene: say: We did it. Well.", (EditScenes((-1,), "say: We did it. Well."),)),
    ("make the one about Mars simpler", (EditScenes(("Mars",), "simpler"),)),
    ("scene two: 8 seconds", (EditScenes((2,), "8 seconds"),)),
    ("replace 'a' with 'b' in scene 3", (EditScenes((3,), "replace 'a' with 'b'"),)),
    ('replace "a" by "b" everywhere', (EditScenes((), 'replace "a" by "b"'),)),
    ("replace 164 with 165", (EditScenes((), "replace 164 with 165"),)),
    ("make all scenes 4 seconds", (EditScenes((), "all scenes 4 seconds"),)),
    ("slower voice", (SetPace(0.88),)),
    ("delete scenes 3, 4 and 7", (DeleteScenes((3, 4, 7)),)),
    ("remove scenes 2-4", (DeleteScenes((2, 3, 4)),)),
    ("drop the last scene", (DeleteScenes((-1,)),)),
    ("swap 2 and 5", (SwapScenes(2, 5),)),
    (
        "swap scenes 2 and 5 and turn off the captions",
        (SwapScenes(2, 5), SetCaptions(False)),
    ),
    ("swap the first and the last scene", (SwapScenes(1, -1),)),
    ("delete the second and third scene", (DeleteScenes((2, 3)),)),
    ("delete the text in scene 2", (EditScenes((2,), "delete the text"),)),
    ("remove the last sentence of scene 2", (EditScenes((2,), "remove the last sentence"),)),
    ("scene 4: never cut corners", (EditScenes((4,), "never cut corners"),)),
    ("remove scene 2 from the film", (DeleteScenes((2,)),)),
    ("cut scene 3 to 5 seconds", (EditScenes((3,), "cut to 5 seconds"),)),
    ("stretch scene 3 to 10 seconds", (EditScenes((3,), "stretch to 10 seconds"),)),
    ("move scene 3 up", (MoveScene(3, 2),)),
    ("move the last scene up", (MoveScene(-1, -2),)),
    ("move scene 1 up", (MoveScene(1, 1),)),
    ("make scene 3 the first one", (MoveScene(3, 1),)),
    ("move scenes 2 and 3 to the end", (Beyond(ONE_MOVES),)),
    ("merge the last two", (MergeScenes(-2),)),
    ("shorten 2", (EditScenes((2,), "shorten"),)),
    ("make 3 calmer", (EditScenes((3,), "calmer"),)),
    ("delete 2 and 3", (DeleteScenes((2, 3)),)),
    ("move 2 to 4", (MoveScene(2, 4),)),
    ("move scene 2 to 4", (MoveScene(2, 4),)),
    ('add a scene after the first saying "Gone."', (AddScene("Gone.", 1),)),
    ("ok, now render it in high quality please", (MakeFilm(Quality.HIGH),)),
    ("merge 2 and 3", (MergeScenes(2),)),
    ("merge scene 3 with the previous one", (MergeScenes(2),)),
    ("merge scenes 2 and 4", (Beyond(NEIGHBOURS),)),
    (
        "combine the picture and text of scene 2",
        (EditScenes((2,), "combine the picture and text"),),
    ),
    ("add a scene between 2 and 3 saying: Hello", (AddScene("Hello", 2),)),
    ("make the opening punchier", (EditScenes((1,), "the opening punchier"),)),
    ("make the transitions faster", (Unknown("make the transitions faster"),)),
    ("move scene 4 to the end", (MoveScene(4, -1),)),
    ("move scene 2 after scene 5", (MoveScene(2, 5, True),)),
    ("put the second scene before scene 1", (MoveScene(2, 1, False),)),
    ("move scene 3 to place 6", (MoveScene(3, 6),)),
    ("merge scenes 3 and 4", (MergeScenes(3),)),
    ("split scene 6", (SplitScene(6),)),
    ("Add a closing scene", (AddScene("", None, True, True),)),
    ("add a scene after scene 2 saying: Hello world", (AddScene("Hello world", 2),)),
    ("Make it shorter", (ShortenFilm(),)),
    ("Make it calmer", (EditScenes((), "calmer"),)),
    ("make it 30 seconds", (PlanAgain(30.0),)),
    ("plan it again", (PlanAgain(),)),
    ("vertical please", (SetAspect(Aspect.TALL),)),
    ("Make the video square", (SetAspect(Aspect.SQUARE),)),
    ("captions on", (SetCaptions(True),)),
    ("Show the captions as a typewriter", (SetCaptions(True, "typewriter"),)),
    ("I want boxed subtitles", (SetCaptions(True, "boxed"),)),
    ("captions as lower thirds, please", (SetCaptions(True, "lower-third"),)),
    ("a deep voice, captions off", (SetVoice("a deep voice"), SetCaptions(False))),
    ("speak slower", (SetPace(0.88),)),
    ("music off", (SetMusic(False),)),
    ("make the music quieter", (SetMusic(louder_db=-4.0),)),
    ("another piece of music", (OtherMusic(),)),
    ("calmer music", (SetMood("calm"),)),
    ("make the captions bigger", (Beyond(CAPTION_STYLES),)),
    ("yellow subtitles", (Beyond(CAPTION_STYLES),)),
    ("put the captions back", (SetCaptions(True),)),
    ("remove the music from scene 3", (Beyond(ONE_MUSIC),)),
    ("the music should start after 10 seconds", (Beyond(ONE_MUSIC),)),
    ("delete the scene about music", (DeleteScenes(("music",)),)),
    ("the music is too quiet", (SetMusic(louder_db=4.0),)),
    ("less music", (SetMusic(louder_db=-4.0),)),
    ("why is there no music?", (Question("settings"),)),
    ("the voice is too fast", (SetPace(0.88),)),
    ("make the narration shorter", (Unknown("make the narration shorter"),)),
    ("can I have a female voice?", (SetVoice("can I have a female voice?"),)),
    ("try the voice again", (SetVoice("try the voice again"),)),
    ("not vertical, keep it wide", (SetAspect(Aspect.WIDE),)),
    ("switch from vertical to square", (SetAspect(Aspect.SQUARE),)),
    ("make it 20 seconds shorter", (Beyond(WHOLE_LENGTH),)),
    ("cut 10 seconds", (Beyond(WHOLE_LENGTH),)),
    ("no longer than 30 seconds", (PlanAgain(30.0),)),
    ("start with a pause of 3 seconds", (Unknown("start with a pause of 3 seconds"),)),
    ("the title should be shorter", (Unknown("the title should be shorter"),)),
    ("call it something else", (Unknown("call it something else"),)),
    ("title: Better Days", (Rename("Better Days"),)),
    ("don't start over", (Leave(),)),
    ("start over", (PlanAgain(),)),
    ("how much will it cost", (Question("cost"),)),
    ("generate the film", (MakeFilm(),)),
    ("captions and music off", (SetCaptions(False), SetMusic(False))),
    ("turn off the captions and the music", (SetCaptions(False), SetMusic(False))),
    ("I don't like the music", (OtherMusic(),)),
    (
        "make scene 2 calmer and give it more time",
        (EditScenes((2,), "calmer"), EditScenes((2,), "give it more time")),
    ),
    ("add a new one about bees", (AddScene("bees"),)),
    ("move scene 5 between 2 and 3", (MoveScene(5, 2, True),)),
    ("move scene 5 between scenes 2 and 3", (MoveScene(5, 2, True),)),
    ("approve 2", (Approve((2,)),)),
    ("approve only the nice ones", (Beyond(WHICH),)),
    ("great, I approve all the scenes", (Approve(),)),
    ("cool colours please", (SetColours("cool"),)),
    ("thanks, that's all for today", (Greeting("thanks"),)),
    ("warm colours", (SetColours("warm"),)),
    ("looks good, go", (Approve(),)),
    ("approve scene 3", (Approve((3,)),)),
    ("make the film", (MakeFilm(),)),
    ("make a draft", (MakeFilm(Quality.DRAFT),)),
    ("Thanks, lovely. Now make the film.", (MakeFilm(),)),
    ("undo", (Undo(),)),
    ("how long is it?", (Question("length"),)),
    ("which scenes are open?", (Question("open"),)),
    ("what does it cost?", (Question("cost"),)),
    ("thanks!", (Greeting("thanks"),)),
    ("looks great!", (Greeting("praise"),)),
    ("hello", (Greeting("hello"),)),
    ("help", (Help(),)),
    ('call it "Moonshot"', (Rename("Moonshot"),)),
    ("Create a video about jazz", (PlanText("Create a video about jazz"),)),
    (
        "start over with a film about tea",
        (PlanText("start over with a film about tea"),),
    ),
    ("sing me a song", (Unknown("sing me a song"),)),
]


@pytest.mark.parametrize(("message", "requests"), MESSAGES, ids=[m for m, _ in MESSAGES])
def test_plain_words_are_understood(message: str, requests: tuple[Request, ...]) -> None:
    assert read_message(message, has_plan=True) == requests


def test_a_long_text_is_material() -> None:
    text = "The sea is wide. " * 30
    assert read_message(text, has_plan=True) == (PlanText(text.strip()),)
    assert read_message("# Title\n\nOne.", has_plan=True) == (PlanText("# Title\n\nOne."),)


def test_without_a_plan_anything_else_is_an_idea() -> None:
    assert read_message("jazz", has_plan=False) == (PlanText("jazz"),)
    assert read_message("hello", has_plan=False) == (Greeting("hello"),)


def test_several_wishes_are_carried_out_in_order() -> None:
    found = read_message("Make scene 1 longer. Then drop the last scene, thanks", has_plan=True)
    assert found == (EditScenes((1,), "longer"), DeleteScenes((-1,)))


@given(st.text(max_size=200), st.booleans())
def test_any_message_is_read(text: str, has_plan: bool) -> None:
    assert read_message(text, has_plan=has_plan)


@pytest.mark.parametrize("words", ["looks good, ", "would like to ", "no, ", "and also ", "1, "])
def test_words_said_over_and_over_are_soon_read(words: str) -> None:
    began = time.process_time()
    assert read_message(words * (69 // len(words.split())), has_plan=True)
    assert time.process_time() - began < 1


ORDER = """make scene 3 the last one shorter and calmer swap with 2 delete music off captions voice
deep move after before end split merge add saying about it film draft undo 30 seconds , . ?
looks good please can you approve would like don't keep except all everywhere replace with"""
WORDS = st.sampled_from(ORDER.split())


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_any_order_is_read(found: list[str]) -> None:
    assert read_message(" ".join(found), has_plan=True)
