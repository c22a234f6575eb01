"""The names of the topics that pages follow."""

from __future__ import annotations

from studio.domain.ids import JobId, MessageId, ProjectId


def project_topic(project: ProjectId) -> str:
    """All that happens to a project's plan, settings and takes."""
    return f"project:{project}"


def job_topic(job: JobId) -> str:
    """All that happens to one job."""
    return f"job:{job}"


def message_topic(message: MessageId) -> str:
    """What a director writes and does within one message."""
    return f"message:{message}"
