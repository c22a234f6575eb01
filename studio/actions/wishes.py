"""What is asked of an outside provider for a scene: its words, its shape, its picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.actions.characters import characters_of
from studio.actions.produced import visual_subject
from studio.actions.takes import picture_ask
from studio.domain.character import Character, described
from studio.domain.documents import hash_of
from studio.domain.format import Quality
from studio.domain.ids import ContentHash
from studio.domain.plan import Plan
from studio.domain.project import Project
from studio.domain.scene import Scene, Words
from studio.domain.take import TakeKind
from studio.providers.interface import MediaAsk, OutsideProvider
from studio.studio import Studio

MOST_GUIDANCE = 2000
_MOST_TOLD = 900
_CALM = "Leave the lower third calm, for captions. No text, no letters, no logo, no border."
_MOVES = "Gentle, natural movement of what is seen, and a slow, steady camera."


@dataclass(frozen=True)
class Wish:
    """What a take is to be: by whom, how, from the scene's picture or from words alone."""

    kind: TakeKind
    provider: str
    guidance: str = ""
    voice: str = ""
    is_from_picture: bool = False

    def to_inputs(self) -> dict[str, Any]:
        """As plain JSON, for a job."""
        return {
            "kind": self.kind.value,
            "provider": self.provider,
            "guidance": self.guidance[:MOST_GUIDANCE],
            "voice": self.voice,
            "is_from_picture": self.is_from_picture,
        }

    @classmethod
    def from_inputs(cls, inputs: dict[str, Any]) -> Wish:
        """What `to_inputs` wrote."""
        return cls(
            kind=TakeKind(inputs["kind"]),
            provider=str(inputs["provider"]),
            guidance=str(inputs["guidance"]),
            voice=str(inputs["voice"]),
            is_from_picture=bool(inputs["is_from_picture"]),
        )


def media_ask(
    project: Project,
    plan: Plan,
    scene: Scene | None,
    wish: Wish,
    source: Path | None = None,
    cast: Sequence[Character] = (),
) -> MediaAsk:
    """The ask for a wish; `scene` is None for the music of the film.

    The `cast` of the scene is described in every picture the same way.
    """
    if scene is None:
        length_s = plan.rate.seconds(sum(each.frames for each in plan.scenes))
        size = project.format.size(Quality.STANDARD)
        return MediaAsk(TakeKind.TRACK, _music_words(project, wish), size, seconds=length_s)
    is_spoken = wish.kind is TakeKind.NARRATION
    return MediaAsk(
        kind=wish.kind,
        text=scene.narration if is_spoken else _picture_words(project, scene, wish, cast),
        size=project.format.size(Quality.STANDARD),
        seconds=plan.rate.seconds(scene.frames),
        voice=wish.voice,
        pace=project.voice.pace if is_spoken else 1.0,
        manner=wish.guidance if is_spoken else "",
        source=source,
    )


def request_inputs(
    studio: Studio, project: Project, plan: Plan, scene: Scene | None, wish: Wish
) -> ContentHash:
    """The hash of all that the take of a wish depends on. Raises NotFound for the provider."""
    provider = studio.providers.elsewhere(wish.provider)
    cast = characters_of(studio, project.id, scene) if scene else ()
    ask = media_ask(project, plan, scene, wish, cast=cast)
    return hash_of(
        [
            "produced",
            wish.kind.value,
            _named(provider),
            ask.text,
            f"{ask.size.width}x{ask.size.height}",
            round(ask.seconds) if wish.kind is not TakeKind.NARRATION else 0,
            [ask.voice, ask.pace, ask.manner],
            _begins(studio, project, scene) if scene and wish.is_from_picture else "",
        ]
    )


def content_of(plan: Plan, scene: Scene | None) -> ContentHash:
    """The exact content that a greenlight must be for: that of the scene, or of all of them."""
    if scene is not None:
        return scene.content_hash
    return hash_of([each.content_hash for each in plan.scenes])


def _named(provider: OutsideProvider) -> list[str]:
    return [provider.card.name, provider.card.version]


def beginning(studio: Studio, project: Project, scene: Scene, folder: Path) -> Path:
    """The picture that a motion begins with: a produced one, or the visual drawn in `folder`.

    It has no words: they are set over what moves, and would be there twice. Raises BadInput.
    """
    take = studio.store.takes.active(project.id, scene.id, TakeKind.ARTWORK)
    if take and take.subject == visual_subject(scene):
        return studio.store.media.path(take.file)
    bare = scene.visual.model_copy(update={"words": Words()})
    ask = picture_ask(studio, project, scene.model_copy(update={"visual": bare}))
    target = folder / "begin.jpg"
    studio.providers.picture(ask).make(ask, target)
    return target


def _begins(studio: Studio, project: Project, scene: Scene) -> str:
    """What names the picture that a motion begins with."""
    take = studio.store.takes.active(project.id, scene.id, TakeKind.ARTWORK)
    is_fitting = take is not None and take.subject == visual_subject(scene)
    return take.id if take and is_fitting else visual_subject(scene)


def _picture_words(project: Project, scene: Scene, wish: Wish, cast: Sequence[Character]) -> str:
    seen = described(scene.visual.description.strip() or _told(scene), cast)
    parts = [
        f"A picture for the film “{project.title}”, scene “{scene.title}”.",
        f"It shows: {seen}",
        wish.guidance.strip(),
    ]
    if wish.kind is TakeKind.FOOTAGE:
        has_guidance = bool(wish.guidance.strip())
        parts = [f"{seen}", wish.guidance.strip() if has_guidance else _MOVES]
    return "\n".join(part for part in (*parts, _CALM) if part)


def _told(scene: Scene) -> str:
    """What a scene without a description is about."""
    words = scene.visual.words
    said = scene.narration.strip() or words.headline or words.quotation or scene.title
    return f"something that goes with these words, not the words themselves: {said[:_MOST_TOLD]}"


def _music_words(project: Project, wish: Wish) -> str:
    mood = f"Instrumental background music, {project.score.mood}, steady, without vocals"
    return ". ".join(part for part in (mood, wish.guidance.strip()) if part)
