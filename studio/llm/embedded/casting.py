"""Give the person's pictures to the scenes they fit, each at least once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from studio.domain.asset import Asset
from studio.domain.scene import Camera
from studio.llm.embedded.beats import Beat, BeatKind
from studio.llm.embedded.figures import key_number
from studio.llm.embedded.sentences import words
from studio.llm.embedded.vocabulary import vocabulary

DIRECT = 3.0
RELATED = 1.6
LONG_S = 8.0
TALL = 0.5
_STRONG_NUMBER = 1.9
_FAMILIES = tuple(
    frozenset(line.split())
    for line in (
        "astronaut crew armstrong aldrin people person man woman spacesuit walk explorer portrait",
        "moon lunar crater landing eagle boulder",
        "rocket saturn launch lift engine machine fuel ship spacecraft",
        "hubble galaxy star universe sky night telescope cosmos space",
        "earth planet world globe home blue ocean",
        "sea ocean wave water beach coast ship boat river lake",
        "city street building town skyline urban traffic house",
        "forest tree wood leaf green nature garden plant flower",
        "mountain hill peak summit valley snow trail",
        "coffee cup bean roast espresso cafe barista",
        "food meal dish kitchen cook chef plate bread bake recipe",
        "team people office meeting staff group crowd colleague",
        "computer laptop screen code software app data server machine",
        "phone mobile app screen call",
        "car road drive vehicle engine traffic",
        "train rail station track travel",
        "plane airliner flight airport fly sky",
        "book read library page write school learn student class",
        "music guitar piano concert song band instrument",
        "dog cat animal pet bird horse wildlife",
        "child kid family baby mother father home",
        "sun sunrise sunset dawn light morning evening",
        "money price cost sales market shop store chart graph",
        "doctor hospital health nurse medicine patient",
        "ball football goal match player team sport run race",
        "product box package logo brand",
    )
)
_STOP = vocabulary(
    "img dsc photo picture image screenshot file copy final edit the and of field deep ",
    "view scene small large high new old",
)


@dataclass(frozen=True)
class Cast:
    """A picture or a film in the scene of beat `place`, and how the camera moves over it."""

    asset: Asset
    camera: Camera


def cast(
    beats: Sequence[Beat], pictures: Sequence[Asset], ratio: float, seconds: Sequence[float]
) -> dict[int, Cast]:
    """Which beat shows which picture, by place. `ratio` is that of the film's frame.

    A picture goes where the words of its file name are spoken, or words akin to them; the
    rest go evenly over scenes without a strong look of their own. Lists and quotations are
    left alone while there is room elsewhere.
    """
    shown = [asset for asset in pictures if asset.kind.is_seen]
    taken: dict[int, Asset] = {}
    rated = sorted(
        (
            (-_match(asset, beat) - _room(beat, seconds[place]), place, n)
            for n, asset in enumerate(shown)
            for place, beat in enumerate(beats)
            if _match(asset, beat) >= RELATED and _room(beat, seconds[place]) > -2.0
        ),
    )
    for _, place, n in rated:
        if shown[n] not in taken.values() and _is_free(place, taken):
            taken[place] = shown[n]
    for asset in shown:
        if asset not in taken.values():
            empty = _emptiest(beats, taken, seconds)
            if empty is not None:
                taken[empty] = asset
    return _moving(taken, ratio, len(beats))


def uncast(pictures: Sequence[Asset], chosen: dict[int, Cast]) -> tuple[Asset, ...]:
    """The pictures that no scene shows."""
    used = {found.asset.id for found in chosen.values()}
    return tuple(p for p in pictures if p.id not in used and p.kind.is_seen)


def _is_free(place: int, taken: dict[int, Asset]) -> bool:
    return not {place - 1, place, place + 1} & taken.keys()


def _emptiest(
    beats: Sequence[Beat], taken: dict[int, Asset], seconds: Sequence[float]
) -> int | None:
    """The scene farthest from other pictures among those with the most room for one."""
    free = [n for n in range(len(beats)) if n not in taken]
    if not free:
        return None

    def rate(place: int) -> tuple[float, int]:
        apart = min((abs(place - other) for other in taken), default=len(beats))
        return _room(beats[place], seconds[place]) + min(apart, 4) * 0.7, -place

    return max(free, key=rate)


def _room(beat: Beat, seconds: float) -> float:
    """How glad a scene is of a picture: long plain ones most, lists and quotations least."""
    if beat.kind in (BeatKind.LIST, BeatKind.QUOTATION):
        return -3.0
    room = -1.2 if beat.kind in (BeatKind.TITLE, BeatKind.CHAPTER, BeatKind.CLOSING) else 0.0
    if beat.kind is BeatKind.QUESTION:
        room += 0.3 if beat.is_kept else -0.6
    told = key_number(beat)
    if told and told.strength >= _STRONG_NUMBER:
        room -= 1.0
    return room + (0.8 if seconds >= LONG_S else 0.0)


def _match(asset: Asset, beat: Beat) -> float:
    """How well the words of a picture's name fit what a beat says."""
    names = _stems(re.sub(r"\.\w{2,5}$", "", asset.title).replace("_", " ").replace("-", " "))
    said = _stems(beat.narration)
    pointed = _stems(f"{beat.heading} {beat.cue}")
    return sum(_akin(name, said) + 0.8 * _akin(name, pointed) for name in names - _STOP)


def _akin(name: str, said: frozenset[str]) -> float:
    if name in said:
        return DIRECT
    related = sum(len(family & said) for family in _FAMILIES if name in family)
    return RELATED + 0.3 * (related - 1) if related else 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word.lower()) for word in words(text) if len(word) > 2)


def _stem(word: str) -> str:
    """A word without its plainest endings: "boulders" and "boulder" are the same."""
    bare = re.sub(r"['’]s$", "", word)
    for ending in ("ies", "s"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3 and not bare.endswith("ss"):
            return bare.removesuffix(ending) + ("y" if ending == "ies" else "")
    return bare


def _moving(taken: dict[int, Asset], ratio: float, count: int) -> dict[int, Cast]:
    """Camera moves by the shape of each picture, no two neighbours alike."""
    moves = [Camera.PUSH_IN, Camera.DRIFT, Camera.PULL_OUT]
    found: dict[int, Cast] = {}
    last = Camera.HOLD
    for turn, place in enumerate(sorted(taken)):
        asset = taken[place]
        shape = asset.width / asset.height / ratio if asset.width and asset.height else 1.0
        camera = moves[turn % len(moves)]
        if shape > 1.6:
            camera = (Camera.PAN_RIGHT, Camera.PAN_LEFT)[turn % 2]
        elif shape < TALL:
            camera = (Camera.TILT_UP, Camera.TILT_DOWN)[turn % 2]
        if place == count - 1:
            camera = Camera.PULL_OUT
        if found and camera is last:
            camera = Camera.PUSH_IN if last is not Camera.PUSH_IN else Camera.DRIFT
        last = camera
        found[place] = Cast(asset, camera)
    return found
