"""Which addresses may be asked for: those of the public web, and nothing nearer.

A name is looked up once, every address it has must be public, and the connection goes to the
very address that was looked at: a name that changes its mind in between gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from studio.domain.errors import UnusableAddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = frozenset({80, 443})
MAX_LENGTH = 2000
_NAT64 = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48"))
_COMPATIBLE = ipaddress.ip_network("::/96")
_LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost")
_INSIDE = "it leads into a private network."
IN_OWN_WORDS = "write in your own words what the film is to tell."
"""What can be done instead of reading a website, as true in a chat as in a terminal."""


@dataclass(frozen=True)
class AddressPolicy:
    """What may be reached. `loopback_port` is the one port of this machine that may be, or None."""

    loopback_port: int | None = None

    def check(self, url: str) -> SplitResult:
        """The parts of an address that may be asked for, whatever its name leads to.

        Raises UnusableAddress for another scheme, a password in it, an odd port, no host, or
        a host that is itself the number of a machine in a private network.
        """
        parts = _split(url)
        if parts.scheme not in ("http", "https"):
            raise _unusable(url, "only http and https are read.")
        if parts.username is not None or parts.password is not None:
            raise _unusable(url, "it holds a name or a password.", "Leave it out.")
        host, port = parts.hostname or "", port_of(parts)
        if not host:
            raise _unusable(url, "it names no website.")
        if not self.is_allowed_here(host, port) and port not in PORTS:
            raise _unusable(url, f"port {port} is not one that websites use.")
        number = as_number(host)
        if number is not None:
            self.check_number(url, number, port)
        return parts

    def is_allowed_here(self, host: str, port: int) -> bool:
        """True for the one place on this machine that may be read."""
        return self.loopback_port == port and is_loopback(host)

    def check_number(self, url: str, number: Address, port: int) -> None:
        """Raise UnusableAddress unless `number` is public, or the place here that is allowed."""
        if number.is_loopback and self.loopback_port == port:
            return
        if number.is_loopback:
            remedy = "Set GREENLIGHT_ALLOW_LOOPBACK=1 to read pages of this machine."
            raise _unusable(url, "it leads to this very machine.", remedy)
        if not is_public(number):
            raise _unusable(url, _INSIDE)

    async def vetted(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of `host`, all of them looked at. Raises UnusableAddress, OSError."""
        if port not in PORTS and not self.is_allowed_here(host, port):
            raise _unusable(host, f"port {port} is not one that websites use.")
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return self.looked_at(host, port, [str(entry[4][0]) for entry in found])

    def looked_at(self, host: str, port: int, found: Sequence[str]) -> tuple[str, ...]:
        """`found` without doubles, when every one may be reached. Raises UnusableAddress."""
        addresses = tuple(dict.fromkeys(found))
        for address in addresses:
            number = as_number(address)
            if number is None or (number.is_loopback and not is_loopback(host)):
                raise _unusable(host, _INSIDE)
            self.check_number(host, number, port)
        if not addresses:
            raise OSError("the name has no address")
        return addresses


def policy_for(url: str, *, allows_loopback: bool) -> AddressPolicy:
    """The policy for a reading that begins at `url`.

    This machine is only ever reached at the port that was asked for, and only when the person
    asked for it: no page from elsewhere leads here.
    """
    parts = _split(url)
    is_here = allows_loopback and is_loopback(parts.hostname or "")
    return AddressPolicy(loopback_port=port_of(parts) if is_here else None)


def is_public(number: Address) -> bool:
    """True for an address of the public internet, whatever it is wrapped in."""
    if isinstance(number, ipaddress.IPv6Address):
        inner = _wrapped(number)
        if inner is not None:
            return is_public(inner)
        if number.teredo is not None or number.is_site_local:
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved


def _wrapped(number: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4, NAT64 or compatible."""
    if number.ipv4_mapped or number.sixtofour:
        return number.ipv4_mapped or number.sixtofour
    is_nat64 = any(number in net for net in _NAT64)
    is_compatible = number in _COMPATIBLE and int(number) > 1
    return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF) if is_nat64 or is_compatible else None


def as_number(host: str) -> Address | None:
    """The address that `host` is, in any spelling systems understand; None for a name."""
    plain = host.strip("[]").split("%")[0]
    try:
        return ipaddress.ip_address(plain)
    except ValueError:
        pass
    if not re.fullmatch(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}", plain, re.IGNORECASE):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(plain))
    except OSError:
        return None


def is_loopback(host: str) -> bool:
    """True when `host` names this machine by its own name or number."""
    number = as_number(host)
    return number.is_loopback if number is not None else host.lower() in _LOCAL_NAMES


def port_of(parts: SplitResult) -> int:
    """The port of an address, that of its scheme when it names none."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def _split(url: str) -> SplitResult:
    if len(url) > MAX_LENGTH or re.search(r"[\s\x00-\x1f\\]", url):
        raise _unusable(url[:80], "it is not a web address.")
    try:
        parts = urlsplit(url)
        _ = parts.port
        (parts.hostname or "").encode("idna")
    except (ValueError, UnicodeError) as fault:
        raise _unusable(url, "it is not a web address.") from fault
    return parts


def _unusable(url: str, problem: str, remedy: str = "") -> UnusableAddress:
    return UnusableAddress(url[:200], problem, f"{remedy} Or {IN_OWN_WORDS}".strip())
