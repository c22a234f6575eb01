"""From a timeline to a film: made once, found again, stopped at once."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from PIL import Image

from studio.compose.cache import SegmentCache
from studio.compose.film import Film, FilmOrder, Progress, make_film
from studio.compose.processes import Crew
from studio.compose.transitions import TRANSITIONS
from studio.domain.errors import Cancelled, EmptyInput, MediaMissing, SegmentFailed, UnreadableInput
from studio.domain.format import Size
from studio.domain.project import Captions
from studio.domain.scene import Camera, Graphic, Scene, Still, Transition, Words
from studio.domain.timeline import Timeline

if TYPE_CHECKING:
    from conftest import Filming


def _ignore(_: Progress) -> None:
    return


def _never() -> bool:
    return False


def _made(order: FilmOrder, crew: Crew) -> Film:
    return make_film(order, crew, _ignore, _never)


def _scenes(filming: Filming) -> list[Scene]:
    for name in ("a", "b", "c"):
        filming.speak(name)
    title = Graphic(template="title", words=Words(headline="Eight days"))
    return [
        filming.still("a", "#C04020"),
        filming.still("b", visual=title),
        filming.still("c", "#20A060", camera=Camera.PAN_LEFT),
    ]


def test_a_film_and_the_files_beside_it(filming: Filming, crew: Crew) -> None:
    cut = filming.cut(_scenes(filming))
    heard: list[Progress] = []

    film = make_film(filming.order(cut), crew, heard.append, _never)

    assert film.report.frames == cut.length
    assert [c for c in film.report.checks if not c.is_ok] == []
    assert abs(film.report.drift_frames) <= 1
    assert film.report.segments_made == len(film.made) == 5
    assert film.found == 0
    assert "three days" in film.texts["srt"].read_text(encoding="utf-8")
    assert film.texts["vtt"].read_text(encoding="utf-8").startswith("WEBVTT")
    assert all(file.stat().st_size for file in film.texts.values())
    assert np.asarray(Image.open(film.thumbnail)).mean() > 20
    assert not list(filming.folder.rglob("*.part*"))

    percents = [progress.percent for progress in heard]
    assert percents == sorted(percents)
    assert (percents[0], percents[-1]) == (0.0, 100.0)
    assert {p.phase for p in heard} >= {"Rendering scene 3 of 3", "Joining", "Done"}


def test_a_film_alone_has_nothing_beside_it(filming: Filming, crew: Crew) -> None:
    order = filming.order(filming.cut([filming.still("a")]), has_files=False)

    film = _made(order, crew)

    assert film.film.exists()
    assert not any(path.exists() for path in (film.thumbnail, *film.texts.values()))


def test_a_second_time_everything_is_found(filming: Filming, crew: Crew) -> None:
    cut = filming.cut(_scenes(filming))
    first = _made(filming.order(cut), crew)
    sound = {p: p.stat().st_mtime_ns for p in (filming.folder / "sound").rglob("*.m4a")}

    second = _made(filming.order(cut, "again.mp4"), crew)

    assert second.made == ()
    assert second.found == 5
    assert second.film.read_bytes() == first.film.read_bytes()
    assert {p: p.stat().st_mtime_ns for p in sound} == sound


def test_one_scene_changed_makes_only_what_shows_it(
    filming: Filming, crew: Crew, caplog: pytest.LogCaptureFixture
) -> None:
    scenes = _scenes(filming)
    _made(filming.order(filming.cut(scenes)), crew)
    visual = Still(picture=filming.picture("#0000FF"), camera=Camera.PAN_LEFT)
    changed = [*scenes[:2], scenes[2].model_copy(update={"visual": visual})]

    with caplog.at_level(logging.INFO, "studio.compose"):
        film = _made(filming.order(filming.cut(changed)), crew)

    assert len(film.made) == 2
    made = [r for r in caplog.records if r.getMessage() == "segment made"]
    assert {getattr(r, "segment", "") for r in made} == set(film.made)
    assert {getattr(r, "scene", "") for r in made} == {"C"}
    assert len(list((filming.folder / "sound").rglob("*.m4a"))) == 1


def test_other_music_or_words_touch_only_what_they_must(filming: Filming, crew: Crew) -> None:
    scenes = _scenes(filming)
    _made(filming.order(filming.cut(scenes)), crew)

    silent = _made(filming.order(filming.cut(scenes), captions=Captions.OFF), crew)

    assert len(silent.made) == 3
    assert len(list((filming.folder / "sound").rglob("*.m4a"))) == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda film: film.write_bytes(b""),
        lambda film: film.write_bytes(film.read_bytes()[:-7]),
        lambda film: film.unlink(),
        lambda film: film.with_suffix(".json").write_text("{}", encoding="utf-8"),
        lambda film: film.with_suffix(".json").unlink(),
    ],
    ids=["empty", "cut short", "gone", "no statistics", "statistics gone"],
)
def test_a_damaged_segment_is_made_again(
    filming: Filming, crew: Crew, spoil: Callable[[Path], object]
) -> None:
    cut = filming.cut([filming.still("a"), filming.still("b", "#2060C0")])
    first = _made(filming.order(cut), crew)
    spoil(SegmentCache(filming.folder / "segments").path(first.made[0]))

    second = _made(filming.order(cut), crew)

    assert second.made == (first.made[0],)
    assert second.report.frames == cut.length


def test_every_transition_in_one_film_to_the_frame(filming: Filming, crew: Crew) -> None:
    """Joins of 1, 2, 15 and 60 frames, and some held back by short scenes."""
    lengths = cycle([1, 2, 15, 60, 119])
    scenes = [
        filming.still(kind, f"#{40 + 9 * n:02X}60A0", frames=[126, 40, 124][n % 3], transition=how)
        for n, kind in enumerate(TRANSITIONS)
        for how in (Transition(kind=kind, frames=next(lengths)),)
    ]
    cut = filming.cut(scenes)

    film = _made(filming.order(cut, size=Size(width=64, height=36)), crew)

    assert film.report.frames == cut.length
    assert abs(film.report.drift_frames) <= 1
    assert _decoded(film.film) == cut.length


def _decoded(film: Path) -> int:
    with av.open(str(film)) as container:
        return sum(1 for _ in container.decode(video=0))


def test_segments_alike_are_made_once(filming: Filming, crew: Crew) -> None:
    one = filming.still("a", transition=Transition())
    two = one.model_copy(update={"id": "b"})

    film = _made(filming.order(filming.cut([one, two])), crew)

    assert len(film.made) == 1
    assert film.report.frames == 60


def test_what_killed_renders_left_is_swept(filming: Filming, crew: Crew) -> None:
    order = filming.order(filming.cut([filming.still("a")]))
    left = [
        folder / "ab" / f".abc.3fffff-1-xyz.part{extension}"
        for folder, extension in ((order.segments_folder, ".mp4"), (order.sound_folder, ".wav"))
    ]
    for part in left:
        part.parent.mkdir(parents=True)
        part.write_bytes(b"half")

    _made(order, crew)

    assert not any(part.exists() for part in left)


def test_cancelling_stops_and_keeps_what_was_finished(filming: Filming, crew: Crew) -> None:
    scenes = [filming.still(f"s{n}", f"#{n:02X}8040", frames=200) for n in range(12)]
    order = filming.order(filming.cut(scenes))
    stop = threading.Event()
    asked = [0.0]
    left = order.sound_folder / "ab" / ".abc.3fffff-1-xyz.part.m4a"

    def on_progress(progress: Progress) -> None:
        if progress.percent > 10 and not stop.is_set():
            left.parent.mkdir(parents=True, exist_ok=True)
            left.write_bytes(b"of a process that was killed")
            asked[0] = time.perf_counter()
            stop.set()

    with pytest.raises(Cancelled):
        make_film(order, crew, on_progress, stop.is_set)

    assert time.perf_counter() - asked[0] < 10
    assert not order.target.exists()
    assert not list(order.segments_folder.rglob("*.part*"))
    assert not left.exists()
    kept = len(list(order.segments_folder.rglob("*.json")))
    film = _made(order, crew)
    assert film.found >= kept >= 1
    assert film.made, "everything was made before it stopped"


def test_a_film_of_no_scenes_is_refused(filming: Filming, crew: Crew) -> None:
    with pytest.raises(EmptyInput):
        _made(filming.order(filming.cut([])), crew)


def test_a_missing_picture_names_its_scene(filming: Filming, crew: Crew) -> None:
    order = filming.order(filming.cut([filming.still("a")]))

    with pytest.raises(MediaMissing, match="“A”"):
        _made(replace(order, pictures={}), crew)


def test_missing_speech_is_named(filming: Filming, crew: Crew) -> None:
    filming.speak("a")
    order = filming.order(filming.cut([filming.still("a")]))
    (filming.folder / "a.wav").unlink()

    with pytest.raises(MediaMissing, match=r"a\.wav"):
        _made(order, crew)


def test_a_damaged_picture_is_named_and_the_last_film_stays(filming: Filming, crew: Crew) -> None:
    order = filming.order(filming.cut([filming.still("a")]))
    order.target.write_bytes(b"the film before")
    for path in filming.pictures.values():
        path.write_bytes(b"no picture")

    with pytest.raises((UnreadableInput, SegmentFailed)):
        _made(order, crew)

    assert order.target.read_bytes() == b"the film before"
    assert not list(order.segments_folder.rglob("*.part*"))
    assert not list(filming.folder.glob(".*.part*"))


def test_a_film_without_words_or_music_has_silent_sound(filming: Filming, crew: Crew) -> None:
    film = _made(filming.order(filming.cut([filming.still("a")])), crew)

    with av.open(str(film.film)) as file:
        assert len(file.streams.audio) == 1
    assert "Loudness" not in {check.title for check in film.report.checks}
    assert film.report.is_clean


def test_a_black_picture_is_reported(filming: Filming, crew: Crew) -> None:
    asset = filming.add_picture(Image.new("RGB", (320, 180)))
    scene = filming.still("a", visual=Still(picture=asset, camera=Camera.HOLD))

    film = _made(filming.order(filming.cut([scene])), crew)

    bad = [check for check in film.report.checks if not check.is_ok]
    assert [check.title for check in bad] == ["Black picture"]
    assert bad[0].found == "0.0–1.0 s"


def test_a_flash_and_a_click_meet(filming: Filming, crew: Crew) -> None:
    """A white scene begins at a frame; the click spoken in it is heard that much later."""
    black = filming.add_picture(Image.new("RGB", (160, 90)))
    white = filming.add_picture(Image.new("RGB", (160, 90), "#FFFFFF"))
    rate = 48_000
    sound = np.zeros(rate)
    sound[24_000:24_480] = 16_000 * np.sin(np.arange(480) * 2 * np.pi * 1000 / rate)
    filming.speak("flash", narration="Now.", length_s=1.0)
    filming.write_wav("flash.wav", sound, rate)
    dark = filming.still("dark", frames=41, visual=Still(picture=black, camera=Camera.HOLD))
    flash = filming.still(
        "flash", visual=Still(picture=white, camera=Camera.HOLD), transition=Transition()
    )
    cut = filming.cut([dark, flash])

    film = _made(filming.order(cut, captions=Captions.OFF), crew)

    seen_s, heard_s = _flash_s(film.film), _click_s(film.film)
    wanted_s = cut.rate.seconds(cut.speech[0].range.start - 41) + 0.5
    assert seen_s == pytest.approx(41 / 30, abs=1e-6)
    assert heard_s - seen_s == pytest.approx(wanted_s, abs=0.003)


def _flash_s(film: Path) -> float:
    with av.open(str(film)) as file:
        frames = file.decode(video=0)
        return next(f.pts * f.time_base for f in frames if f.to_ndarray()[:90].mean() > 120)


def _click_s(film: Path) -> float:
    with av.open(str(film)) as file:
        frames = [(f.pts, f.to_ndarray()) for f in file.decode(audio=0)]
    loud = max(float(np.abs(samples).max()) for _, samples in frames)
    for pts, samples in frames:
        places = np.flatnonzero(np.abs(samples).max(axis=0) > 0.3 * loud)
        if len(places):
            return (pts + int(places[0])) / 48_000
    return -1.0


def test_the_cache_finds_only_whole_segments(tmp_path: Path) -> None:
    cache = SegmentCache(tmp_path)
    assert cache.find("ab" * 32) is None
    path = cache.path("ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"")
    path.with_suffix(".json").write_text(
        json.dumps({"document": "SegmentStatistics.1", "size": 0, "frames": 1}), encoding="utf-8"
    )
    assert cache.find("ab" * 32) is None


def test_an_empty_timeline_has_no_length(filming: Filming) -> None:
    cut = filming.cut([])
    assert isinstance(cut, Timeline)
    assert cut.length == 0
