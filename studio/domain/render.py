"""A film made from a timeline, and the report on it."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from studio.domain.delivery import Codec
from studio.domain.documents import Document, Value
from studio.domain.format import Format, Quality
from studio.domain.ids import ContentHash, JobId, PlanId, ProjectId, RenderId


class Check(Value):
    """One thing that was measured on a finished film."""

    title: str
    is_ok: bool
    found: str
    wanted: str


class QualityReport(Document):
    """What was measured on a finished film. Levels in LUFS and dBTP, lengths in seconds.

    Both levels are 0 for a film in which nothing is heard.
    """

    name = "QualityReport"

    frames: int = Field(ge=0)
    length_s: float = Field(ge=0)
    drift_frames: float = 0.0
    loudness_lufs: float = 0.0
    true_peak_db: float = 0.0
    segments_made: int = 0
    segments_found: int = 0
    wall_s: float = 0.0
    checks: tuple[Check, ...] = ()

    @property
    def is_clean(self) -> bool:
        """True when every check passed."""
        return all(check.is_ok for check in self.checks)

    @property
    def levels(self) -> tuple[str, ...]:
        """Loudness and true peak for people; "silent" where nothing was heard to be measured."""
        if not (self.loudness_lufs or self.true_peak_db):
            return ("silent",)
        return f"{self.loudness_lufs:.1f} LUFS", f"{self.true_peak_db:.1f} dBTP"


class Render(Document):
    """A finished film and the files beside it, below the media folder.

    `format` is that of the film, None where it was made before films could have their own.
    """

    name = "Render"

    id: RenderId
    project: ProjectId
    plan: PlanId
    job: JobId | None = None
    inputs: ContentHash
    quality: Quality
    format: Format | None = None
    codec: Codec = Codec.H264
    film: str
    thumbnail: str = ""
    srt: str = ""
    vtt: str = ""
    ass: str = ""
    karaoke: str = ""
    words: str = ""
    report: QualityReport
    made_at: datetime

    @property
    def files(self) -> dict[str, str]:
        """The places of all files there are, by the names of their fields."""
        names = ("film", "thumbnail", "srt", "vtt", "ass", "karaoke", "words")
        return {name: place for name in names if (place := getattr(self, name))}
