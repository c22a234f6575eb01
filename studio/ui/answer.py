"""A director's answer on the page: his steps, his words, and what belongs below them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.domain.chat import Step
from studio.ui.phrases import plain
from studio.ui.places import assets

_CURSOR = " ▍"


class Answer:
    """One chat message that can be drawn again and again within a run, as it grows."""

    def __init__(self, text: str = "", steps: Sequence[Step] = ()) -> None:
        self._text = text
        self._steps = {n: (step, True) for n, step in enumerate(steps)}
        self._is_growing = not text and not steps
        self.body = st.chat_message("assistant", avatar=str(assets() / "icon.svg"))
        self._steps_place = self.body.empty()
        self._text_place = self.body.empty()
        self.foot = self.body.empty()

    def add_text(self, text: str) -> None:
        """He said more."""
        self._text += text

    def begin_step(self, n: int, title: str) -> None:
        """He began to do something."""
        self._steps[n] = (Step(title=title), False)

    def end_step(self, n: int, outcome: str, is_ok: bool) -> None:
        """He is done with something."""
        begun = self._steps.get(n, (Step(title=outcome), False))[0]
        ended = begun.model_copy(update={"outcome": outcome, "is_ok": is_ok})
        self._steps[n] = (ended, True)

    def finish(self, text: str, steps: Sequence[Step]) -> None:
        """He is done: this is what he said and did in all."""
        self._text = text
        self._steps = {n: (step, True) for n, step in enumerate(steps)}
        self._is_growing = False
        self.foot.empty()
        self.draw()

    def draw(self) -> None:
        """Draw the answer as it is now."""
        if self._steps:
            with self._steps_place.container(gap="xxsmall"):
                for n in sorted(self._steps):
                    _step(*self._steps[n])
        if self._text:
            self._text_place.markdown(self._text + (_CURSOR if self._is_growing else ""))
        elif self._is_growing and not self._steps:
            self._text_place.caption("The director is reading…")


def _step(step: Step, is_done: bool) -> None:
    state = "running" if not is_done else "complete" if step.is_ok else "error"
    with st.status(plain(step.title), state=state, type="step"):  # type: ignore[arg-type]
        if step.outcome:
            st.caption(plain(step.outcome))
