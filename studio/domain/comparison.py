"""Two revisions of a plan side by side: what was added, taken out, moved and rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from studio.domain.ids import SceneId
from studio.domain.plan import Plan
from studio.domain.scene import Scene
from studio.domain.time import FrameRate


class ChangeKind(StrEnum):
    """What became of a scene."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Span:
    """A run of words in both versions, or only in the one before or after."""

    text: str
    is_before: bool
    is_after: bool


@dataclass(frozen=True)
class Change:
    """One scene that differs. `before` and `after` are its places from 1, None where it is not.

    `spans` are its narrations laid over each other, when they differ; `details` says in plain
    words what else changed.
    """

    kind: ChangeKind
    scene: SceneId
    title: str
    before: int | None
    after: int | None
    spans: tuple[Span, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """All changes in the order of the later plan, those taken out at their earlier place."""

    before: int
    after: int
    changes: tuple[Change, ...]
    seconds_before: float
    seconds_after: float

    @property
    def is_same(self) -> bool:
        """True when nothing differs."""
        return not self.changes


def compare(before: Plan, after: Plan) -> Comparison:
    """How `after` differs from `before`. Scenes are matched by their ids."""
    old = {scene.id: (place, scene) for place, scene in enumerate(before.scenes, 1)}
    new = {scene.id: place for place, scene in enumerate(after.scenes, 1)}
    moved = _moved([s.id for s in before.scenes], [s.id for s in after.scenes])
    found: list[tuple[float, Change]] = []
    for place, scene in enumerate(after.scenes, 1):
        change = _change(old.get(scene.id), (place, scene), scene.id in moved, after.rate)
        if change:
            found.append((place, change))
    for place, scene in old.values():
        if scene.id not in new:
            gone = Change(ChangeKind.REMOVED, scene.id, _name(scene), place, None)
            found.append((place - 0.5, gone))
    return Comparison(
        before.number,
        after.number,
        tuple(change for _, change in sorted(found, key=lambda pair: pair[0])),
        _seconds(before),
        _seconds(after),
    )


def _change(
    old: tuple[int, Scene] | None, new: tuple[int, Scene], is_moved: bool, rate: FrameRate
) -> Change | None:
    place, scene = new
    if old is None:
        return Change(ChangeKind.ADDED, scene.id, _name(scene), None, place)
    was, earlier = old
    if earlier == scene and not is_moved:
        return None
    kind = ChangeKind.CHANGED if earlier != scene else ChangeKind.MOVED
    return Change(
        kind,
        scene.id,
        _name(scene),
        was,
        place,
        word_spans(earlier.narration, scene.narration),
        _details(earlier, scene, rate),
    )


def word_spans(before: str, after: str) -> tuple[Span, ...]:
    """Two texts laid over each other word by word; () when they are the same."""
    if before == after:
        return ()
    one, two = before.split(), after.split()
    spans: list[Span] = []
    for tag, i, j, k, m in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            spans.append(Span(" ".join(one[i:j]), is_before=True, is_after=True))
            continue
        if one[i:j]:
            spans.append(Span(" ".join(one[i:j]), is_before=True, is_after=False))
        if two[k:m]:
            spans.append(Span(" ".join(two[k:m]), is_before=False, is_after=True))
    return tuple(spans)


def _details(before: Scene, after: Scene, rate: FrameRate) -> tuple[str, ...]:
    """What changed beside the narration, each in plain words."""
    found = []
    if before.title != after.title:
        found.append(f"title “{before.title}” → “{after.title}”")
    if before.frames != after.frames:
        found.append(f"{rate.seconds(before.frames):.1f} s → {rate.seconds(after.frames):.1f} s")
    if _look(before) != _look(after):
        found.append(f"shown as {_look(before)} → {_look(after)}")
    if before.visual.words != after.visual.words:
        found.append(f"on screen “{_shown(before)}” → “{_shown(after)}”")
    elif before.visual != after.visual and _look(before) == _look(after):
        found.append("what is seen")
    if before.transition != after.transition:
        found.append(f"entered by {before.transition.kind} → {after.transition.kind}")
    if before.characters != after.characters:
        found.append("who appears")
    if before.grade != after.grade:
        found.append("its colours")
    return tuple(found)


def _look(scene: Scene) -> str:
    return str(getattr(scene.visual, "template", scene.visual.kind))


def _shown(scene: Scene) -> str:
    shown = scene.visual.words
    texts = (shown.number, shown.unit, shown.headline, shown.quotation, *shown.points)
    return " · ".join(text for text in texts if text)[:80] or "nothing"


def _moved(before: Sequence[SceneId], after: Sequence[SceneId]) -> set[SceneId]:
    """Scenes in both that left their order: all but the longest run that kept it."""
    both = set(before) & set(after)
    one, two = [s for s in before if s in both], [s for s in after if s in both]
    kept = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    stayed = {scene for block in kept for scene in one[block.a : block.a + block.size]}
    return both - stayed


def _name(scene: Scene) -> str:
    return scene.title or scene.narration[:40] or "Untitled"


def _seconds(plan: Plan) -> float:
    frames = sum(scene.frames for scene in plan.scenes)
    joins = sum(scene.transition.frames for scene in plan.scenes[1:])
    return plan.rate.seconds(frames - joins)
