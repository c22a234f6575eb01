"""What a conversation took: tokens and money."""

from __future__ import annotations

from collections.abc import Sequence

from streamlit.delta_generator import DeltaGenerator

from studio.domain.chat import Message
from studio.ui.phrases import money, plain
from studio.ui.stream import Stream


class Figures:
    """The running figure of a thread in one place of the page."""

    def __init__(self, place: DeltaGenerator, messages: Sequence[Message]) -> None:
        self._place = place
        self._drawn = ""
        self._tokens = sum(m.tokens_in + m.tokens_out for m in messages)
        self._cost = sum(m.cost for m in messages)
        self.show()

    def show(self, stream: Stream | None = None) -> None:
        """Draw the figure with what the answer being written takes; none without tokens."""
        tokens, cost = self._tokens, self._cost
        if stream is not None:
            tokens += stream.tokens_in + stream.tokens_out
            cost += stream.cost
        text = f"This conversation: {tokens:,} tokens · {money(cost)}" if tokens else ""
        if text != self._drawn:
            self._drawn = text
            self._place.caption(plain(text))


def answer_figures(message: Message) -> str:
    """What one answer took, for its foot; empty for one that took nothing."""
    tokens = message.tokens_in + message.tokens_out
    return f"{tokens:,} tokens · {money(message.cost)}" if tokens else ""
