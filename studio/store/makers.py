"""Who is making a file: a process, told from a later one that got the same number."""

from __future__ import annotations

import os

import psutil

_SAME_S = 5
"""Seconds by which two readings of the start of one process may differ."""


def maker() -> str:
    """This process: its number and the second it was started, in hexadecimal."""
    return f"{os.getpid():x}-{_started(os.getpid()):x}"


def is_running(name: str) -> bool:
    """True while the process that `maker` named lives."""
    number, _, started = name.partition("-")
    try:
        return abs(_started(int(number, 16)) - int(started, 16)) <= _SAME_S
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def _started(number: int) -> int:
    """When the process was started, in whole seconds since 1970."""
    return int(psutil.Process(number).create_time())
