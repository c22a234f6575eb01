"""The moods, one row each: what is chosen from, and who plays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Harmony:
    """Progressions of four bars: a piece takes one of `home` for its A, one of `away` for its B.

    `cadence` leads to `rest`, the last chord. `mode` is a name in `theory.MODES`.
    """

    mode: str
    home: tuple[str, ...]
    away: tuple[str, ...]
    cadence: str
    rest: str


@dataclass(frozen=True)
class Band:
    """Who plays, by names in `instruments.INSTRUMENTS`; "none" is silent."""

    pad: str
    keys: str
    bass: str
    lead: str


@dataclass(frozen=True)
class Pattern:
    """What is played, by names in `texture`: the keys' figures at home and away, the bass line,
    the groove; and how the melody moves, by `melody.RHYTHMS`, from pitch `low` to `high`.
    """

    figures: tuple[str, str]
    line: str
    groove: str
    motion: str
    low: int = 67
    high: int = 83


@dataclass(frozen=True)
class Form:
    """Bars of the opening and of every section, and the sections in order."""

    opening: int
    section: int
    order: str


@dataclass(frozen=True)
class Room:
    """`fade_s` is how long the reverberation takes to fall by 60 dB, `wet` its share."""

    fade_s: float
    wet: float


@dataclass(frozen=True)
class Mood:
    """How a mood is composed and played; `tempo` is a range in beats a minute."""

    name: str
    tempo: tuple[int, int]
    harmony: Harmony
    band: Band
    pattern: Pattern
    room: Room
    form: Form
    beats: int = 4


_SLOW = Form(opening=2, section=4, order="ABCA")
_QUICK = Form(opening=4, section=8, order="ABA")

MOODS: tuple[Mood, ...] = (
    Mood(
        name="calm",
        tempo=(70, 78),
        harmony=Harmony(
            mode="major",
            home=("I9 vi7 IV9 Vsus4", "I9 iii7 IV9 Vsus4", "I9 IV9 vi7 Vsus4"),
            away=("IV9 I9 ii7 Vsus4", "vi7 IV9 I9 Vsus2"),
            cadence="ii7 Vsus4",
            rest="I9",
        ),
        band=Band(pad="strings", keys="soft piano", bass="round", lead="flute"),
        pattern=Pattern(("wave", "rise"), line="long", groove="none", motion="sparse"),
        room=Room(fade_s=2.6, wet=0.34),
        form=_SLOW,
    ),
    Mood(
        name="warm",
        tempo=(84, 92),
        harmony=Harmony(
            mode="major",
            home=("I9 IV9 I9 Vsus4", "I9 vi7 ii7 V7"),
            away=("vi7 ii7 IV9 Vsus4", "IV9 iii7 ii7 V7"),
            cadence="IV9 V7",
            rest="I9",
        ),
        band=Band(pad="strings", keys="electric piano", bass="round", lead="clarinet"),
        pattern=Pattern(("push", "block"), line="half", groove="brushes", motion="moving"),
        room=Room(fade_s=1.6, wet=0.24),
        form=_SLOW,
    ),
    Mood(
        name="hopeful",
        tempo=(96, 104),
        harmony=Harmony(
            mode="major",
            home=("I9 V vi7 IV9", "IV9 I9 V vi7", "I9 IV9 vi7 V"),
            away=("vi7 IV9 I9 V", "IV9 V vi7 I9"),
            cadence="IV9 V",
            rest="I9",
        ),
        band=Band(pad="strings", keys="soft piano", bass="round", lead="bells"),
        pattern=Pattern(("rise", "wave"), line="half", groove="shaker", motion="sparse"),
        room=Room(fade_s=2.2, wet=0.28),
        form=_QUICK,
    ),
    Mood(
        name="upbeat",
        tempo=(112, 120),
        harmony=Harmony(
            mode="major",
            home=("I V vi IV", "I IV vi V", "vi IV I V"),
            away=("IV V vi I", "ii IV I V"),
            cadence="IV V",
            rest="I",
        ),
        band=Band(pad="glow", keys="plucked", bass="round", lead="bells"),
        pattern=Pattern(("rock", "wave"), line="drive", groove="pop", motion="moving"),
        room=Room(fade_s=1.2, wet=0.16),
        form=_QUICK,
    ),
    Mood(
        name="playful",
        tempo=(104, 112),
        harmony=Harmony(
            mode="mixolydian",
            home=("I IV I v7", "I vii IV I", "I v7 IV I"),
            away=("IV I ii v7", "ii IV vii I"),
            cadence="IV vii",
            rest="I",
        ),
        band=Band(pad="glow", keys="marimba", bass="upright", lead="clarinet"),
        pattern=Pattern(("skip", "offbeat"), line="bounce", groove="skip", motion="moving"),
        room=Room(fade_s=0.9, wet=0.14),
        form=_QUICK,
    ),
    Mood(
        name="corporate",
        tempo=(104, 112),
        harmony=Harmony(
            mode="major",
            home=("I9 IV9 vi7 Vsus4", "vi7 IV9 I9 Vsus2"),
            away=("IV9 vi7 I9 Vsus4", "ii7 IV9 vi7 Vsus4"),
            cadence="IV9 V",
            rest="I9",
        ),
        band=Band(pad="glow", keys="plucked", bass="round", lead="soft piano"),
        pattern=Pattern(("wave", "rock"), line="step", groove="light", motion="sparse"),
        room=Room(fade_s=1.4, wet=0.18),
        form=_QUICK,
    ),
    Mood(
        name="cinematic",
        tempo=(84, 92),
        harmony=Harmony(
            mode="minor",
            home=("i VI III VII", "i VI iv V", "i III VII iv"),
            away=("VI VII i III", "iv VI i V"),
            cadence="iv V",
            rest="i",
        ),
        band=Band(pad="strings", keys="low strings", bass="deep", lead="horn"),
        pattern=Pattern(
            ("pulse", "drive"), line="pedal", groove="march", motion="sparse", low=57, high=74
        ),
        room=Room(fade_s=2.8, wet=0.32),
        form=_SLOW,
    ),
    Mood(
        name="tense",
        tempo=(82, 88),
        harmony=Harmony(
            mode="minor",
            home=("i i VI iv", "i iv i V", "i VI i iv"),
            away=("iv i VI V", "VI iv ii V"),
            cadence="iv V",
            rest="i",
        ),
        band=Band(pad="dark strings", keys="low strings", bass="deep", lead="bells"),
        pattern=Pattern(
            ("pulse", "drive"), line="pedal", groove="clock", motion="sparse", low=62, high=78
        ),
        room=Room(fade_s=2.4, wet=0.3),
        form=_SLOW,
    ),
    Mood(
        name="reflective",
        tempo=(84, 92),
        harmony=Harmony(
            mode="dorian",
            home=("i9 IV i9 VII", "i9 III IV i9", "i9 v7 IV i9"),
            away=("III VII IV i9", "VII IV III IV"),
            cadence="III IV",
            rest="i9",
        ),
        band=Band(pad="strings", keys="soft piano", bass="round", lead="flute"),
        pattern=Pattern(("harp", "waltz"), line="three", groove="waltz", motion="sparse"),
        room=Room(fade_s=2.4, wet=0.32),
        form=_QUICK,
        beats=3,
    ),
    Mood(
        name="ambient",
        tempo=(64, 70),
        harmony=Harmony(
            mode="lydian",
            home=("I9 ii7 I9 vi7", "I9 vi7 ii7 I9"),
            away=("vi7 ii7 I9 ii7", "iii7 vi7 ii7 I9"),
            cadence="ii7 Vsus2",
            rest="I9",
        ),
        band=Band(pad="glass", keys="electric piano", bass="deep", lead="flute"),
        pattern=Pattern(("drops", "rise"), line="long", groove="none", motion="sparse"),
        room=Room(fade_s=3.4, wet=0.42),
        form=_SLOW,
    ),
)
"""In the order they are best offered; the first answers for a mood nobody knows."""

TONICS = (0, 2, 3, 5, 7, 9, 10)
"""Keys are chosen from these pitch classes: C, D, E flat, F, G, A, B flat."""


def mood_named(name: str) -> Mood:
    """The mood of that name, or the first."""
    return next((mood for mood in MOODS if mood.name == name), MOODS[0])
