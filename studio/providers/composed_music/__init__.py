"""Music composed on this machine: a mood and a seed become a score, the score is played.

    moods ─ arrangement (melody, texture, theory) ─ score ─ mixdown (instruments, room) ─ WAV

To add a mood, add its row in `moods.py`; to add a player, its row in `instruments.py`.
"""

from __future__ import annotations

from studio.providers.composed_music.provider import ComposedMusic

__all__ = ["ComposedMusic"]
