"""`greenlight projects`: what there is."""

from __future__ import annotations

from studio.cli.options import AsJson, DataDir


def projects(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the projects, newest first."""
    from studio.actions.plans import latest_plan
    from studio.actions.reviews import waiting_scenes
    from studio.cli.terminal import Terminal, opened

    terminal = Terminal(as_json=as_json)
    with opened(terminal, data_dir) as studio:
        rows = []
        for project in studio.store.projects.list():
            plan = latest_plan(studio, project.id)
            rows.append(
                {
                    "id": project.id,
                    "title": project.title,
                    "created_at": project.created_at.isoformat(),
                    "scenes": len(plan.scenes),
                    "approved": len(plan.scenes) - len(waiting_scenes(studio, plan)),
                    "films": len(studio.store.renders.list(project.id)),
                    "folder": str(studio.store.media.path(project.folder)),
                }
            )
        lines = [
            f"{r['id']}  {r['scenes']:3} scenes, {r['approved']:3} greenlit, "
            f"{r['films']} films  {r['title']}"
            for r in rows
        ]
        terminal.result(
            {"projects": rows}, lines or ['No projects yet: greenlight make --idea "…"']
        )
