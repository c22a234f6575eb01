"""What was measured on a finished film, against what it should be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.compose.join_order import Measured
from studio.compose.lettering import lettering_checks
from studio.compose.segments import Segment
from studio.compose.sound import SoundReport
from studio.compose.statistics import SegmentStatistics
from studio.domain.render import Check, QualityReport
from studio.domain.time import TimeRange
from studio.domain.timeline import Timeline

DRIFT_FRAMES = 1.0
LOUDNESS_OFF = 0.5
PEAK_DB, PEAK_OFF = -1.0, 0.05
BLACK_S = 0.5
FROZEN_S = 0.5
UNHEARD_S = 2.0
CAPTION_FRAMES = 1
_SHOWN = 4
ENCODER = "Encoder"
"""The check that says who encoded, where a graphics card was asked for."""


@dataclass(frozen=True)
class Facts:
    """All that is known of a finished film. `sound` is None when nothing is heard in it.

    `target_lufs` is the loudness that was asked for; `encoder` tells of the encoder where
    hardware was asked for.
    """

    timeline: Timeline
    segments: tuple[Segment, ...]
    statistics: tuple[SegmentStatistics, ...]
    film: Measured
    sound: SoundReport | None
    made: int
    wall_s: float
    target_lufs: float = -14.0
    encoder: str = ""


def quality_report(facts: Facts) -> QualityReport:
    """The report, with every check that applies to this film."""
    sound = facts.sound
    return QualityReport(
        frames=facts.film.frames,
        length_s=facts.film.picture_end_s,
        drift_frames=drift(facts),
        loudness_lufs=sound.loudness_lufs if sound else 0.0,
        true_peak_db=sound.true_peak_db if sound else 0.0,
        segments_made=facts.made,
        segments_found=len(facts.segments) - facts.made,
        wall_s=round(facts.wall_s, 3),
        checks=(
            *_picture_checks(facts),
            *lettering_checks(facts.segments, facts.statistics),
            *_sound_checks(facts),
        ),
    )


def drift(facts: Facts) -> float:
    """Frames by which the sound ends after the picture; negative when it ends before."""
    if facts.film.sound_end_s is None:
        return 0.0
    late_s = facts.film.sound_end_s - facts.film.picture_end_s
    return round(late_s * float(facts.timeline.rate.fraction), 4)


def _encoder_checks(facts: Facts) -> tuple[Check, ...]:
    if not facts.encoder:
        return ()
    wanted = "a graphics card where one works"
    return (Check(title=ENCODER, is_ok=True, found=facts.encoder, wanted=wanted),)


def _picture_checks(facts: Facts) -> tuple[Check, ...]:
    film, timeline = facts.film, facts.timeline
    black = _spans(facts, [seen.black for seen in facts.statistics], BLACK_S)
    frozen = _spans(facts, [seen.frozen for seen in facts.statistics], FROZEN_S)
    offset = caption_offset(timeline)
    return (
        Check(
            title="Frames",
            is_ok=film.frames == timeline.length,
            found=str(film.frames),
            wanted=str(timeline.length),
        ),
        Check(
            title="Even frames from 0",
            is_ok=film.is_even and film.starts_at_s == 0,
            found="even" if film.is_even else "uneven",
            wanted="even",
        ),
        _absent("Black picture", black, facts),
        _absent("Frozen picture", frozen, facts),
        *_encoder_checks(facts),
        Check(
            title="Captions on their words",
            is_ok=offset <= CAPTION_FRAMES,
            found=f"{offset} frames off at most",
            wanted=f"at most {CAPTION_FRAMES}",
        ),
    )


def _sound_checks(facts: Facts) -> tuple[Check, ...]:
    if facts.sound is None:
        return ()
    sound, off = facts.sound, drift(facts)
    return (
        Check(
            title="Picture and sound end together",
            is_ok=abs(off) <= DRIFT_FRAMES,
            found=f"{off:+.2f} frames",
            wanted=f"within {DRIFT_FRAMES:.0f}",
        ),
        Check(
            title="Loudness",
            is_ok=abs(sound.loudness_lufs - facts.target_lufs) <= LOUDNESS_OFF,
            found=f"{sound.loudness_lufs:.1f} LUFS",
            wanted=f"{facts.target_lufs:.0f} ± {LOUDNESS_OFF} LUFS",
        ),
        Check(
            title="True peak",
            is_ok=sound.true_peak_db <= PEAK_DB + PEAK_OFF,
            found=f"{sound.true_peak_db:.1f} dBTP",
            wanted=f"at most {PEAK_DB:.0f} dBTP",
        ),
        _absent("Silence where words are", unheard(facts.timeline, sound), facts),
    )


def caption_offset(timeline: Timeline) -> int:
    """The most frames by which a caption word lies outside the speech of its scene."""
    speech = {clip.scene: clip.range for clip in timeline.speech}
    offsets = [0]
    for line in timeline.captions:
        heard = speech.get(line.scene, TimeRange(length=0))
        for word in line.words:
            offsets.append(heard.start - word.range.start)
            offsets.append(word.range.end - heard.end)
    return max(offsets)


def unheard(timeline: Timeline, sound: SoundReport) -> list[TimeRange]:
    """Frames of speech, `UNHEARD_S` or more at a time, in which nothing is heard."""
    rate = timeline.rate
    silent = [
        TimeRange(start=rate.frames(start), length=max(0, rate.frames(end) - rate.frames(start)))
        for start, end in sound.silent_spans_s
    ]
    meets = [clip.range.within(span) for clip in timeline.speech for span in silent]
    return [meet for meet in meets if meet and meet.length >= rate.frames(UNHEARD_S)]


def _spans(facts: Facts, seen: Sequence[tuple[TimeRange, ...]], least_s: float) -> list[TimeRange]:
    """Ranges of segments as ranges of the film; those that meet are one, short ones left out."""
    joined: list[TimeRange] = []
    for segment, ranges in zip(facts.segments, seen, strict=True):
        for span in (inner.shifted(segment.range.start) for inner in ranges):
            if joined and joined[-1].end == span.start:
                last = joined.pop()
                span = TimeRange(start=last.start, length=last.length + span.length)
            joined.append(span)
    least = facts.timeline.rate.frames(least_s)
    return [span for span in joined if span.length >= least]


def _absent(title: str, spans: Sequence[TimeRange], facts: Facts) -> Check:
    """A check that something is nowhere in the film."""
    rate = facts.timeline.rate
    listed = [f"{rate.seconds(s.start):.1f}–{rate.seconds(s.end):.1f} s" for s in spans[:_SHOWN]]
    more = [f"and {len(spans) - _SHOWN} more"] if len(spans) > _SHOWN else []
    found = ", ".join(listed + more) or "none"
    return Check(title=title, is_ok=not spans, found=found, wanted="none")
