"""Names of things. Each kind of thing has its own type, so that they cannot be mixed up."""

from __future__ import annotations

import secrets
from typing import NewType

ProjectId = NewType("ProjectId", str)
PlanId = NewType("PlanId", str)
SceneId = NewType("SceneId", str)
CharacterId = NewType("CharacterId", str)
CommentId = NewType("CommentId", str)
TakeId = NewType("TakeId", str)
AssetId = NewType("AssetId", str)
RenderId = NewType("RenderId", str)
ComponentId = NewType("ComponentId", str)
JobId = NewType("JobId", str)
ThreadId = NewType("ThreadId", str)
MessageId = NewType("MessageId", str)
TraceId = NewType("TraceId", str)
ContentHash = NewType("ContentHash", str)

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_id(length: int = 8) -> str:
    """A random name of `length` lower-case letters and digits that cannot be misread.

    Thirty-one letters give 39 bits at the default length: unique within one data folder.
    """
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
