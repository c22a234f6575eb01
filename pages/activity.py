"""Activity: what is done, what waits, what failed and why; and how one answer was made."""

from studio.ui import session
from studio.ui.activity_log import activity_log
from studio.ui.trace_view import trace_view

trace = session.trace()
if trace:
    trace_view(session.studio(), trace)
else:
    activity_log(session.studio(), session.project())
