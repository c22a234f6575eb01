import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import espeakng_loader
import pytest

from studio.domain.errors import BadInput, MissingPart
from studio.providers.espeak import library, process, speech
from studio.providers.espeak.process import VoiceProcess
from studio.providers.espeak.speech import Mark, Utterance, Voicing

CALM = Voicing("en-US", 160, 50, 50)


@pytest.fixture
def voice() -> Iterator[VoiceProcess]:
    made = VoiceProcess()
    yield made
    made.close()


def test_words_have_marks_in_characters_of_the_text(voice: VoiceProcess) -> None:
    text = "Größe 月 isn't naïve"
    (utterance,) = voice.speak([text], CALM)
    places = {mark.place for mark in utterance.marks}
    assert {text.index("G"), text.index("isn't"), text.index("naïve")} <= places
    assert [m.at_s for m in utterance.marks] == sorted(m.at_s for m in utterance.marks)


def test_one_process_serves_many_asks(voice: VoiceProcess) -> None:
    voice.speak(["One"], CALM)
    first = voice._process
    voice.speak(["Two"], CALM)
    assert voice._process is first


def test_an_unknown_voice_leaves_the_process_well(voice: VoiceProcess) -> None:
    with pytest.raises(MissingPart, match="nobody"):
        voice.speak(["Hello"], Voicing("nobody", 160, 50, 50))
    assert len(voice.speak(["Hello", "there"], CALM)) == 2


def test_a_process_that_died_is_replaced(voice: VoiceProcess) -> None:
    voice.speak(["One"], CALM)
    assert voice._process is not None
    voice._process.kill()
    voice._process.wait()
    assert len(voice.speak(["Two", "Three"], CALM)) == 2


DYING = """
import sys
from studio.providers.espeak.speech import Utterance, read_ask, write_utterance
while (ask := read_ask(sys.stdin.buffer)) is not None:
    for text in ask[0]:
        if "poison" in text:
            import os
            os._exit(139)
        write_utterance(sys.stdout.buffer, Utterance(text.encode() * 2, ()))
"""


def test_a_text_that_kills_the_engine_is_named(
    voice: VoiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    _speak_with(DYING, monkeypatch)
    with pytest.raises(BadInput, match="poison pill"):
        voice.speak(["fine", "also fine", "poison pill", "never"], CALM)
    assert [u.samples for u in voice.speak(["ok"], CALM)] == [b"okok"]


def test_an_engine_that_cannot_start_is_a_missing_part(
    voice: VoiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    _speak_with("import no_such_module", monkeypatch)
    with pytest.raises(MissingPart, match="greenlight doctor"):
        voice.speak(["Hello"], CALM)


def test_an_engine_that_hangs_is_ended(
    voice: VoiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    _speak_with("import sys; sys.stdin.read()", monkeypatch)
    monkeypatch.setattr(process, "_PATIENCE_S", 0.3)
    with pytest.raises(BadInput, match="cannot say"):
        voice.speak(["Hello"], CALM)


def _speak_with(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    popen = subprocess.Popen

    def start(_: list[str], **options: object) -> subprocess.Popen[bytes]:
        return popen([sys.executable, "-c", script], **options)

    monkeypatch.setattr(process.subprocess, "Popen", start)


def test_the_process_ends_with_the_one_that_started_it() -> None:
    script = (
        "import os\n"
        "from studio.providers.espeak.process import VoiceProcess\n"
        "from studio.providers.espeak.speech import Voicing\n"
        "voice = VoiceProcess()\n"
        "voice.speak(['One'], Voicing('en-US', 160, 50, 50))\n"
        "print(voice._process.pid, flush=True)\n"
        "os._exit(9)\n"
    )
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    # The pipe is inherited by the speaker's error stream only if it outlives its parent.
    ended = subprocess.run(
        [sys.executable, "-c", script], env=path, capture_output=True, timeout=20
    )
    assert ended.returncode == 9
    assert _ends(int(ended.stdout))


def _ends(pid: int) -> bool:
    import psutil

    try:
        psutil.Process(pid).wait(10)
    except psutil.NoSuchProcess:
        return True
    return not psutil.pid_exists(pid)


@pytest.mark.parametrize("name", ["mit Leerzeichen und ümläuten 声", "x" * 120 + "/" + "y" * 120])
def test_the_data_may_lie_anywhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / name / "espeak-ng-data"
    source = Path(espeakng_loader.get_data_path())
    keep = ("en_dict", "phondata", "phonindex", "phontab", "intonations")
    data.mkdir(parents=True)
    for file in keep:
        shutil.copy(source / file, data / file)
    (data / "lang" / "gmw").mkdir(parents=True)
    shutil.copy(source / "lang" / "gmw" / "en-US", data / "lang" / "gmw" / "en-US")
    (data / "voices").mkdir()
    spoken = _speak_from(data)
    assert len(spoken) > 10_000


def _speak_from(data: Path) -> bytes:
    script = (
        "import sys, espeakng_loader\n"
        "espeakng_loader.get_data_path = lambda: sys.argv[1]\n"
        "from studio.providers.espeak.speaker import main\n"
        "main()\n"
    )
    asks = io.BytesIO()
    speech.write_ask(asks, ["Hello there"], CALM)
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", script, str(data)]
    ended = subprocess.run(
        command, input=asks.getvalue(), env=path, capture_output=True, timeout=20
    )
    answer = speech.read_answer(io.BytesIO(ended.stdout))
    assert isinstance(answer, Utterance), answer
    return answer.samples


def test_a_missing_wheel_is_a_missing_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "espeakng_loader", None)
    with pytest.raises(MissingPart, match="Install the package espeakng-loader"):
        library.load_library()


def test_a_broken_library_is_a_missing_part(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "libespeak-ng.so"
    broken.write_bytes(b"not a library")
    monkeypatch.setattr(espeakng_loader, "get_library_path", lambda: str(broken))
    with pytest.raises(MissingPart, match="greenlight doctor"):
        library.load_library()


def test_answers_cross_between_processes_whole() -> None:
    pipe = io.BytesIO()
    utterance = Utterance(b"\n\x00{}" * 9, (Mark(3, 0.25), Mark(9, 1.5)))
    speech.write_utterance(pipe, utterance)
    speech.write_fault(pipe, "part", "remedy")
    pipe.seek(0)
    assert speech.read_answer(pipe) == utterance
    assert speech.read_answer(pipe) == ("part", "remedy")
    with pytest.raises(EOFError):
        speech.read_answer(pipe)
