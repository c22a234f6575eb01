"""Activity: what is done, what waits, what failed and why."""

from studio.ui import session
from studio.ui.activity_log import activity_log

activity_log(session.studio(), session.project())
