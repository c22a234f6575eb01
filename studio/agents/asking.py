"""The person's message as models take it, with what was attached; and what a broken turn left."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Sequence
from typing import Any

from studio.agents.embedded.policy import GO_ON
from studio.agents.session import Made
from studio.domain.chat import Attachment, Message, ToolCall
from studio.domain.documents import canonical_json
from studio.domain.errors import NotFound
from studio.domain.ids import ProjectId
from studio.studio import Studio

Item = dict[str, Any]

SHOWN_CHARACTERS = 6_000
MOST_PICTURES = 6
MOST_PICTURE_BYTES = 4_000_000
MOST_QUESTION = 60_000
"""Characters of a message that a model reads; the planner reads all of it."""


def question_item(
    studio: Studio, project_id: ProjectId, question: Message, *, has_vision: bool
) -> Item:
    """What the person said, with attached texts in words and pictures to see where that is able."""
    texts = [_cut(question.text, MOST_QUESTION)]
    pictures: list[Item] = []
    for attached in question.attachments:
        shown = _picture(studio, project_id, attached) if has_vision else None
        if shown is not None and len(pictures) < MOST_PICTURES:
            pictures.append(shown)
        texts.append(_told(attached, is_seen=shown is not None))
    text = "\n\n".join(part for part in texts if part)
    if not pictures:
        return {"role": "user", "content": text}
    return {"role": "user", "content": [{"type": "input_text", "text": text}, *pictures]}


def left_items(calls: Sequence[ToolCall], said: str, *, is_rules: bool) -> list[Item]:
    """What a turn that broke off had done and said, for it to go on from there."""
    items = [item for call in calls for item in made_of(call).items]
    if said.strip():
        items.append({"role": "assistant", "content": said})
    if items and not is_rules:
        items.append({"role": "user", "content": GO_ON})
    return items


def made_of(call: ToolCall) -> Made:
    """A row of the ledger that has an end as a call with its answer."""
    said = call.told if call.outcome is None else str(call.outcome.get("said", ""))
    return Made(f"call_{call.key[:24]}", call.tool, canonical_json(call.arguments), said)


def _told(attached: Attachment, *, is_seen: bool) -> str:
    if attached.text.strip():
        words = len(attached.text.split())
        head = f"Attached text “{attached.title}”, {words:,} words:"
        return f"{head}\n{_cut(attached.text, SHOWN_CHARACTERS)}"
    seen = "" if is_seen or attached.kind != "picture" else " (you cannot see it)"
    return f"Attached {attached.kind} “{attached.title}”, asset {attached.asset}{seen}."


def _picture(studio: Studio, project_id: ProjectId, attached: Attachment) -> Item | None:
    """A picture to look at; None when it is none, gone, or too large to send."""
    if attached.kind != "picture":
        return None
    try:
        asset = studio.store.assets.get(attached.asset, project_id)
        file = studio.store.media.path(asset.file)
        if file.stat().st_size > MOST_PICTURE_BYTES:
            return None
        content = base64.b64encode(file.read_bytes()).decode("ascii")
    except (NotFound, OSError):
        return None
    kind = mimetypes.guess_type(file.name)[0] or "image/jpeg"
    return {
        "type": "input_image",
        "image_url": f"data:{kind};base64,{content}",
        "detail": "auto",
    }


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most]}\n… ({len(text) - most:,} characters more, which the planner reads whole)"
