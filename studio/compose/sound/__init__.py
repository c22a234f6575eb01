"""The sound of a film: speech, music and what follows, mixed once to the exact sample.

    order ─ speech  ┐
          ├ music   ┤
          ├ footage ┤
          └ effects ┴ mix (position -> samples) ─ measure ─ level and limit ─ WAV

Every stem answers "what is heard from sample A for N samples", so nothing is ever held
whole and a stem can be listened to, or exported, alone.
"""

from __future__ import annotations

from studio.compose.sound.mastering import master
from studio.compose.sound.order import SoundOrder, SoundReport
from studio.compose.sound.separating import write_stems

__all__ = ["SoundOrder", "SoundReport", "master", "write_stems"]
