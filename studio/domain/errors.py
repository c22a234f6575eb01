"""Everything that can go wrong, as one tree.

    GreenlightError
    ├── BadInput                 the person's input cannot be used; nothing was changed
    │   ├── EmptyInput
    │   ├── UnreadableInput
    │   ├── TooLarge
    │   └── UnusableAddress      a web address that may not or cannot be read
    ├── SiteUnreadable           a website was asked and gave nothing to read
    ├── NotFound
    ├── StaleRevision            somebody else changed the plan meanwhile
    ├── NotApproved              work that needs a greenlight was asked for without one
    ├── StoreError
    │   ├── FolderInUse
    │   ├── FolderUnwritable
    │   ├── FileInUse            another program holds the file that is to be replaced
    │   ├── DiskFull
    │   ├── NewerStore
    │   ├── DamagedStore
    │   ├── NewerDocument
    │   └── UnreadableDocument
    ├── QueueFull
    ├── Cancelled
    ├── MissingPart              a library, font, voice or codec is not there
    │   └── MissingKey           a provider wants a key
    ├── ModelRefused             a provider says no: to the key, the account, the model, the words
    │   └── ContextFull          more was said than the model can hold
    ├── OverLimit                a cap of tokens or money is reached
    ├── Transient                worth another attempt
    │   ├── RateLimited
    │   ├── Unreachable
    │   │   └── BrokenAnswer     an answer began and did not come whole
    │   └── WorkerLost
    ├── UncertainOutcome         a paid request was sent and its outcome is unknown
    │   └── UncertainCall        a tool was begun, and nobody knows whether it was carried out
    └── RenderError
        ├── MediaMissing
        └── SegmentFailed

Each carries its data as attributes, and reads as one sentence a creator understands,
followed by the remedy.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


class GreenlightError(Exception):
    """The root. `sentence` says what happened, `remedy` what to do about it."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(f"{sentence} {remedy}".strip())
        self.sentence = sentence
        self.remedy = remedy

    def __reduce__(self) -> tuple[Callable[..., GreenlightError], tuple[Any, ...]]:
        """Errors cross from render processes whole, whatever their constructors take."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[GreenlightError], args: tuple[Any, ...], fields: dict[str, Any]
) -> GreenlightError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class BadInput(GreenlightError):
    """Input named `name` cannot be used; nothing was changed."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}", remedy)
        self.name = name


class EmptyInput(BadInput):
    """There is nothing in the input."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "there is nothing in it.", "Write a sentence or more and try again.")


class UnreadableInput(BadInput):
    """The input is damaged or of a kind Greenlight does not read."""


class TooLarge(BadInput):
    """The input is larger than `limit` (in the words of a person, such as "50,000 words")."""

    def __init__(self, name: str, size: str, limit: str, remedy: str) -> None:
        super().__init__(name, f"{size} is more than the limit of {limit}.", remedy)
        self.size = size
        self.limit = limit


class UnusableAddress(BadInput):
    """A web address that is not read: of another kind, private, or closed to programs."""


class SiteUnreadable(GreenlightError):
    """The website at `url` gave nothing that can be read; `status` is its HTTP answer, or 0."""

    def __init__(self, url: str, reason: str, status: int = 0) -> None:
        super().__init__(
            f"{url[:200]} cannot be read: {reason}.",
            "Try again later, or write in your own words what the film is to tell.",
        )
        self.url = url
        self.reason = reason
        self.status = status


class NotFound(GreenlightError):
    """No `kind` has the name `key`."""

    def __init__(self, kind: str, key: str, remedy: str = "It may be gone; look again.") -> None:
        super().__init__(f"There is no {kind} “{key}”.", remedy)
        self.kind = kind
        self.key = key


class StaleRevision(GreenlightError):
    """The plan moved on from `expected` to `actual` (revision numbers)."""

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__(
            f"The plan is at version {actual} now; this change was made to version {expected}.",
            "Look at the current version and make the change there.",
        )
        self.expected = expected
        self.actual = actual


class NotApproved(GreenlightError):
    """Scenes (by title) that need a greenlight first."""

    def __init__(self, scenes: Sequence[str]) -> None:
        listed = ", ".join(f"“{scene}”" for scene in scenes[:5])
        more = f" and {len(scenes) - 5} more" if len(scenes) > 5 else ""
        super().__init__(f"Not greenlit yet: {listed}{more}.", "Watch and approve them first.")
        self.scenes = tuple(scenes)


class StoreError(GreenlightError):
    """The data folder cannot be used as it is."""


class FolderInUse(StoreError):
    """Another worker or server holds the data folder."""

    def __init__(self, folder: str, holder: str = "another Greenlight") -> None:
        super().__init__(
            f"{folder} is in use by {holder}.",
            "Close the other one, or choose another folder with --data-dir.",
        )
        self.folder = folder


class FolderUnwritable(StoreError):
    """The data folder cannot be written."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"{folder} cannot be written ({reason}).",
            "Give yourself the right to write there, or choose another with --data-dir.",
        )
        self.folder = folder


class FileInUse(StoreError):
    """Another program has `file` open, so that a new one cannot take its place."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} is open in another program; the one that is there was kept.",
            "Close it there and retry: all the work is done, only the file is to be put.",
        )
        self.file = file


class DiskFull(StoreError):
    """No room is left on the disk."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The disk that holds {folder} is full; what was finished is kept.",
            "Free some room and retry.",
        )
        self.folder = folder


class NewerStore(StoreError):
    """The store was written by a newer Greenlight."""

    def __init__(self, folder: str, unknown: Sequence[str]) -> None:
        super().__init__(
            f"{folder} was written by a newer version of Greenlight.",
            "Update Greenlight, or choose another folder with --data-dir.",
        )
        self.folder = folder
        self.unknown = tuple(unknown)


class DamagedStore(StoreError):
    """The store's own file is not one, or is damaged."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(
            f"The store in {folder} is damaged ({reason}).",
            "Restore it from a backup, or choose another folder with --data-dir.",
        )
        self.folder = folder


class NewerDocument(StoreError):
    """A document has a version this Greenlight does not know."""

    def __init__(self, document: str, version: int, known: int) -> None:
        super().__init__(
            f"A {document} of version {version} was found; this Greenlight reads up to {known}.",
            "Update Greenlight.",
        )
        self.document = document
        self.version = version


class UnreadableDocument(StoreError):
    """A stored document is damaged or another one than expected."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(
            f"A {expected} could not be read ({found[:200]}).",
            "Restore the data folder from a backup, or go back to an earlier revision.",
        )
        self.expected = expected


class QueueFull(GreenlightError):
    """`waiting` jobs stand in line and the limit is `limit`."""

    def __init__(self, waiting: int, limit: int) -> None:
        super().__init__(
            f"{waiting} jobs are waiting already, and the limit is {limit}.",
            "Wait for some to finish, or cancel some on the Activity page.",
        )
        self.waiting = waiting
        self.limit = limit


class Cancelled(GreenlightError):
    """The person stopped it."""

    def __init__(self) -> None:
        super().__init__("Stopped, as you asked.", "Retry to go on from where it stopped.")


class MissingPart(GreenlightError):
    """Something the work needs is not on this machine."""

    def __init__(self, part: str, remedy: str) -> None:
        super().__init__(f"{part} is not available on this machine.", remedy)
        self.part = part


class MissingKey(MissingPart):
    """`provider` wants a key, which would be called `key_name`."""

    def __init__(self, provider: str, key_name: str, remedy: str) -> None:
        super().__init__(f"A key for {provider}", remedy)
        self.provider = provider
        self.key_name = key_name


class ModelRefused(GreenlightError):
    """`provider` answered no, and would again: another attempt is of no use."""

    def __init__(self, provider: str, reason: str, remedy: str) -> None:
        super().__init__(f"{provider} refused: {reason}", remedy)
        self.provider = provider
        self.reason = reason


class ContextFull(ModelRefused):
    """The conversation is longer than the model can hold."""

    def __init__(self, provider: str, model: str) -> None:
        super().__init__(
            provider,
            f"the conversation is longer than {model} can hold.",
            "Begin a new conversation about this film, or choose a model that holds more.",
        )


class OverLimit(GreenlightError):
    """`spent` of `limit` is gone for `what`, each in the words of a person ("$1.00")."""

    def __init__(self, what: str, spent: str, limit: str) -> None:
        super().__init__(
            f"The limit for {what} is reached: {spent} of {limit}.",
            "Raise it in Settings under Models, or go on with Embedded, which costs nothing.",
        )
        self.what = what
        self.spent = spent
        self.limit = limit


class Transient(GreenlightError):
    """A fault that another attempt may not meet. The job tries again by itself."""


class RateLimited(Transient):
    """A provider asked to wait for `retry_after_s` seconds."""

    def __init__(self, provider: str, retry_after_s: float) -> None:
        super().__init__(
            f"{provider} asked to wait {retry_after_s:.0f} s.", "It goes on by itself."
        )
        self.provider = provider
        self.retry_after_s = retry_after_s


class Unreachable(Transient):
    """A provider did not answer."""

    def __init__(self, provider: str, reason: str) -> None:
        super().__init__(f"{provider} did not answer ({reason}).", "It is tried again by itself.")
        self.provider = provider


class BrokenAnswer(Unreachable):
    """An answer began and did not come whole; what came is not acted upon."""

    def __init__(self, provider: str, reason: str) -> None:
        GreenlightError.__init__(
            self,
            f"The answer of {provider} did not come whole ({reason}).",
            "Press Continue to go on from where it broke off, or choose another model.",
        )
        self.provider = provider


class WorkerLost(Transient):
    """A render process ended without an answer."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"A render process ended early ({reason}).", "It is started again.")


class UncertainOutcome(GreenlightError):
    """A paid request was sent and nobody knows whether it was carried out."""

    def __init__(self, provider: str, request_id: str) -> None:
        super().__init__(
            f"{provider} may or may not have made what was asked (request {request_id}).",
            "Look at your account there. It is not sent again unless you say so, where you asked.",
        )
        self.request_id = request_id


class UncertainCall(UncertainOutcome):
    """The tool called `title` was begun before a break and has no known end."""

    def __init__(self, title: str, key: str) -> None:
        GreenlightError.__init__(
            self,
            f"“{title}” was begun before a break; it may have been carried out or not.",
            "Look whether it was done; it is not done again unless you say so.",
        )
        self.request_id = key[:12]


class RenderError(GreenlightError):
    """The film could not be made."""


class MediaMissing(RenderError):
    """A file that a scene uses is gone."""

    def __init__(self, scene: str, file: str) -> None:
        super().__init__(
            f"Scene “{scene}” uses {file}, which is gone.",
            "Give the scene another picture, or bring the file back.",
        )
        self.file = file


class SegmentFailed(RenderError):
    """One segment could not be rendered; the others are kept."""

    def __init__(self, segment: str, reason: str) -> None:
        super().__init__(
            f"{segment} could not be rendered ({reason}).",
            "The other scenes are kept: change this scene, or retry.",
        )
        self.segment = segment
        self.reason = reason
