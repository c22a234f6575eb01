"""Places whose pages are not websites to film: video hosts, and how an address is read out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from studio.domain.errors import UnusableAddress

VIDEO_HOSTS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "tiktok.com": "TikTok",
    "dailymotion.com": "Dailymotion",
    "dai.ly": "Dailymotion",
    "twitch.tv": "Twitch",
    "bilibili.com": "Bilibili",
    "b23.tv": "Bilibili",
    "rumble.com": "Rumble",
    "odysee.com": "Odysee",
    "nicovideo.jp": "Niconico",
    "loom.com": "Loom",
    "wistia.com": "Wistia",
}
_REMEDY = (
    "Films there belong to their makers and are not taken over. Give me the address of the "
    "website itself, bring a film file of your own, or tell me in your words what it is about."
)
_ADDRESS = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>\"'“”‘’]+|(?:www\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|org|net|io|dev|app|co|ai|edu|gov|info|shop|studio|coffee|eu|uk|de|fr|es|it|nl|ch|at|"
    r"se|no|fi|dk|pl|pt|jp|cn|kr|in|br|ca|au|nz|us|me|tv)(?:/[^\s<>\"'“”‘’]*)?)(?![\w@])",
    re.IGNORECASE,
)


def address_in(text: str) -> str:
    """The first web address in `text`, with its scheme; "" when there is none."""
    found = _ADDRESS.search(text)
    if not found:
        return ""
    address = found[0].rstrip(".,;:!?)]}>»")
    return address if "://" in address else f"https://{address}"


def is_address(text: str) -> bool:
    """True when `text` is nothing but a web address."""
    found = _ADDRESS.fullmatch(text.strip())
    return bool(found)


def refuse_video_host(url: str) -> None:
    """Raise UnusableAddress, with what to do instead, for a place that hosts films."""
    host = (urlsplit(url).hostname or "").lower().rstrip(".")
    for known, name in VIDEO_HOSTS.items():
        if host == known or host.endswith(f".{known}"):
            raise UnusableAddress(url, f"{name} hosts videos; I make films of websites.", _REMEDY)
