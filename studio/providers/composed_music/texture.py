"""What goes on under a melody: held chords, figures, bass lines and light percussion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from studio.providers.composed_music.score import TICKS, Note
from studio.providers.composed_music.theory import Chord, ladder, nearest, voiced

PAD_RANGE = (50, 72)
KEYS_RANGE = (53, 74)
BASS_RANGE = (36, 54)

FIGURES: dict[str, str] = {
    "none": "",
    "rise": "0.1.2.3.",
    "wave": "0.1.2.3.2.1.2.1.",
    "rock": "0.2.1.2.0.2.1.2.",
    "drops": "3.....1...2.....",
    "offbeat": "..*...*...*...*.",
    "push": "*.....*.....*...",
    "block": "*.......*.......",
    "pulse": "0.0.2.0.0.0.1.0.",
    "drive": "0.1.2.1.0.1.2.1.",
    "skip": "0..21..20..21.2.",
    "waltz": "....*...*...",
    "harp": "0.1.2.3.2.1.",
}
"""A sixteenth a sign: a voice of the chord from the lowest, * for all of them, . for none."""

BASSES: dict[str, str] = {
    "none": "",
    "long": "r...............",
    "half": "r.......5.......",
    "step": "r.....r.5.......",
    "drive": "r.r.r.r.r.r.r.5.",
    "bounce": "r...5...r...5.r.",
    "pedal": "r.......r.......",
    "three": "r...........",
}
"""A sixteenth a sign: the root or the fifth, held until the next."""

LAST = "r" + 63 * "."
"""The bass line of a last chord."""

DRUMS = ("kick", "brush", "hat", "shaker", "taiko", "click", "snap")

GROOVES: dict[str, dict[str, str]] = {
    "none": {},
    "brushes": {"kick": "o.......o.......", "brush": "....o.......o.o."},
    "shaker": {"shaker": "o.-.o.-.o.-.o.-.", "kick": "o.........o....."},
    "pop": {"kick": "x.....o.x.......", "snap": "....o.......o...", "shaker": "-.o.-.o.-.o.-.o."},
    "light": {"kick": "o.......o.......", "hat": "-.-.-.-.-.-.-.-.", "snap": "....-.......-..."},
    "skip": {"click": "o..o..o.o..o..o.", "kick": "o.......o.......", "shaker": "..-...-...-...-."},
    "march": {"taiko": "x.....o.x...o.o.", "shaker": "-.-.-.-.-.-.-.-."},
    "clock": {"click": "o...-...o...-...", "taiko": "o..............."},
    "waltz": {"kick": "o...........", "brush": "....-...-..."},
}
"""A sixteenth a sign: x strong, o soft, - faint."""

_FORCE = {"x": 0.9, "o": 0.6, "-": 0.35}
_SIXTEENTH = TICKS // 4


def voicings(chords: Sequence[Chord], low: int, high: int) -> list[tuple[int, ...]]:
    """Each chord as pitches, led smoothly from the one before it."""
    led: list[tuple[int, ...]] = []
    centre = (low + high) // 2
    before: tuple[int, ...] = (centre - 4, centre, centre + 5)
    for chord in chords:
        before = voiced(chord, before, low, high)
        led.append(before)
    return led


def pad(chords: Sequence[Chord], bar: int) -> list[Note]:
    """Held chords, one a bar of `bar` ticks; a voice that stays is held on."""
    held = [set(pitches) for pitches in voicings(chords, *PAD_RANGE)]
    notes = []
    for n, pitches in enumerate(held):
        for pitch in sorted(pitches):
            if n and pitch in held[n - 1]:
                continue
            length = next((k for k in range(n, len(held)) if pitch not in held[k]), len(held)) - n
            notes.append(Note("pad", n * bar, length * bar, pitch, 0.7))
    return notes


def keys(chords: Sequence[Chord], figure: str, bar: int) -> list[Note]:
    """A figure over each chord; a voice rings until struck again, or for a beat and a half."""
    notes = []
    places = list(_signs(figure, bar))
    for n, pitches in enumerate(voicings(chords, *KEYS_RANGE)):
        for k, (place, sign) in enumerate(places):
            chosen = pitches if sign == "*" else (_voice(pitches, int(sign)),)
            force = 0.75 if place == 0 else 0.6 if place % TICKS == 0 else 0.5
            again = next((later for later, other in places[k + 1 :] if other == sign), bar)
            length = min(again - place, 6 * _SIXTEENTH)
            notes += [Note("keys", n * bar + place, length, pitch, force) for pitch in chosen]
    return notes


def bass(chords: Sequence[Chord], line: str, bar: int) -> list[Note]:
    """A bass line over each chord, its roots near one another."""
    notes = []
    root = (BASS_RANGE[0] + BASS_RANGE[1]) // 2 - 2
    for n, chord in enumerate(chords):
        root = nearest(ladder([chord.root], *BASS_RANGE), (root + 41) / 2)
        fifth = nearest(ladder([chord.fifth], *BASS_RANGE), root + 3)
        places = list(_signs(line, bar))
        ends = [place for place, _ in places[1:]] + [bar]
        for (place, sign), end in zip(places, ends, strict=True):
            pitch = root if sign == "r" else fifth
            force = 0.8 if place == 0 else 0.65
            notes.append(Note("bass", n * bar + place, end - place, pitch, force))
    return notes


def drums(groove: str, bars: int, bar: int) -> list[Note]:
    """A groove for `bars` bars; its last bar thins out so that the next section can enter."""
    notes = []
    for drum, signs in GROOVES[groove].items():
        for n in range(bars):
            for place, sign in _signs(signs, bar):
                is_thinned = n == bars - 1 and place >= bar * 3 // 4
                force = _FORCE[sign] * (0.5 if is_thinned else 1.0)
                notes.append(Note("drums", n * bar + place, _SIXTEENTH, DRUMS.index(drum), force))
    return notes


def _voice(pitches: Sequence[int], place: int) -> int:
    octave, index = divmod(place, len(pitches))
    return pitches[index] + 12 * octave


def _signs(pattern: str, bar: int) -> Iterator[tuple[int, str]]:
    if not pattern:
        return
    for n in range(bar // _SIXTEENTH):
        sign = pattern[n % len(pattern)]
        if sign != ".":
            yield n * _SIXTEENTH, sign
