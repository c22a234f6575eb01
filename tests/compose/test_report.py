"""The report names what is wrong with a film, and only that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio.compose.join_order import Measured
from studio.compose.report import Facts, caption_offset, drift, quality_report
from studio.compose.segments import Look, segments
from studio.compose.sound import SoundReport
from studio.compose.statistics import SegmentStatistics
from studio.domain.brand import Brand
from studio.domain.format import Quality, Size
from studio.domain.project import Captions
from studio.domain.render import Check
from studio.domain.time import TimeRange

if TYPE_CHECKING:
    from conftest import Filming

SOUND = SoundReport(loudness_lufs=-14.1, true_peak_db=-1.2, silent_spans_s=(), length_s=9.0)


def _facts(filming: Filming) -> Facts:
    """Everything right: two spoken scenes of three seconds."""
    for name in ("a", "b"):
        filming.speak(name, length_s=2.0)
    cut = filming.cut([filming.still("a", frames=90), filming.still("b", frames=90)])
    parts = segments(cut, Look(Size(width=160, height=90), Quality.DRAFT, Brand(), Captions.WORDS))
    end = cut.rate.seconds(cut.length)
    return Facts(
        timeline=cut,
        segments=parts,
        statistics=tuple(SegmentStatistics(size=1, frames=part.spec.frames) for part in parts),
        film=Measured(cut.length, True, 0.0, end, 0.0, end),
        sound=SOUND,
        made=len(parts),
        wall_s=1.0,
    )


def _bad(facts: Facts) -> list[Check]:
    return [check for check in quality_report(facts).checks if not check.is_ok]


def test_a_good_film_is_clean(filming: Filming) -> None:
    report = quality_report(_facts(filming))

    assert report.is_clean
    assert report.loudness_lufs == -14.1
    assert (report.segments_made, report.segments_found) == (3, 0)
    assert len(report.checks) == 11


FILM: dict[str, dict[str, Any]] = {
    "Frames": {"frames": 7},
    "Even frames from 0": {"is_even": False},
    "Picture and sound end together": {"sound_end_s": 3.0},
}


@pytest.mark.parametrize("title", FILM)
def test_a_film_that_is_not_exact(filming: Filming, title: str) -> None:
    facts = _facts(filming)

    bad = _bad(replace(facts, film=replace(facts.film, **FILM[title])))

    assert [check.title for check in bad] == [title]


SOUNDS: dict[str, dict[str, Any]] = {
    "Loudness": {"loudness_lufs": -15.0},
    "True peak": {"true_peak_db": -0.2},
    "Silence where words are": {"silent_spans_s": ((0.0, 2.9),)},
}


@pytest.mark.parametrize("title", SOUNDS)
def test_sound_that_is_not_right(filming: Filming, title: str) -> None:
    bad = _bad(replace(_facts(filming), sound=replace(SOUND, **SOUNDS[title])))

    assert [check.title for check in bad] == [title]


@pytest.mark.parametrize("kind", ["black", "frozen"])
def test_black_and_frozen_spans_are_named_over_segments(filming: Filming, kind: str) -> None:
    facts = _facts(filming)
    first, join, last = facts.statistics
    seen = (
        first.model_copy(update={kind: (TimeRange(start=74, length=10),)}),
        join.model_copy(update={kind: (TimeRange(length=6),)}),
        last.model_copy(update={kind: (TimeRange(length=4), TimeRange(start=60, length=3))}),
    )

    bad = _bad(replace(facts, statistics=seen))

    assert [check.title for check in bad] == [f"{kind.title()} picture"]
    assert bad[0].found == "2.5–3.1 s"


def test_captions_off_their_words(filming: Filming) -> None:
    facts = _facts(filming)
    moved = tuple(
        clip.model_copy(update={"range": clip.range.shifted(9)}) for clip in facts.timeline.speech
    )
    late = facts.timeline.model_copy(update={"speech": moved})

    assert caption_offset(facts.timeline) <= 1
    assert [c.title for c in _bad(replace(facts, timeline=late))] == ["Captions on their words"]


def test_a_silent_film_is_not_measured_for_loudness(filming: Filming) -> None:
    facts = replace(_facts(filming), sound=None)

    assert quality_report(facts).is_clean
    assert len(quality_report(facts).checks) == 7


def test_what_no_font_has_is_named_with_its_scene(filming: Filming) -> None:
    facts = _facts(filming)
    seen = list(facts.statistics)
    seen[-1] = seen[-1].model_copy(update={"missing": ("𓀀", "\U000f0000")})
    (bad,) = _bad(replace(facts, statistics=tuple(seen)))

    assert bad.title == "Glyphs"
    assert bad.found == ("𓀀 (U+13000 egyptian hieroglyph a001) in “B”, \U000f0000 (U+F0000) in “B”")


def test_text_that_had_to_be_small_is_named_with_its_scene(filming: Filming) -> None:
    facts = _facts(filming)
    seen = list(facts.statistics)
    seen[0] = seen[0].model_copy(update={"small": ("far too much of it " * 5,)})
    (bad,) = _bad(replace(facts, statistics=tuple(seen)))

    assert (bad.title, bad.found) == (
        "Text fits",
        "“far too much of it far too much of it f…” in “A”",
    )


def test_drift_is_in_frames(filming: Filming) -> None:
    facts = _facts(filming)
    late = replace(facts.film, sound_end_s=facts.film.picture_end_s + 0.5)

    assert drift(replace(facts, film=late)) == pytest.approx(15.0)
