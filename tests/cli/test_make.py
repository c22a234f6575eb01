from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from docx import Document

Greenlight = Callable[..., "object"]


@pytest.mark.slow
def test_a_film_from_notes_and_what_comes_after(
    greenlight: Greenlight, notes: Path, tmp_path: Path
) -> None:
    film = tmp_path / "film ä.mp4"
    made = greenlight("make", notes, "-o", film, "--quality", "draft", "--json")
    assert made.code == 0, made.err
    report = made.document["report"]
    assert all(check["is_ok"] for check in report["checks"])
    assert frames(film) == report["frames"]
    assert "384,400" in film.with_suffix(".srt").read_text(encoding="utf-8")
    assert film.with_suffix(".vtt").read_text(encoding="utf-8").startswith("WEBVTT")
    assert "384,400" in film.with_suffix(".words.json").read_text(encoding="utf-8")
    assert "\\k" in film.with_suffix(".ass").read_text(encoding="utf-8")

    listed = greenlight("projects", "--json").document["projects"]
    assert [(p["title"], p["films"]) for p in listed] == [("Tides", 1)]
    again = greenlight("render", "Tides", "--quality", "draft", "--json").document
    assert again["id"] == made.document["id"]


def test_a_plan_without_a_film(greenlight: Greenlight, notes: Path) -> None:
    planned = greenlight("plan", notes, "--json")
    assert planned.code == 0, planned.err
    told = " ".join(scene["narration"] for scene in planned.document["scenes"])
    assert "384,400" in told
    refused = greenlight("render", "Tides", "--json")
    assert (refused.code, refused.document["error"]) == (1, "NotApproved")


def test_a_plan_from_a_word_document(greenlight: Greenlight, tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Tides", 1)
    document.add_paragraph("The Moon is 384,400 kilometres away. It lifts the sea twice a day.")
    document.save(str(tmp_path / "notes.docx"))
    planned = greenlight("plan", tmp_path / "notes.docx", "--json")
    assert planned.code == 0, planned.err
    assert "384,400" in " ".join(scene["narration"] for scene in planned.document["scenes"])


def test_an_idea_keeps_its_length_and_shape(greenlight: Greenlight) -> None:
    idea = "A calm 30 second film about lighthouses for children."
    planned = greenlight("plan", "--idea", idea, "--aspect", "9:16", "--json").document
    rate = planned["rate"]["numerator"] / planned["rate"]["denominator"]
    length = sum(scene["frames"] for scene in planned["scenes"]) / rate
    assert 27 <= length <= 33


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["make", "nowhere.md"], "nowhere.md"),
        (["make"], "nothing"),
        (["make", "--idea", "🚀🌊 ❤️"], "no words"),
        (["make", "--idea", "Tides", "--voice", "en-uss"], "en-us"),
        (["make", "--idea", "Tides", "--mood", "hopful"], "hopeful"),
        (["make", "--idea", "Tides", "--length", "soon"], "length"),
        (["make", "--idea", "Tides", "--director", "nobody"], "nobody"),
        (["render", "nothing"], "nothing"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(
    greenlight: Greenlight, words: list[str], said: str
) -> None:
    refused = greenlight(*words)
    assert refused.code == 2
    assert said in refused.err
    assert "Traceback" not in refused.err
    assert greenlight("projects", "--json").document["projects"] == []


def test_files_that_are_not_what_they_say(greenlight: Greenlight, tmp_path: Path) -> None:
    bad = {
        "empty.md": b"",
        "emoji.md": "# 🚀\n\n🌊🌊 ❤️".encode(),
        "binary.md": bytes(range(256)) * 40,
        "long.txt": b"word " * 200_000,
        "cut.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
        words = ["make", tmp_path / name] + (["--idea", "Tides"] if name.endswith("png") else [])
        refused = greenlight(*words)
        assert (refused.code, name in refused.err) == (2, True), refused.err
        assert "Traceback" not in refused.err
    assert greenlight("projects", "--json").document["projects"] == []


def test_what_would_go_unused_is_refused(greenlight: Greenlight, tmp_path: Path) -> None:
    rows = "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
    (tmp_path / "warm.cube").write_text(f"LUT_3D_SIZE 2\n{rows}\n", encoding="utf-8")
    refused = greenlight("make", "--idea", "Tides", tmp_path / "warm.cube")
    assert (refused.code, "warm.cube" in refused.err) == (2, True)
    assert greenlight("projects", "--json").document["projects"] == []


def test_the_doctor_finds_this_machine_well(greenlight: Greenlight) -> None:
    answer = greenlight("doctor", "--json")
    titles = {finding["title"] for finding in answer.document["findings"]}
    assert {
        "Python",
        "Codecs",
        "Graphics cards",
        "Fonts",
        "Voice",
        "Disk",
        "Data folder",
        "Worker",
    } <= titles
    wrong = [f for f in answer.document["findings"] if not f["is_ok"]]
    assert (answer.code, wrong) == (0, [])


def frames(film: Path) -> int:
    with av.open(str(film)) as container:
        return sum(1 for packet in container.demux(video=0) if packet.size)


@pytest.mark.slow
def test_a_web_address_becomes_a_film_and_says_what_was_found(
    greenlight: Greenlight, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GREENLIGHT_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("GREENLIGHT_BROWSER", "off")
    url = serve("firm").url
    made = greenlight("make", url, "--length", 15, "--quality", "draft", "--json")
    assert made.code == 0, made.err
    assert made.document["site"]["title"]["text"] == "Saltmarsh Bakery"
    assert Path(made.document["place"]).stat().st_size > 10_000


def test_a_web_address_that_cannot_be_read_leaves_nothing_behind(greenlight: Greenlight) -> None:
    refused = greenlight("plan", "http://10.0.0.1/", "--json")
    assert refused.code == 2
    assert "private network" in refused.document["sentence"]
    assert "your own words" in refused.document["remedy"]
    assert "tell me" not in refused.document["remedy"]
    assert greenlight("projects", "--json").document["projects"] == []


def test_a_text_of_too_many_parts_leaves_nothing_behind(
    greenlight: Greenlight, tmp_path: Path
) -> None:
    parts = "\n\n".join(f"## Part {n}\n\nNumber {n} is here." for n in range(1100))
    (tmp_path / "parts.md").write_text(parts, encoding="utf-8")
    refused = greenlight("plan", tmp_path / "parts.md")
    assert (refused.code, "990 scenes" in refused.err) == (2, True), refused.err
    assert greenlight("projects", "--json").document["projects"] == []
