"""The document: what its schema says, what its limits are, what it cannot reach."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

import studio.graphics
from studio.domain.errors import TooLarge
from studio.graphics.documents import (
    CodeLayer,
    GroupLayer,
    LottieLayer,
    MockupLayer,
    MotionDocument,
    PictureLayer,
    TextLayer,
    json_schema,
    named_files,
)
from studio.graphics.limits import check_cost

PUBLISHED = Path(studio.graphics.__file__).with_name("motion.schema.json")


def of(*children) -> MotionDocument:
    return MotionDocument(root=GroupLayer(children=children))


def test_the_published_schema_is_current() -> None:
    """To renew it: greenlight schema motion > studio/graphics/motion.schema.json"""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(
        json.dumps(json_schema())
    )


def test_the_schema_names_the_document_and_its_layers() -> None:
    schema = json_schema()
    assert schema["properties"]["document"] == {"const": "MotionDocument.1"}
    kinds = {"TextLayer", "ChartLayer", "CodeLayer", "TableLayer", "LottieLayer", "IconLayer"}
    assert kinds <= set(schema["$defs"])


def test_a_document_names_the_files_it_needs() -> None:
    document = of(
        PictureLayer(picture="a"),
        GroupLayer(children=(MockupLayer(picture="b"), MockupLayer())),
        LottieLayer(animation="c"),
    )
    assert named_files(document) == {"a", "b", "c"}


def test_too_many_letters_are_refused() -> None:
    with pytest.raises(ValidationError, match="letters"):
        of(*(TextLayer(text="x" * 2000) for _ in range(7)))


def test_a_dear_document_is_refused_before_it_is_drawn() -> None:
    check_cost(of(*(CodeLayer(code="x = 1\n" * 20) for _ in range(3))))
    with pytest.raises(TooLarge, match="ms"):
        check_cost(of(*(LottieLayer(animation="a") for _ in range(9))))
