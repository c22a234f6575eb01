"""What a person does is done, even if the next rerun cuts the callback short."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.runtime.state import SafeSessionState, SessionState, session_state_proxy

from studio.domain.ids import ProjectId
from studio.ui import film_desk, session, speaking
from studio.ui.boundary import notify
from studio.ui.held import held
from studio.ui.speaking import Said, hear

UI = Path(__file__).parents[2] / "studio" / "ui"
TOUCHES = {
    *("select_project", "select_scene", "select_thread", "scene_id", "project", "project_id"),
    *("notify", "rerun", "toast", "switch_page"),
}
"""Calls that touch the page; what follows them may not happen."""
DEEDS = {"redraft", "save", "store_change", "bring", "move"}
"""Calls that change the store, beside everything of `studio.actions`."""


class CutShort(BaseException):
    """What a rerun does to a callback that touches the page."""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets the next rerun wait from now on; the session holds what is given."""

    def cut() -> None:
        raise CutShort

    def begin(**values: Any) -> None:
        state = SessionState()
        for key, value in values.items():
            state[key.replace("_", "-")] = value
        safe = SafeSessionState(state, cut)
        monkeypatch.setattr(session_state_proxy, "get_session_state", lambda: safe)
        monkeypatch.setattr(
            "streamlit.runtime.state.query_params_proxy.get_session_state", lambda: safe
        )

    return begin


def test_what_a_widget_holds_is_read_although_a_rerun_waits(hurried: Callable[..., None]) -> None:
    hurried(field="calmer")
    with pytest.raises(CutShort):
        _ = st.session_state["field"]
    assert held("field") == "calmer"
    assert held("no-field") is None


def test_a_scene_moved_on_the_line_is_moved_before_it_is_selected(
    hurried: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = {"op": "move", "scene": "s1", "rev": 1, "to": 2}
    moved: list[Any] = []
    monkeypatch.setattr(session, "studio", lambda: None)
    monkeypatch.setattr(film_desk, "move", lambda *given: moved.append(given))
    hurried(film_line=SimpleNamespace(edit=edit))
    with pytest.raises(CutShort):
        film_desk.edited(ProjectId("p"))
    assert moved == [(None, "p", edit)]


def test_words_for_the_director_and_notices_are_kept(hurried: Callable[..., None]) -> None:
    said, notices = Said(), []
    hurried(**{speaking.BOX: SimpleNamespace(text="Calmer", files=())}, notices=notices)
    hear(said)
    notify("Kept.")
    assert said.take() == ("Calmer", ())
    assert notices[0][0] == "Kept."


def test_callbacks_read_what_is_held_and_act_before_they_touch_the_page() -> None:
    faults = [fault for path in sorted(UI.rglob("*.py")) for fault in _faults(path)]
    assert faults == []


def _faults(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    actions = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("studio.actions")
        for alias in node.names
    }
    named = {
        node.id
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg and keyword.arg.startswith("on_")
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.Name)
    }
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        if function.name in named:
            yield from (
                f"{path.name}: {function.name}: {what}"
                for what in _out_of_order(function, actions | DEEDS)
            )


def _out_of_order(function: ast.FunctionDef, deeds: set[str]) -> Iterator[str]:
    """Items of the session that are read, and touches of the page with a deed after them."""
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    calls.sort(key=lambda call: (call.end_lineno or 0, call.end_col_offset or 0))
    done = [n for n, call in enumerate(calls) if _name(call) in deeds]
    for n, call in enumerate(calls):
        if _name(call) in TOUCHES and done and n < done[-1]:
            yield f"{_name(call)}() comes before {_name(calls[done[-1]])}()"
    reads = [node for node in ast.walk(function) if isinstance(node, ast.Subscript | ast.Attribute)]
    for node in reads:
        is_item = isinstance(node, ast.Subscript) or node.attr == "get"
        is_read = isinstance(node.ctx, ast.Load) and is_item
        if is_read and ast.unparse(node.value) == "st.session_state":
            yield "reads st.session_state; use held()"


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
