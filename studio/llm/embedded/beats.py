"""What a film is made of before it is designed: one beat for each scene to be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.llm.embedded.sentences import sentences


class BeatKind(StrEnum):
    """TEXT is shown as its words suggest; the others have a look of their own."""

    TITLE = "title"
    TEXT = "text"
    LIST = "list"
    QUOTATION = "quotation"
    QUESTION = "question"
    CHAPTER = "chapter"
    CLOSING = "closing"


@dataclass(frozen=True)
class Beat:
    """One scene to be. `said` holds its sentences in order, together its narration.

    `heading` is shown and, when `is_heading_said`, spoken first. `opens` marks the start of a
    section or a thought; `paragraph` numbers the paragraph it came from. `cue` says what to
    show, `screen` what to write, in a script's own words. `worth` above 0 makes it dearer
    when a long text has to be shortened; `is_kept` forbids to leave it out. `is_ordered` says
    that the items are numbered. `code` (in `language`) and `table` stood beside the text.
    """

    kind: BeatKind
    said: tuple[str, ...]
    heading: str = ""
    is_heading_said: bool = False
    items: tuple[str, ...] = ()
    source: str = ""
    cue: str = ""
    screen: str = ""
    detail: str = ""
    opens: bool = False
    paragraph: int = 0
    worth: float = 0.0
    is_kept: bool = False
    is_ordered: bool = False
    code: str = ""
    language: str = ""
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def narration(self) -> str:
        """Everything that is spoken, as one text."""
        lead = (self.heading,) if self.is_heading_said else ()
        return " ".join(part for part in (*lead, *self.said) if part)

    @property
    def parts(self) -> tuple[str, ...]:
        """What is said, sentence by sentence, without the heading."""
        return tuple(part for said in self.said for part in sentences(said)) or self.said

    @property
    def shown_heading(self) -> str:
        """The heading as it stands on screen."""
        return self.heading.rstrip(":").strip()
