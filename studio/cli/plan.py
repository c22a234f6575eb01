"""`greenlight plan`: the scene plan of a text or an idea, without rendering."""

from __future__ import annotations

from studio.cli.options import (
    AsJson,
    AspectOption,
    DataDir,
    DirectorOption,
    Idea,
    Inputs,
    Length,
    Title,
    VoiceOption,
    seconds,
)
from studio.domain.format import Aspect


def plan(  # noqa: PLR0913  a parameter is an option
    inputs: Inputs = None,
    idea: Idea = "",
    title: Title = "",
    length: Length = "",
    aspect: AspectOption = Aspect.WIDE,
    voice: VoiceOption = "",
    director: DirectorOption = "embedded",
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Plan a film of a text, notes or an idea, and keep it as a project to watch and change."""
    from studio.cli.briefing import Wish, begin, plan_now
    from studio.cli.terminal import Terminal, opened

    terminal = Terminal(as_json=as_json)
    wish = Wish(
        inputs=inputs or (),
        idea=idea,
        title=title,
        length_s=seconds(length),
        aspect=aspect,
        voice=voice,
        director=director,
    )
    with opened(terminal, data_dir) as studio:
        project = begin(studio, wish)
        with terminal.bar("Planning") as bar:
            planned = plan_now(studio, project, bar)
        project = studio.store.projects.get(project.id)
        rate = planned.rate
        total = rate.seconds(sum(scene.frames for scene in planned.scenes))
        lines = [f"{project.title} ({project.id}): {len(planned.scenes)} scenes, {total:.1f} s"]
        for n, scene in enumerate(planned.scenes, 1):
            look = getattr(scene.visual, "template", scene.visual.kind)
            lines.append(f"{n:3} {rate.seconds(scene.frames):5.1f} s  {look:12} {scene.narration}")
        terminal.result(planned.to_document(), lines)
