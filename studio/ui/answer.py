"""A director's answer on the page: his steps, his words, and what belongs below them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from studio.domain.chat import Step
from studio.ui.phrases import plain, undollared
from studio.ui.places import assets
from studio.ui.step_card import StepCard

_CURSOR = " ▍"
_ALIKE = 40


class Answer:
    """One chat message that can be drawn again and again within a run, as it grows.

    Only what changed is sent to the browser.
    """

    def __init__(self) -> None:
        self.body = st.chat_message("assistant", avatar=str(assets() / "icon.svg"))
        self._why_place = self.body.empty()
        self._steps_place = self.body.container(gap=None)
        self._text_place = self.body.empty()
        self.foot = self.body.container(gap="xsmall")
        self._cards: list[StepCard] = []
        self._drawn = ""
        self._why = ""

    def tell_why(self, who: str, why: str) -> None:
        """Say that another model answers than the one that was chosen, and why."""
        if why and why != self._why:
            self._why = why
            self._why_place.caption(
                f":orange[:material/swap_horiz:] {plain(who)} answers. {plain(why)}"
            )

    def show(self, text: str, steps: Sequence[Step], *, is_growing: bool = False) -> None:
        """Draw the answer as it is now."""
        for n, step in enumerate(steps):
            if n == len(self._cards):
                self._cards.append(StepCard(self._steps_place))
            self._cards[n].show(step, is_told=_is_told(step, text))
        written = text + _CURSOR if is_growing and text else text
        if written != self._drawn:
            self._drawn = written
            self._text_place.markdown(undollared(written))
        elif is_growing and not text and not steps:
            self._text_place.caption("The director is reading…")


def _is_told(step: Step, text: str) -> bool:
    """True when the words below a step say what came of it."""
    return bool(step.outcome) and _bare(step.outcome)[:_ALIKE] in _bare(text)


def _bare(text: str) -> str:
    return " ".join(text.replace("*", "").split())
