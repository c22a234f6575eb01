"""Times as subtitle files write them."""

from __future__ import annotations

from studio.domain.time import FrameRate


def milliseconds(frame: int, rate: FrameRate, point: str) -> str:
    """The start of `frame` as hh:mm:ss and milliseconds after `point`."""
    whole = round(rate.seconds(frame) * 1000)
    minutes, rest = divmod(whole, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def centiseconds(frame: int, rate: FrameRate) -> int:
    """The start of `frame` in hundredths of a second."""
    return round(rate.seconds(frame) * 100)


def ass_clock(hundredths: int) -> str:
    """Hundredths of a second as h:mm:ss.cc."""
    minutes, rest = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest // 100:02d}.{rest % 100:02d}"
