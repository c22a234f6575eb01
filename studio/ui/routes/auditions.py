"""Hear a voice, or a piece of music, before choosing it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from studio.domain.documents import hash_of
from studio.domain.errors import BadInput
from studio.providers.interface import MusicAsk, SpeechAsk
from studio.store.files import writing
from studio.ui.routes.answers import FOR_GOOD, answering, open_studio_or_503

MAX_CHARACTERS = 300
_SLOWEST, _FASTEST = 0.5, 2.0


@answering
def audition_voice(request: Request) -> Response:
    """`text` in `voice` of `provider` at `pace`, as a WAV file."""
    studio, asked = open_studio_or_503(), request.query_params
    provider = studio.providers.speech(asked.get("provider", "scratch"))
    pace = min(_FASTEST, max(_SLOWEST, _number(asked.get("pace", "1"), "pace")))
    text = asked.get("text", "")[:MAX_CHARACTERS]
    ask = SpeechAsk(text=text, voice=asked.get("voice", ""), pace=pace)
    name = hash_of(["voice", provider.card.name, provider.card.version, text, ask.voice, pace])
    target = studio.store.cache("auditions") / f"{name[:32]}.wav"
    if not target.is_file():
        with writing(target) as part:
            provider.speak(ask, part)
    return FileResponse(target, media_type="audio/wav", headers=FOR_GOOD)


@answering
def audition_music(request: Request) -> Response:
    """The piece of `mood` and `seed`, as a WAV file."""
    studio, asked = open_studio_or_503(), request.query_params
    provider = studio.providers.music(asked.get("provider", "composed"))
    ask = MusicAsk(mood=asked.get("mood", ""), seed=int(_number(asked.get("seed", "1"), "seed")))
    name = hash_of(["music", provider.card.name, provider.card.version, ask.mood, ask.seed])
    target = studio.store.cache("auditions") / f"{name[:32]}.wav"
    if not target.is_file():
        with writing(target) as part:
            provider.compose(ask, part)
    return FileResponse(target, media_type="audio/wav", headers=FOR_GOOD)


def _number(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError as fault:
        raise BadInput(name, "it is not a number.", "Give a number.") from fault
