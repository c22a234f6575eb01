"""Timeline: the film so far, playing, and its scenes on a line."""

from studio.ui import session
from studio.ui.film_desk import film_desk
from studio.ui.nothing import film_with_scenes

project = film_with_scenes()
if project is not None:
    film_desk(session.studio(), project)
