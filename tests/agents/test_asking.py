"""The person's message as models take it."""

from __future__ import annotations

import base64
from typing import Any

from studio.agents.asking import MOST_PICTURE_BYTES, left_items, question_item
from studio.agents.embedded.policy import GO_ON
from studio.domain.asset import Asset, AssetKind
from studio.domain.chat import Attachment, CallState, Message, Role, ToolCall
from studio.domain.ids import AssetId, MessageId, ThreadId

PNG = b"\x89PNG\r\n\x1a\n picture"


def asked(person: Any, *attached: Attachment, text: str = "Look") -> Message:
    return Message(
        id=MessageId("q"),
        thread=ThreadId("t"),
        role=Role.USER,
        text=text,
        attachments=attached,
        created_at=person.project.created_at,
    )


def picture(person: Any, content: bytes = PNG) -> Attachment:
    """A picture of the person's, in the store and on the disk."""
    file = person.studio.store.media.root / "beach.png"
    file.write_bytes(content)
    asset = Asset(
        id=AssetId("beach"),
        project=person.project.id,
        kind=AssetKind.PICTURE,
        title="Beach",
        file=person.studio.store.media.relative(file),
    )
    person.studio.store.assets.put(asset)
    return Attachment(asset=asset.id, title="Beach", kind="picture")


def item(person: Any, message: Message, *, has_vision: bool) -> Any:
    return question_item(person.studio, person.project.id, message, has_vision=has_vision)


def test_a_model_that_sees_is_shown_the_picture(person: Any) -> None:
    words, shown = item(person, asked(person, picture(person)), has_vision=True)["content"]
    assert words["text"].startswith("Look")
    assert base64.b64decode(shown["image_url"].split(",")[1]) == PNG
    assert shown["image_url"].startswith("data:image/png;base64,")


def test_one_that_does_not_is_told_of_it(person: Any) -> None:
    content = item(person, asked(person, picture(person)), has_vision=False)["content"]
    assert content == "Look\n\nAttached picture “Beach”, asset beach (you cannot see it)."


def test_a_picture_that_is_too_large_or_gone_is_named_only(person: Any) -> None:
    huge = picture(person, b"x" * (MOST_PICTURE_BYTES + 1))
    assert "cannot see" in item(person, asked(person, huge), has_vision=True)["content"]
    gone = Attachment(asset=AssetId("gone"), title="Gone", kind="picture")
    assert "cannot see" in item(person, asked(person, gone), has_vision=True)["content"]


def test_attached_texts_are_read_in_part_and_planned_whole(person: Any) -> None:
    text = Attachment(asset=AssetId("n"), title="notes.md", kind="text", text="word " * 5_000)
    content = item(person, asked(person, text), has_vision=False)["content"]
    assert "Attached text “notes.md”, 5,000 words" in content
    assert "which the planner reads whole" in content
    assert len(content) < 7_000


def test_what_was_done_and_said_is_gone_on_from(person: Any) -> None:
    call = ToolCall(
        key="k" * 64,
        thread=ThreadId("t"),
        message=MessageId("m"),
        tool="undo",
        outcome={"said": "Undone."},
        state=CallState.FINISHED,
        started_at=person.project.created_at,
    )
    made, output, said, go_on = left_items([call], "I take it ba", is_rules=False)
    assert (made["name"], output["output"]) == ("undo", "Undone.")
    assert made["call_id"] == output["call_id"]
    assert (said["content"], go_on["content"]) == ("I take it ba", GO_ON)
    assert left_items([call], "", is_rules=True) == [made, output]
    assert left_items([], "", is_rules=False) == []
