"""Export: make the film, watch it come, take it home."""

from studio.ui import session
from studio.ui.export_desk import export_desk
from studio.ui.nothing import film_with_scenes

project = film_with_scenes()
if project is not None:
    export_desk(session.studio(), project)
