"""Where an address leads: into the internet, or into a network of one's own."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

from bot.errors import PodiumError
from bot.ops.given_up import in_thread

_UNICAST = ip_network("2000::/3")  # all of IPv6 that has been given out (RFC 4291)
_TRANSLATED = ip_network("64:ff9b::/96")  # IPv4, to which a gateway takes it back (RFC 6052)


class CannotReach(PodiumError):
    """An address that cannot be asked, or must not be."""


async def resolve(host: str, port: int, to_allow: str | None) -> str:
    """Return the IP address of a host, which then is the one to connect to.

    All of its addresses have to be public: a name that has both could be made to lead to either.
    ``to_allow`` says how private ones are allowed; None if they are. Raises `CannotReach`.
    """
    try:
        # A server of names that hangs takes no thread that others wait for.
        found = await in_thread(lambda: _found(host, port), "names")
    except (OSError, UnicodeError):
        raise CannotReach(f"{host} is not found (check the address)") from None
    addresses = [str(it[4][0]) for it in found]
    for address in addresses:
        if to_allow and not is_public(address):
            raise CannotReach(f"{host} is in a private network ({to_allow} if that is meant)")
    return addresses[0]


def _found(host: str, port: int) -> list[Any]:
    return [*socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the internet."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = _inner(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and (ip.version == 4 or ip in _UNICAST)


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address leads to."""
    if ip in _TRANSLATED:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
