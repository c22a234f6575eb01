"""Is everything there that films need? One function an examination; each names its remedy.

A part that is missing may keep whole rooms from loading, so every examination imports
what it looks at itself, and nothing else does before.
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ParamSpec

from studio.domain.errors import GreenlightError, MissingPart

P = ParamSpec("P")

MIN_FREE_BYTES = 2 * 1024**3
_TRIAL_S = 20.0
SLIM_REMEDY = (
    "On a Linux container without a desktop, install the packages libgl1 and libegl1; "
    "elsewhere, install Greenlight again."
)
LIBRARIES = (
    ("Drawing (Skia)", "skia"),
    ("Pictures (OpenCV)", "cv2"),
    ("Codecs (PyAV)", "av"),
    ("Footage (MoviePy)", "moviepy"),
)


@dataclass(frozen=True)
class Finding:
    """What one examination found; `remedy` is empty when all is well."""

    title: str
    is_ok: bool
    found: str
    remedy: str = ""

    def as_json(self) -> dict[str, str | bool]:
        """The finding as plain JSON values."""
        return asdict(self)


def examine(folder: Path | str | None = None) -> tuple[Finding, ...]:
    """Every examination's finding, for the data folder `folder` (see `data_folder`)."""
    missing = missing_parts()
    findings = [_python(), *(missing or (_libraries(),))]
    made = () if missing else (_codecs, _graphics_cards, _fonts, _voice)
    findings += [_told(exam) for exam in (*made, _key_store, _local_models)]
    if not missing:
        place = _place(folder)
        findings += [_told(exam, place) for exam in (_disk, _data_folder, _worker)]
    return tuple(findings)


def missing_parts() -> tuple[Finding, ...]:
    """The libraries that cannot be loaded here; empty when all can."""
    missing = []
    for title, module in LIBRARIES:
        try:
            importlib.import_module(module)
        except ImportError as fault:
            missing.append(Finding(title, False, f"it cannot be loaded ({fault}).", SLIM_REMEDY))
    return tuple(missing)


def _told(exam: Callable[P, Finding], *args: P.args, **kwargs: P.kwargs) -> Finding:
    """The finding of an examination; an error of the tree is one of the same title."""
    try:
        return exam(*args, **kwargs)
    except GreenlightError as error:
        title = exam.__name__.strip("_").replace("_", " ").capitalize()
        return Finding(title, False, error.sentence, error.remedy)


def _place(folder: Path | str | None) -> Path:
    from studio.studio import data_folder

    return data_folder(folder)


def _python() -> Finding:
    version = ".".join(str(part) for part in sys.version_info[:3])
    is_ok = sys.version_info >= (3, 11)
    return Finding("Python", is_ok, version, "" if is_ok else "Install Python 3.11 or newer.")


def _libraries() -> Finding:
    titles = ", ".join(title for title, _ in LIBRARIES)
    return Finding("Libraries", True, titles)


def _codecs() -> Finding:
    import av.codec

    from studio.compose.codecs import SOFTWARE

    wanted = [*(coding.encoder for coding in SOFTWARE.values()), "aac"]
    missing = [name for name in wanted if name not in av.codec.codecs_available]
    if missing:
        return Finding(
            "Codecs", False, f"no {' and no '.join(missing)}", "Install PyAV from its wheel."
        )
    titles = ", ".join(coding.title for coding in SOFTWARE.values())
    return Finding("Codecs", True, f"{titles}, AAC")


def _graphics_cards() -> Finding:
    """Each encoder on a graphics card makes a few frames, where a driver may do no harm."""
    from studio.compose.codecs import HARDWARE
    from studio.compose.processes import Crew
    from studio.compose.tasks import encoder_works
    from studio.domain.format import Size
    from studio.domain.time import FrameRate

    working = []
    with Crew(workers=1) as crew:
        for coding in HARDWARE:
            size = Size(width=960, height=540)
            trial = crew.run(encoder_works, coding.encoder, size, FrameRate())
            try:
                working += [coding.title] if trial.result(_TRIAL_S) else []
            except (GreenlightError, TimeoutError):
                continue
    none = "no hardware encoder works here; the processor encodes, as it does unless asked"
    return Finding("Graphics cards", True, ", ".join(working) or none)


def _fonts() -> Finding:
    from studio.graphics.fonts import FontShelf

    missing = FontShelf().missing_glyphs("Aa Éé Ωω Жж ệ مرحبا שלום हिन्दी ไทย")
    if missing:
        remedy = "Install Greenlight again: its fonts come with it."
        return Finding("Fonts", False, f"no glyphs for {' '.join(missing)}", remedy)
    return Finding("Fonts", True, "Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari, Thai")


def _voice() -> Finding:
    from studio.domain.project import Voice
    from studio.providers import embedded_providers
    from studio.providers.interface import SpeechAsk

    chosen = Voice()
    provider = embedded_providers().speech(chosen.provider)
    with tempfile.TemporaryDirectory(prefix="greenlight-") as folder:
        speech = provider.speak(
            SpeechAsk("One, two, three.", chosen.voice), Path(folder) / "said.wav"
        )
    languages = len({voice.language for voice in provider.voices()})
    found = (
        f"{len(provider.voices())} voices in {languages} languages, {speech.length_s:.1f} s spoken"
    )
    is_ok = len(speech.words) == 3
    remedy = "" if is_ok else "Install Greenlight again: its voice comes with it."
    return Finding("Voice", is_ok, found, remedy)


def _key_store() -> Finding:
    """Where keys of outside models can be kept. None is needed for films."""
    from studio.llm.keys import Keys

    try:
        return Finding("Key store", True, Keys().store_title())
    except MissingPart:
        return Finding(
            "Key store",
            True,
            "none here; keys of outside models come from the environment, such as OPENAI_API_KEY",
        )


def _local_models() -> Finding:
    """Model servers on this machine. None is needed for films."""
    from studio.llm.local import SERVERS, LocalModels

    found = LocalModels().look()
    servers = sorted({model.provider for model in found})
    none = f"no {' and no '.join(server.title for server in SERVERS)}; Embedded directs"
    told = f"{len(found)} on {' and '.join(servers)}" if found else none
    return Finding("Local models", True, told)


def _disk(place: Path) -> Finding:
    seat = next(folder for folder in (place, *place.parents) if folder.exists())
    free = shutil.disk_usage(seat).free
    found = f"{free / 1024**3:.1f} GB free"
    is_ok = free >= MIN_FREE_BYTES
    return Finding("Disk", is_ok, found, "" if is_ok else "Free some room: films need a few GB.")


def _data_folder(place: Path) -> Finding:
    from studio.store import open_store

    with_projects = open_store(place)
    try:
        count = len(with_projects.projects.list())
    finally:
        with_projects.close()
    return Finding("Data folder", True, f"{place}, {count} projects")


def _worker(place: Path) -> Finding:
    from studio.worker.watch import worker_state

    state = worker_state(place)
    found = state if state == "running" else f"{state}; the studio and every render start their own"
    return Finding("Worker", True, found)
